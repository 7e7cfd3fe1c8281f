// Remembers the memory of each WebAssembly instance that is made, to say how large it has become.
(function () {
  'use strict';

  const { Instance } = WebAssembly;
  const memories = [];

  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    const exported = Object.values(instance.exports);
    memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
    return instance;
  };

  /** In bytes, of all instances. */
  window.wasmMemory = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
})();

// Plays browsers that start WebAssembly in another way, or not at all: `?wasm=…` in the address.
// It must have happened before any script can look, therefore not an AMD module. `forbidden` is
// not played here: the server sends the page with a real Content-Security-Policy.
(function () {
  'use strict';

  // Chrome before 2023 takes no larger module synchronously on the main thread.
  const SYNCHRONOUS_LIMIT = 4096;

  function refuse(name) {
    throw new RangeError(
      'WebAssembly.' + name + ' is disallowed on the main thread, if the buffer size is larger ' +
        'than 4KB. Use another thread or the asynchronous function of the same purpose.'
    );
  }

  /** Which modules are too large for a synchronous instance: a module does not tell its size. */
  const large = new WeakSet();

  function noteSize(module, bytes) {
    if (bytes.byteLength > SYNCHRONOUS_LIMIT) {
      large.add(module);
    }
    return module;
  }

  function onlyAsynchronous(wasm) {
    const { compile, Module, Instance } = wasm;
    wasm.compile = (bytes, ...options) =>
      compile(bytes, ...options).then((module) => noteSize(module, bytes));
    wasm.Module = new Proxy(Module, {
      construct(target, [bytes, ...options]) {
        if (bytes?.byteLength > SYNCHRONOUS_LIMIT) {
          refuse('Module');
        }
        return new target(bytes, ...options);
      }
    });
    wasm.Instance = new Proxy(Instance, {
      construct(target, [module, ...options]) {
        if (large.has(module)) {
          refuse('Instance');
        }
        return new target(module, ...options);
      }
    });
  }

  const profile = new URLSearchParams(location.search).get('wasm');
  if (profile === 'absent') {
    delete window.WebAssembly;
  } else if (profile === 'asynchronous') {
    onlyAsynchronous(window.WebAssembly);
  }
})();

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { shortenNames } from '../short_names.js'

/** A module that imports three functions and a memory, and exports one of the functions. */
const names = ['__wbg_value_0123456789abcdef', '__wbg_value_fedcba9876543210', '__wbindgen_throw']
const glue = `imports = { ${names[0]}: () => 1, ${names[1]}: () => 2, ${names[2]}: () => 3 }`
const text = (string) => [string.length, ...Buffer.from(string)]
/** With a length of two bytes in LEB128. */
const section = (id, body) => [id, body.length % 128 | 0x80, body.length >> 7, ...body]
const wasm = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [1, 0x60, 0, 1, 0x7f]),
  ...section(2, [
    4,
    ...names.flatMap((name) => [...text('./glue.js'), ...text(name), 0, 0]),
    ...text('host'), ...text('memory'), 2, 1, 1, 3
  ]),
  ...section(7, [1, ...text('second'), 0, 1])
])

test('glue and WebAssembly get the same short names, and still fit', () => {
  const short = shortenNames(glue, wasm)
  const module = new WebAssembly.Module(short.wasm)
  const imported = WebAssembly.Module.imports(module).map(({ name }) => name)
  assert.deepEqual(imported, ['__wbg_value', '__wbg_value_2', '__wbindgen_throw', 'memory'])
  for (const name of imported.slice(0, 3)) assert.ok(short.glue.includes(`${name}: `), name)
  assert.doesNotMatch(short.glue, /[0-9a-f]{16}/)

  const { exports } = new WebAssembly.Instance(module, {
    './glue.js': { __wbg_value: () => 1, __wbg_value_2: () => 2, __wbindgen_throw: () => 3 },
    host: { memory: new WebAssembly.Memory({ initial: 1, maximum: 3 }) }
  })
  assert.equal(exports.second(), 2)
})

test('what is not a whole module is refused', () => {
  assert.throws(() => shortenNames(glue, wasm.slice(0, 40)), /ends within a section/)
})

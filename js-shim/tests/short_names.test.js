import assert from 'node:assert/strict'
import { test } from 'node:test'

import { shortenNames } from '../short_names.js'

/** A module that imports three functions and a memory, and exports two of the functions. */
const GLUE = './pipeline_message_bg.js'
const FILE = './snippets/widget/dom.js'
const imported = [
  [GLUE, '__wbg_value_0123456789abcdef'], [GLUE, '__wbg_value_fedcba9876543210'], [FILE, 'same']
]
const glue = `import { get } from '${FILE}'
import * as import1 from "${FILE}"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        ${imported[0][1]}: function() { return get(1) },
        ${imported[1][1]}: function() { return 2 },
    };
    return {
        __proto__: null,
        "${GLUE}": import0,
        "${FILE}": import1,
    };
}
wasm.second()
`
const text = (string) => [string.length, ...Buffer.from(string)]
/** With a length of two bytes in LEB128. */
const section = (id, body) => [id, body.length % 128 | 0x80, body.length >> 7, ...body]
const wasm = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [1, 0x60, 0, 1, 0x7f]),
  ...section(2, [
    4,
    ...imported.flatMap(([module, name]) => [...text(module), ...text(name), 0, 0]),
    ...text(GLUE), ...text('memory'), 2, 1, 1, 3
  ]),
  ...section(7, [2, ...text('third'), 0, 2, ...text('second'), 0, 1]),
  ...section(0, [...text('of a tool'), 1, 2, 3])
])

test('glue and WebAssembly know each other by numbers, and still fit', async () => {
  const short = shortenNames(glue, wasm)
  const module = new WebAssembly.Module(short.wasm)
  assert.deepEqual(WebAssembly.Module.imports(module).map(({ module, name }) => [module, name]),
    [['g', '0'], ['g', '1'], ['g', '2'], ['g', '3']])
  assert.doesNotMatch(short.glue, /[0-9a-f]{16}|import1/)
  assert.match(short.glue, /wasm\.second\(\)/)
  assert.deepEqual(WebAssembly.Module.customSections(module, 'of a tool'), [], 'it is not sent')
  assert.match(short.glue, /^import \{ get, same, call, learn, serve \} from '\.\/snippets\/widget\/dom\.js'\n/)

  const code = short.glue
    .replace(/^import .+\n/, 'const get = (value) => value\nconst same = () => 3\n')
    .replace(/wasm\..+\n$/, 'export default __wbg_get_imports()\n')
  const { default: imports } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  imports.g[3] = new WebAssembly.Memory({ initial: 1, maximum: 3 })
  const { exports } = new WebAssembly.Instance(module, imports)
  assert.equal(exports.third(), 3)
  assert.equal(exports.second(), 2)
})

test('what is not a whole module is refused', () => {
  assert.throws(() => shortenNames(glue, wasm.slice(0, 40)), /ends within a section/)
})

test('a glue of another shape is refused by name', () => {
  assert.throws(() => shortenNames(glue.replace('import0', 'table'), wasm), /table of imports/)
})

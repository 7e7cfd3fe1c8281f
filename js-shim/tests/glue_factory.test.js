import assert from 'node:assert/strict'
import { test } from 'node:test'

import { glueFactory } from '../glue_factory.js'

const glue = `
/** Of amoCRM. */
export class Widget {}
function __wbg_get_imports() { return {} }
let wasm
function __wbg_finalize_init(instance) { wasm = instance.exports; wasm.start() }

async function __wbg_load(module, imports) { console.warn('never') }
export { __wbg_init as default }
`

test('each glue has a state of its own, and no loader', async () => {
  const code = glueFactory(glue, 'file:///folder/')
  assert.doesNotMatch(code, /console|__wbg_load|Of amoCRM/)
  const { default: createGlue } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const [first, second] = [createGlue(), createGlue()]
  assert.notEqual(first.Widget, second.Widget)

  let starts = 0
  first.finish({ exports: { start: () => { starts += 1 } } })
  assert.equal(starts, 1)
})

test('a glue of another shape is refused by name', () => {
  assert.throws(() => glueFactory('export class Widget {}', ''), /its loaders/)
  assert.throws(() => glueFactory(glue.replace('Widget', 'Gadget'), ''), /the exported Widget/)
  assert.throws(() => glueFactory(`import x from './x.js'\n${glue}`, ''), /exported classes alone/)
})

test('the JavaScript of the widget\'s Rust is named by where it stands', () => {
  const code = glueFactory(`import { get } from './snippets/widget/dom.js'\n${glue}`, 'file:///folder/')
  assert.match(code, /^\s*import \{ get \} from 'file:\/\/\/folder\/snippets\/widget\/dom\.js'/)
})

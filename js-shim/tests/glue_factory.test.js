import assert from 'node:assert/strict'
import { test } from 'node:test'

import { glueFactory } from '../glue_factory.js'

const dom = `data:text/javascript,${encodeURIComponent(`
export const learnt = []
export const learn = (texts) => { learnt.push(texts) }
export const call = (enter) => enter()
export const serve = () => {}
`)}`

const glue = `import { call, learn, serve } from '${dom}'
/** Of amoCRM. */
export function happened() { return wasm.happened() }
function __wbg_get_imports() { return {} }
let wasm
function __wbg_finalize_init(instance) { wasm = instance.exports }

async function __wbg_load(module, imports) { console.warn('never') }
export { __wbg_init as default }
`

/** The glue as it is without what it imports, which `short_names.js` has put on top of it. */
const withoutImports = glue.replace(/^import .+\n/, '')

test('each glue has a state of its own, its texts, and no loader', async () => {
  const texts = ['plain', '']
  const code = glueFactory(withoutImports, 'file:///folder/')
  assert.doesNotMatch(code, /console|__wbg_load|Of amoCRM/)
  const bundled = `import { call, learn, serve } from '${dom}'\n${code}`
  const { default: createGlue } = await import(`data:text/javascript,${encodeURIComponent(bundled)}`)
  const [first, second] = [createGlue(texts), createGlue(texts)]
  const { learnt } = await import(dom)
  assert.deepEqual(learnt, [texts, texts])

  first.finish({ exports: { happened: () => 'first' } })
  second.finish({ exports: { happened: () => 'second' } })
  assert.equal(first.call(first.happened), 'first')
  assert.equal(second.call(second.happened), 'second')
})

test('a glue of another shape is refused by name', () => {
  assert.throws(() => glueFactory('export function happened() {}', ''), /its loaders/)
  assert.throws(() => glueFactory(withoutImports.replaceAll('happened', 'other'), ''),
    /the exported function `happened`/)
  assert.throws(() => glueFactory(`import x from './x.js'\n${withoutImports}`, ''),
    /exported functions alone/)
})

test('the JavaScript of the widget\'s Rust is named by where it stands', () => {
  const code = glueFactory(`import { get } from './snippets/widget/dom.js'\n${withoutImports}`,
    'file:///folder/')
  assert.match(code, /^\s*import \{ get \} from 'file:\/\/\/folder\/snippets\/widget\/dom\.js'/)
})

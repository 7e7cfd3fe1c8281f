/**
 * wasm-bindgen's glue keeps its state in the variables of a module, which exists once. The widget
 * needs a fresh glue for each instance, and none of the glue's own loaders: they bring `fetch`,
 * `import.meta` and `console.warn`, which amoCRM's marketplace forbids.
 */

/** Where the loaders begin; they reach to the end of the file. */
const LOADERS = '\nasync function __wbg_load('
const EXPORTED = /^export function (\w+)/gm
/** Of the parts of the widget's Rust that are JavaScript; wasm-bindgen puts them beside the glue. */
const SNIPPET = /^import (.+) from ['"]\.\/(snippets\/.+)['"];?\n/gm
/** Comments on what is generated; on a line of their own. */
const COMMENTS = /^ *(?:\/\/.*|\/\*[^]*?\*\/)\n/gm

/**
 * The glue as a module whose default export makes one, of the texts that Rust names.
 * @param {string} glue
 * @param {string} folder the address of the folder that it stands in
 */
export function glueFactory (glue, folder) {
  const end = glue.indexOf(LOADERS)
  if (end < 0) throw unexpected('its loaders')
  const functions = [...glue.matchAll(EXPORTED)].map(([, name]) => name)
  if (!functions.includes('happened')) throw unexpected('the exported function `happened`')
  const snippets = [...glue.matchAll(SNIPPET)]
    .map(([, names, path]) => `import ${names} from '${new URL(path, folder)}'\n`)
  const body = glue.slice(0, end).replace(SNIPPET, '').replace(COMMENTS, '')
    .replace(EXPORTED, 'function $1')
  if (/^(export|import) /m.test(body)) throw unexpected('exported functions alone')

  return `
${snippets.join('')}
export default function createGlue (texts) {
learn(texts)
${body}
return { ${[...functions, 'call', 'serve'].join(', ')}, imports: __wbg_get_imports, finish: __wbg_finalize_init }
}
`
}

/** @param {string} part */
function unexpected (part) {
  return new Error(`the glue of this wasm-bindgen has not ${part} where js-shim/glue_factory.js ` +
    'expects it: after an update of wasm-bindgen, look at the two side by side')
}

/**
 * wasm-bindgen's glue keeps its state in the variables of a module, which exists once. The widget
 * needs a fresh glue for each instance, and none of the glue's own loaders: they bring `fetch`,
 * `import.meta` and `console.warn`, which amoCRM's marketplace forbids.
 */

/** Where the loaders begin; they reach to the end of the file. */
const LOADERS = '\nasync function __wbg_load('
const EXPORTED_CLASS = /^export class (\w+)/gm
/** Comments on what is generated; on a line of their own. */
const COMMENTS = /^ *(?:\/\/.*|\/\*[^]*?\*\/)\n/gm

/**
 * The glue as a module whose default export makes one.
 * @param {string} glue
 */
export function glueFactory (glue) {
  const end = glue.indexOf(LOADERS)
  if (end < 0) throw unexpected('its loaders')
  const classes = [...glue.matchAll(EXPORTED_CLASS)].map(([, name]) => name)
  if (!classes.includes('Widget')) throw unexpected('the exported Widget')
  const body = glue.slice(0, end).replace(COMMENTS, '').replace(EXPORTED_CLASS, 'class $1')
  if (/^(export|import) /m.test(body)) throw unexpected('exported classes alone')

  return `
export default function createGlue () {
${body}
return { ${classes.join(', ')}, imports: __wbg_get_imports, finish: __wbg_finalize_init }
}
`
}

/** @param {string} part */
function unexpected (part) {
  return new Error(`the glue of this wasm-bindgen has not ${part} where js-shim/glue_factory.js ` +
    'expects it: after an update of wasm-bindgen, look at the two side by side')
}

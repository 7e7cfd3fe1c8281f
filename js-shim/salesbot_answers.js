/**
 * What the widget answers to the Salesbot designer, asked of its Rust while packing: the shim needs
 * it where Rust cannot run, and it stands nowhere else.
 */

/** Stands in for the message, and nowhere else in the steps. */
const MESSAGE = '\u0001message\u0001'

/**
 * The exits as JSON; the steps as JSON in two parts, between which the message belongs.
 * @param {string} glueModule what `glueFactory` gave
 * @param {Uint8Array} wasm
 * @param {string[]} texts those that Rust names
 * @returns {Promise<{ exits: string, steps: string[] }>}
 */
export async function salesbotAnswers (glueModule, wasm, texts) {
  const glue = await running(glueModule, wasm, texts)
  const visit = glue.call(glue.begin, {})
  const exits = JSON.stringify(glue.call(glue.salesbotDesignerSettings, visit))
  const steps = glue.call(glue.onSalesbotDesignerSave, visit, '', { message: MESSAGE })
  const parts = steps.split(JSON.stringify(MESSAGE))
  if (!exits || parts.length !== 2) {
    throw new Error(`the widget answers to the Salesbot designer with the exits ${exits} and the ` +
      `steps ${steps}: it has to name exits, and the message once in the steps`)
  }
  return { exits, steps: parts }
}

/**
 * The widget's Rust outside of amoCRM and of any document: all that it asks of them is missing.
 * @param {string} glueModule
 * @param {Uint8Array} wasm
 * @param {string[]} texts
 */
async function running (glueModule, wasm, texts) {
  // What the widget is handed is looked at by its type.
  Object.assign(globalThis, { Element: class {} })
  const { default: createGlue } = await import(`data:text/javascript,${encodeURIComponent(glueModule)}`)
  const glue = createGlue(texts)
  const module = new WebAssembly.Module(new Uint8Array(wasm))
  glue.finish(new WebAssembly.Instance(module, glue.imports()), module)
  glue.serve(glue.happened)
  return glue
}

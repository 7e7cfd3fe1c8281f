/**
 * The texts that the widget's Rust names by numbers (`src/browser/names.rs`). They stand in the module
 * in a section of their own, and in the script as what they are.
 */

const SECTION = 'pipeline-message-texts'

/**
 * The texts in the order of their numbers.
 * @param {Uint8Array<ArrayBuffer>} wasm
 */
export function textsIn (wasm) {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), SECTION)
  if (!section) throw new Error(`the WebAssembly has no section ${SECTION}: see src/browser/names.rs`)
  // One a line, each of which ends.
  return new TextDecoder().decode(section).split('\n').slice(0, -1)
}

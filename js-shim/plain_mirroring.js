// @ts-check
/**
 * What is left of an editor when Rust has been given up: what is typed is what is saved. The names
 * are those of `src/form/layout.rs`.
 * @param {Document} page
 */
export function mirrorOpenEditors (page) {
  for (const editor of page.getElementsByClassName('pipeline-message')) {
    const textarea = editor.querySelector('textarea')
    const field = editor.previousElementSibling
    if (!textarea || !(field instanceof HTMLInputElement)) continue

    const mirror = () => {
      if (field.value === textarea.value) return
      field.value = textarea.value
      for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }))
    }
    textarea.addEventListener('input', mirror)
    mirror()
  }
}

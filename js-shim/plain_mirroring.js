// @ts-check
/**
 * What is left of an editor when Rust has been given up: what is typed is what is saved, and what
 * amoCRM writes shows. The names are those of `src/form/layout.rs` and `src/form/field.rs`.
 * @param {Document} page
 */
export function mirrorOpenEditors (page) {
  for (const editor of page.getElementsByClassName('pipeline-message')) {
    const textarea = editor.querySelector('textarea')
    const field = page.querySelector(`[data-pipeline-message-editor="${textarea?.id}"]`)
    if (textarea && field instanceof HTMLInputElement) mirror(textarea, field)
  }
}

/**
 * @param {HTMLTextAreaElement} textarea
 * @param {HTMLInputElement} field
 */
function mirror (textarea, field) {
  const toField = () => {
    if (field.value === wellFormed(textarea.value)) return
    field.value = wellFormed(textarea.value)
    for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }))
  }
  const toTextarea = () => {
    if (field.value !== wellFormed(textarea.value)) textarea.value = field.value
  }
  textarea.addEventListener('input', toField)
  new MutationObserver(toTextarea).observe(field, { attributeFilter: ['value'] })
  toField()
}

/**
 * jQuery could not send an unpaired surrogate.
 * @param {string} text
 */
function wellFormed (text) {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

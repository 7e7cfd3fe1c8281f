// @ts-check
/** On a hidden field: the id of the textarea that stands in for it. */
const EDITOR = 'data-pipeline-message-editor'

/**
 * What is left of an editor when Rust has been given up: what is typed is what is saved, and what
 * amoCRM writes shows. The names are those of `src/form/layout.rs` and `src/form/field.rs`.
 * @param {Document} page
 */
export function mirrorOpenEditors (page) {
  const mirrored = new Set()
  for (const field of page.querySelectorAll(`input[${EDITOR}]`)) {
    try {
      const textarea = textareaOf(/** @type {HTMLInputElement} */ (field))
      mirrored.add(textarea)
      mirror(textarea, /** @type {HTMLInputElement} */ (field))
    } catch (error) {
      console.trace(error)
    }
  }
  // Those that Rust was only about to make: amoCRM's field is still in sight.
  for (const editor of [...page.getElementsByClassName('pipeline-message')]) {
    if (!mirrored.has(editor.querySelector('textarea'))) editor.remove()
  }
}

/**
 * The textarea that stands in for a hidden field; a plain one where Rust has lost it.
 * @param {HTMLInputElement} field
 */
function textareaOf (field) {
  const textarea = field.ownerDocument.getElementById(field.getAttribute(EDITOR) ?? '')
  if (textarea instanceof HTMLTextAreaElement) return textarea
  const plain = field.ownerDocument.createElement('textarea')
  field.after(plain)
  return plain
}

/**
 * @param {HTMLTextAreaElement} textarea
 * @param {HTMLInputElement} field
 */
function mirror (textarea, field) {
  const toField = () => {
    field.value = wellFormed(textarea.value)
    try {
      for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }))
    } catch (error) {
      // The page has taken away what makes an event. The text is where it is saved from.
      console.trace(error)
    }
  }
  const toTextarea = () => {
    if (field.value !== wellFormed(textarea.value)) textarea.value = field.value
  }
  textarea.addEventListener('input', toField)
  // The default value is what was shown before any edit; an edit may not have been told of yet.
  if (textarea.value === textarea.defaultValue) toTextarea()
  else toField()
  // Last, since a page without it is one that Rust fails in.
  new MutationObserver(toTextarea).observe(field, { attributeFilter: ['value'] })
}

/**
 * jQuery could not send an unpaired surrogate.
 * @param {string} text
 */
function wellFormed (text) {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

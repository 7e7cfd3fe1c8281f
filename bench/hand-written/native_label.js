/** amoCRM's own label of the field, hidden meanwhile; see `src/form/label.rs`. */

const ROW = '.widget_settings_block__item_field, .form-group'
const TITLE = '.widget_settings_block__title_field, .form-group__title'
const BLOCK_ROW = '[data-field-name]'
const FORMER_DISPLAY = 'data-hand-written-display'

/** Hides the label of `control`, whose full text is `text`; `undefined` where there is none. */
export function hideNativeLabel (control, text) {
  const label = control.closest(ROW)?.querySelector(TITLE) ?? inBlock(control, text) ??
    byTitle(control, text)
  if (!label) return undefined
  if (!label.hasAttribute(FORMER_DISPLAY)) label.setAttribute(FORMER_DISPLAY, label.style.display)
  label.style.display = 'none'
  return label
}

export function showNativeLabel (label) {
  label.style.display = label.getAttribute(FORMER_DISPLAY) ?? ''
  label.removeAttribute(FORMER_DISPLAY)
}

function inBlock (control, text) {
  const parts = [...control.closest(BLOCK_ROW)?.querySelectorAll('*') ?? []]
  return parts.find((part) => part.textContent.trim() === text && !part.contains(control))
}

function byTitle (control, text) {
  const [firstWord] = text.split(/\s/)
  const titled = [...control.form?.querySelectorAll('[title]') ?? []]
  return titled.find((label) => label.title.startsWith(firstWord) && !label.contains(control))
}

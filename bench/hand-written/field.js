/** amoCRM's own field, hidden while an editor stands in for it; see `src/form/field.rs`. */
import { withLf } from './text.js'

const FORMER_TYPE = 'data-hand-written-type'
const EDITOR = 'data-hand-written-editor'
const OFFERED = 'data-hand-written-offered'
const OF_THE_FORMER = new Set(['type', 'value', FORMER_TYPE, EDITOR])

/** Whether it is the field of a new trigger, to which nothing has been offered. */
export function isNewField (control) {
  return !control.value && !control.getAttribute('value') && !control.hasAttribute(OFFERED)
}

export class Field {
  /** The textarea with the id `editor` stands in for `control`. */
  constructor (control, editor) {
    const kind = control.type
    // Before the type changes: in Firefox the line breaks go with it.
    const text = savedText(control)
    this.control = kind === 'textarea' ? replace(control, 'input') : control
    if (!this.control.hasAttribute(FORMER_TYPE)) this.control.setAttribute(FORMER_TYPE, kind)
    this.control.setAttribute(EDITOR, editor)
    this.control.setAttribute(OFFERED, '')
    this.control.type = 'hidden'
    this.control.value = text
  }

  get text () {
    return withLf(this.control.value)
  }

  set text (text) {
    this.control.value = text
  }

  /** amoCRM enables Save on `change` only. */
  tellEdited () {
    for (const name of ['input', 'change']) {
      this.control.dispatchEvent(new Event(name, { bubbles: true }))
    }
  }

  /** A text of several lines cannot live in a text input: a textarea takes its place. */
  giveBack () {
    const { text, control } = this
    const kind = control.getAttribute(FORMER_TYPE)
    if (kind === 'textarea' || (kind !== 'hidden' && text.includes('\n'))) {
      replace(control, 'textarea').defaultValue = text
    } else {
      control.removeAttribute(FORMER_TYPE)
      control.removeAttribute(EDITOR)
      control.type = kind
      control.value = text
    }
  }
}

/** The attribute has the line breaks that the value of a text input has lost. */
function savedText (control) {
  const { value } = control
  const saved = control.getAttribute('value')
  return withLf(saved !== null && saved.replace(/[\r\n]/g, '') === value ? saved : value)
}

/** Puts a new control in the place of `control`, with all that amoCRM has set on it. */
function replace (control, tag) {
  const element = document.createElement(tag)
  for (const { name, value } of control.attributes) {
    if (!OF_THE_FORMER.has(name)) element.setAttribute(name, value)
  }
  control.replaceWith(element)
  return element
}

/** The elements of an editor; see `src/form/layout.rs`. */
import { textOf } from './text.js'

const ROOT = 'hand-written'
const TEXTAREA_STYLE = 'box-sizing:border-box;width:100%;min-height:5.5em;max-height:28em;' +
  'resize:vertical;field-sizing:content'
const UNSEEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);' +
  'white-space:nowrap'

let lastNumber = 0

/** Builds an editor that is not yet in the document. */
export function buildLayout (host, labelText) {
  const id = unusedId()
  const insertText = textOf(host, 'markers', 'insert')
  const root = element('div', { class: ROOT, 'data-widget-code': host.get_settings().widget_code })
  root.style.cssText = 'position:relative'
  const label = element('label', { class: `${ROOT}__label`, for: id }, labelText)
  const textarea = renderTextarea(host)
  setAttributes(textarea, {
    class: `${textarea.className} ${ROOT}__text js-form-changes-skip`,
    dir: 'auto',
    id,
    'aria-describedby': `${id}-problem ${id}-counter`,
    'aria-autocomplete': 'list',
    'aria-controls': `${id}-markers`
  })
  textarea.style.cssText = TEXTAREA_STYLE
  const insert = element('button', {
    class: `${ROOT}__insert`,
    type: 'button',
    'aria-haspopup': 'menu',
    'aria-controls': `${id}-markers`
  }, insertText)
  const markers = element('ul', {
    class: `${ROOT}__markers`, id: `${id}-markers`, 'aria-label': insertText
  })
  const problem = element('div', { class: `${ROOT}__problem`, id: `${id}-problem` })
  const counter = element('div', { class: `${ROOT}__counter`, id: `${id}-counter` })
  const status = element('div', { class: `${ROOT}__status`, role: 'status' })
  status.style.cssText = UNSEEN
  root.append(label, textarea, insert, markers, problem, counter, status)
  return { root, textarea, insert, markers, problem, counter, status }
}

export function element (tag, attributes, text = '') {
  const made = document.createElement(tag)
  setAttributes(made, attributes)
  if (text) made.textContent = text
  return made
}

function setAttributes (target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value)
}

/** amoCRM's own control, of which only the textarea is taken. */
function renderTextarea (host) {
  const template = document.createElement('template')
  template.innerHTML = host.render({ ref: '/tmpl/controls/textarea.twig' }, {})
  const textarea = template.content.querySelector('textarea') ??
    element('textarea', { class: 'text-input text-input-textarea' })
  textarea.removeAttribute('name')
  textarea.removeAttribute('maxlength')
  textarea.textContent = ''
  return textarea
}

function unusedId () {
  let id
  do id = `${ROOT}-${lastNumber += 1}`
  while (document.getElementById(id))
  return id
}

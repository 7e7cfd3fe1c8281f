/**
 * What the person and amoCRM do in a page of chance, and what stands in the page then.
 *
 * `data-form` numbers the forms of the widget, `data-part` names what amoCRM drew in them, and
 * `data-foreign` is on everything that is neither: it must stay as it is.
 */

const TEXTAREA = 'textarea.pipeline-message__text:not([data-foreign])'
const EDITOR = '.pipeline-message:not([data-foreign])'
const LEFT_BY_WIDGET = [
  EDITOR,
  ...['editor', 'type', 'display'].map((name) => `[data-pipeline-message-${name}]`),
  ...['id', 'class', 'for'].map((name) => `[${name}^=pipeline-message]`)
].map((selector) => `${selector}:not([data-foreign])`).join()

let forms, edits, failures, heard, visits, armed, told, makeWidget

/** Begins a case in an empty page; `make` gives a widget of a fresh visit. */
export function begin (make) {
  // A case that has failed has not ended its visits.
  for (const [number] of visits?.entries() ?? []) call(number, 'destroy')
  forms = []
  edits = []
  failures = []
  heard = new Map()
  visits = []
  armed = []
  told = []
  makeWidget = make
}

window.addEventListener('error', (event) => failures?.push(String(event.error ?? event.message)))

/** amoCRM draws `field` with a text that it has saved. */
export function save (field, text) {
  field.setAttribute('value', text)
}

/** Takes `form` for the one of this number, as it now stands in the page. */
export function adopt (form, number) {
  forms[number] = form
  form.dataset.form = number
  const part = (name, selector) => { form.querySelector(selector)?.setAttribute('data-part', name) }
  part('label', '.widget_settings_block__title_field')
  const control = form.querySelector('[name=message], [name=default_message], [name=value_manual]')
  control?.parentElement.setAttribute('data-part', 'cell')
  form.addEventListener('change', (event) => {
    if (isOfControl(event)) told[number] = (told[number] ?? 0) + 1
  })
}

// Before the widget hears of it, which listens at the document.
window.addEventListener('input', ({ target }) => {
  const form = target.matches(TEXTAREA) && target.closest('[data-form]')
  if (form) edits.push([Number(form.dataset.form), target.value])
}, true)

/** Makes `element`, and what is in it, foreign; listeners of its own are on it. */
export function estrange (element) {
  for (const one of [element, ...element.querySelectorAll('*')]) {
    one.dataset.foreign = ''
    listen(one)
  }
}

export function put (position, place, element) {
  place.insertAdjacentElement(position, element)
}

function listen (element) {
  if (heard.has(element)) return
  heard.set(element, 0)
  element.addEventListener('ping', ({ target }) => {
    if (target === element) heard.set(element, heard.get(element) + 1)
  })
}

/** How many foreign elements do not hear their own event any more, or hear it twice. */
export function deaf () {
  let reached = 0
  const count = () => { reached += 1 }
  document.addEventListener('ping', count)
  const all = [...document.querySelectorAll('[data-foreign]')]
  for (const element of all) {
    heard.set(element, 0)
    element.dispatchEvent(new Event('ping', { bubbles: true }))
  }
  document.removeEventListener('ping', count)
  return all.filter((element) => heard.get(element) !== 1).length + Math.abs(all.length - reached)
}

/** The numbers of the forms in the page, in its order. */
export function order () {
  return [...document.querySelectorAll('[data-form]')].map((form) => Number(form.dataset.form))
}

/** What was typed since the last time, as pairs of form and text. */
export function takeEdits () {
  return edits.splice(0)
}

/** What was thrown where nobody catches it. */
export function takeFailures () {
  return failures.splice(0).join('\n')
}

function isControl (element, parent = element.parentElement) {
  const isForeign = element.hasAttribute('data-foreign')
  return element.hasAttribute('name') && parent?.dataset.part === 'cell' && !isForeign
}

/** By the way that the event takes: the control may have been replaced meanwhile. */
function isOfControl (event) {
  return isControl(...event.composedPath())
}

function textareaOf (number) {
  return forms[number].querySelector(TEXTAREA)
}

function controlOf (number) {
  return forms[number].querySelector('[data-part=cell] > [name]:not([data-foreign])')
}

/** How the form of this number looks. */
export function look (number) {
  const form = forms[number]
  const textarea = textareaOf(number)
  const control = controlOf(number)
  const label = form.querySelector('[data-part=label]')
  return {
    isInPage: form.isConnected,
    editors: form.querySelectorAll(EDITOR).length,
    controls: form.querySelectorAll(`[name='${control?.name}']:not([data-foreign])`).length,
    kind: control?.type ?? '',
    text: control?.value ?? '',
    saved: control?.getAttribute('value'),
    wasOffered: Boolean(control?.hasAttribute('data-pipeline-message-offered')),
    shown: textarea?.value ?? '',
    isLabelled: !label || label.style.display !== 'none',
    sent: sent(form, control?.name),
    told: told[number] ?? 0
  }
}

/** What amoCRM would get of the form, or `null` where jQuery cannot send it. */
function sent (form, name) {
  try {
    const sender = form.querySelector('form') ?? form.querySelectorAll('[name]')
    const body = window.jQuery.param(window.jQuery(sender).serializeArray())
    return new URLSearchParams(body).get(name)
  } catch {
    return null
  }
}

/** All that is neither the widget's nor changed by it, as text. */
export function surroundings () {
  const page = [...document.body.children].filter((child) => child.matches('[data-block]'))
  return [document.head.childElementCount, ...page.map(describe)].join('\n')
}

function describe (node) {
  if (!(node instanceof Element)) return JSON.stringify(node.data)
  // The widget asks for digits in it.
  if (node.name === 'max_length') return ''
  if (isControl(node) || node.matches(EDITOR)) return ''
  const isHidden = node.dataset.part === 'label'
  const attributes = [...node.attributes]
    .filter(({ name }) => !isHidden || !['style', 'data-pipeline-message-display'].includes(name))
    .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
    .sort()
  const live = [node.value, node.checked, node.disabled].map(String)
  const inside = [...node.childNodes].map(describe).join('')
  return `<${[node.tagName, ...attributes, ...live].join(' ')}>${inside}</>`
}

/** What the widget has left in the page, as text. */
export function leftBehind () {
  const left = [...document.querySelectorAll(LEFT_BY_WIDGET)].map((element) => element.outerHTML)
  for (const label of document.querySelectorAll('[data-part=label]')) {
    if (label.hasAttribute('style')) left.push(label.outerHTML)
  }
  return left.join('\n')
}

/** Calls the widget of a visit as the shim does: it is freed once it has left. */
export function call (number, callback, argument) {
  const visit = visits[number] ??= { widget: null, running: 0, isLeaving: false }
  visit.isLeaving = callback === 'destroy'
  if (visit.isLeaving && !visit.widget) return
  visit.widget ??= makeWidget()
  visit.running += 1
  try {
    visit.widget[callback](argument)
  } finally {
    visit.running -= 1
    if (visit.isLeaving && visit.running === 0) free(visit)
  }
}

function free (visit) {
  visit.widget.free()
  visit.widget = null
}

/** What amoCRM passes for a form: nothing, an element or a jQuery object. */
export function argument (number, kind) {
  if (kind === 'nothing') return undefined
  return kind === 'jquery' ? window.jQuery(forms[number]) : forms[number]
}

/** Has amoCRM call back from inside the next edit of the form. */
export function callWithin (form, number, callback, argument) {
  const place = forms[form]
  const disarm = () => { place.removeEventListener('change', onChange) }
  const onChange = (event) => {
    if (!isOfControl(event)) return
    disarm()
    try {
      call(number, callback, argument)
    } catch (error) {
      failures.push(String(error))
    }
  }
  place.addEventListener('change', onChange)
  armed.push(disarm)
}

/** amoCRM will not call back from within any more. */
export function disarm () {
  for (const one of armed.splice(0)) one()
}

/** Leaves the page as an instance does that has failed: elements without its listeners. */
export function killInstance () {
  const copies = forms.map((form) => form.cloneNode(true))
  for (const [number] of visits.entries()) call(number, 'destroy')
  forms.forEach((form, number) => {
    form.replaceWith(copies[number])
    adopt(copies[number], number)
    copies[number].querySelectorAll('[data-foreign]').forEach(listen)
  })
}

function select (textarea, from, to) {
  const at = (fraction) => Math.round(textarea.value.length * fraction)
  textarea.focus()
  textarea.setSelectionRange(at(Math.min(from, to)), at(Math.max(from, to)))
}

/** What a person does in the editor of a form, if it has one. */
export const person = {
  type (textarea, text) { document.execCommand('insertText', false, text) },
  cut () { document.execCommand('delete') },
  undo () { document.execCommand('undo') },
  leave (textarea) { textarea.blur() },
  paste (textarea, text) {
    textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end')
    textarea.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  },
  replace (textarea, text) {
    textarea.value = text
    textarea.dispatchEvent(new Event('input', { bubbles: true }))
  },
  pick (textarea) {
    const editor = textarea.closest(EDITOR)
    editor.querySelector('button').click()
    // Where nobody listens, there is none.
    editor.querySelector('[data-marker]')?.click()
  },
  search (textarea) {
    document.execCommand('insertText', false, '[na')
    for (const key of ['ArrowDown', 'Enter']) {
      textarea.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
  }
}

export function act (number, deed, from, to, text) {
  const textarea = textareaOf(number)
  if (!textarea) return
  select(textarea, from, to)
  person[deed](textarea, text)
}

/** What amoCRM does with a form. */
const amocrm = {
  write (form, control, text) { window.jQuery(control).val(text) },
  writeAttribute (form, control, text) { control.setAttribute('value', text) },
  reset (form) { form.querySelector('form')?.reset() },
  redraw (form) {
    const inside = form.querySelector('form') ?? form
    const { innerHTML } = inside
    inside.innerHTML = innerHTML
    inside.querySelectorAll('[data-foreign]').forEach(listen)
  },
  move (form) { form.closest('[data-block]').parentElement.append(form.closest('[data-block]')) },
  remove (form) { form.closest('[data-block]').remove() },
  putBack (form) { document.body.append(form.closest('[data-block]')) }
}

export function change (number, deed, text) {
  amocrm[deed](forms[number], controlOf(number), text)
}

/** A new form in the place of the one of this number. */
export function drawAnew (number, form) {
  forms[number].replaceWith(form)
  adopt(form, number)
}

/** WebKit's name is what Chromium claims too. */
export function engine () {
  if (navigator.userAgent.includes('Firefox')) return 'firefox'
  return navigator.userAgent.includes('Chrome') ? 'chromium' : 'webkit'
}

/** Until the observers of the document have been called. */
export function turn () {
  return Promise.resolve()
}

/** One for all tasks: WebKit keeps those that are closed, and looks at each of them. */
const { port1: end, port2: start } = new MessageChannel()

/** Until the timers of this moment have been called; waited for by one at a time. */
export function task () {
  return new Promise((resolve) => {
    // From another task: a timer that is set by timers, one by the other, comes later than those.
    end.onmessage = () => setTimeout(resolve)
    start.postMessage(null)
  })
}

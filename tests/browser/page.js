/** amoCRM's page, as far as the widget sees it. */

/** Runs a library as a page does. */
export function load (source) {
  const script = document.createElement('script')
  script.textContent = source
  document.head.append(script)
  script.remove()
}

/** What the test runner has on the page. */
const runners = [...document.body.children]

/** An empty page, of which nothing of an earlier test is left. */
export function clear () {
  document.body.replaceChildren(...runners)
  delete window.APP
  delete window.AMOCRM
}

/** amoCRM's notifications under this name of its global; gives what the person is told. */
export function notifications (name) {
  const told = []
  const tell = (method) => ({ header, text }) => { told.push([method, header, text].join(': ')) }
  const [show_message, show_message_error] = ['fine', 'error'].map(tell)
  window[name] = { notifications: { show_message, show_message_error } }
  return told
}

/** amoCRM's widget object. Its members are as loose as amoCRM's: a test replaces what it wants. */
export function widgetObject (code, textareaTemplate) {
  const settings = { widget_code: code, path: `/upl/${code}/widget`, version: '1.2.3' }
  const template = window.twig({ data: textareaTemplate })
  return {
    langs: {},
    params: settings,
    get_settings () { return settings },
    i18n (key) { return this.langs[key] },
    render ({ ref }, params) {
      if (ref !== '/tmpl/controls/textarea.twig') throw new Error(`no template ${ref}`)
      return template.render(params)
    }
  }
}

/** The tile of a trigger with its form open, as amoCRM's documentation has it. */
export function tile (code, saved, label) {
  const tile = element('div', 'digital-pipeline__item')
  const inner = element('div', 'digital-pipeline__item-inner', tile)
  const process = element('div', 'digital-pipeline__business_processes-inner_widget', inner)
  element('div', `digital-pipeline__short-task_widget-style_${code}`, process)
  const bubble = element('div', 'digital-pipeline__edit-bubble', inner)
  bubble.append(hookForm(saved, label))
  document.body.append(tile)
  return tile
}

/** The form of a trigger that sends a widget's webhook. */
export function hookForm (saved, label) {
  const action = element('div')
  action.dataset.action = 'send_widget_hook'
  const form = element('form', 'digital-pipeline__edit-forms', action)
  const body = element('div', 'task-edit__body__form', form)
  const wrapper = element('div', '', body)
  wrapper.id = 'widget_settings__fields_wrapper'
  wrapper.append(row('message', saved, label))
  form.addEventListener('submit', (event) => event.preventDefault())
  return action
}

/** amoCRM's row of one field. */
export function row (name, saved, label) {
  const row = element('div', 'widget_settings_block__item_field')
  const title = element('div', 'widget_settings_block__title_field h-text-overflow', row)
  title.title = label
  title.textContent = label
  const control = element('div', 'widget_settings_block__input_field', row)
  const input = element('input', 'widget_settings_block__controls__text text-input', control)
  input.type = 'text'
  input.name = name
  input.setAttribute('value', saved)
  return row
}

/** The widget's block in the Salesbot designer; the widget gets its body. */
export function salesbotBlock (fields) {
  const body = element('div', '', document.body)
  for (const [name, saved] of fields) {
    const row = element('div', '', body)
    row.dataset.fieldName = name
    const input = element('input', 'text-input', row)
    input.type = 'text'
    input.name = 'value_manual'
    input.setAttribute('value', saved)
  }
  return body
}

/** The window of the widget's settings; the widget gets its body. */
export function settingsWindow (code, fields) {
  const modal = element('div', `modal ${code} widget-settings__modal`)
  const form = element('form', '', element('div', 'modal-body', modal))
  for (const [name, saved, label] of fields) form.append(row(name, saved, label))
  document.body.append(modal)
  return modal.querySelector('.modal-body')
}

export function element (tag, className = '', parent = null) {
  const element = document.createElement(tag)
  if (className) element.className = className
  parent?.append(element)
  return element
}

/** What the form would send: jQuery's own reading of it. */
export function serialized (form) {
  return window.jQuery(form).serializeArray()
}

/** What amoCRM's server would get, and what a text fails on that is not well-formed. */
export function sent (form) {
  return new URLSearchParams(window.jQuery.param(serialized(form))).get('message')
}

/** Types as a person does: at the caret, through the browser's own editing, with its undo. */
export function type (textarea, text) {
  textarea.focus()
  textarea.setSelectionRange(textarea.value.length, textarea.value.length)
  if (!document.execCommand('insertText', false, text)) throw new Error('the browser typed nothing')
}

/** Edits as a script or an extension does. */
export function edit (textarea, text) {
  textarea.value = text
  textarea.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Names the events that reach `target`, in their order. */
export function eventsAt (target, names) {
  const seen = []
  for (const name of names) target.addEventListener(name, (event) => seen.push(event.type))
  return seen
}

/** amoCRM's answer to `onSave`, as its `$.when` takes it. */
export function allowsSaving (answer) {
  if (answer === false) return Promise.resolve(false)
  return new Promise((resolve) => {
    window.jQuery.when(answer).then(() => resolve(true), () => resolve(false))
  })
}

export function codeUnits (text) {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

/** The elements of the page and the names of their attributes: what text must never add to. */
export function skeleton () {
  const places = [document.head, ...document.body.children]
  const elements = places.filter((place) => !runners.includes(place))
    .flatMap((place) => [place, ...place.querySelectorAll('*')])
  // The style sheet may stand before the form or behind it.
  return elements.map((element) => [element.tagName, ...element.getAttributeNames().sort()].join(' ')).sort()
}

/** Whether a hostile text has run as code since `forgetPayloads`. */
export function payloadHasRun () {
  return 'payloadRan' in window
}

/** The addresses asked for since `forgetPayloads` that stand in a hostile text. */
export function payloadRequests () {
  const addresses = performance.getEntriesByType('resource').map(({ name }) => name)
  return addresses.filter((address) => address.includes('payload-canary'))
}

export function forgetPayloads () {
  delete window.payloadRan
  performance.clearResourceTimings()
  // As many as are noted by themselves, 250, this page asks for.
  performance.setResourceTimingBufferSize(10_000)
}

/** Runs markup as a careless widget would. */
export function insertCarelessly (markup) {
  element('div', '', document.body).innerHTML = markup
}

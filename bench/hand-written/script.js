/**
 * The job of this project's editor, all of it, as one writes it by hand in plain JavaScript: what
 * `cargo xtask bench` measures the WebAssembly against. It finds the forms, lays the editor out,
 * keeps field and textarea equal, counts, warns, offers the markers and gives the field back, by
 * the same rules as `src/form/`. It ships to nobody.
 */
import { Editor } from './editor.js'
import { isNewField } from './field.js'
import { OpenEditors } from './open_editors.js'
import { findForms } from './trigger_forms.js'

/** amoCRM's window of a widget's settings; the widget's code is a class of it. */
const WINDOW = 'widget-settings__modal'

const editors = new OpenEditors()

/** amoCRM's widget object. */
export default function HandWritten () {
  const host = this
  let missingForms = 0

  const lateForms = new MutationObserver(() => {
    const opened = openForms()
    missingForms = Math.max(0, missingForms - opened)
    if (missingForms === 0) lateForms.disconnect()
  })

  function open (control, form, purpose) {
    if (editors.in(form)) return false
    const isNew = purpose === 'trigger' && isNewField(control)
    const editor = new Editor(host, control, purpose)
    editors.add(editor, host)
    const message = host.get_settings().default_message
    if (isNew && message) editor.offer(message)
    return true
  }

  function openForms (body) {
    const forms = findForms(document, host.get_settings().widget_code, body)
    return forms.filter(({ control, form }) => open(control, form, 'trigger')).length
  }

  function dpSettings (body) {
    editors.closeOrphans()
    if (openForms(elementOf(body)) === 0) {
      missingForms += 1
      lateForms.observe(document, { childList: true, subtree: true })
    }
    return true
  }

  function settings (body) {
    editors.closeOrphans()
    const window = elementOf(body) ?? windowOf(host.get_settings().widget_code)
    if (!window) return
    field(window, 'max_length')?.setAttribute('inputmode', 'numeric')
    const control = field(window, 'default_message')
    if (control) open(control, control.form ?? window, 'default')
  }

  function destroy () {
    missingForms = 0
    lateForms.disconnect()
    editors.closeAllOf(host)
  }

  this.callbacks = {
    render: () => true,
    init: () => true,
    bind_actions: () => true,
    settings,
    dpSettings,
    onSave: () => true,
    destroy
  }
  return this
}

/** A jQuery object's element, or the element itself. */
function elementOf (body) {
  const element = body instanceof Element ? body : body?.[0]
  return element instanceof Element ? element : undefined
}

function windowOf (code) {
  return [...document.getElementsByClassName(WINDOW)].find((one) => one.classList.contains(code))
}

function field (window, name) {
  return window.querySelector(`input[name=${name}], textarea[name=${name}]`)
}

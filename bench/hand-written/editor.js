/** The editor of one message; see `src/form/editor.rs`. */
import { Field } from './field.js'
import { buildLayout } from './layout.js'
import { MarkerMenu } from './marker_menu.js'
import { hideNativeLabel, showNativeLabel } from './native_label.js'
import { ensureStyleSheet } from './style_sheet.js'
import { textOf, wellFormed, withLf } from './text.js'

/** A screen reader is told of the length once the person has paused so long, in milliseconds. */
const PAUSE = 1000
const FRAME = 16

const LABELS = { trigger: 'message', default: 'default_message' }

export class Editor {
  constructor (host, control, purpose) {
    this.host = host
    const labelText = textOf(host, 'settings', LABELS[purpose])
    this.layout = buildLayout(host, labelText)
    const { root, textarea } = this.layout
    this.isRequired = purpose === 'trigger'
    this.limit = this.isRequired ? parseLimit(host.get_settings().max_length) : null
    if (this.isRequired) textarea.setAttribute('aria-required', 'true')
    for (const name of ['disabled', 'readonly']) {
      if (control.hasAttribute(name)) textarea.setAttribute(name, control.getAttribute(name))
    }
    control.after(root)
    this.field = new Field(control, textarea.id)
    this.nativeLabel = hideNativeLabel(this.field.control, labelText)
    ensureStyleSheet(host.get_settings())
    this.menu = new MarkerMenu(host, this.layout)
    this.wasVisited = false
    this.wasFine = true
    this.observer = new MutationObserver(() => this.onFieldWritten())
    this.observer.observe(this.field.control, { attributeFilter: ['value'] })
    this.listen()
    this.refill()
  }

  isInDocument () {
    return this.layout.root.isConnected && this.field.control.isConnected
  }

  /** Starts a new trigger with `message`. */
  offer (message) {
    this.field.text = wellFormed(withLf(message))
    this.refill()
    this.field.tellEdited()
  }

  close () {
    for (const remove of this.listeners) remove()
    this.observer.disconnect()
    clearTimeout(this.growth)
    clearTimeout(this.announcement)
    if (this.nativeLabel) showNativeLabel(this.nativeLabel)
    this.field.giveBack()
    this.layout.root.remove()
  }

  listen () {
    const { root } = this.layout
    const { menu } = this
    this.listeners = []
    this.on(root, 'input', () => this.onEdit())
    this.on(root, 'focusout', (event) => this.onLeave(event))
    this.on(root, 'keydown', (event) => menu.onKey(event))
    this.on(root, 'click', (event) => menu.onClick(event))
    this.on(root, 'mousedown', (event) => menu.onPress(event))
    this.on(this.field.control.form, 'reset', () => this.onReset())
  }

  on (target, event, listener) {
    if (!target) return
    target.addEventListener(event, listener)
    this.listeners.push(() => target.removeEventListener(event, listener))
  }

  onEdit () {
    this.wasVisited = true
    const { textarea } = this.layout
    const message = textarea.value
    this.field.text = wellFormed(message)
    this.observer.takeRecords()
    this.fit()
    this.describe(message)
    this.menu.suggest(message)
    // Last, since amoCRM may do anything on it, such as closing the form.
    this.field.tellEdited()
  }

  onLeave (event) {
    this.menu.onFocusLeaving(event)
    this.wasVisited = true
    this.describe(this.layout.textarea.value)
  }

  /** A reset is about to set the editor to its default; the hidden field keeps its value. */
  onReset () {
    this.layout.textarea.defaultValue = this.field.text
  }

  /** amoCRM has written the field by `.val()`, which fires nothing. */
  onFieldWritten () {
    // Writing a textarea costs the person the undo history.
    if (this.field.text !== wellFormed(this.layout.textarea.value)) this.refill()
  }

  refill () {
    const message = this.field.text
    this.layout.textarea.value = message
    this.layout.textarea.defaultValue = message
    this.fit()
    this.describe(message)
  }

  /** As high as its text, where the browser does not see to it itself. */
  fit () {
    const { textarea } = this.layout
    if (textarea.style.fieldSizing !== undefined) return
    clearTimeout(this.growth)
    this.growth = setTimeout(() => {
      textarea.style.height = 'auto'
      const border = textarea.offsetHeight - textarea.clientHeight
      textarea.style.height = `${textarea.scrollHeight + border}px`
    }, FRAME)
  }

  /** Says how long `message` is and what is wrong with it. */
  describe (message) {
    const { textarea, counter, problem } = this.layout
    const length = textarea.textLength
    const count = this.limit === null ? '' : this.count(length)
    if (count) counter.textContent = count
    const isMissing = this.isRequired && this.wasVisited && message.trim() === ''
    const excess = this.limit === null ? 0 : length - this.limit
    const isNear = this.limit !== null && -excess < Math.ceil(this.limit / 10)
    const isFine = !isMissing && excess <= 0 && !isNear
    if (isFine && this.wasFine) return
    this.wasFine = isFine
    let text = ''
    if (isMissing) text = textOf(this.host, 'editor', 'empty')
    else if (excess > 0) text = textOf(this.host, 'editor', 'too_long').replace('{excess}', excess)
    problem.textContent = text
    if (text) textarea.setAttribute('aria-invalid', 'true')
    else textarea.removeAttribute('aria-invalid')
    this.announce(text || (isNear ? count : ''))
  }

  count (length) {
    this.countText ??= textOf(this.host, 'editor', 'count').replace('{limit}', this.limit)
    return this.countText.replace('{count}', length)
  }

  announce (text) {
    clearTimeout(this.announcement)
    this.announcement = setTimeout(() => { this.layout.status.textContent = text }, PAUSE)
  }
}

/** A whole number greater than zero, or `null`. */
function parseLimit (value) {
  const text = String(value ?? '').trim()
  return /^\d{1,10}$/.test(text) && Number(text) > 0 ? Number(text) : null
}

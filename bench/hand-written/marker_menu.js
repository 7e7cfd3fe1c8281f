/** The markers that can be put into the message; see `src/form/marker_menu.rs`. */
import { element } from './layout.js'
import { textOf } from './text.js'

/** How far back a bracket is looked for: no field's name is longer. */
const REACH = 40
const ITEM = '[data-marker]'
const MARKERS = [
  ['lead_name', 'lead.name'],
  ['lead_price', 'lead.price'],
  ['lead_id', 'lead.id'],
  ['contact_name', 'contact.name'],
  ['contact_phone', 'contact.phone'],
  ['contact_email', 'contact.email'],
  ['lead_responsible_name', 'lead.responsible.name']
]

export class MarkerMenu {
  constructor (host, { textarea, insert, markers }) {
    this.host = host
    this.textarea = textarea
    this.button = insert
    this.list = markers
    this.active = 0
    /** The bracket that the person has said not to mean a marker. */
    this.dismissed = null
    this.close()
  }

  /** Opens or closes the suggestions for `message`, which has just been edited. */
  suggest (message) {
    const caret = this.textarea.selectionEnd
    const before = message.slice(Math.max(0, caret - REACH), caret)
    const query = /\[([^[\]\n]*)$/.exec(before)
    const bracket = query ? caret - query[0].length : null
    if (bracket !== this.dismissed) this.dismissed = null
    if (query && this.dismissed === null && this.fill('option', query[1])) {
      this.list.setAttribute('role', 'listbox')
      this.list.removeAttribute('hidden')
      this.mode = 'suggestions'
      this.bracket = bracket
      this.activate(0)
    } else {
      this.close()
    }
  }

  onClick ({ target }) {
    const item = target.closest(ITEM)
    if (this.button.contains(target)) {
      if (this.mode === 'menu') this.close()
      else this.openMenu()
    } else if (item) {
      this.pick(item)
    }
  }

  /** Pressing on an item leaves the focus where it is. */
  onPress (event) {
    if (this.list.contains(event.target)) event.preventDefault()
  }

  onFocusLeaving ({ relatedTarget }) {
    if (!relatedTarget || !this.list.contains(relatedTarget)) this.close()
  }

  onKey (event) {
    if (event.isComposing || !this.takes(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Does what the key asks for. Whether it asks for anything here. */
  takes ({ key, target }) {
    if (this.mode === 'closed') {
      const opens = key === 'ArrowDown' && target === this.button
      if (opens) this.openMenu()
      return opens
    }
    const isMenu = this.mode === 'menu'
    const count = Math.max(1, this.items().length)
    if (key === 'ArrowDown') this.activate((this.active + 1) % count)
    else if (key === 'ArrowUp') this.activate((this.active + count - 1) % count)
    else if (key === 'Home' && isMenu) this.activate(0)
    else if (key === 'End' && isMenu) this.activate(count - 1)
    else if (key === 'Enter' || key === (isMenu ? ' ' : 'Tab')) this.pickActive()
    else if (key === 'Escape') this.dismiss()
    else {
      if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Tab'].includes(key)) this.close()
      return false
    }
    return true
  }

  openMenu () {
    this.fill('menuitem', '')
    this.list.setAttribute('role', 'menu')
    this.button.setAttribute('aria-expanded', 'true')
    this.list.removeAttribute('hidden')
    this.mode = 'menu'
    this.activate(0)
  }

  close () {
    this.mode = 'closed'
    this.list.setAttribute('hidden', '')
    this.button.setAttribute('aria-expanded', 'false')
    this.textarea.removeAttribute('aria-activedescendant')
  }

  dismiss () {
    if (this.mode === 'suggestions') this.dismissed = this.bracket
    this.close()
    this.textarea.focus()
  }

  /** Puts the markers into the list whose name or code has `query` in it. Whether there are any. */
  fill (role, query) {
    const wanted = query.toLowerCase()
    this.list.textContent = ''
    MARKERS.forEach(([key, code], number) => {
      const name = textOf(this.host, 'markers', key)
      if (!(name + code).toLowerCase().includes(wanted)) return
      this.list.append(element('li', {
        id: `${this.list.id}-${number}`, role, tabindex: '-1', 'data-marker': `{{${code}}}`
      }, name))
    })
    return this.items().length > 0
  }

  items () {
    return this.list.querySelectorAll(ITEM)
  }

  activate (number) {
    this.items().forEach((item, place) => {
      if (place !== number) {
        item.removeAttribute('aria-selected')
      } else if (this.mode === 'menu') {
        item.focus()
      } else {
        item.setAttribute('aria-selected', 'true')
        this.textarea.setAttribute('aria-activedescendant', item.id)
      }
    })
    this.active = number
  }

  pickActive () {
    const item = this.items()[this.active]
    if (item) this.pick(item)
  }

  /** Typed as a person does, so that it can be undone. */
  pick (item) {
    const marker = item.getAttribute('data-marker')
    const end = this.textarea.selectionEnd
    const start = this.mode === 'suggestions' ? this.bracket : this.textarea.selectionStart
    this.close()
    this.textarea.focus()
    this.textarea.setSelectionRange(start, end)
    if (!document.execCommand('insertText', false, marker)) {
      this.textarea.setRangeText(marker, start, end, 'end')
      this.textarea.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

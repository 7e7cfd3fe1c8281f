/**
 * The three places with an editor: each is opened and saved as amoCRM does, and tells how the
 * person can edit in it.
 */
define('faults/places', [
  'jquery',
  'host/server',
  'pipeline/pipeline-model',
  'pipeline/trigger-form',
  'pipeline/trigger-tile',
  'salesbot/block-form',
  'salesbot/blocks',
  'settings-window/settings-window'
], ($, server, model, triggerForm, triggerTile, blockForm, blocks, settingsWindow) => {
  /** The page's own, whatever a fault makes of them. */
  const { Event, InputEvent, getComputedStyle } = window

  const INSERT = '.pipeline-message__insert'
  const MARKERS = '.pipeline-message__markers'

  class Place {
    constructor (visit, saved) {
      this.visit = visit
      this.saved = saved
      this.$holder = $('<div>', { class: 'stage' }).appendTo('#page_holder')
    }

    /** The controls for the message that a person sees. */
    controls () {
      const all = [...this.root().querySelectorAll('textarea, input')]
      return all.filter((control) => ['textarea', 'text'].includes(control.type) &&
        control.name !== 'max_length' && isShown(control))
    }

    /** The one that a person sees; of several it is the last that amoCRM saves. */
    control () {
      const controls = this.controls()
      if (controls.length === 0) throw new Error('there is nothing to edit in')
      if (controls.length > 1 && !this.isDoubled) throw new Error('there are several controls to edit in')
      return controls[controls.length - 1]
    }

    /** How the person can edit: by the editor, by what is left of it, or without the widget. */
    way () {
      const control = this.control()
      const editor = control.closest('.pipeline-message')
      if (!editor) return control.type === 'text' ? 'field' : 'textarea'
      // The first click may be the one that is not survived.
      return opensItsMenu(editor) || opensItsMenu(editor) ? 'editor' : 'mirrored'
    }

    /** Puts `text` in as pasting does: in amoCRM's own line one line, in its controls all of it whole. */
    edit (text, before = () => {}, after = () => {}) {
      const control = this.control()
      const isOwn = control.closest('.pipeline-message')
      const lines = control.type === 'text' ? text.replace(/[\r\n]/g, ' ') : text
      const typed = isOwn ? lines : lines.toWellFormed()
      control.focus()
      control.value = typed
      const event = new InputEvent('input', { bubbles: true })
      before()
      try {
        control.dispatchEvent(event)
      } finally {
        after()
      }
      if (!isOwn) {
        control.dispatchEvent(new Event('change', { bubbles: true }))
      }
      if (control.value !== typed) throw new Error('what was typed does not stand there')
      return typed
    }

    close () {
      this.$holder.remove()
    }
  }

  /** The form of a trigger in the pipeline. */
  class TriggerForm extends Place {
    open () {
      const trigger = {
        id: '1',
        stage_id: '101',
        event: 'add',
        widget: { code: this.visit.code, settings: { message: this.saved } }
      }
      const { entry } = this.visit
      const $tile = triggerTile.draw(trigger, entry).appendTo(this.$holder)
      const actions = { save: (changed) => model.save(changed), cancel: $.noop, remove: $.noop }
      triggerForm.open({ $tile, trigger, entry }, actions)
    }

    root () {
      return this.$holder.find('form')[0] ?? this.$holder[0]
    }

    save () {
      return press(this.$holder.find('.js-trigger-save').first(), this.$holder)
    }
  }

  /** The window of the widget's own settings. */
  class SettingsWindow extends Place {
    open () {
      this.entry = { ...this.visit.entry, settings: JSON.stringify({ default_message: this.saved }) }
      settingsWindow.open(this.entry, { onClose: $.noop })
      this.$window = $('dialog.modal')
    }

    root () {
      return this.$window.find('form')[0]
    }

    save () {
      return press(this.$window.find('.js-widget-save'), this.$window)
    }

    close () {
      this.$window.find('.modal-body__close').trigger('click')
      super.close()
    }
  }

  /** The widget's block in the Salesbot designer. */
  class SalesbotBlock extends Place {
    open () {
      const [block] = blocks.all([this.visit.entry])
      const bot = { id: 1, widget: block.entry.code, handler: block.handler }
      const parts = { $place: this.$holder, block, bot, params: { message: this.saved } }
      blockForm.open(parts, { saved: $.noop, cancel: $.noop })
    }

    root () {
      return this.$holder.find('[data-field-name=message]')[0]
    }

    save () {
      const message = press(this.$holder.find('.salesbot-block__save'), this.$holder)
      if (!sent.steps.includes(JSON.stringify(message))) throw new Error('the steps lack the message')
      return message
    }
  }

  /** Where amoCRM calls a callback. */
  const PLACE_OF = {
    settings: SettingsWindow,
    onSave: SettingsWindow,
    salesbotDesignerSettings: SalesbotBlock,
    onSalesbotDesignerSave: SalesbotBlock
  }

  function isShown (element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible'
  }

  function opensItsMenu (editor) {
    const insert = editor.querySelector(INSERT)
    const markers = editor.querySelector(MARKERS)
    if (!insert || !markers) return false
    if (!markers.hidden) insert.click()
    insert.click()
    const isOpen = !markers.hidden && markers.children.length > 0
    insert.click()
    return isOpen && markers.hidden
  }

  /** jQuery's `serializeArray` makes CRLF of line breaks. */
  function withLf (text) {
    return text.replace(/\r\n/g, '\n')
  }

  /** What amoCRM has sent to its server last. */
  let sent = {}

  /**
   * The network is left out, which takes most of a case's time: what is sent is read back from the
   * text that it is sent as. Saving over the network is what other tests try.
   */
  function answerInThePage () {
    server.post = (url, fields) => {
      const received = new URLSearchParams($.param(fields))
      const isMessage = ([name]) => /\[(default_)?message\]$/.test(name)
      sent = { message: [...received].find(isMessage)?.[1] }
      return $.Deferred().resolve(fields).promise()
    }
    server.postJson = (url, value) => {
      if (url !== '/local/bots') return $.Deferred().reject({ status: 0 }).promise()
      const { params, steps } = JSON.parse(JSON.stringify(value))
      sent = { message: params.message, steps }
      return $.Deferred().resolve(value).promise()
    }
  }

  /** Presses Save; gives the message as it was sent. */
  function press ($save, $place) {
    if ($save.prop('disabled')) throw new Error('Save is not enabled')
    sent = {}
    $save.trigger('click')
    if (sent.message === undefined) throw new Error(`nothing is saved: ${$place.find('[role=alert]').text()}`)
    return withLf(sent.message)
  }

  return {
    placeOf: (callback) => PLACE_OF[callback] ?? TriggerForm,
    TriggerForm,
    SettingsWindow,
    SalesbotBlock,
    ready: () => Promise.resolve(model.load()).then(answerInThePage)
  }
})

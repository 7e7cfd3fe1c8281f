// Opens and closes the widget's places in the local amoCRM, again and again, by its own pages'
// code. Runs as the body of a function: how often, and what to call in the end.
/* global arguments */
const [cycles, done] = arguments

const MODULES = ['loader', 'list', 'callbacks', 'log', 'tile', 'form', 'window', 'block', 'blocks']
const PATHS = [
  'host/widget-loader',
  'host/widget-list',
  'host/callbacks',
  'workbench/call-log',
  'pipeline/trigger-tile',
  'pipeline/trigger-form',
  'settings-window/settings-window',
  'salesbot/block-form',
  'salesbot/blocks'
]

/** One visit of amoCRM: a widget object of its own, as its loader makes one. */
function enter (amocrm, entry, first) {
  const widget = new first.constructor()
  widget.set_lang(first.langs)
  widget.set_settings(first.params)
  amocrm.loader.list[entry.code] = widget
  for (const name of ['render', 'bind_actions', 'init']) {
    amocrm.callbacks.callBack(widget, entry.code, name)
  }
}

function type (place, text) {
  const textarea = place.querySelector('.pipeline-message textarea')
  textarea.focus()
  textarea.value = text
  textarea.dispatchEvent(new Event('input', { bubbles: true }))
}

function openTrigger (amocrm, entry, $holder, saved) {
  const trigger = {
    id: '',
    stage_id: '101',
    event: 'lead_added',
    widget: { code: entry.code, settings: { message: saved } }
  }
  const $tile = amocrm.tile.draw(trigger, entry)
  $holder.append($tile)
  const form = amocrm.form.open({ $tile, trigger, entry }, {})
  return { $tile, form }
}

/** What a person does between an opening and a closing, each in its place. */
const deeds = [
  // A form is closed, and the visit ends.
  ({ amocrm, entry, $holder, end }) => {
    const { $tile, form } = openTrigger(amocrm, entry, $holder, 'saved\r\nin lines')
    type($tile[0], 'typed\nin lines')
    form.close()
    $tile.remove()
    end()
  },
  // The visit ends over an open form, with the list of markers open.
  ({ amocrm, entry, $holder, end }) => {
    const { $tile } = openTrigger(amocrm, entry, $holder, '')
    type($tile[0], 'Hello, [name')
    $tile.find('.pipeline-message__insert')[0].click()
    end()
    $tile.remove()
  },
  // The visit is not ended: amoCRM makes the next widget object all the same.
  ({ amocrm, entry, $holder }) => {
    const { $tile, form } = openTrigger(amocrm, entry, $holder, '')
    type($tile[0], 'typed')
    form.close()
    $tile.remove()
  },
  // A form is drawn after it was asked for, or never.
  ({ amocrm, entry, $holder, widget, end }) => {
    amocrm.callbacks.callBack(widget(), entry.code, 'dpSettings')
    end()
    $holder.empty()
  },
  ({ amocrm, entry, end }) => {
    amocrm.window.open(entry, { onClose () {} })
    const dialog = document.querySelector('dialog.modal')
    type(dialog, 'a default message')
    dialog.querySelector('.modal-body__close').click()
    end()
  },
  ({ amocrm, entry, $holder, end }) => {
    const [block] = amocrm.blocks.all([entry])
    amocrm.block.open({ $place: $holder, block, bot: {}, params: { message: 'saved' } }, {})
    type($holder[0], 'typed')
    $holder.empty()
    end()
  }
]

function cycle (amocrm, entry, first, number) {
  const $holder = window.jQuery('#page_holder')
  enter(amocrm, entry, first)
  deeds[number % deeds.length]({
    amocrm,
    entry,
    $holder,
    widget: () => amocrm.loader.list[entry.code],
    end: () => amocrm.callbacks.callBack(amocrm.loader.list[entry.code], entry.code, 'destroy')
  })
  // The widget of the page's own visit, so that no other is held on to.
  amocrm.loader.list[entry.code] = first
}

/** Until the browser has had time for what it does between tasks. */
function task () {
  return new Promise((resolve) => setTimeout(resolve))
}

async function run (amocrm) {
  // Asked for once: each request is noted in the page's log.
  const entries = window.leaksEntries ??= await amocrm.list.load('digital_pipeline')
  const entry = entries.find(({ code }) => code === 'local_widget')
  const first = amocrm.loader.list[entry.code]
  for (let number = 0; number < cycles; number += 1) {
    amocrm.log.silently(() => cycle(amocrm, entry, first, number))
    if (number % 50 === 0) await task()
  }
  await task()
}

window.require(PATHS, (...modules) => {
  const amocrm = Object.fromEntries(MODULES.map((name, place) => [name, modules[place]]))
  run(amocrm).then(() => done(null), (error) => done(String(error.stack)))
})

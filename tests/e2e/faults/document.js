/** Faults of the document: what amoCRM draws is missing, doubled, moved, replaced, or taken away. */
define('faults/document', ['jquery', 'faults/cases', 'faults/places'], ($, { SAVED, WHILE_OPEN, aMoment, expect }, { TriggerForm }) => {
  const OTHER = 'written by "amoCRM"\n</textarea> 🙂\n'
  const MARKER = '.digital-pipeline__short-task'
  const ROW = '.widget_settings_block__item_field'
  const LABEL = '.widget_settings_block__title_field'

  const part = (place, selector) => place.$holder[0].querySelector(selector)
  const field = (place) => place.$holder[0].querySelector('[name=message]')

  function drawn (saved) {
    const input = document.createElement('input')
    const attributes = { type: 'text', name: 'message', value: saved, class: 'text-input' }
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
    return input
  }

  function redraw (place, saved) {
    place.root().replaceChildren(drawn(saved))
  }

  /** Has a form of another widget of this kind opened, edited, saved and left. */
  function useAnother (place, visit) {
    const other = visit.beside('another_widget')
    const second = new TriggerForm(other, OTHER)
    try {
      other.begin()
      second.open()
      expect('the way to edit in the other form', second.way(), 'editor')
      expect('the text in the other form', second.control().value, OTHER)
      const text = second.edit('typed\nin the other form')
      expect('what is saved of the other form', second.save(), text)
    } finally {
      other.end()
      second.close()
    }
  }

  /** The form is so when amoCRM calls `dpSettings`. */
  const WHEN_OPENED = {
    'the tile has no class': (place) => {
      for (const tile of place.$holder[0].querySelectorAll('[class^=digital-pipeline__item]')) {
        tile.removeAttribute('class')
      }
    },
    'the marker of the widget is missing': {
      way: 'field',
      plant: (place) => part(place, MARKER).removeAttribute('class')
    },
    'the marker is another widget\'s': {
      way: 'field',
      plant: (place) => {
        part(place, MARKER).className = 'digital-pipeline__short-task_widget-style_another'
      }
    },
    'the marker is there twice': (place) => {
      const marker = part(place, MARKER)
      marker.after(marker.cloneNode(true))
    },
    'the form has no action': (place) => part(place, '[data-action]').removeAttribute('data-action'),
    'the form is there twice': (place) => place.root().after(place.root().cloneNode(true)),
    'the form comes later': {
      settled: aMoment,
      plant: (place) => {
        const form = place.root()
        const parent = form.parentElement
        form.remove()
        Promise.resolve().then(() => parent.append(form))
      }
    },
    'the row of the field is missing': (place) => {
      part(place, ROW).replaceWith(field(place))
    },
    'the label is missing': (place) => part(place, LABEL).remove(),
    'the label is there twice': (place) => part(place, LABEL).after(part(place, LABEL).cloneNode(true)),
    'the label stands elsewhere': (place) => place.root().before(part(place, LABEL)),
    'the field comes later': {
      settled: aMoment,
      plant: (place) => {
        const input = field(place)
        const parent = input.parentElement
        input.remove()
        Promise.resolve().then(() => parent.append(input))
      }
    },
    'the field is there twice': { isDoubled: true, plant: (place) => field(place).before(drawn(OTHER)) },
    'the field is a textarea': (place) => {
      const textarea = document.createElement('textarea')
      textarea.name = 'message'
      textarea.defaultValue = SAVED
      field(place).replaceWith(textarea)
    },
    'the field is hidden already': (place) => {
      const input = field(place)
      input.type = 'hidden'
      input.value = SAVED
    },
    'the field has no type': (place) => field(place).removeAttribute('type'),
    'another widget of this kind is used beside': useAnother,
    'another element has the editor\'s id': (place) => {
      for (let number = 1; number < 50; number += 1) {
        place.$holder.append($('<p>', { id: `pipeline-message-${number}` }))
      }
    }
  }

  /** It happens while the person types. */
  const WHILE_TYPING = {
    'the form is moved': (place) => place.$holder.append(part(place, '.digital-pipeline__edit-bubble')),
    'the tile is moved': (place) => place.$holder.append(place.$tile),
    'the form is taken out and put back': (place) => {
      const form = place.root()
      const parent = form.parentElement
      form.remove()
      parent.append(form)
    },
    'the form is taken out and put back later': (place) => {
      const form = place.root()
      const parent = form.parentElement
      form.remove()
      Promise.resolve().then(() => parent.append(form))
    },
    'the form is redrawn with the old value': { way: 'field', text: SAVED, plant: (place) => redraw(place, SAVED) },
    'the form is redrawn with a new value': { way: 'field', text: OTHER, plant: (place) => redraw(place, OTHER) },
    'the form is redrawn and `dpSettings` called': {
      text: OTHER,
      plant: (place, visit) => {
        redraw(place, OTHER)
        visit.call('dpSettings')
      }
    },
    'the form is reset': {
      isWellFormed: true,
      plant: (place) => place.root().reset()
    },
    'amoCRM writes the field': { text: OTHER, plant: (place) => { $(field(place)).val(OTHER) } },
    'amoCRM writes the field\'s attribute': {
      text: OTHER,
      plant: (place) => field(place).setAttribute('value', OTHER)
    },
    'the row is moved': (place) => place.root().append(part(place, ROW)),
    'the label is removed': (place) => part(place, LABEL).remove(),
    'the label is redrawn': (place) => part(place, LABEL).replaceWith($('<div>', { text: 'Message' })[0]),
    'the field is moved': (place) => place.root().append(field(place)),
    'the field is replaced': (place) => field(place).replaceWith(drawn(SAVED)),
    'the field is removed': (place) => field(place).remove(),
    'a second field is added': {
      isDoubled: true,
      way: 'field',
      text: OTHER,
      plant: (place) => place.root().append(drawn(OTHER))
    },
    'the editor is removed': {
      isWellFormed: true,
      plant: (place) => part(place, '.pipeline-message').remove()
    },
    'the editor\'s textarea is removed': {
      isWellFormed: true,
      plant: (place) => part(place, '.pipeline-message__text').remove()
    },
    'the editor\'s list of fields is removed': {
      way: 'mirrored',
      plant: (place) => part(place, '.pipeline-message__markers').remove()
    },
    'what the editor says is removed': (place) => {
      for (const name of ['label', 'problem', 'counter', 'status']) {
        part(place, `.pipeline-message__${name}`).remove()
      }
    },
    'another widget of this kind is used beside': useAnother,
    'the editor is moved': (place) => place.root().append(part(place, '.pipeline-message'))
  }

  function faults (table, callback, settled) {
    return Object.entries(table).map(([row, fault]) => {
      const { plant, ...rest } = typeof fault === 'function' ? { plant: fault } : fault
      const planted = (visit, place) => { plant(place, visit) }
      return { row, name: 'document', callback, settled, ...rest, plant: planted }
    })
  }

  return [...faults(WHEN_OPENED, 'dpSettings'), ...faults(WHILE_TYPING, WHILE_OPEN, aMoment)]
})

/**
 * Panics at each way into Rust, in the widget that is built for it: before, during and after
 * typing, once, three times, and again and again. Which ways in there are the build says itself.
 */
define('faults/traps', ['jquery', 'faults/cases', 'faults/kinds'], ($, { CALLBACKS, SAVED, expect, survive, aMoment }, { replace }) => {
  /** A limit that each text exceeds: the counter counts, and the announcement is made. */
  const SETTINGS = { max_length: '5' }

  /** More often than the widget is started again. */
  const MANY = 5

  /** The places that were passed, with their moments, and how often each is to panic yet. */
  const passed = new Set()
  let passes = 0
  let planted = {}

  window.plantedTrap = (place, moment) => {
    const name = `${place}, ${moment}`
    passed.add(name)
    passes += 1
    if (!(planted[name] > 0)) return false
    planted[name] -= 1
    return true
  }

  // The widget's pause is not waited for here (other times are not the widget's: the driver has its
  // own), and the browser is one that leaves the textarea's height to it.
  const PAUSE = 1000
  const { setTimeout } = window
  window.setTimeout = (call, time, ...args) => setTimeout(call, time === PAUSE ? 0 : time, ...args)
  replace(undefined)(Object.getPrototypeOf(document.body.style), 'fieldSizing')

  /** Ways into Rust that passed no place. */
  const unplaced = new Set()
  const { Instance } = WebAssembly
  WebAssembly.Instance = function (module, imports) {
    const { exports } = new Instance(module, imports)
    // What decodes the widget's module has none.
    if (!imports) return { exports }
    return { exports: Object.fromEntries(Object.entries(exports).map(watched)) }
  }

  function watched ([name, value]) {
    if (typeof value !== 'function' || name.startsWith('__')) return [name, value]
    return [name, (...args) => {
      const before = passes
      try {
        return value(...args)
      } finally {
        if (passes === before) unplaced.add(name)
      }
    }]
  }

  const bubbling = (event) => new Event(event, { bubbles: true })

  /** Types at the end of what is there, as a person does. */
  function type (place, text) {
    const control = place.control()
    control.focus()
    control.setSelectionRange(control.value.length, control.value.length)
    control.setRangeText(text, control.value.length, control.value.length, 'end')
    control.dispatchEvent(bubbling('input'))
    if (!control.closest('.pipeline-message')) control.dispatchEvent(bubbling('change'))
  }

  /** All that a person, amoCRM and the page do while a form is open: each place is passed. */
  async function doAll (visit, place) {
    type(place, ' during')
    const insert = place.root().querySelector('.pipeline-message__insert')
    for (const event of ['mousedown', 'click', 'keydown', 'focusout']) insert?.dispatchEvent(bubbling(event))
    place.root().dispatchEvent(bubbling('reset'))
    const field = place.root().querySelector('[name=message]')
    field.setAttribute('value', field.value)
    place.$holder.append('<p>')
    await aMoment()
    visit.call('init')
    visit.call('dpSettings')
    visit.call('settings', $('<div>'))
    visit.call('onSave', { active: 'Y', fields: { max_length: 'none' } })
    visit.call('onAddAsSource', 1)
    visit.call('salesbotDesignerSettings', $('<div>'))
    const steps = visit.call('onSalesbotDesignerSave', 'send_message', { message: 'to be sent' })
    if (!steps?.value.includes('to be sent')) throw new Error('the steps lack the message')
    await new Promise((resolve) => setTimeout(resolve, 25))
    type(place, ' and after')
  }

  function countsAndOpens (place) {
    expect('the way to edit', place.way(), 'editor')
    const counter = place.root().querySelector('.pipeline-message__counter').textContent
    if (!counter.includes(String(place.control().value.length))) throw new Error(`the counter says ${counter}`)
  }

  /** Panics from the first call on, so that a form may open without Rust. */
  const begins = (name) => /^(begin|init|dpSettings|resume)/.test(name)

  const isResume = (name) => name?.startsWith('resume')

  /** A fourth panic within ten seconds is one too many; that of `resume` comes on top of another. */
  const timesOf = (name) => [1, isResume(name) ? 2 : 3, Infinity]

  async function go ({ visit, place, fault }) {
    const { name, times } = fault.trap ?? {}
    const plant = () => {
      // `resume` comes after another panic only.
      planted = { [name]: times, ...(isResume(name) && { 'input, before': times === Infinity ? times : 1 }) }
    }
    let served = 0
    visit.widget.$authorizedAjax = () => new Promise((resolve, reject) => setTimeout(() => (served++ % 2 ? resolve() : reject())))
    if (begins(name)) plant()
    visit.begin()
    // Asked before there is a form, so that it is waited for.
    visit.call('dpSettings')
    place.open()
    await aMoment()
    if (place.way() === 'field') {
      fault.found = 'field'
      expect('the saved text', place.control().getAttribute('value'), SAVED)
      expect('what is saved', place.edit('typed in amoCRM\'s field') && place.save(), 'typed in amoCRM\'s field')
      return
    }
    let text = SAVED
    type(place, 'before')
    text += 'before'
    if (!begins(name)) plant()
    for (let round = 0; round < Math.min(times ?? 1, MANY); round += 1) {
      await doAll(visit, place)
      text += ' during and after'
      expect('the text', place.control().value, text)
      expect('amoCRM\'s field', place.root().querySelector('[name=message]').value, text)
    }
    if (times !== Infinity) countsAndOpens(place)
    fault.found = place.way()
    expect('what is saved', place.save(), text)
    visit.call('destroy')
    expect('what is left', place.control().value, text)
  }

  const trapCase = (trap) => ({
    row: trap?.times === Infinity ? 'a panic again and again' : 'a panic',
    name: `${trap?.name} ${trap?.times} times`,
    callback: 'typing',
    options: { settings: SETTINGS },
    before: () => () => { planted = {} },
    go,
    trap
  })

  /** Of each kind of way in: no case is to be missing without a word. */
  const EXPECTED = [...CALLBACKS.slice(2), 'begin', 'input', 'focusout', 'keydown', 'click',
    'mousedown', 'reset', 'observer of the field', 'observer of the page',
    'announcement', 'tidying up',
    'growth', 'answer of the server']

  return async () => {
    passed.clear()
    const failures = await survive(trapCase())
    if (failures.length > 0) throw new Error(failures.join('\n'))
    const missing = EXPECTED.filter((place) => !passed.has(`${place}, after`))
    if (missing.length > 0) throw new Error(`never passed: ${missing.join(', ')}`)
    if (unplaced.size > 0) throw new Error(`no panic can be planted in ${[...unplaced].join(', ')}`)
    const names = [...passed, 'resume, before', 'resume, after']
    return names.flatMap((name) => timesOf(name).map((times) => trapCase({ name, times })))
  }
})

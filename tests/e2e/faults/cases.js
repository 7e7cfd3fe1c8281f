/** One case: a fault at one moment of a visit. What is asked of the page is the same in all. */
define('faults/cases', ['faults/visit', 'faults/places'], (visits, places) => {
  const { setTimeout } = window

  /** Markup, templates, encodings, line breaks, half of an emoji: to be found again as it is. */
  const HOSTILE = ' "it\'s" </textarea><script>{{x}}{% y %}\n\n100% %41 &amp; 🙂 שלום \u2028\t\\ '
  const SAVED = `saved${HOSTILE}\n`
  const typed = (when) => `\n${when}${HOSTILE} \ud83d half of a pair\n`

  const BEGINNING = ['render', 'bind_actions', 'init']
  /** In each of them a form or a window opens. */
  const OPENING = ['dpSettings', 'settings', 'salesbotDesignerSettings']
  const SAVING = ['onSave', 'onSalesbotDesignerSave']
  /** All that amoCRM calls; a test holds them equal to what the widget has. */
  const CALLBACKS = [...BEGINNING, ...OPENING, ...SAVING, 'onAddAsSource', 'destroy']

  /** The moment of a fault that comes while the person types, from no callback. */
  const WHILE_OPEN = 'typing'

  /** Until the page has had its turn: observers and timers of this moment. */
  function aMoment () {
    return new Promise((resolve) => setTimeout(resolve))
  }

  /** All ways to edit: where each of them is as good as another. */
  const ANY_WAY = ['editor', 'mirrored', 'field', 'textarea']

  /** Whether the fault is there when the trigger's form opens. */
  function opensForm (callback) {
    return BEGINNING.includes(callback) || callback === 'dpSettings'
  }

  /**
   * When Rust has something to do: `render` and `bind_actions` are the shim's alone, and `init` does
   * nothing but start it.
   */
  const MOMENTS = [...CALLBACKS.filter((one) => !opensForm(one)), 'dpSettings', WHILE_OPEN]

  /** What the person finds in a case that is not said to be otherwise. */
  function usualWay (callback) {
    return callback === 'destroy' ? 'textarea' : 'editor'
  }

  function expect (what, found, wanted) {
    if (found !== wanted) {
      throw new Error(`${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`)
    }
  }

  /** The text that a person sees; amoCRM's own line keeps the line breaks in the attribute. */
  function shown (place) {
    const control = place.control()
    return control.type === 'text' ? control.getAttribute('value') : control.value
  }

  async function go ({ visit, place, callback, plant, undo, fault }) {
    // A fault that the page itself would not survive is there only while the widget runs.
    const then = fault.isMomentary ? undo : undefined
    if (BEGINNING.includes(callback)) visit.before(callback, plant, then)
    visit.begin({ isIdle: !fault.opensAtOnce })
    if (OPENING.includes(callback)) visit.before(callback, plant, then)
    place.open()
    let text = SAVED
    if (!opensForm(callback) && !OPENING.includes(callback)) {
      expect('before the fault the way to edit', place.way(), 'editor')
      text = place.edit(typed('before'))
      if (SAVING.includes(callback)) {
        visit.before(callback, plant, undo)
      } else if (fault.isMomentary && callback === WHILE_OPEN) {
        text = place.edit(typed('during'), plant, undo)
      } else if (fault.isMomentary) {
        visit.before(callback, plant, undo)
        visit.call(callback, 1)
      } else {
        plant()
        if (callback !== WHILE_OPEN) visit.call(callback, 1)
      }
    }
    if (fault.settled) await fault.settled(place)
    place.isDoubled = fault.isDoubled
    if (fault.text) text = fault.text
    // What has been in amoCRM's field has lost its half of an emoji.
    const half = (string) => (fault.isWellFormed || callback === 'destroy' ? string.toWellFormed() : string)
    const way = place.way()
    const ways = fault.ways ?? [fault.way ?? usualWay(callback)]
    if (!ways.includes(way)) throw new Error(`the way to edit is ${way}, not ${ways.join(' or ')}`)
    fault.found = way
    // Given back or saved, a text is well-formed.
    expect('the text', half(shown(place)), half(text))
    text = place.edit(typed('after'))
    // amoCRM stumbles over its own faults when it saves: they are over, unless it is asked of Save.
    if (!SAVING.includes(callback)) undo()
    expect('what is saved', place.save(), text.toWellFormed())
  }

  /**
   * @param {{ name: string, callback: string, way?: string, options?: object,
   *   plant: (visit: object, place: object) => (() => void) | void }} fault
   * @returns {Promise<string[]>} what was not survived
   */
  async function survive (fault) {
    const parts = await visits.loaded()
    if (fault.before) visits.reload()
    const after = fault.before?.()
    const visit = new visits.Visit(parts, fault.options)
    const Place = places.placeOf(fault.callback)
    const place = new Place(visit, SAVED)
    let planted
    const plant = () => { planted = fault.plant(visit, place) }
    const undo = () => {
      planted?.()
      planted = undefined
    }
    const failures = []
    try {
      await (fault.go ?? go)({ visit, place, callback: fault.callback, plant, undo, fault })
    } catch (error) {
      failures.push(told(error))
    }
    try {
      undo()
      visit.end()
      place.close()
      after?.()
    } catch (error) {
      failures.push(`at the end: ${told(error)}`)
    }
    return [...failures, ...problems()]
  }

  /** Not every browser names the error in its stack. */
  function told (error) {
    return `${error}\n${error.stack}`
  }

  /** What went wrong in the page, but that the widget told of a failure that it had caught. */
  function problems () {
    const found = window.localAmocrm.problems.splice(0)
    // A failure in one case is not to bring the next one nearer to giving up.
    if (found.length > 0) visits.reload()
    return found.filter(({ kind }) => kind !== 'console.trace')
      .map(({ kind, message }) => `${kind}: ${message}`)
  }

  /**
   * Runs a part of a group's cases one after the other: in one page there is memory for so many
   * WebAssembly instances only.
   * @param {object[] | (() => Promise<object[]>)} group
   */
  async function run (group, from, to) {
    const faults = typeof group === 'function' ? await group() : group
    const failures = []
    /** By the rows of `docs/faults.md`: the ways to edit that were found while the widget is there. */
    const rows = {}
    // A page that the browser keeps for going back would keep its instances too.
    window.addEventListener('unload', () => {})
    // Drawing what it shows would take most of the time.
    document.getElementById('log_panel').shadowRoot.querySelector('.log-panel__toggle').click()
    for (const fault of faults.slice(from, to)) {
      const own = await survive(fault)
      document.getElementById('notifications').replaceChildren()
      if (own.length > 0) failures.push([`${fault.row}: ${fault.name} in ${fault.callback}`, ...own])
      rows[fault.row] ??= {}
      if (fault.callback !== 'destroy') rows[fault.row][fault.found] = true
    }
    // Rejections are told only when nothing else runs.
    await aMoment()
    const late = problems()
    if (late.length > 0) failures.push(['later', ...late])
    return { total: faults.length, rows, failures }
  }

  return { ANY_WAY, CALLBACKS, MOMENTS, OPENING, SAVED, WHILE_OPEN, aMoment, expect, opensForm, usualWay, survive, run }
})

/** Faults of amoCRM's order: any callback at any time, from inside any other, ten thousand times. */
define('faults/order', ['jquery', 'faults/cases'], ($, { CALLBACKS, WHILE_OPEN }) => {
  const TIMES = 10_000

  /** What amoCRM hands over to a callback in the place that the person is in. */
  function args (callback, place) {
    return callback === 'onAddAsSource' ? [1] : [$(place.root())]
  }

  const fault = (row, name, callback, plant, more) => ({ row, name, callback, plant, ...more })

  /** Each callback where amoCRM has not begun the visit yet, or has ended it. */
  const early = CALLBACKS.flatMap((callback) => [
    fault('a callback before `render`', callback, 'render', (visit) => {
      visit.call(callback, $('<div>'))
    }),
    fault('a callback after `destroy`', callback, WHILE_OPEN, (visit, place) => {
      visit.call('destroy')
      visit.call(callback, ...args(callback, place))
      visit.call('dpSettings')
    }, { isWellFormed: true })
  ])

  /** Each after each. What they leave is an editor, unless the last has been `destroy`. */
  const pairs = CALLBACKS.flatMap((first) => CALLBACKS.map((second) =>
    fault('callbacks in any order', `${first}, then ${second}`, WHILE_OPEN, (visit, place) => {
      for (const callback of [first, second]) visit.call(callback, ...args(callback, place))
      visit.call('dpSettings')
    }, { isWellFormed: [first, second].includes('destroy') })
  ))

  /** A host method that calls the widget while the widget calls it, once. */
  const HOST = ['get_settings', 'i18n', 'render', '$authorizedAjax']
  const nested = HOST.flatMap((method) => CALLBACKS.flatMap((outer) => CALLBACKS.map((inner) =>
    fault('a callback inside a callback', `${inner} from \`${method}\``, outer, (visit, place) => {
      const whole = visit.widget[method]
      visit.widget[method] = function (...values) {
        visit.widget[method] = whole
        visit.call(inner, ...(place.$holder[0].isConnected ? args(inner, place) : []))
        return whole.apply(this, values)
      }
      return () => { visit.widget[method] = whole }
    }, inner === 'destroy' ? { ways: ['editor', 'textarea', 'field'], isWellFormed: true } : {})
  )))

  /** amoCRM's own listener calls the widget while the widget tells of an edit. */
  const fromEdits = ['input', 'change'].flatMap((event) => CALLBACKS.map((inner) =>
    fault('a callback inside an edit', `${inner} at ${event}`, WHILE_OPEN, (visit, place) => {
      const root = place.$holder[0]
      root.addEventListener(event, ({ target }) => {
        if (target.type === 'hidden') visit.call(inner, ...args(inner, place))
      }, { once: true })
    })
  ))

  const often = CALLBACKS.map((callback) =>
    fault('a callback ten thousand times', callback, WHILE_OPEN, (visit, place) => {
      const { APP } = window
      // Ten thousand messages to the person, and lines of the log, are the page's to draw.
      window.APP = { notifications: { show_message () {}, show_message_error () {} } }
      Object.assign(visit.widget, {
        get_settings () { return this.params },
        i18n (section) { return this.langs[section] },
        render: () => '<textarea class="text-input"></textarea>',
        $authorizedAjax: () => $.Deferred().reject().promise()
      })
      const value = args(callback, place)
      for (let time = 0; time < TIMES; time += 1) visit.widget.callbacks[callback](...value)
      window.APP = APP
      visit.call('dpSettings')
    }, { isWellFormed: callback === 'destroy' })
  )

  return [...early, ...pairs, ...nested, ...fromEdits, ...often]
})

/** Faults of WebAssembly itself: refused, failing to start, without memory. */
define('faults/webassembly', ['faults/cases', 'faults/kinds'], ({ MOMENTS, OPENING, aMoment, expect }, { replace, together }) => {
  /** What decodes the widget's module is smaller, and has no imports. */
  const LARGE = 4096

  /** Until the widget has asked for what is refused, and has heard of it. */
  let asked

  /** Refuses what is asked for later; that it is asked for is waited for. */
  function refuse () {
    let tell
    asked = new Promise((resolve) => { tell = resolve })
    return () => {
      setTimeout(tell)
      return Promise.reject(new WebAssembly.CompileError('planted'))
    }
  }

  const { Module, Instance, instantiate } = window.WebAssembly ?? {}

  function smallModule (bytes) {
    if (bytes.length > LARGE) throw new RangeError('planted')
    return new Module(bytes)
  }

  function smallInstance (module, imports) {
    if (imports) throw new RangeError('planted')
    return new Instance(module)
  }

  /** Puts other functions in the place of some of WebAssembly's; gives what undoes it. */
  function patch (functions) {
    return together(Object.entries(functions).map(([name, other]) => replace(other)(WebAssembly, name)))
  }

  const STARTS = {
    'there is no WebAssembly': () => replace(undefined)(window, 'WebAssembly'),
    'compiling is refused': () => patch({ Module: smallModule, compile: refuse() }),
    'an instance is refused': () => patch({ Instance: smallInstance, instantiate: refuse() })
  }

  /** Has the widget's modules compiled with no more memory than they begin with. */
  function withoutMoreMemory () {
    return patch({ Module: function (bytes) { return new Module(limited(bytes, 0)) } })
  }

  const HEADER = 8
  const MEMORY_SECTION = 5

  /** The module with a maximum in its section of memories. */
  function limited (bytes, pages) {
    let position = HEADER
    const number = () => {
      let value = 0
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[position++]
        value += (byte & 0x7f) * 2 ** shift
        if (byte < 0x80) return value
      }
    }
    while (position < bytes.length) {
      const start = position
      const id = bytes[position++]
      const end = number() + position
      if (id === MEMORY_SECTION) {
        number()
        number()
        const minimum = number()
        const body = [1, 1, ...leb(minimum), ...leb(minimum + pages)]
        return new Uint8Array([...bytes.slice(0, start), id, ...leb(body.length), ...body, ...bytes.slice(end)])
      }
      position = end
    }
    return bytes
  }

  function leb (value) {
    return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]
  }

  /** WebAssembly starts before a form or window opens, or since it does. */
  const WHEN = { 'from the start': false, 'as it opens': true }
  const STARTING = Object.entries(WHEN).flatMap(([name, opensAtOnce]) =>
    OPENING.map((callback) => ({ name, opensAtOnce, callback })))

  /** As in old Chromium: what is large compiles only where nobody waits for it. */
  const late = STARTING.map((starting) => {
    let start
    const started = new Promise((resolve) => { start = resolve })
    return {
      row: 'compiling at once is refused',
      ...starting,
      before: () => patch({
        Module: smallModule,
        instantiate: async (...args) => {
          const instance = await instantiate(...args)
          // After what waits for it.
          setTimeout(start)
          return instance
        }
      }),
      plant: () => {},
      settled: async (place) => {
        expect('the way to edit before it has started', place.way(), 'field')
        await started
      }
    }
  })

  /** Refused from the start: nothing of the widget is there in any place. */
  const never = Object.entries(STARTS).flatMap(([row, plant]) =>
    STARTING.map((starting) => ({
      row,
      ...starting,
      way: 'field',
      before: () => {
        asked = undefined
        return plant()
      },
      plant: () => {},
      settled: () => asked ?? aMoment()
    }))
  )

  /** Opens editors where nobody sees them. */
  function openMany (visit, forms) {
    const hidden = document.createElement('div')
    hidden.style.display = 'none'
    document.body.append(hidden)
    for (let form = 0; form < forms; form += 1) {
      const body = document.createElement('div')
      body.innerHTML = '<div data-field-name="message"><input name="value_manual"></div>'
      hidden.append(body)
      visit.widget.callbacks.salesbotDesignerSettings(body)
    }
    return () => hidden.remove()
  }

  /** The widget needs no more: what it remembers is JavaScript's. */
  const small = MOMENTS.map((callback) => ({
    row: 'the memory cannot grow',
    name: 'with many forms open',
    callback,
    before: withoutMoreMemory,
    plant: (visit) => openMany(visit, 400)
  }))

  return [...late, ...never, ...small]
})

/** How what amoCRM has may be wrong: every kind there is, applied to every member. */
define('faults/kinds', () => {
  const throwing = () => { throw new Error('planted') }

  function revoked () {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }

  /** A value of each wrong kind. */
  const VALUES = {
    'undefined': () => undefined,
    'null': () => null,
    'a number': () => 42,
    'a text': () => 'planted',
    'a symbol': () => Symbol('planted'),
    'an empty object': () => ({}),
    'a function': () => () => {},
    'a Promise': () => new Promise(() => {}),
    'an object whose members throw': () => new Proxy({}, { get: throwing, has: throwing, getPrototypeOf: throwing }),
    'a revoked Proxy': revoked
  }

  /** The property as it is, on the object itself or on a prototype. */
  function find (owner, name) {
    for (let holder = owner; holder; holder = Object.getPrototypeOf(holder)) {
      const found = Object.getOwnPropertyDescriptor(holder, name)
      if (found) return { holder, found }
    }
    return {}
  }

  /** Puts a property in the place of `name`; gives what undoes it. */
  function define (owner, name, descriptor) {
    const own = Object.getOwnPropertyDescriptor(owner, name)
    Object.defineProperty(owner, name, { configurable: true, enumerable: true, ...descriptor })
    return () => (own ? Object.defineProperty(owner, name, own) : delete owner[name])
  }

  const replace = (value) => (owner, name) => define(owner, name, { writable: true, value })

  function remove (owner, name) {
    const { holder, found } = find(owner, name)
    if (!holder) return () => {}
    delete holder[name]
    return () => Object.defineProperty(holder, name, found)
  }

  /** For a member that is a value. Each does `(owner, name) => undo`. */
  const OF_VALUES = {
    'is absent': remove,
    'is a getter that throws': (owner, name) => define(owner, name, { get: throwing })
  }
  for (const [kind, make] of Object.entries(VALUES)) {
    OF_VALUES[`is ${kind}`] = (owner, name) => replace(make())(owner, name)
  }

  /** For a member that is a function. */
  const OF_FUNCTIONS = {
    ...OF_VALUES,
    throws: replace(throwing),
    'throws undefined': replace(() => { throw undefined })
  }
  for (const [kind, make] of Object.entries(VALUES)) {
    OF_FUNCTIONS[`gives ${kind}`] = (owner, name) => replace(() => make())(owner, name)
  }

  /** One that undoes what each of them does. */
  function together (undone) {
    return () => { for (const undo of undone) undo() }
  }

  return { VALUES, OF_VALUES, OF_FUNCTIONS, replace, throwing, together }
})

/** Faults of the page's globals: a script of the page has changed them, while the widget runs. */
define('faults/globals', ['faults/cases', 'faults/kinds'], ({ ANY_WAY, MOMENTS }, kinds) => {
  const { OF_FUNCTIONS, replace, together } = kinds

  const KINDS = ['is absent', 'throws', 'gives undefined']

  const owned = (owner, ...names) => names.map((name) => [owner, name])
  /** Without what is missing here (`Function.prototype.call`, …) amoCRM's page does not live either. */
  const GLOBALS = {
    'a global of the page': owned(window, 'JSON', 'Event', 'MutationObserver', 'AbortController', 'Promise',
      'WeakMap', 'Set', 'performance', 'setTimeout', 'clearTimeout', 'Element', 'HTMLInputElement'),
    '`Array.prototype` or `Array`': [
      ...owned(Array.prototype, 'filter', 'find', 'push', 'reverse', 'some'),
      ...owned(Array, 'from', 'isArray')
    ],
    '`JSON`': owned(JSON, 'parse', 'stringify'),
    '`Object`': owned(Object, 'entries', 'keys', 'freeze')
  }

  const replaced = Object.entries(GLOBALS).flatMap(([row, members]) => members.flatMap(([owner, name]) =>
    KINDS.flatMap((kind) => MOMENTS.map((callback) => ({
      row: `${row} replaced`,
      name: `${String(name)} ${kind}`,
      callback,
      plant: () => OF_FUNCTIONS[kind](owner, name)
    })))))

  /** What libraries add to what every script has. */
  const ADDED = {
    'members for `for … in`': () => [replace(() => {})(Array.prototype, 'each'), replace(() => {})(Object.prototype, 'extra')],
    'Prototype\'s `toJSON`': () => [
      replace(function () { return JSON.stringify([...this]) })(Array.prototype, 'toJSON'),
      replace(function () { return `"${this}"` })(String.prototype, 'toJSON')
    ]
  }
  const added = Object.entries(ADDED).flatMap(([name, add]) => MOMENTS.map((callback) => ({
    row: 'members added to `Array.prototype`, `Object.prototype` or `String.prototype`',
    name,
    callback,
    plant: () => together(add())
  })))

  return [...replaced, ...added].map((fault) => ({
    ...fault,
    isMomentary: true,
    isWellFormed: true,
    ways: ANY_WAY
  }))
})

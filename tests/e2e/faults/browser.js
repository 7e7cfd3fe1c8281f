/**
 * Faults of the browser's functions: each that the Rust calls throws, once or from then on, in each
 * callback and in an edit. Which there are is asked of the WebAssembly itself.
 */
define('faults/browser', ['faults/cases', 'faults/kinds'], (cases, { throwing }) => {
  const { MOMENTS, WHILE_OPEN, survive } = cases

  /** The imports that were called, and the one that is to throw. */
  const called = new Set()
  let planted

  /** Has the next copy of the script start with imports that can be made to throw. */
  function wrapImports () {
    const { Instance } = WebAssembly
    WebAssembly.Instance = function (module, imports) {
      // What decodes the bytes has none.
      if (!imports) return new Instance(module)
      const wrapped = Object.entries(imports).map(([from, functions]) => [from, wrap(functions)])
      return new Instance(module, Object.fromEntries(wrapped))
    }
    return () => {
      WebAssembly.Instance = Instance
      planted = undefined
    }
  }

  function wrap (functions) {
    return Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, (...args) => {
      called.add(name)
      if (planted?.name === name && planted.times > 0) {
        planted.times -= 1
        throwing()
      }
      return call(...args)
    }]))
  }

  /** What is called in a visit in which nothing fails. */
  async function reached (callback) {
    await survive({ callback, before: wrapImports, plant: () => called.clear(), isWellFormed: true })
    return [...called]
  }

  /** Once: a fresh instance takes over. Always: it is given up, and something to edit in is left. */
  function waysAfter (callback, times) {
    if (callback === 'destroy') return ['textarea', 'editor', 'mirrored']
    if (times > 1) return ['editor', 'mirrored', 'field']
    return callback === WHILE_OPEN ? ['editor'] : ['editor', 'field']
  }

  return async () => {
    const faults = []
    for (const callback of MOMENTS) {
      for (const name of await reached(callback)) {
        for (const times of [1, Infinity]) {
          faults.push({
            row: times === 1 ? 'a function of the browser throws once' : 'a function of the browser throws always',
            name,
            callback,
            ways: waysAfter(callback, times),
            isWellFormed: true,
            before: wrapImports,
            plant: () => {
              planted = { name, times }
              // Where amoCRM takes the form away it is over, or the next case would begin with it.
              return () => { planted = undefined }
            }
          })
        }
      }
    }
    return faults
  }
})

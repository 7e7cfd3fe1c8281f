// @ts-check
/**
 * An answer that comes later, as amoCRM can wait for it. `$.when` of jQuery 2.1.3 takes a native
 * promise for done, rejected or not, so that it has to be a Deferred's; a native one is for a page
 * without jQuery, where a refusal is `false`.
 * @param {(settle: (answer: unknown) => void) => void} start
 */
export function afterwards (start) {
  const $ = /** @type {any} */ (globalThis).jQuery
  if (!$) return new Promise(start)

  const deferred = $.Deferred()
  start((answer) => $.when(answer).then(deferred.resolve, deferred.reject))
  return deferred.promise()
}

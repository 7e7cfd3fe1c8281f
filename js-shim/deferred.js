// @ts-check
/**
 * An answer that comes later, as amoCRM can wait for it: `$.when` of jQuery 2.1.3 waits for a
 * native promise only to take it for done, so that a refusal has to be a Deferred's.
 * @param {Promise<unknown>} answer
 */
export function afterwards (answer) {
  const $ = /** @type {any} */ (globalThis).jQuery
  if (!$) return answer

  const deferred = $.Deferred()
  answer.then((value) => $.when(value).then(deferred.resolve, deferred.reject))
  return deferred.promise()
}

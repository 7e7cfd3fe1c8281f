// Requests to the server, form-urlencoded by jQuery as amoCRM sends them, and noted in the log.
define(['jquery', 'workbench/profile', 'workbench/call-log'], function ($, profile, callLog) {
  'use strict';

  /** A promise of the next step, later where the profile asks for a slow host. */
  function afterDelay() {
    const deferred = $.Deferred();
    if (profile.delay === 0) {
      deferred.resolve();
    } else {
      setTimeout(deferred.resolve, profile.delay);
    }
    return deferred.promise();
  }

  function send(method, address, data) {
    const started = performance.now();
    const entry = { kind: 'request', name: method + ' ' + address, values: data ? [data] : [] };
    const note = (outcome) => {
      callLog.add({ ...entry, ...outcome, milliseconds: performance.now() - started });
    };
    return afterDelay()
      .then(() => $.ajax({ url: address, method, data }))
      .done((answer, status, request) => note({ result: request.status + ' ' + request.statusText }))
      .fail((request) => note({ failed: reason(request) }));
  }

  /** Why a request failed, in a line. */
  function reason(request) {
    return (request.responseText || request.statusText || 'no connection').trim();
  }

  return {
    afterDelay,
    reason,
    get: (address) => send('GET', address),
    /** `$.param` writes nesting in PHP's brackets; it throws on an unpaired surrogate. */
    post: (address, data) => send('POST', address, $.param(data))
  };
});

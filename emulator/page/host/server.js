// Requests of the host's own pages. Each is noted in the log; a slow host answers late.
define(['jquery', 'texts', 'workbench/profile', 'workbench/call-log'], function (
  $,
  text,
  profile,
  callLog
) {
  'use strict';

  const LONGEST_BODY = 2000;

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

  function shortened(body) {
    return body.length > LONGEST_BODY ? body.slice(0, LONGEST_BODY) + '…' : body;
  }

  /** A form as the log shows it: without the encoding, and not all of a long one. */
  function readable(form) {
    return form ? [shortened(decodeURIComponent(form.replaceAll('+', ' ')))] : [];
  }

  /** Notes a request in the log when it has ended. */
  function noted(widget, options, values, send) {
    const started = performance.now();
    const note = (outcome) => {
      const name = (options.method ?? 'GET') + ' ' + options.url;
      const milliseconds = performance.now() - started;
      callLog.add({ kind: 'request', widget, name, values, ...outcome, milliseconds });
    };
    return send()
      .done((answer, status, request) => note({ result: request.status + ' ' + request.statusText }))
      .fail((request) => note({ failed: reason(request) }));
  }

  function send(options, values) {
    return noted(undefined, options, values, () => afterDelay().then(() => $.ajax(options)));
  }

  /** Why a request failed, in a line; what the server refuses with a code has its own text. */
  function reason(request) {
    const refusal = request.responseJSON;
    if (refusal?.code) {
      const key = 'refusal.' + refusal.code;
      const known = text(key, refusal);
      return known === key ? refusal.message : known;
    }
    // No status is all that a page learns of a refused connection, or of a refusal by CORS.
    return request.status === 0
      ? text('request.no-answer')
      : (request.responseText || request.statusText).trim();
  }

  function sendJson(method, url, value) {
    const data = JSON.stringify(value);
    const options = { method, url, data, contentType: 'application/json' };
    return send(options, data === undefined ? [] : [shortened(data)]);
  }

  return {
    afterDelay,
    noted,
    reason,
    get: (url) => send({ method: 'GET', url }, []),
    /** `$.param` writes nesting in PHP's brackets; it throws on an unpaired surrogate. */
    post(url, fields) {
      const data = $.param(fields);
      return send({ method: 'POST', url, data }, readable(data));
    },
    postJson: (url, value) => sendJson('POST', url, value),
    remove: (url) => sendJson('DELETE', url)
  };
});

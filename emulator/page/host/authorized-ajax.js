// `self.$authorizedAjax`: the page calls the widget's server itself, across origins, with a token
// that the host has signed. The server must allow the account's domain (CORS).
define(['jquery', 'host/server', 'workbench/value-description'], function ($, server, describe) {
  'use strict';

  /** The widget's code, and the options of `$.ajax`; answers with a promise as `$.ajax` does. */
  return function authorizedAjax(code, options) {
    const address = new URL(options.url, location.href).href;
    const values = options.data === undefined ? [] : [describe(options.data)];
    const authorized = server.postJson('/local/authorized-calls', { widget: code, address });
    const call = (call) => {
      const headers = { ...options.headers, 'X-Auth-Token': call.token };
      const actual = { ...options, url: call.address, headers };
      return server.noted(code, { ...actual, method: options.method ?? options.type }, values, () =>
        $.ajax(actual)
      );
    };
    const refuse = (request) => {
      const reason = server.reason(request);
      options.error?.(request, 'error', reason);
      options.complete?.(request, 'error');
      return $.Deferred().reject(request, 'error', reason).promise();
    };
    return authorized.then(call, refuse);
  };
});

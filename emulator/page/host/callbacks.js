// Calls a widget's callbacks: each call noted, whatever it throws caught.
define(['workbench/call-log'], function (callLog) {
  'use strict';

  /** Answers `{value}`, or `{error}` where the callback threw, or `undefined` where it has none. */
  function callBack(widget, code, name, ...values) {
    const callback = widget.callbacks?.[name];
    if (typeof callback !== 'function') {
      return undefined;
    }
    try {
      const call = () => callback.apply(widget.callbacks, values);
      return { value: callLog.call('callback', code, name, values, call) };
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      window.localAmocrm.report('callback', code + ' threw in ' + name + ': ' + message);
      return { error };
    }
  }

  return { callBack };
});

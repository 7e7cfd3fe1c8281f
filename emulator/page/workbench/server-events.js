// What the server tells open pages: that a widget changed, and what the receiver printed.
define(function () {
  'use strict';

  const events = new EventSource('/local/events');
  // Else the browser keeps the old page's stream open until the new page has loaded.
  window.addEventListener('pagehide', () => events.close());

  return {
    /** Calls the listener with the text of each such event. */
    on(name, listener) {
      events.addEventListener(name, (event) => listener(event.data));
    }
  };
});

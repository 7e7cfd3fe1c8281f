// What the server tells open pages: that a widget changed, where the receiver is,
// and what it printed.
define(function () {
  'use strict';

  const listeners = [];

  /** Connects when every part of the page listens: the server begins with what was before. */
  function start() {
    const events = new EventSource('/local/events');
    listeners.forEach(([name, listener]) => {
      events.addEventListener(name, (event) => listener(event.data));
    });
    // Else the browser keeps the old page's stream open until the new page has loaded.
    window.addEventListener('pagehide', () => events.close());
  }

  return {
    /** Calls the listener with the text of each such event; to be said before `start`. */
    on: (name, listener) => listeners.push([name, listener]),
    start
  };
});

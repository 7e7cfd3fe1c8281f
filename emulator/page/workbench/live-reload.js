// Reloads the page when the server says that a widget changed, or when the server is a new one.
define(['workbench/page-state'], function (pageState) {
  'use strict';

  function start() {
    const events = new EventSource('/local/events');
    let server;
    events.addEventListener('widget', () => pageState.reload());
    events.addEventListener('server', (event) => {
      if (server !== undefined && server !== event.data) {
        pageState.reload();
      }
      server = event.data;
    });
    // Else the browser keeps the old page's stream open until the new page has loaded.
    window.addEventListener('pagehide', () => events.close());
  }

  return { start };
});

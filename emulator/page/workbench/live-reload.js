// Reloads the page when the server says that a widget changed, or when the server is a new one.
define(['workbench/page-state', 'workbench/server-events'], function (pageState, serverEvents) {
  'use strict';

  function start() {
    let server;
    serverEvents.on('widget', () => pageState.reload());
    serverEvents.on('server', (started) => {
      if (server !== undefined && server !== started) {
        pageState.reload();
      }
      server = started;
    });
  }

  return { start };
});

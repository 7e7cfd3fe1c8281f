// Puts the page together.
define([
  'jquery',
  'texts',
  'pages/navigation',
  'workbench/control-bar',
  'workbench/live-reload',
  'workbench/log-panel',
  'workbench/server-events',
  'host/app-global'
], function ($, text, navigation, controlBar, liveReload, logPanel, serverEvents) {
  'use strict';

  function start() {
    document.title = text('page.title');
    controlBar.draw($('#control_bar'));
    logPanel.draw($('#log_panel'));
    navigation.start($('#page_navigation'), $('#page_holder'));
    liveReload.start();
    serverEvents.start();
  }

  return { start };
});

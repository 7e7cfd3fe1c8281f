// Puts the page together.
define([
  'jquery',
  'texts',
  'pages/navigation',
  'workbench/control-bar',
  'workbench/live-reload',
  'workbench/log-panel',
  'host/app-global'
], function ($, text, navigation, controlBar, liveReload, logPanel) {
  'use strict';

  function start() {
    document.title = text('page.title');
    controlBar.draw($('#control_bar'));
    logPanel.draw($('#log_panel'));
    navigation.start($('#page_navigation'), $('#page_holder'));
    liveReload.start();
  }

  return { start };
});

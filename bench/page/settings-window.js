// The window of the widget's own settings, its fields drawn by the local amoCRM's own code.
define([
  'jquery',
  'settings-window/settings-fields',
  'json!/widget/manifest.json',
  'bench/widget-host'
], function ($, settingsFields, manifest, host) {
  'use strict';

  /** Puts the window on the page. */
  function draw() {
    const $fields = $('<form>', { class: 'widget_settings_block__fields' }).append(
      settingsFields.draw({ code: host.code, manifest }, { default_message: 'Hello', max_length: '500' })
    );
    const $body = $('<div>', { class: 'modal-body' }).append(
      $('<div>', { class: 'widget-settings__modal ' + host.code }).append($fields)
    );
    $('#page_holder').append($body);
    return $body;
  }

  return { draw };
});

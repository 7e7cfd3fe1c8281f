// Choosing the widget of a new trigger.
define(['jquery', 'texts', 'host/widget-names'], function ($, text, widgetNames) {
  'use strict';

  function choice(entry) {
    return $('<button>', {
      type: 'button',
      class: 'add-trigger__choice',
      'data-widget': entry.code
    }).append(
      $('<img>', { src: entry.path + '/images/logo_dp.png', alt: '', width: 87, height: 54 }),
      $('<span>', { text: widgetNames.name(entry) })
    );
  }

  /** Opens the choice in a dialog; calls `onChosen` with the widget's entry. */
  function choose(entries, onChosen) {
    const $dialog = $('<dialog>', { class: 'add-trigger', 'aria-label': text('trigger.add') });
    const $close = $('<button>', {
      type: 'button',
      class: 'button-input button-cancel',
      text: text('trigger.cancel')
    });
    $dialog.append($('<h2>', { text: text('trigger.add') }));
    $dialog.append(entries.map((entry) => choice(entry).on('click', () => finish(entry))));
    if (entries.length === 0) {
      $dialog.append($('<p>', { text: text('trigger.no-widgets') }));
    }
    $dialog.append($close.on('click', () => finish()));
    $dialog.on('close', () => $dialog.remove());

    function finish(entry) {
      $dialog[0].close();
      if (entry) {
        onChosen(entry);
      }
    }

    $(document.body).append($dialog);
    $dialog[0].showModal();
  }

  return { choose };
});

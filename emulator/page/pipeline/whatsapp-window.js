// The window of integrations that send WhatsApp messages; each leads to its settings.
define(['jquery', 'texts', 'host/widget-names', 'workbench/profile'], function (
  $,
  text,
  widgetNames,
  profile
) {
  'use strict';

  function choice(entry) {
    return $('<li>').append(
      $('<a>', {
        class: 'whatsapp-window__choice',
        href: profile.pageAddress('/settings/widgets') + '#' + entry.code,
        'data-page': 'integrations',
        'data-widget': entry.code
      }).append(
        $('<img>', { src: entry.path + '/images/logo_medium.png', alt: '', width: 120, height: 42 }),
        $('<span>', { text: widgetNames.name(entry) })
      )
    );
  }

  function drawWindow(entries) {
    const $close = $('<button>', {
      type: 'button',
      class: 'modal-body__close',
      'aria-label': text('close'),
      text: '×'
    });
    const $dialog = $('<dialog>', {
      class: 'dialog whatsapp-window',
      'aria-labelledby': 'whatsapp_window_title'
    }).append(
      $close,
      $('<h2>', { id: 'whatsapp_window_title', text: text('whatsapp.title') }),
      $('<p>', { text: text(entries.length ? 'whatsapp.explanation' : 'whatsapp.none') }),
      $('<ul>', { class: 'whatsapp-window__list' }).append(entries.map(choice))
    );
    $close.on('click', () => $dialog[0].close());
    return $dialog;
  }

  /** The button that opens the window. */
  function drawButton(entries) {
    const $button = $('<button>', {
      type: 'button',
      class: 'button-input whatsapp-open',
      text: 'WhatsApp'
    });
    return $button.on('click', () => {
      const $dialog = drawWindow(entries);
      // Before the page goes elsewhere: a dialog lies above every page.
      $dialog.on('click', 'a', () => $dialog[0].close());
      $dialog.on('close', () => {
        $dialog.remove();
        $button.trigger('focus');
      });
      $(document.body).append($dialog);
      $dialog[0].showModal();
    });
  }

  return { drawButton };
});

// Messages to the person: what `APP.notifications` and the pages themselves show.
define(['jquery', 'texts'], function ($, text) {
  'use strict';

  function show({ header, text: body }, isError) {
    const $close = $('<button>', {
      type: 'button',
      class: 'notification__close',
      'aria-label': text('close'),
      text: '×'
    });
    const $message = $('<div>', {
      class: 'notification' + (isError ? ' notification_error' : '')
    }).append(
      $('<div>').append(
        header && $('<strong>', { class: 'notification__header', text: header }),
        $('<div>', { class: 'notification__text', text: body })
      ),
      $close
    );
    $close.on('click', () => $message.remove());
    $('#notifications').append($message);
  }

  return {
    show_message: (message) => show(message, false),
    show_message_error: (message) => show(message, true),
    add_error: (message) => show(message, true)
  };
});

// Messages to the person: what `APP.notifications` and the pages themselves show.
define(['jquery', 'texts'], function ($, text) {
  'use strict';

  /** An error is said at once, anything else when the person pauses. */
  function show({ header, text: body }, isError) {
    const $close = $('<button>', {
      type: 'button',
      class: 'notification__close',
      'aria-label': text('close'),
      text: '×'
    });
    const $message = $('<div>', {
      class: 'notification' + (isError ? ' notification_error' : ''),
      role: isError ? 'alert' : 'status'
    });
    $close.on('click', () => $message.remove());
    // Into the empty one first: a live region speaks of what comes into it.
    $('#notifications').append($message);
    $message.append(
      $('<div>').append(
        header && $('<strong>', { class: 'notification__header', text: header }),
        $('<div>', { class: 'notification__text', text: body })
      ),
      $close
    );
  }

  return {
    show_message: (message) => show(message, false),
    show_message_error: (message) => show(message, true),
    add_error: (message) => show(message, true),
    show_notification: (message) => show(message.text, message.type === 'error'),
    add_call: (message) => show(message, false)
  };
});

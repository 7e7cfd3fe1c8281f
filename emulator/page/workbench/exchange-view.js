// A request to the widget's server and what came of it.
define(['jquery', 'texts'], function ($, text) {
  'use strict';

  function block(title, contents) {
    return $('<details>').append($('<summary>', { text: title }), $('<pre>', { text: contents }));
  }

  function lines(headers) {
    return headers.map(([name, value]) => name + ': ' + value).join('\n');
  }

  /** The fields of a form, decoded: nobody reads percent signs. */
  function drawFields(body) {
    return $('<dl>', { class: 'exchange__fields' }).append(
      [...new URLSearchParams(body)].flatMap(([name, value]) => [
        $('<dt>', { text: name }),
        $('<dd>', { dir: 'auto', text: value })
      ])
    );
  }

  function drawBody({ headers, body }) {
    const [, type] = headers.find(([name]) => name === 'Content-Type');
    if (type.startsWith('application/json')) {
      const readable = JSON.stringify(JSON.parse(body), null, 2);
      return $('<pre>', { class: 'exchange__body', text: readable });
    }
    return drawFields(body);
  }

  function duration(exchange) {
    return text('exchange.time', { milliseconds: exchange.milliseconds.toFixed(1) });
  }

  /** What came of it, in a line. */
  function drawStatus(exchange, { answer, failure }) {
    if (failure) {
      return $('<p>', {
        class: 'exchange__status exchange__status_failed',
        role: 'alert',
        text: text('exchange.' + failure.code, failure) + ' · ' + duration(exchange)
      });
    }
    return $('<p>', { class: 'exchange__status' }).append(
      $('<strong>', { text: answer.status + ' ' + answer.reason }),
      ' · ' + duration(exchange)
    );
  }

  function drawAnswer({ headers, body }) {
    return [
      $('<h3>', { text: text('exchange.answer') }),
      $('<pre>', { class: 'exchange__answer', text: body }),
      block(text('exchange.headers'), lines(headers))
    ];
  }

  function draw(exchange) {
    const { request, outcome } = exchange;
    return $('<div>', {
      class: 'exchange',
      'data-status': outcome.answer?.status ?? outcome.failure.code
    }).append(
      drawStatus(exchange, outcome),
      $('<h3>', { text: text('exchange.request') }),
      $('<code>', { class: 'exchange__address', text: request.method + ' ' + request.address }),
      drawBody(request),
      block(text('exchange.headers'), lines(request.headers)),
      block(text('exchange.body'), request.body),
      outcome.answer && drawAnswer(outcome.answer)
    );
  }

  return { draw };
});

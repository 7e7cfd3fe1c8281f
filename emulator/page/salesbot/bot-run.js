// Runs a saved bot for a lead and shows all that happened, to the exit.
define([
  'jquery',
  'texts',
  'host/server',
  'workbench/exchange-view',
  'json!/profiles/elements.json'
], function ($, text, server, exchangeView, elements) {
  'use strict';

  let runNumber = 0;

  function exitTitle(bot, code) {
    return bot.exits.find((exit) => exit.code === code)?.title ?? code;
  }

  function line(key, values) {
    return $('<p>', { text: text(key, values) });
  }

  function problem(reason) {
    return $('<p>', { class: 'dialog-error', text: reason });
  }

  const drawings = {
    entered: (event) => line('run.entered', event),
    asked: (event) => [line('run.asked', event), exchangeView.draw(event.exchange)],
    not_asked(event) {
      const key = 'refusal.' + event.code;
      const known = text(key);
      return problem(known === key ? event.message : known);
    },
    continued: (event) => [
      line('run.continued', { milliseconds: event.milliseconds.toFixed(1) }),
      $('<pre>', { class: 'bot-run__data', text: JSON.stringify(event.data, null, 2) })
    ],
    not_continued: (event) => problem(text('run.not-continued', event)),
    compared: (event) => line(event.holds ? 'run.holds' : 'run.holds-not', event),
    shown: (event) => line('run.shown', event),
    skipped: (event) => problem(text('run.skipped', event)),
    left: (event) => line('run.left', event),
    ended: () => null,
    endless: () => problem(text('run.endless'))
  };

  function drawReport(bot, report) {
    const left = report.exit !== null;
    return [
      $('<p>', {
        class: 'bot-run__exit' + (left ? '' : ' dialog-error'),
        'data-exit': report.exit ?? '',
        text: left
          ? text('run.exit', { title: exitTitle(bot, report.exit) })
          : text('run.no-exit')
      }),
      $('<ol>', { class: 'bot-run__events' }).append(
        report.events
          .filter((event) => event.kind !== 'ended')
          .map((event) => $('<li>', { 'data-kind': event.kind }).append(drawings[event.kind](event)))
      )
    ];
  }

  function run(bot, lead, $outcome, $run) {
    $run.prop('disabled', true);
    $outcome.text(text('run.running'));
    server
      .postJson('/local/bots/' + bot.id + '/run', { lead })
      .done((report) => $outcome.empty().append(drawReport(bot, report)))
      .fail((request) => $outcome.empty().append(problem(server.reason(request))))
      .always(() => $run.prop('disabled', false));
  }

  function draw(bot) {
    runNumber += 1;
    const id = 'bot_run_lead_' + runNumber;
    const $lead = $('<select>', { id, class: 'text-input' }).append(
      elements.lead.map((one) =>
        $('<option>', { value: one.id, text: one.name + ' (' + one.id + ')' })
      )
    );
    const $run = $('<button>', {
      type: 'button',
      class: 'button-input bot-run__start',
      text: text('run.start')
    });
    const $outcome = $('<div>', { class: 'bot-run__outcome', role: 'status' });
    $run.on('click', () => run(bot, Number($lead.val()), $outcome, $run));
    return $('<div>', { class: 'bot-run' }).append(
      $('<div>', { class: 'bot-run__tools' }).append(
        $('<label>', { for: id, text: text('happening.lead') }),
        $lead,
        $run
      ),
      $outcome
    );
  }

  return { draw };
});

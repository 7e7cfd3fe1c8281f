// The Salesbot designer: bots that each consist of one block of a widget.
define([
  'jquery',
  'texts',
  'host/server',
  'host/widget-list',
  'host/widget-loader',
  'host/widget-names',
  'salesbot/bot-list',
  'workbench/page-state'
], function ($, text, server, widgetList, loader, widgetNames, createBotList, pageState) {
  'use strict';

  const AREA = 'salesbot_designer';

  function loadWidgets() {
    return widgetList.load(AREA).then((entries) => {
      const own = entries.filter(
        (entry) => entry.active === 'Y' && widgetList.hasLocation(entry, AREA)
      );
      return widgetNames.load(own).then(() => own);
    });
  }

  /** Resolves when every widget runs or has failed: a block opens all the same. */
  function startWidgets(entries) {
    const settled = $.Deferred();
    const started = entries.map((entry) => Promise.resolve(loader.init(entry, AREA)));
    Promise.allSettled(started).then(() => settled.resolve());
    return settled.promise();
  }

  function show($holder, entries, bots) {
    const list = createBotList(entries, bots);
    $holder.find('.page-loading').replaceWith(list.draw());
    pageState.collect('blocks', list.unsaved);
    list.reopen(pageState.take('blocks') ?? []);
  }

  function draw($holder) {
    const $loading = $('<p>', { class: 'page-loading', role: 'status', text: text('page.loading') });
    $holder.append($('<h1>', { text: text('page.salesbot') }), $loading);
    const isStillHere = () => $.contains(document.documentElement, $loading[0]);
    $.when(loadWidgets(), server.get('/local/bots').then((answer) => answer.bots))
      .then((entries, bots) =>
        startWidgets(isStillHere() ? entries : []).then(() => ({ entries, bots }))
      )
      .done(({ entries, bots }) => isStillHere() && show($holder, entries, bots))
      .fail((request) => {
        $loading.text(text('page.failed', { reason: server.reason(request) }));
      });
  }

  return { name: 'salesbot', path: '/settings/salesbot', area: AREA, entity: 'settings', draw };
});

// The Digital Pipeline: stages, their triggers and the triggers' forms.
define([
  'jquery',
  'texts',
  'host/server',
  'host/widget-list',
  'host/widget-loader',
  'host/widget-names',
  'pipeline/board',
  'pipeline/pipeline-model',
  'workbench/page-state'
], function (
  $,
  text,
  server,
  widgetList,
  loader,
  widgetNames,
  createBoard,
  model,
  pageState
) {
  'use strict';

  const AREA = 'digital_pipeline';

  function loadWidgets() {
    return widgetList.load(AREA).then((entries) => {
      const own = entries.filter((entry) => widgetList.hasLocation(entry, AREA));
      return widgetNames.load(own).then(() => own);
    });
  }

  /** Resolves when every widget runs or has failed: its forms open all the same. */
  function startWidgets(entries) {
    const settled = $.Deferred();
    const started = entries
      .filter((entry) => entry.active === 'Y')
      .map((entry) => Promise.resolve(loader.initInDigitalPipeline(entry)));
    Promise.allSettled(started).then(() => settled.resolve());
    return settled.promise();
  }

  function show($holder, entries) {
    const board = createBoard(entries);
    const $board = board.draw();
    $holder.find('.page-loading').replaceWith($board);
    pageState.collect('forms', board.unsaved);
    board.reopen($board, pageState.take('forms') ?? []);
  }

  function draw($holder) {
    const $loading = $('<p>', { class: 'page-loading', role: 'status', text: text('page.loading') });
    $holder.append($('<h1>', { text: text('page.pipeline') }), $loading);
    const isStillHere = () => $.contains(document.documentElement, $loading[0]);
    $.when(loadWidgets(), model.load())
      .then((entries) => startWidgets(isStillHere() ? entries : []).then(() => entries))
      .done((entries) => isStillHere() && show($holder, entries))
      .fail((request) => {
        $loading.text(text('page.failed', { reason: server.reason(request) }));
      });
  }

  return {
    name: 'pipeline',
    path: '/settings/pipeline/leads/1',
    area: AREA,
    // Seen in working widgets on the pipeline's page.
    entity: 'leads-dp',
    draw
  };
});

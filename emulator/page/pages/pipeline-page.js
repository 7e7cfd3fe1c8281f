// The Digital Pipeline: stages, their triggers and the triggers' forms.
define([
  'jquery',
  'texts',
  'host/server',
  'host/widget-list',
  'host/widget-loader',
  'host/widget-names',
  'pipeline/board',
  'pipeline/lead-sources',
  'pipeline/pipeline-model',
  'pipeline/whatsapp-window',
  'workbench/page-state'
], function (
  $,
  text,
  server,
  widgetList,
  loader,
  widgetNames,
  createBoard,
  leadSources,
  model,
  whatsappWindow,
  pageState
) {
  'use strict';

  const AREA = 'digital_pipeline';
  const PLACES = [AREA, 'lead_sources', 'whatsapp_modal'];
  /** Where a widget must run; the WhatsApp window only names it. */
  const RUNNING = [AREA, 'lead_sources'];

  function inPlaces(entries, places) {
    return entries.filter((entry) => places.some((one) => widgetList.hasLocation(entry, one)));
  }

  function loadWidgets() {
    return widgetList.load(AREA).then((entries) => {
      const own = inPlaces(entries, PLACES);
      return widgetNames.load(own).then(() => own);
    });
  }

  /** Resolves when every widget runs or has failed: its forms open all the same. */
  function startWidgets(entries) {
    const settled = $.Deferred();
    const started = inPlaces(entries, RUNNING)
      .filter((entry) => entry.active === 'Y')
      .map((entry) => Promise.resolve(loader.initInDigitalPipeline(entry)));
    Promise.allSettled(started).then(() => settled.resolve());
    return settled.promise();
  }

  function show($holder, entries) {
    const board = createBoard(inPlaces(entries, [AREA]));
    const $board = board.draw();
    $holder
      .find('.page-loading')
      .replaceWith(
        leadSources.drawList(inPlaces(entries, ['lead_sources'])),
        whatsappWindow.drawButton(inPlaces(entries, ['whatsapp_modal'])),
        $board
      );
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

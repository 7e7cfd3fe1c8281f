// The pipeline's sources of leads: widgets that can bring leads into it.
define([
  'jquery',
  'texts',
  'host/callbacks',
  'host/connected-sources',
  'host/notifications',
  'host/server',
  'host/widget-loader',
  'host/widget-names',
  'pipeline/pipeline-model'
], function (
  $,
  text,
  callbacks,
  connectedSources,
  notifications,
  server,
  loader,
  widgetNames,
  model
) {
  'use strict';

  function isConnected(entry) {
    return connectedSources.pipelineOf(entry.code) === Number(model.id);
  }

  function showStatus($source, entry) {
    const connected = isConnected(entry);
    $source
      .toggleClass('lead-source_connected', connected)
      .find('.lead-source__status')
      .text(text(connected ? 'source.connected' : 'source.not-connected'));
    $source.find('.lead-source__remove').prop('hidden', !connected);
  }

  function save(entry, pipelineId) {
    return server
      .postJson('/local/lead-sources', { widget: entry.code, pipeline_id: pipelineId })
      .done(() => connectedSources.set(entry.code, pipelineId))
      .fail((request) => {
        notifications.show_message_error({ text: server.reason(request) });
      });
  }

  /** amoCRM adds the widget, then tells it; what the widget answers is nobody's business. */
  function connect(entry, $source, $button) {
    const widget = loader.list[entry.code];
    if (!widget) {
      notifications.show_message_error({ text: text('source.not-running') });
      return;
    }
    $button.attr('aria-busy', 'true');
    save(entry, Number(model.id))
      .done(() => {
        showStatus($source, entry);
        const called = callbacks.callBack(widget, entry.code, 'onAddAsSource', Number(model.id));
        if (!called) {
          notifications.show_message_error({ text: text('source.no-callback') });
        }
      })
      .always(() => $button.attr('aria-busy', null));
  }

  function draw(entry) {
    const name = widgetNames.name(entry);
    const $source = $('<li>', { class: 'lead-source', 'data-widget': entry.code });
    const button = (part, key) =>
      $('<button>', {
        type: 'button',
        class: 'button-input lead-source__' + part,
        text: text(key),
        'aria-label': text(key) + ': ' + name
      });
    const $connect = button('connect', 'source.connect');
    const $remove = button('remove', 'source.remove');
    $connect.on('click', () => connect(entry, $source, $connect));
    $remove.on('click', () => {
      save(entry, null).done(() => {
        showStatus($source, entry);
        $connect.trigger('focus');
      });
    });
    $source.append(
      $('<img>', { src: entry.path + '/images/logo_small.png', alt: '', width: 54, height: 54 }),
      $('<span>', { class: 'lead-source__name', text: name }),
      $('<span>', { class: 'lead-source__status' }),
      $connect,
      $remove
    );
    showStatus($source, entry);
    return $source;
  }

  /** The list of those of the widgets that are active. */
  function drawList(entries) {
    const active = entries.filter((entry) => entry.active === 'Y');
    const $list = $('<ul>', { class: 'lead-sources__list' }).append(active.map(draw));
    return $('<section>', { class: 'lead-sources', 'aria-labelledby': 'lead_sources_title' }).append(
      $('<h2>', { id: 'lead_sources_title', text: text('source.title') }),
      active.length ? $list : $('<p>', { text: text('source.none') })
    );
  }

  return { drawList };
});

// The installed integrations; each opens its settings window.
define([
  'jquery',
  'texts',
  'host/server',
  'host/widget-list',
  'host/widget-loader',
  'host/widget-names',
  'settings-window/settings-window',
  'workbench/page-state'
], function ($, text, server, widgetList, loader, widgetNames, settingsWindow, pageState) {
  'use strict';

  const AREA = 'widgetsSettings';

  /** The running widget, started if it is not; a widget that fails to start has a window too. */
  function start(entry) {
    if (entry.active !== 'Y' || loader.list[entry.code]) {
      return $.Deferred().resolve().promise();
    }
    return loader.init(entry, AREA);
  }

  function open(entry, $button, unsaved) {
    return start(entry).always(() => {
      settingsWindow.open(entry, { unsaved, onClose: () => $button.trigger('focus') });
    });
  }

  function card(entry) {
    const $button = $('<button>', { type: 'button', class: 'integration' }).append(
      $('<img>', { src: entry.path + '/images/logo_main.png', alt: '', class: 'integration__logo' }),
      $('<span>', { class: 'integration__name', text: widgetNames.name(entry) }),
      $('<span>', { class: 'integration__code', text: entry.code }),
      $('<span>', {
        class: 'integration__status',
        text: text(entry.active === 'Y' ? 'integration.active' : 'integration.inactive')
      })
    );
    return $button.attr('data-widget', entry.code).on('click', () => open(entry, $button));
  }

  function show($holder, entries) {
    const $cards = entries.map(card);
    $holder.find('.integrations').empty().append($cards);
    entries
      .filter((entry) => entry.active === 'Y' && !loader.list[entry.code])
      .forEach((entry) => loader.init(entry, AREA));
    reopen(entries, $cards);
  }

  /** The widget that a link to this page names, `/settings/widgets#code`; once. */
  function takeNamed() {
    const code = decodeURIComponent(location.hash.slice(1));
    if (code) {
      history.replaceState(null, '', location.pathname + location.search);
    }
    return code;
  }

  /** Opens the window that a link has asked for, or that stood open before a reload. */
  function reopen(entries, $cards) {
    const named = takeNamed();
    const unsaved = pageState.take('settings-window');
    const index = entries.findIndex((entry) => entry.code === (unsaved?.code ?? named));
    if (index >= 0) {
      open(entries[index], $cards[index], unsaved);
    }
  }

  function load($holder) {
    return widgetList
      .load(AREA)
      .then((entries) => widgetNames.load(entries).then(() => entries))
      .done((entries) => show($holder, entries))
      .fail((request) => {
        $holder.find('.integrations').text(text('page.failed', { reason: server.reason(request) }));
      });
  }

  function draw($holder) {
    pageState.collect('settings-window', settingsWindow.unsaved);
    settingsWindow.onSaved = (code) => {
      load($holder).done(() => $holder.find('[data-widget=' + code + ']').trigger('focus'));
    };
    $holder.append(
      $('<h1>', { text: text('page.integrations') }),
      $('<div>', { class: 'integrations', text: text('page.loading') })
    );
    load($holder);
  }

  return {
    name: 'integrations',
    path: '/settings/widgets',
    area: AREA,
    entity: 'settings',
    draw
  };
});

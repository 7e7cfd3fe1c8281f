// The panel beside the page that shows the log. It stands in a shadow tree: to a widget's selectors
// and observers it is not there, and what they do cannot be changed by being shown.
define([
  'jquery',
  'texts',
  'workbench/call-log',
  'workbench/page-state',
  'workbench/receiver-panel'
], function ($, text, callLog, pageState, receiverPanel) {
  'use strict';

  const KINDS = ['callback', 'host', 'request', 'problem'];
  let $list;
  let $filter;
  let $problems;
  let isOpen = true;

  function signature(entry) {
    return entry.name + '(' + entry.values.join(', ') + ')';
  }

  function outcome(entry) {
    return entry.failed === undefined ? (entry.result ?? '') : entry.failed;
  }

  function clock(entry) {
    return (entry.time / 1000).toFixed(3);
  }

  function duration(entry) {
    return entry.milliseconds === undefined ? '' : entry.milliseconds.toFixed(1) + ' ms';
  }

  function badge(entry) {
    return $('<span>', { class: 'log-entry__kind', text: text('log.kind.' + entry.kind) });
  }

  function drawEntry(entry) {
    const failed = entry.failed !== undefined;
    return $('<li>', {
      class: 'log-entry log-entry_' + entry.kind + (failed ? ' log-entry_failed' : ''),
      'data-kind': entry.kind
    })
      .css('margin-inline-start', entry.depth * 12)
      .append(
        $('<div>', { class: 'log-entry__head' }).append(
          badge(entry),
          $('<span>', { class: 'log-entry__widget', text: entry.widget ?? '' }),
          $('<span>', { class: 'log-entry__time', text: clock(entry) + ' s' })
        ),
        $('<code>', { class: 'log-entry__call', text: signature(entry) }),
        $('<div>', { class: 'log-entry__result' }).append(
          $('<code>', { text: outcome(entry) && '→ ' + outcome(entry) }),
          $('<span>', { class: 'log-entry__duration', text: duration(entry) })
        )
      )
      .toggle(isShown(entry.kind));
  }

  function isShown(kind) {
    return $filter.val() === 'all' || $filter.val() === kind;
  }

  function applyFilter() {
    $list.children().each((_, item) => {
      $(item).toggle(isShown(item.dataset.kind));
    });
  }

  function showProblemCount() {
    const count = window.localAmocrm.problems.length;
    $problems
      .text(text('log.problems', { number: count }))
      .toggleClass('log-panel__problems_some', count > 0);
  }

  /** Entries come in bursts: they are drawn once a frame, and while nobody sees them not at all. */
  let waiting = [];
  let isDue = false;

  function append(entry) {
    waiting.push(entry);
    if (waiting.length > callLog.mostEntries) {
      waiting.shift();
    }
    drawSoon();
  }

  function drawSoon() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(drawWaiting);
    }
  }

  function drawWaiting() {
    isDue = false;
    showProblemCount();
    if (!isOpen) {
      return;
    }
    const list = $list[0];
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
    $list.append(waiting.map(drawEntry));
    waiting = [];
    while (list.children.length > callLog.mostEntries) {
      list.firstChild.remove();
    }
    if (isAtEnd) {
      list.scrollTop = list.scrollHeight;
    }
  }

  function drawFilter() {
    $filter = $('<select>', { id: 'log_filter' }).append(
      ['all', ...KINDS].map((kind) => $('<option>', { value: kind, text: text('log.kind.' + kind) }))
    );
    $filter.on('change', applyFilter);
    return [$('<label>', { for: 'log_filter', text: text('log.filter') }), $filter];
  }

  function drawClear() {
    return $('<button>', { type: 'button', text: text('log.clear') }).on(
      'click',
      () => {
        callLog.clear();
        waiting = [];
        $list.empty();
      }
    );
  }

  function setOpen($panel, $toggle, open) {
    isOpen = open;
    $panel.toggleClass('log-panel_closed', !open);
    $toggle.attr('aria-expanded', String(open)).text(text(open ? 'log.hide' : 'log.show'));
  }

  function drawHead($panel) {
    const $toggle = $('<button>', { type: 'button', class: 'log-panel__toggle' });
    $toggle.on('click', () => {
      setOpen($panel, $toggle, !isOpen);
      drawSoon();
    });
    $problems = $('<span>', { class: 'log-panel__problems' });
    setOpen($panel, $toggle, pageState.take('log-panel') ?? true);
    pageState.collect('log-panel', () => isOpen);
    return $('<div>', { class: 'log-panel__head' }).append(
      $('<h2>', { text: text('log.title') }),
      $problems,
      $toggle
    );
  }

  function draw($place) {
    const shadow = $place.attr('aria-label', text('log.title'))[0].attachShadow({ mode: 'open' });
    const $panel = $('<div>', { class: 'log-panel' });
    $list = $('<ol>', { class: 'log-panel__list', tabindex: 0, 'aria-label': text('log.title') });
    $panel.append(
      drawHead($panel),
      $('<div>', { class: 'log-panel__tools' }).append(drawFilter(), drawClear()),
      $list,
      receiverPanel.draw()
    );
    $(shadow).append(
      $('<link>', { rel: 'stylesheet', href: '/page/styles/log-panel.css' }),
      $panel
    );
    callLog.entries.forEach(append);
    callLog.onEntry(append);
    showProblemCount();
  }

  return { draw };
});

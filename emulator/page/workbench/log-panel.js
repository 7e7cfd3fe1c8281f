// The panel beside the page that shows the log.
define(['jquery', 'texts', 'workbench/call-log', 'workbench/page-state'], function (
  $,
  text,
  callLog,
  pageState
) {
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

  function append(entry) {
    const list = $list[0];
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
    $list.append(drawEntry(entry));
    if (isAtEnd) {
      list.scrollTop = list.scrollHeight;
    }
    showProblemCount();
  }

  function drawFilter() {
    $filter = $('<select>', { id: 'log_filter' }).append(
      ['all', ...KINDS].map((kind) => $('<option>', { value: kind, text: text('log.kind.' + kind) }))
    );
    $filter.on('change', applyFilter);
    return [$('<label>', { for: 'log_filter', text: text('log.filter') }), $filter];
  }

  function drawClear() {
    return $('<button>', { type: 'button', class: 'button-input', text: text('log.clear') }).on(
      'click',
      () => {
        callLog.clear();
        $list.empty();
      }
    );
  }

  function setOpen($panel, $toggle, open) {
    isOpen = open;
    $panel.toggleClass('log-panel_closed', !open);
    $toggle.attr('aria-expanded', String(open)).text(text(open ? 'log.hide' : 'log.show'));
  }

  function draw($panel) {
    const $toggle = $('<button>', { type: 'button', class: 'button-input log-panel__toggle' });
    $toggle.on('click', () => setOpen($panel, $toggle, !isOpen));
    $problems = $('<span>', { class: 'log-panel__problems' });
    $list = $('<ol>', { class: 'log-panel__list', tabindex: 0, 'aria-label': text('log.title') });
    $panel.attr('aria-label', text('log.title')).append(
      $('<div>', { class: 'log-panel__head' }).append(
        $('<h2>', { text: text('log.title') }),
        $problems,
        $toggle
      ),
      $('<div>', { class: 'log-panel__tools' }).append(drawFilter(), drawClear()),
      $list
    );
    setOpen($panel, $toggle, pageState.take('log-panel') ?? true);
    pageState.collect('log-panel', () => isOpen);
    callLog.entries.forEach(append);
    callLog.onEntry(append);
    showProblemCount();
  }

  return { draw };
});

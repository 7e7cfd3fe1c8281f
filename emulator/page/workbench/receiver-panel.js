// What the receiver printed: the widget's server, seen from the page. Stands in the log's shadow
// tree, for the log's reason.
define(['jquery', 'texts', 'workbench/server-events'], function ($, text, serverEvents) {
  'use strict';

  const MOST_LINES = 200;
  let $lines;
  let lastNumber = 0;

  /** The line as the receiver means it, or undefined where it is plain text. */
  function parse(line) {
    try {
      const printed = JSON.parse(line);
      return typeof printed?.type === 'string' ? printed : undefined;
    } catch {
      return undefined;
    }
  }

  function cause({ cause: why }) {
    const moved = why.direction_of_movement ? ', ' + why.direction_of_movement : '';
    return why.from === 'salesbot' ? 'Salesbot' : why.event + moved;
  }

  /** Lead or customer, in the page's language where it has a word for it. */
  function elementName({ element }) {
    const key = 'happening.' + element;
    const known = text(key);
    return known === key ? element : known.toLowerCase();
  }

  function drawMessage(printed) {
    const heading = text('receiver.message', {
      element: elementName(printed.to),
      id: printed.to.id,
      cause: cause(printed)
    });
    const markers = printed.not_filled.map((code) => '{{' + code + '}}').join(' ');
    return [
      $('<strong>', { text: heading }),
      $('<pre>', { class: 'receiver-line__text', dir: 'auto', text: printed.text }),
      markers && $('<div>', { text: text('receiver.not-filled', { markers }) })
    ];
  }

  const drawings = {
    ready: (printed) => $('<span>', { text: text('receiver.ready', printed) }),
    message: drawMessage,
    lead_source: (printed) => $('<strong>', { text: text('receiver.lead-source', printed) })
  };

  function drawLine(line) {
    const printed = parse(line);
    const drawing = printed && Object.hasOwn(drawings, printed.type) && drawings[printed.type];
    return $('<li>', { class: 'receiver-line', 'data-type': printed?.type ?? 'text' }).append(
      drawing ? drawing(printed) : $('<code>', { text: line })
    );
  }

  /** A page that lost its connection is told the kept lines again. */
  function take(data) {
    const line = JSON.parse(data);
    if (line.number <= lastNumber) {
      return;
    }
    lastNumber = line.number;
    const list = $lines[0];
    $lines.append(drawLine(line.text));
    while (list.children.length > MOST_LINES) {
      list.firstChild.remove();
    }
    list.scrollTop = list.scrollHeight;
  }

  function draw() {
    const $where = $('<p>', { class: 'receiver-panel__where' });
    $lines = $('<ol>', {
      class: 'receiver-panel__lines',
      role: 'log',
      tabindex: 0,
      'aria-label': text('receiver.title')
    });
    serverEvents.on('receiver-named', (data) => {
      const { url } = JSON.parse(data);
      $where.text(url ? text('receiver.at', { address: url }) : text('refusal.no_receiver'));
    });
    serverEvents.on('receiver', take);
    return $('<section>', { class: 'receiver-panel' }).append(
      $('<h2>', { text: text('receiver.title') }),
      $where,
      $lines
    );
  }

  return { draw };
});

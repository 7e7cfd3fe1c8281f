// The blocks that widgets offer: what their manifests say in `salesbot_designer`.
define(['jquery', 'texts', 'host/widget-names'], function ($, text, widgetNames) {
  'use strict';

  function ofEntry(entry) {
    return Object.entries(entry.manifest.salesbot_designer ?? {}).map(([handler, block]) => ({
      entry,
      handler,
      name: widgetNames.resolve(entry, block.name),
      settings: block.settings ?? {}
    }));
  }

  function all(entries) {
    return entries.flatMap(ofEntry);
  }

  function of(entries, bot) {
    return all(entries).find(
      (block) => block.entry.code === bot.widget && block.handler === bot.handler
    );
  }

  /** What a new block starts with. */
  function defaults(block) {
    const values = Object.entries(block.settings).map(([name, setting]) => {
      const value = setting.default_value;
      return [name, value === undefined ? '' : widgetNames.resolve(block.entry, value)];
    });
    return Object.fromEntries(values);
  }

  function choice(block) {
    return $('<button>', {
      type: 'button',
      class: 'add-trigger__choice',
      'data-widget': block.entry.code,
      'data-handler': block.handler
    }).append(
      $('<img>', {
        src: block.entry.path + '/images/logo_small.png',
        alt: '',
        width: 54,
        height: 54
      }),
      $('<span>', { text: block.name })
    );
  }

  /** Opens the choice in a dialog; calls `onChosen` with the block. */
  function choose(blocks, onChosen) {
    const $dialog = $('<dialog>', { class: 'add-trigger', 'aria-label': text('salesbot.add') });
    const finish = (block) => {
      $dialog[0].close();
      if (block) {
        onChosen(block);
      }
    };
    const $close = $('<button>', {
      type: 'button',
      class: 'button-input button-cancel',
      text: text('trigger.cancel')
    });
    $dialog.append(
      $('<h2>', { text: text('salesbot.add') }),
      blocks.map((block) => choice(block).on('click', () => finish(block))),
      blocks.length ? '' : $('<p>', { text: text('salesbot.no-blocks') }),
      $close.on('click', () => finish())
    );
    $dialog.on('close', () => $dialog.remove());
    $(document.body).append($dialog);
    $dialog[0].showModal();
  }

  return { all, choose, defaults, of };
});

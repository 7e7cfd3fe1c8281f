// The settings of one block: amoCRM draws the fields, the widget changes them and names the exits.
define([
  'jquery',
  'texts',
  'host/callbacks',
  'host/server',
  'host/widget-loader',
  'host/widget-names',
  'salesbot/params-shape'
], function ($, text, callbacks, server, loader, widgetNames, shape) {
  'use strict';

  const INPUT_TYPES = { text: 'text', numeric: 'number', url: 'url' };
  let formNumber = 0;

  function drawRow(caption) {
    return $('<div>', { class: 'salesbot-block__row' }).append(
      $('<div>', { class: 'salesbot-block__caption', text: caption }),
      $('<div>', { class: 'salesbot-block__control' })
    );
  }

  /** What a widget gets as `renderRow`: the markup of a row with its caption. */
  function renderRow(caption) {
    return drawRow(caption)[0].outerHTML;
  }

  /** The saved text stands in the attribute, as in the form of a trigger. */
  function drawField(block, name, value) {
    const setting = block.settings[name];
    const caption = widgetNames.resolve(block.entry, setting.name);
    const $input = $('<input>', { class: 'text-input', 'aria-label': caption });
    $input[0].setAttribute('type', INPUT_TYPES[setting.type] ?? 'text');
    $input[0].setAttribute('name', 'value_manual');
    $input[0].setAttribute('value', value);
    $input.prop('readonly', setting.manual === false);
    const $row = drawRow(caption).attr('data-field-name', name);
    $row.find('.salesbot-block__control').append($input);
    return $row;
  }

  function drawExits(exits) {
    if (exits.length === 0) {
      return $('<p>', { class: 'dialog-error', text: text('salesbot.no-exits') });
    }
    return $('<ul>', { class: 'salesbot-block__exits' }).append(
      exits.map((exit) => $('<li>', { 'data-exit': exit.code, text: exit.title }))
    );
  }

  /** The declared exits, or none where the widget does not run or declares them wrongly. */
  function askForExits(block, $body, params) {
    const widget = loader.list[block.entry.code];
    if (!widget) {
      return [];
    }
    const values = [$body, renderRow, shape(params)];
    const called = callbacks.callBack(
      widget,
      block.entry.code,
      'salesbotDesignerSettings',
      ...values
    );
    const exits = called?.value?.exits;
    return Array.isArray(exits) ? exits : [];
  }

  /** What the fields hold now, whatever the widget has put in their place. */
  function read(block, $body) {
    const values = Object.keys(block.settings).map((name) => {
      const $field = $body.find('[data-field-name=' + name + '] [name=value_manual]');
      return [name, $field.val() ?? ''];
    });
    return Object.fromEntries(values);
  }

  /** The widget's steps as JSON text; a rejected promise says in words why there are none. */
  function askForSteps(block, params) {
    const widget = loader.list[block.entry.code];
    const fail = (key) => $.Deferred().reject(text(key)).promise();
    if (!widget) {
      return fail('source.not-running');
    }
    const called = callbacks.callBack(
      widget,
      block.entry.code,
      'onSalesbotDesignerSave',
      block.handler,
      shape(params)
    );
    if (typeof called?.value !== 'string') {
      return fail('salesbot.no-steps');
    }
    return $.Deferred().resolve(called.value).promise();
  }

  function save(block, bot, params, exits) {
    return askForSteps(block, params).then((steps) => {
      const changed = { ...bot, params, exits, steps };
      return server
        .postJson('/local/bots', changed)
        .then(null, (request) => $.Deferred().reject(server.reason(request)).promise());
    });
  }

  function button(classes, key) {
    return $('<button>', { type: 'button', class: 'button-input ' + classes, text: text(key) });
  }

  /**
   * Opens the block's settings in `$place`.
   *
   * @param {object} parts the place, the block, its bot (saved or new) and what it holds
   * @param {object} actions what happens after Save and Cancel
   */
  function open({ $place, block, bot, params }, actions) {
    formNumber += 1;
    const titleId = 'salesbot_block_' + formNumber;
    const $body = $('<div>', { class: 'salesbot-block__body' }).append(
      Object.keys(block.settings).map((name) => drawField(block, name, params[name] ?? ''))
    );
    const $heading = $('<h3>', { id: titleId, tabindex: -1, text: block.name });
    const $message = $('<div>', { class: 'trigger-message', role: 'alert' });
    const $save = button('button-input_blue salesbot-block__save', 'settings.save');
    const $cancel = button('button-cancel salesbot-block__cancel', 'trigger.cancel');
    const $exits = $('<div>');
    const $block = $('<div>', {
      class: 'salesbot-block',
      role: 'group',
      'aria-labelledby': titleId
    }).append(
      $heading,
      $body,
      $('<h4>', { text: text('salesbot.exits') }),
      $exits,
      $message,
      $('<div>', { class: 'dialog-footer' }).append($save, $cancel)
    );
    $place.empty().append($block);
    const exits = askForExits(block, $body, params);
    $exits.append(drawExits(exits));
    $heading.trigger('focus');
    $cancel.on('click', actions.cancel);
    $save.on('click', () => {
      $message.empty();
      $save.prop('disabled', true);
      save(block, bot, read(block, $body), exits)
        .done(actions.saved)
        .fail((reason) => $message.text(text('trigger.not-saved', { reason })))
        .always(() => $save.prop('disabled', false));
    });
    return { bot, read: () => read(block, $body) };
  }

  return { open };
});

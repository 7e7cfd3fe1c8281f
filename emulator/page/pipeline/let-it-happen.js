// Lets a saved trigger's event happen: the webhook goes out as amoCRM would send it, and what came
// of it is shown.
define([
  'jquery',
  'texts',
  'host/server',
  'host/widget-names',
  'pipeline/condition-select',
  'pipeline/pipeline-model',
  'workbench/exchange-view',
  'json!/profiles/elements.json'
], function ($, text, server, widgetNames, conditionSelect, model, exchangeView, elements) {
  'use strict';

  const MOVEMENTS = ['', 'went_to_trigger', 'went_in_trigger', 'went_from_trigger'];
  const ENCODINGS = ['form', 'json'];

  function row(id, label, $control, hint) {
    $control.attr({ id, 'aria-describedby': hint ? id + '_hint' : null });
    return $('<div>', { class: 'dialog-row' }).append(
      $('<label>', { for: id, text: label }),
      $control,
      hint && $('<p>', { id: id + '_hint', class: 'dialog-row__hint', text: hint })
    );
  }

  function select(name, options) {
    return $('<select>', { name, class: 'text-input' }).append(options);
  }

  function elementRow(event) {
    const options = elements[event.element].map((one) =>
      $('<option>', { value: one.id, text: one.name + ' (' + one.id + ')' })
    );
    return row(
      'happening_element',
      text('happening.' + event.element),
      select('element_id', options)
    );
  }

  /** Only a trigger that may be stretched over several stages tells how the lead moved. */
  function movementRow(entry, event) {
    const canStretch = entry.manifest.dp?.action_multiple === true;
    const isOpen = canStretch && event.moves;
    const options = MOVEMENTS.map((value) =>
      $('<option>', { value, text: text('happening.movement.' + (value || 'none')) })
    );
    const $select = select('direction', options).prop('disabled', !isOpen);
    const reason = canStretch ? 'happening.movement.not-moving' : 'happening.movement.not-stretched';
    return row(
      'happening_direction',
      text('happening.movement'),
      $select,
      isOpen ? '' : text(reason)
    );
  }

  function encodingRow() {
    return $('<fieldset>', { class: 'dialog-row' }).append(
      $('<legend>', { text: text('happening.encoding') }),
      ENCODINGS.map((value) =>
        $('<label>', { class: 'dialog-choice' }).append(
          $('<input>', { type: 'radio', name: 'encoding', value, checked: value === 'form' }),
          $('<span>', { text: text('happening.encoding.' + value) })
        )
      )
    );
  }

  function drawDialog({ trigger, entry, isUnsaved }) {
    const event = conditionSelect.event(trigger.event);
    const $form = $('<form>', { autocomplete: 'off' });
    if (event) {
      $form.append(elementRow(event), movementRow(entry, event), encodingRow());
    }
    const $send = $('<button>', {
      type: 'submit',
      class: 'button-input button-input_blue happening__send',
      text: text('happening.send')
    });
    const $close = $('<button>', {
      type: 'button',
      class: 'button-input button-cancel happening__close',
      text: text('close')
    });
    return $('<dialog>', { class: 'dialog happening', 'aria-labelledby': 'happening_title' }).append(
      $('<h2>', { id: 'happening_title', text: text('happening.title') }),
      $('<p>', {
        class: 'happening__event',
        text: widgetNames.name(entry) + ' · ' + conditionSelect.title(trigger.event)
      }),
      isUnsaved && $('<p>', { class: 'happening__unsaved', text: text('happening.unsaved') }),
      $form.append($('<div>', { class: 'dialog-footer' }).append($send, $close)),
      $('<div>', { class: 'happening__outcome', role: 'status' })
    );
  }

  /** What the form says, as the server wants it. */
  function chosen($form) {
    const fields = Object.fromEntries(new FormData($form[0]));
    return {
      pipeline: model.id,
      element_id: Number(fields.element_id),
      direction: fields.direction ?? null,
      encoding: fields.encoding
    };
  }

  function send(trigger, $dialog) {
    const $outcome = $dialog.find('.happening__outcome').text(text('happening.sending'));
    const $send = $dialog.find('.happening__send').prop('disabled', true);
    server
      .postJson('/local/triggers/' + trigger.id + '/happen', chosen($dialog.find('form')))
      .done((exchange) => $outcome.empty().append(exchangeView.draw(exchange)))
      .fail((request) => {
        const reason = server.reason(request);
        $outcome
          .empty()
          .append($('<p>', { class: 'dialog-error', role: 'alert', text: reason }));
      })
      .always(() => $send.prop('disabled', false));
  }

  /** `about`: the saved trigger, its widget's entry, and whether its open form is unsaved. */
  function open(about, $opener) {
    const $dialog = drawDialog(about);
    $dialog.on('submit', 'form', (event) => {
      event.preventDefault();
      send(about.trigger, $dialog);
    });
    $dialog.on('click', '.happening__close', () => $dialog[0].close());
    $dialog.on('close', () => {
      $dialog.remove();
      $opener.trigger('focus');
    });
    $(document.body).append($dialog);
    $dialog[0].showModal();
  }

  return { open };
});

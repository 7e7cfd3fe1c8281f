// The form of one trigger: drawn when it is opened, gone when it is closed. Save is enabled by
// a `change` that reaches the form, and only by that: what a widget writes without one is lost.
define([
  'jquery',
  'texts',
  'host/callbacks',
  'host/widget-loader',
  'host/widget-names',
  'pipeline/condition-select',
  'pipeline/form-shapes',
  'workbench/call-log',
  'workbench/profile',
  'workbench/value-description'
], function (
  $,
  text,
  callbacks,
  loader,
  widgetNames,
  conditionSelect,
  formShapes,
  callLog,
  profile,
  describe
) {
  'use strict';

  let formNumber = 0;

  /** Turns a Save button on or off; widgets do the same through its custom events. */
  function enable($save, isEnabled) {
    $save.prop('disabled', !isEnabled).toggleClass('button-input-disabled', !isEnabled);
  }

  function drawFooter() {
    const button = (classes, key) =>
      $('<button>', { type: 'button', class: 'button-input ' + classes, text: text(key) });
    const $save = button('button-input_blue js-trigger-save', 'trigger.save');
    enable($save, false);
    $save
      .on('button:save:enable', () => enable($save, true))
      .on('button:save:disable', () => enable($save, false));
    // The trash can is an image in amoCRM; the button around it takes the keyboard.
    const $delete = $('<button>', {
      type: 'button',
      class: 'trigger-delete',
      'aria-label': text('trigger.delete'),
      title: text('trigger.delete')
    }).append(
      '<svg class="digital-pipeline__edit-delete" viewBox="0 0 16 16" aria-hidden="true">' +
        '<path d="M6 2h4l1 1h3v1.5H2V3h3zM3.5 6h9l-.7 8h-7.600z"/></svg>'
    );
    return $('<div>', {
      class: 'digital-pipeline__edit-footer trigger_settings__process__footer'
    }).append($save, button('button-cancel js-trigger-cancel', 'trigger.cancel'), $delete);
  }

  function values($form, entry) {
    const known = Object.keys(entry.manifest.dp?.settings ?? {});
    const settings = {};
    $form.serializeArray().forEach((field) => {
      if (known.includes(field.name)) {
        settings[field.name] = field.value;
      }
    });
    return settings;
  }

  /**
   * Opens the form in its tile.
   *
   * @param {object} parts the tile, the trigger, its widget's entry, and what was unsaved when
   *   the page was reloaded
   * @param {object} actions what Save, Cancel and Delete do
   */
  function open({ $tile, trigger, entry, unsaved }, actions) {
    const shape = formShapes.named(profile.form);
    formNumber += 1;
    const headingId = 'trigger_form_' + formNumber;
    const $bubble = $('<div>', {
      class: 'digital-pipeline__edit-bubble',
      role: 'group',
      'aria-labelledby': headingId
    });
    const $heading = $('<h3>', {
      id: headingId,
      tabindex: -1,
      class: 'digital-pipeline__edit-title',
      text: widgetNames.name(entry)
    });
    const $condition = conditionSelect.draw(unsaved?.event ?? trigger.event, headingId);
    const $message = $('<div>', { class: 'trigger-message', role: 'alert' });
    const $body = formShapes.drawBody(shape);
    const $footer = drawFooter();
    const $save = $footer.find('.js-trigger-save');
    let $form = $();

    function markChanged(event) {
      const changed = event.target;
      if (!$(changed).is('.js-form-changes-skip')) {
        enable($save, true);
      }
    }

    function drawFields() {
      $form = formShapes.drawForm(shape, entry, unsaved?.settings ?? trigger.widget.settings);
      $form.on('change', markChanged).on('submit', (event) => event.preventDefault());
      $body.prepend($form);
      enable($save, Boolean(unsaved?.isChanged));
    }

    function isOpen() {
      return $.contains(document.documentElement, $bubble[0]);
    }

    function save() {
      const changed = {
        ...trigger,
        event: $condition.find('select').val(),
        widget: { code: entry.code, settings: values($form, entry) }
      };
      callLog.add({ kind: 'request', widget: entry.code, name: 'save', values: [describe(changed, 4)] });
      enable($save, false);
      $message.empty();
      actions.save(changed).fail((reason) => {
        enable($save, true);
        $message.text(text('trigger.not-saved', { reason }));
      });
    }

    $condition.on('change', 'select', () => enable($save, true));
    $save.on('click', save);
    $footer.on('click', '.js-trigger-cancel', actions.cancel);
    $footer.on('click', '.trigger-delete', actions.remove);
    $body.append($footer);
    formShapes.place(shape, $tile, $bubble.append($heading, $condition, $message, $body));

    if (profile.late === 0) {
      drawFields();
    } else {
      setTimeout(() => isOpen() && drawFields(), profile.late);
    }
    tellWidget(entry, profile.form === 'argument' ? [$body] : []);

    return {
      trigger,
      $heading,
      isOpen,
      isChanged: () => !$save.prop('disabled'),
      unsaved: () => ({
        event: $condition.find('select').val(),
        settings: $form.length ? values($form, entry) : (unsaved?.settings ?? trigger.widget.settings),
        isChanged: !$save.prop('disabled')
      }),
      close: () => $bubble.remove()
    };
  }

  /** A widget that does not run leaves amoCRM's own field in the form. */
  function tellWidget(entry, values) {
    const widget = loader.list[entry.code];
    if (widget) {
      callbacks.callBack(widget, entry.code, 'dpSettings', ...values);
    }
  }

  return { open };
});

// Triggers of the pipeline with their forms open, drawn by the local amoCRM's own code, and what
// amoCRM does with them: `change` enables Save.
define(['jquery', 'pipeline/form-shapes', 'json!/widget/manifest.json', 'bench/widget-host'], function (
  $,
  formShapes,
  manifest,
  host
) {
  'use strict';

  const entry = { code: host.code, manifest };
  const shape = formShapes.named('documented');

  function drawTile() {
    const $marker = $('<div>', {
      class: 'digital-pipeline__short-task digital-pipeline__short-task_widget-style_' + host.code
    });
    return $('<div>', { class: 'digital-pipeline__item' }).append(
      $('<div>', { class: 'digital-pipeline__item-inner' }).append(
        $('<div>', { class: 'digital-pipeline__business_processes-inner_widget' }).append($marker)
      )
    );
  }

  /** Puts a trigger with its form, which holds the message, on the page. */
  function draw(message) {
    const $tile = drawTile();
    const $form = formShapes.drawForm(shape, entry, { message });
    const $save = $('<button>', { type: 'button', text: 'Save', disabled: true });
    const $bubble = $('<div>', { class: 'digital-pipeline__edit-bubble' });
    const $body = formShapes.drawBody(shape).append($form, $save);
    $form.on('change', (event) => {
      if (!$(event.target).is('.js-form-changes-skip')) {
        $save.prop('disabled', false);
      }
    });
    formShapes.place(shape, $tile, $bubble.append($body));
    $('#page_holder').append($tile);
    return $tile;
  }

  return { draw };
});

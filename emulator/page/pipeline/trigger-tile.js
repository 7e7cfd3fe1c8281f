// The tile of a trigger in its stage, with the marker that carries the widget's code.
define(['jquery', 'texts', 'host/widget-names', 'pipeline/condition-select'], function (
  $,
  text,
  widgetNames,
  conditionSelect
) {
  'use strict';

  /** What the trigger's form holds, in a line. */
  function summary(trigger) {
    return Object.values(trigger.widget.settings).join(' · ').trim();
  }

  function openButton(trigger, entry) {
    return $('<button>', {
      type: 'button',
      class: 'trigger-tile__open',
      'aria-expanded': 'false'
    }).append(
      $('<img>', {
        src: entry.path + '/images/logo_dp.png',
        alt: '',
        width: 174,
        height: 109,
        class: 'trigger-tile__logo'
      }),
      $('<span>', { class: 'trigger-tile__name', text: widgetNames.name(entry) }),
      $('<span>', { class: 'trigger-tile__event', text: conditionSelect.title(trigger.event) }),
      $('<span>', { class: 'trigger-tile__summary', dir: 'auto', text: summary(trigger) })
    );
  }

  /** Only what was saved can happen. */
  function happenButton(trigger) {
    return $('<button>', {
      type: 'button',
      class: 'trigger-tile__happen',
      text: text('happening.title')
    }).prop('hidden', trigger.id === '');
  }

  function draw(trigger, entry) {
    const $marker = $('<div>', {
      class:
        'digital-pipeline__short-task digital-pipeline__short-task_widget-style_' + entry.code
    }).append(openButton(trigger, entry));
    return $('<div>', {
      class: 'digital-pipeline__item',
      'data-stage-id': trigger.stage_id,
      'data-process-id': trigger.id
    }).append(
      $('<div>', { class: 'digital-pipeline__item-inner' }).append(
        $('<div>', { class: 'digital-pipeline__business_processes-inner_widget' }).append($marker),
        happenButton(trigger)
      )
    );
  }

  /** The tile of a trigger whose widget is not installed any more. */
  function drawOrphan(trigger) {
    return $('<div>', { class: 'digital-pipeline__item trigger-tile_orphan' }).text(
      text('trigger.orphan', { code: trigger.widget.code })
    );
  }

  return { draw, drawOrphan };
});

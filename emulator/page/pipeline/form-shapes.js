// How the markup of an open form lies around its fields. Only the first shape follows from the
// documentation; the others stand for what working widgets look for, each of them where the
// documented lookup finds nothing.
define(['jquery', 'pipeline/field-rows'], function ($, fieldRows) {
  'use strict';

  const SHAPES = {
    documented: { place: 'item-inner', isAction: true, wrapperId: true },
    'inside-marker': { place: 'marker', isAction: true, wrapperId: true },
    'wrapper-only': { place: 'item', isAction: false, wrapperId: true },
    argument: { place: 'after-item', isAction: true, wrapperId: false },
    flat: { place: 'item-inner', isAction: false, isFlat: true }
  };

  /** The fields around which the widget draws. */
  function drawForm(shape, entry, settings) {
    const $form = $('<form>', { class: 'digital-pipeline__edit-forms', autocomplete: 'off' });
    const rows = fieldRows.draw(entry, settings, shape.isFlat);
    if (shape.isFlat) {
      return $form.append(rows);
    }
    const $wrapper = $('<div>', { class: 'widget-settings__fields-wrapper' }).append(rows);
    if (shape.wrapperId) {
      $wrapper.attr('id', 'widget_settings__fields_wrapper');
    }
    return $form.append($('<div>', { class: 'task-edit__body__form' }).append($wrapper));
  }

  function place(shape, $tile, $bubble) {
    const places = {
      'item-inner': () => $tile.find('.digital-pipeline__item-inner').append($bubble),
      marker: () => $tile.find('.digital-pipeline__short-task').append($bubble),
      item: () => $tile.append($bubble),
      'after-item': () => $tile.after($bubble)
    };
    places[shape.place]();
  }

  /** The element that holds form and footer: what amoCRM may hand to `dpSettings`. */
  function drawBody(shape) {
    const $body = $('<div>', { class: 'digital-pipeline__edit-body' });
    return shape.isAction ? $body.attr('data-action', 'send_widget_hook') : $body;
  }

  return { named: (name) => SHAPES[name], drawBody, drawForm, place };
});

// When the trigger acts: one event of the list. amoCRM draws more around it.
define(['jquery', 'texts', 'workbench/profile', 'json!/profiles/events.json'], function (
  $,
  text,
  profile,
  events
) {
  'use strict';

  /** The event of the list, or undefined. */
  function eventOf(id) {
    return events.find((one) => one.id === id);
  }

  function title(id) {
    const event = eventOf(id);
    return event ? profile.title(event.title) : id;
  }

  function draw(selected, idPrefix) {
    const id = idPrefix + '_condition';
    const $select = $('<select>', { id, class: 'text-input' }).append(
      events.map((event) =>
        $('<option>', {
          value: event.id,
          text: profile.title(event.title),
          selected: event.id === selected
        })
      )
    );
    return $('<div>', { class: 'trigger-condition' }).append(
      $('<label>', { for: id, text: text('trigger.condition') }),
      $select
    );
  }

  return { draw, title, event: eventOf, first: events[0].id };
});

// The bar on top: chooses what the page pretends to be.
define(['jquery', 'texts', 'workbench/profile', 'workbench/page-state'], function (
  $,
  text,
  profile,
  pageState
) {
  'use strict';

  function options(dimension) {
    const current = profile.value(dimension.name);
    const values = dimension.values.includes(current)
      ? dimension.values
      : [...dimension.values, current];
    return values.map((value) => {
      const title = dimension.milliseconds
        ? text('profile.milliseconds', { number: value })
        : text('profile.' + dimension.name + '.' + value);
      return $('<option>', { value, text: title, selected: value === current });
    });
  }

  function control(dimension) {
    const $select = $('<select>', { id: 'profile_' + dimension.name }).append(options(dimension));
    $select.on('change', () => {
      pageState.reload(profile.addressWith(dimension.name, $select.val()));
    });
    const $label = $('<label>', {
      for: 'profile_' + dimension.name,
      text: text('profile.' + dimension.name)
    });
    return $('<span>', { class: 'control-bar__control' }).append($label, $select);
  }

  function draw($bar) {
    $bar
      .attr({ role: 'region', 'aria-label': text('bar.title') })
      .append(
        $('<strong>', { class: 'control-bar__title', text: text('bar.title') }),
        profile.dimensions.map(control)
      );
  }

  return { draw };
});

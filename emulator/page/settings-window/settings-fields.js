// The rows of the settings window, one a field of the manifest's settings.
define(['jquery', 'host/account', 'host/widget-names'], function ($, account, widgetNames) {
  'use strict';

  const isNewAccount = account.account.version >= 5;

  function input(id, type, name, saved) {
    const $input = $('<input>', {
      id,
      class: 'widget_settings_block__controls__text text-input',
      autocomplete: 'off'
    });
    $input[0].setAttribute('type', type);
    $input[0].setAttribute('name', name);
    $input[0].setAttribute('value', saved);
    return $input;
  }

  /** A widget draws its own controls here and keeps JSON or a number in the hidden field. */
  function customField(entry, name, saved) {
    const hidden = input(entry.code + '_custom', 'hidden', name, saved);
    return [$('<div>', { id: entry.code + '_custom_content' }), hidden];
  }

  function control(entry, name, field, id, saved) {
    switch (field.type) {
      case 'custom':
        return customField(entry, name, saved);
      case 'pass':
        return input(id, 'password', name, saved);
      case 'hidden':
        return input(id, 'hidden', name, saved);
      default:
        // `users` and `users_lp` have a row for each person in amoCRM; here they are one text.
        return input(id, 'text', name, saved);
    }
  }

  function row(entry, name, field, saved) {
    const id = 'widget_settings_' + entry.code + '_' + name;
    const title = widgetNames.resolve(entry, field.name);
    return $('<div>', {
      class: 'widget_settings_block__item_field' + (isNewAccount ? ' form-group' : '')
    }).append(
      $('<div>', {
        class:
          'widget_settings_block__title_field' + (isNewAccount ? ' form-group__title' : ''),
        title
      }).append($('<label>', { for: id, text: title })),
      $('<div>', {
        class:
          'widget_settings_block__input_field' + (isNewAccount ? ' form-group__control' : '')
      }).append(control(entry, name, field, id, saved))
    );
  }

  function draw(entry, saved) {
    return Object.entries(entry.manifest.settings ?? {}).map(([name, field]) =>
      row(entry, name, field, String(saved[name] ?? ''))
    );
  }

  /** What the fields hold now. */
  function read($fields) {
    return Object.fromEntries($fields.serializeArray().map(({ name, value }) => [name, value]));
  }

  return { draw, read };
});

// One row a field of the manifest, as amoCRM draws it in a trigger's form.
define(['jquery', 'host/account', 'host/widget-names'], function ($, account, widgetNames) {
  'use strict';

  // Accounts of version 5 and later have these classes too.
  const isNewAccount = account.account.version >= 5;

  function classes(own, formGroup) {
    return isNewAccount ? own + ' ' + formGroup : own;
  }

  function title(entry, field) {
    const name = widgetNames.resolve(entry, field.name);
    return $('<div>', {
      class: classes('widget_settings_block__title_field', 'form-group__title') + ' h-text-overflow',
      title: name,
      text: name
    });
  }

  /** The saved text stands in the attribute, as if the server had written the markup. */
  function input(name, saved, label) {
    const $input = $('<input>', {
      class: 'widget_settings_block__controls__text text-input',
      'aria-label': label
    });
    $input[0].setAttribute('type', 'text');
    $input[0].setAttribute('name', name);
    $input[0].setAttribute('value', saved);
    return $input;
  }

  function row($title, $input) {
    return $('<div>', {
      class: classes('widget_settings_block__item_field', 'form-group')
    }).append(
      $title,
      $('<div>', {
        class: classes('widget_settings_block__input_field', 'form-group__control')
      }).append($input)
    );
  }

  /** The rows of a trigger's form; without rows around them where the form is flat. */
  function draw(entry, saved, isFlat) {
    return Object.entries(entry.manifest.dp?.settings ?? {}).flatMap(([name, field]) => {
      const $title = title(entry, field);
      const $input = input(name, saved[name] ?? '', $title.text());
      return isFlat ? [$title, $input] : row($title, $input);
    });
  }

  return { draw };
});

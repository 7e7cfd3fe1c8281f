// A widget's settings window. Save asks the widget's `onSave` first; its answer is combined as
// jQuery 2.1.3's `$.when` does: a rejected Deferred or a plain `false` keeps the window open, a
// rejected native promise counts as done, since that jQuery does not know what it is.
define([
  'jquery',
  'texts',
  'host/callbacks',
  'host/server',
  'host/widget-loader',
  'host/widget-names',
  'settings-window/settings-fields'
], function ($, text, callbacks, server, loader, widgetNames, settingsFields) {
  'use strict';

  const AREA = 'widgetsSettings';
  let current = null;
  const settingsWindow = { open, unsaved, onSaved: $.noop };

  function enable($save, isEnabled) {
    $save.prop('disabled', !isEnabled).toggleClass('button-input-disabled', !isEnabled);
  }

  function drawSave(entry) {
    const $save = $('<button>', {
      type: 'button',
      id: 'save_' + entry.code,
      class: 'button-input button-input_blue js-widget-save',
      'data-onsave-destroy-modal': 'true',
      text: text('settings.save')
    });
    enable($save, false);
    return $save
      .on('button:save:enable button:enable', () => enable($save, true))
      .on('button:save:disable', () => enable($save, false))
      .on('button:save:error', () => $save.addClass('button-input_error'))
      .on('button:load:start', () => $save.attr('aria-busy', 'true'))
      .on('button:load:stop', () => $save.attr('aria-busy', null));
  }

  function drawSwitch(isActive) {
    return $('<label>', { class: 'switcher_wrapper', for: 'widget_active__sw' }).append(
      $('<input>', {
        type: 'checkbox',
        id: 'widget_active__sw',
        class: 'switcher',
        checked: isActive,
        value: 'Y'
      }),
      $('<span>', { text: text('settings.active') })
    );
  }

  function drawDescription(entry) {
    // A description may hold markup in amoCRM; here it is shown as text.
    return $('<div>', { class: 'widget_settings_block__descr' }).append(
      $('<div>', {
        class: 'widget-settings__wrap-desc-space',
        text: widgetNames.resolve(entry, entry.manifest.widget?.description ?? '')
      })
    );
  }

  function drawBody(entry, state, $save) {
    const $fields = $('<form>', {
      id: 'widget_settings__fields_wrapper',
      class: 'widget_settings_block__fields'
    }).append(settingsFields.draw(entry, state.fields));
    const $controls = $('<div>', { class: 'widget_settings_block__controls' }).append($save);
    return $('<div>', { class: 'widget-settings__modal ' + entry.code }).append(
      $('<div>', { class: 'widget-settings__desc-space' }).append(
        $('<img>', { src: entry.path + '/images/logo_main.png', alt: '', width: 200, height: 136 }),
        $('<h2>', { id: 'settings_window_title', text: widgetNames.name(entry) })
      ),
      $('<div>', { class: 'widget_settings_block' }).append(
        drawDescription(entry),
        drawSwitch(state.isActive),
        $fields,
        $('<div>', { class: 'settings-message', role: 'alert' }),
        $controls
      )
    );
  }

  function drawModal(entry, $body) {
    const $close = $('<button>', {
      type: 'button',
      class: 'modal-body__close',
      'aria-label': text('close'),
      text: '×'
    }).on('click', close);
    const $modalBody = $('<div>', { class: 'modal-body' }).append($close, $body);
    return $('<dialog>', {
      class: 'modal ' + entry.code,
      'aria-labelledby': 'settings_window_title'
    }).append($modalBody);
  }

  /** What the window holds, to be opened again after a reload. */
  function unsaved() {
    if (!current) {
      return null;
    }
    return {
      code: current.entry.code,
      fields: settingsFields.read(current.$modal.find('.widget_settings_block__fields')),
      isActive: current.$modal.find('#widget_active__sw').prop('checked'),
      isChanged: !current.$save.prop('disabled')
    };
  }

  function close() {
    const { $modal, onClose } = current;
    current = null;
    $modal[0].close();
    $modal.remove();
    onClose();
  }

  /** `onSave`'s answer as a Deferred: rejected where saving is refused. */
  function ask(entry, data) {
    const widget = loader.list[entry.code];
    if (!widget) {
      return $.Deferred().resolve().promise();
    }
    const answer = callbacks.callBack(widget, entry.code, 'onSave', data);
    if (answer?.error) {
      return $.Deferred().reject().promise();
    }
    return $.when(answer?.value).then((value) =>
      value === false ? $.Deferred().reject().promise() : value
    );
  }

  function store(entry, data) {
    return server.post('/ajax/widgets/edit', {
      action: 'edit',
      id: entry.id,
      code: entry.code,
      widget_active: data.active,
      settings: data.fields
    });
  }

  /** The widget hears of what was saved, or ends where it was switched off. */
  function apply(entry, data) {
    const widget = loader.list[entry.code];
    entry.active = data.active;
    entry.settings = JSON.stringify(data.fields);
    if (data.active === 'Y' && widget) {
      widget.set_settings({ ...data.fields, active: 'Y', widget_active: 'Y', status: 'installed' });
    } else if (data.active === 'Y') {
      loader.init(entry, AREA);
    } else if (widget) {
      loader.destroy(entry.code);
    }
  }

  function save(entry, $modal, $save) {
    const data = {
      active: $modal.find('#widget_active__sw').prop('checked') ? 'Y' : 'N',
      fields: settingsFields.read($modal.find('.widget_settings_block__fields'))
    };
    const $message = $modal.find('.settings-message').empty();
    $save.removeClass('button-input_error');
    ask(entry, data)
      .then(
        () => store(entry, data),
        () => $.Deferred().reject(null).promise()
      )
      .done(() => {
        apply(entry, data);
        if (current?.$modal === $modal) {
          close();
        }
        settingsWindow.onSaved(entry.code);
      })
      .fail((request) => {
        const reason = request ? server.reason(request) : text('settings.refused');
        $message.text(text('settings.not-saved', { reason }));
      });
  }

  /** Escape closes the window, but not over something unsaved. */
  function guardEscape($modal, $save) {
    $modal.on('cancel', (event) => {
      event.preventDefault();
      if (event.target === $modal[0] && $save.prop('disabled')) {
        close();
      }
    });
  }

  function open(entry, { unsaved: kept, onClose }) {
    const saved = { fields: JSON.parse(entry.settings), isActive: entry.active === 'Y' };
    const $save = drawSave(entry);
    const $modal = drawModal(entry, drawBody(entry, kept ?? saved, $save));
    current = { entry, $modal, $save, onClose };
    $modal.on('change', (event) => {
      if (!$(event.target).is('.js-form-changes-skip')) {
        enable($save, true);
      }
    });
    $modal.on('submit', (event) => event.preventDefault());
    $save.on('click', () => save(entry, $modal, $save));
    guardEscape($modal, $save);
    $(document.body).append($modal);
    $modal[0].showModal();
    enable($save, Boolean(kept?.isChanged));
    const widget = loader.list[entry.code];
    if (widget) {
      callbacks.callBack(widget, entry.code, 'settings', $modal.find('.modal-body'), {});
    }
  }

  $(document).on('page:changed', () => current && close());

  return settingsWindow;
});

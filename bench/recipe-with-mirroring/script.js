// The jQuery recipe of amoCRM's Digital Pipeline page, made to work: each form gets its own text,
// and what is typed is written to the field and told to amoCRM.
define(['jquery'], function ($) {
  'use strict';

  return function MirroringRecipe() {
    var self = this;

    function drawTextarea($form, texts) {
      var firstWord = texts.message.split(' ')[0];
      var $label = $form.find('[title^=' + firstWord + ']');
      var $input = $form.find('input[name=message]');
      var $textarea = $(
        self.render(
          { ref: '/tmpl/controls/textarea.twig' },
          {
            id: 'dp_message',
            class_name: 'js-form-changes-skip',
            style: { width: '396px', 'margin-top': '5px', 'margin-bottom': '-3px' },
            placeholder: texts.message
          }
        )
      );
      // A text input drops line breaks from its value; its attribute has them.
      var saved = $input.attr('value');
      $input.attr('type', 'hidden').val(saved);
      $textarea.val(saved).on('input', function () {
        $input.val($(this).val()).trigger('input').trigger('change');
      });
      $label.hide().after($('<span>').text(texts.message));
      $input.after($textarea);
    }

    function drawTextareas() {
      var texts = self.i18n('settings');
      $('.digital-pipeline__short-task_widget-style_' + self.get_settings().widget_code)
        .parent()
        .parent()
        .find('[data-action=send_widget_hook]')
        .each(function () {
          if (!$(this).find('textarea').length) {
            drawTextarea($(this), texts);
          }
        });
      return true;
    }

    function yes() {
      return true;
    }

    this.callbacks = {
      render: yes,
      init: yes,
      bind_actions: yes,
      settings: yes,
      onSave: yes,
      destroy: $.noop,
      dpSettings: drawTextareas
    };
    return this;
  };
});

// The jQuery recipe of amoCRM's Digital Pipeline page, written anew as a widget: the control
// that the local amoCRM draws the form its documentation speaks of.
//
// As documented, it shows the saved text in a textarea but never writes what is typed there
// back to the field. So nothing typed here is saved; that is the recipe's, not the host's.
define(['jquery'], function ($) {
  'use strict';

  /** The form of the trigger, found by the marker that carries the widget's code. */
  function findForm(code) {
    return $('.digital-pipeline__short-task_widget-style_' + code)
      .parent()
      .parent()
      .find('[data-action=send_widget_hook]');
  }

  return function JqueryRecipe() {
    var self = this;

    function drawTextarea() {
      var texts = self.i18n('settings');
      var $form = findForm(self.get_settings().widget_code);
      var firstWord = texts.message.split(' ')[0];
      var $label = $form.find('[title^=' + firstWord + ']');
      var $input = $form.find('input[name=message]');
      var textarea = self.render(
        { ref: '/tmpl/controls/textarea.twig' },
        {
          id: 'dp_message',
          style: { width: '396px', 'margin-top': '5px', 'margin-bottom': '-3px' },
          value: $input.val(),
          placeholder: texts.message
        }
      );
      $label.hide().after($('<span>').text(texts.message));
      $input.hide().after(textarea);
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
      dpSettings: drawTextarea
    };
    return this;
  };
});

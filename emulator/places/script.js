// A widget in every place of amoCRM's Digital Pipeline page, by the documentation and nothing else:
// the control that the local amoCRM has those places. Only tests install it.
define(['jquery'], function ($) {
  'use strict';

  const SERVER = 'https://example.com/places/';

  return function EveryPlace() {
    const self = this;

    function connect(pipelineId) {
      const texts = self.i18n('source');
      return self
        .$authorizedAjax({
          url: SERVER + 'lead-source',
          method: 'POST',
          data: { pipeline_id: pipelineId }
        })
        .done(() => window.APP.notifications.show_message({ text: texts.connected }))
        .fail(() => window.APP.notifications.show_message_error({ text: texts.failed }));
    }

    function exit(value) {
      return { handler: 'exits', params: { value } };
    }

    /** The values may come as they are, inside `params`, or each in an object of its own. */
    function valueOf(params, name) {
      const value = (params.params ?? params)[name];
      return value?.value_manual ?? value ?? '';
    }

    /** The example of the documentation: ask the server, then leave by what it said. */
    function steps(handler, params) {
      const data = { message: valueOf(params, 'message') };
      const succeeded = { term1: '{{json.status}}', term2: 'success', operation: '=' };
      return JSON.stringify([
        {
          question: [
            { handler: 'widget_request', params: { url: SERVER + 'salesbot', data } },
            { handler: 'goto', params: { type: 'question', step: 1 } }
          ]
        },
        {
          question: [
            {
              handler: 'conditions',
              params: { logic: 'and', conditions: [succeeded], result: [exit('sent')] }
            },
            exit('not_sent')
          ]
        }
      ]);
    }

    function exits($body, renderRow, params) {
      const texts = self.i18n('salesbot');
      const $value = $body.find('[data-field-name=message] [name=value_manual]');
      $value.val(valueOf(params, 'message'));
      $body.append(renderRow(texts.name));
      return {
        exits: [
          { code: 'sent', title: texts.sent },
          { code: 'not_sent', title: texts.not_sent }
        ]
      };
    }

    const yes = () => true;

    this.callbacks = {
      render: yes,
      init: yes,
      bind_actions: yes,
      settings: yes,
      onSave: yes,
      destroy: $.noop,
      dpSettings: yes,
      onAddAsSource: connect,
      onSalesbotDesignerSave: steps,
      salesbotDesignerSettings: exits
    };
    return this;
  };
});

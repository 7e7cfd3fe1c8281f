// Starts the contestant as amoCRM's loader does: base methods into the constructor's prototype,
// language, settings, then its callbacks.
define(['module', 'jquery', 'host/template-rendering', 'json!/widget/i18n/en.json'], function (
  module,
  $,
  render,
  texts
) {
  'use strict';

  const { contestant } = module.config();
  const path = '/contestants/' + contestant;
  const version = '1.0.0';
  const code = 'bench_widget';

  const base = {
    get_settings() {
      return this.params;
    },
    set_settings(settings) {
      this.params = $.extend({}, this.params, settings);
    },
    set_lang(langs) {
      this.langs = langs;
    },
    i18n(key) {
      return key.split('.').reduce((branch, name) => branch?.[name], this.langs);
    },
    render
  };

  const settings = {
    widget_code: code,
    path,
    version,
    active: 'Y',
    widget_active: 'Y',
    status: 'installed',
    default_message: '',
    max_length: '100000'
  };

  /** Answers with the widget once its three callbacks have returned, in amoCRM's order. */
  function start(Constructor) {
    Object.assign(Constructor.prototype, { params: {}, langs: {} }, base);
    const widget = new Constructor();
    widget.set_lang(texts);
    widget.set_settings(settings);
    const answers = [
      widget.callbacks.render(),
      widget.callbacks.bind_actions(),
      widget.callbacks.init()
    ];
    if (!answers.every((answer) => answer === true)) {
      throw new Error(contestant + ' did not start: ' + answers.join(', '));
    }
    return widget;
  }

  return { code, start, script: path + '/script.js?v=' + version };
});

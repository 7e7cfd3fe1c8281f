// The methods amoCRM writes into the prototype of each widget's constructor.
define([
  'jquery',
  'host/account',
  'host/authorized-ajax',
  'host/connected-sources',
  'host/template-rendering',
  'workbench/call-log'
], function ($, account, authorizedAjax, connectedSources, render, callLog) {
  'use strict';

  function lookUp(tree, path) {
    return path.split('.').reduce((branch, key) => branch?.[key], tree);
  }

  /** By the widget's code: where it was last started. */
  const areas = new Map();

  const methods = {
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
      return lookUp(this.langs, key);
    },
    render(source, params) {
      return render(source, params);
    },
    get_version() {
      return this.params.version;
    },
    get_install_status() {
      return this.params.status;
    },
    set_status(status) {
      this.params.status = status;
    },
    $authorizedAjax(options) {
      return authorizedAjax(this.params.widget_code, options);
    },
    get_pipeline_id() {
      return $.Deferred().resolve(connectedSources.pipelineOf(this.params.widget_code)).promise();
    }
  };

  function logged(code, name) {
    return function (...values) {
      return callLog.call('host', code, 'self.' + name, values, () =>
        methods[name].apply(this, values)
      );
    };
  }

  /**
   * Writes the base methods into the constructor's prototype; that is why amoCRM takes no ES
   * class here. What the widget's author put there himself stays.
   */
  return function extendWithBase(Constructor, code, area) {
    areas.set(code, area);
    const base = { params: {}, langs: {} };
    Object.keys(methods).forEach((name) => {
      base[name] = logged(code, name);
    });
    base.system = () =>
      callLog.call('host', code, 'self.system', [], () => account.system(areas.get(code)));
    Object.keys(base)
      .filter((name) => !Object.hasOwn(Constructor.prototype, name))
      .forEach((name) => {
        Constructor.prototype[name] = base[name];
      });
  };
});

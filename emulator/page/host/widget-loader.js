// Loads widgets and runs them through their life, in the order read in amoCRM's own bundle:
// constructor, language, settings, render; bind_actions at once; init when render has answered.
define([
  'jquery',
  'host/base-widget',
  'host/callbacks',
  'host/server',
  'workbench/call-log'
], function ($, extendWithBase, callbacks, server, callLog) {
  'use strict';

  /** The running widgets by their codes: amoCRM's `APP.widgets.list`. */
  const list = {};
  /** Those that are being started, with their promises. */
  const starting = new Map();
  const NEEDED = ['render', 'init', 'bind_actions'];

  function drop(code, reason) {
    window.localAmocrm.report('widget', code + ' does not run: ' + reason);
    delete list[code];
  }

  function moduleNames(entry) {
    const version = '?v=' + entry.version;
    const names = ['optional!' + entry.src + version];
    names.push(entry.i18n ? 'json!' + entry.i18n + version : 'host/no-language');
    if (entry.templates) {
      names.push('optional!' + entry.templates + version);
    }
    return names;
  }

  /** amoCRM evaluates the text of the saved settings; parsing it does here. */
  function settings(entry) {
    return {
      ...JSON.parse(entry.settings),
      id: entry.id,
      active: entry.active,
      status: entry.status,
      widget_code: entry.code,
      path: entry.path,
      version: entry.version,
      oauth_client_uuid: entry.oauth_client_uuid,
      widget_active: entry.active,
      images_path: entry.path + '/images',
      support: entry.support ?? {}
    };
  }

  function create(entry, area, Constructor, langs) {
    extendWithBase(Constructor, entry.code, area);
    const widget = callLog.call('callback', entry.code, 'new Widget', [], () => new Constructor());
    list[entry.code] = widget;
    $.extend(widget, { ns: '.widget:' + entry.code, init_once: entry.init_once });
    callLog.silently(() => {
      widget.set_lang(langs);
      widget.set_settings(settings(entry));
    });
    return widget;
  }

  /** render, bind_actions at once, init when render has answered with something true. */
  function run(widget, entry, done) {
    const rendered = callbacks.callBack(widget, entry.code, 'render')?.value;
    callbacks.callBack(widget, entry.code, 'bind_actions');
    Promise.resolve(rendered).then(
      (answer) => {
        if (!answer) {
          done.reject('render() did not answer true');
          return;
        }
        $(document).trigger('widget:' + entry.code + ':loaded');
        callbacks.callBack(widget, entry.code, 'init');
        done.resolve(widget);
      },
      () => done.reject('render() was rejected')
    );
  }

  function start(entry, area, done) {
    return function (Constructor, langs) {
      if (typeof Constructor !== 'function') {
        drop(entry.code, 'its script defines no constructor function');
        done.reject('no constructor');
        return;
      }
      try {
        const widget = create(entry, area, Constructor, langs);
        const missing = NEEDED.filter((name) => typeof widget.callbacks?.[name] !== 'function');
        if (missing.length > 0) {
          drop(entry.code, 'missing callbacks: ' + missing.join(', '));
          done.reject('missing callbacks');
          return;
        }
        run(widget, entry, done);
      } catch (error) {
        drop(entry.code, error.stack ?? String(error));
        done.reject('the constructor threw');
      }
    };
  }

  /** Starts the widget for the area; answers with a promise of its running object. */
  function init(entry, area) {
    const done = $.Deferred();
    const running = list[entry.code];
    if (running) {
      // It outlived the page change: amoCRM only renders it again.
      callbacks.callBack(running, entry.code, 'render');
      return done.resolve(running).promise();
    }
    if (starting.has(entry.code)) {
      return starting.get(entry.code);
    }
    starting.set(entry.code, done.promise());
    done.always(() => starting.delete(entry.code));
    server.afterDelay().done(() => {
      window.require(moduleNames(entry), start(entry, area, done), (error) => {
        drop(entry.code, error.message);
        done.reject('not loaded');
      });
    });
    return done.promise();
  }

  /** amoCRM's way of starting a widget for the Digital Pipeline: an ordinary start. */
  function initInDigitalPipeline(entry) {
    return init(entry, 'widgetsSettings');
  }

  function destroy(code) {
    const widget = list[code];
    callbacks.callBack(widget, code, 'destroy');
    $(document).off(widget.ns);
    $('.card-widgets__widget-' + code).remove();
    delete list[code];
  }

  function outlivesThePage(widget) {
    return widget.init_once === 'Y' && widget.params.active === 'Y';
  }

  /** What amoCRM does to the running widgets when the person goes to another page. */
  function leavePage() {
    Object.keys(list)
      .filter((code) => !outlivesThePage(list[code]))
      .forEach(destroy);
  }

  return { list, init, initInDigitalPipeline, destroy, leavePage };
});

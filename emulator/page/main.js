// Starts the page: the profile first, then the texts in its language, then everything else.
/* global requirejs */
requirejs.config({
  baseUrl: '/page',
  waitSeconds: 30,
  paths: {
    jquery: '/vendor/jquery',
    underscore: '/vendor/underscore',
    // amoCRM's name for Twig.
    twigjs: '/vendor/twig',
    json: 'plugins/json',
    text: 'plugins/text',
    optional: 'plugins/optional'
  }
});

require(['workbench/profile'], function (profile) {
  'use strict';

  document.documentElement.lang = profile.locale;
  document.documentElement.dataset.colorScheme = profile.theme;
  require(['json!/page/texts/' + profile.textsLocale + '.json'], function (all) {
    define('texts', function () {
      /** A text of the page, with `{name}` filled from the values. */
      return function text(key, values) {
        const found = Object.hasOwn(all, key) ? all[key] : key;
        return found.replace(/\{(\w+)\}/g, (whole, name) => values?.[name] ?? whole);
      };
    });
    require(['application'], (application) => application.start());
  });
});

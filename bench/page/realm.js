// The page of one contestant, named in the address: amoCRM's libraries, the parts of the local
// amoCRM that draw forms and render controls, and nothing that only a person needs (the local
// amoCRM notes each call for its log, which would be measured too).
//
// `window.realm` is a promise of what can be measured, with everything but the contestant loaded.
(function () {
  'use strict';

  const contestant = new URLSearchParams(location.search).get('contestant');

  requirejs.config({
    baseUrl: '/emulator',
    paths: {
      jquery: '/vendor/jquery',
      // amoCRM's name for Twig.
      twigjs: '/vendor/twig',
      text: 'plugins/text',
      json: 'plugins/json',
      bench: '/page'
    },
    config: { 'bench/widget-host': { contestant } }
  });

  // What the local amoCRM's drawing asks of its account.
  define('host/account', { account: { version: 5 } });
  define('host/widget-names', ['json!/widget/i18n/en.json'], function (texts) {
    return {
      resolve: (entry, path) => path.split('.').reduce((branch, key) => branch?.[key], texts) ?? path
    };
  });

  window.realm = new Promise((resolve, reject) => {
    requirejs(['bench/measurements'], resolve, reject);
  });
})();

// What a widget and its fields are called: the manifest holds paths into the language file.
define(['jquery'], function ($) {
  'use strict';

  const languages = new Map();

  function loadLanguage(entry) {
    if (!entry.i18n) {
      return $.Deferred().resolve().promise();
    }
    return $.getJSON(entry.i18n + '?v=' + entry.version).then(
      (langs) => languages.set(entry.code, langs),
      // The widget's loader reports what is wrong with the file.
      () => $.Deferred().resolve().promise()
    );
  }

  /** Loads the widgets' language files anew. */
  function load(entries) {
    return $.when(...entries.map(loadLanguage));
  }

  /** The text at the path; a path that leads nowhere is shown as it is. */
  function resolve(entry, path) {
    const found = String(path)
      .split('.')
      .reduce((branch, key) => branch?.[key], languages.get(entry.code));
    return typeof found === 'string' ? found : String(path ?? '');
  }

  return {
    load,
    resolve,
    name: (entry) => resolve(entry, entry.manifest.widget?.name ?? entry.code)
  };
});

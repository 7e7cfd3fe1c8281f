// RequireJS plugin `json!`: a file parsed as JSON.
define(['text'], function (text) {
  'use strict';

  function load(name, parentRequire, onload) {
    const parse = (contents) => {
      let value;
      try {
        value = JSON.parse(contents);
      } catch (error) {
        onload.error(new Error(name + ': ' + error.message, { cause: error }));
        return;
      }
      onload(value);
    };
    parse.error = onload.error;
    text.load(name, parentRequire, parse);
  }

  return { load };
});

// RequireJS plugin `text!`: a file as a string.
define(function () {
  'use strict';

  function load(name, parentRequire, onload) {
    const address = parentRequire.toUrl(name);
    fetch(address)
      .then((answer) => {
        if (!answer.ok) {
          throw new Error(address + ': ' + answer.status + ' ' + answer.statusText);
        }
        return answer.text();
      })
      .then(onload, (error) => onload.error(error));
  }

  return { load };
});

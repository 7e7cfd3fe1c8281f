// RequireJS plugin `optional!`: a module that may be missing or broken. Its value is then
// `undefined`, and the page goes on; why it is missing stands among the problems.
define(function () {
  'use strict';

  function load(name, parentRequire, onload) {
    parentRequire([name], onload, (error) => {
      const failed = error.requireModules?.[0] ?? name;
      window.localAmocrm.report('widget', 'cannot load ' + failed + ': ' + error.message);
      parentRequire.undef(failed);
      onload(undefined);
    });
  }

  return { load };
});

// Collects what goes wrong in the page: everything printed to the console, every error, every
// rejection that nobody handled. Not every browser's driver hands the console out, so the page
// keeps it itself, in `window.localAmocrm.problems`. The first script of the page, before any
// other can print; therefore not an AMD module.
(function () {
  'use strict';

  const problems = [];
  const listeners = [];

  function report(kind, message) {
    const problem = { kind, message };
    problems.push(problem);
    listeners.forEach((listener) => listener(problem));
  }

  function inWords(value) {
    if (value instanceof Error) {
      return value.stack && value.stack.includes(value.message)
        ? value.stack
        : value.name + ': ' + value.message;
    }
    if (typeof value === 'object' && value !== null) {
      try {
        return JSON.stringify(value);
      } catch {
        return Object.prototype.toString.call(value);
      }
    }
    return String(value);
  }

  function hookConsole(name) {
    const original = console[name];
    console[name] = function (...values) {
      const silent = name === 'assert' && values[0];
      if (!silent) {
        report('console.' + name, values.map(inWords).join(' '));
      }
      return original.apply(console, values);
    };
  }

  Object.keys(console)
    .filter((name) => typeof console[name] === 'function')
    .forEach(hookConsole);

  function onError(event) {
    const element = event.target;
    if (element instanceof Element) {
      report('resource', 'cannot load ' + (element.src || element.href || element.tagName));
      return;
    }
    const where = event.filename ? ' (' + event.filename + ':' + event.lineno + ')' : '';
    report('error', event.error ? inWords(event.error) : event.message + where);
  }

  // Resources do not bubble their errors: the capturing phase sees them all.
  window.addEventListener('error', onError, true);
  window.addEventListener('unhandledrejection', (event) => {
    report('rejection', inWords(event.reason));
  });

  // That the policy keeps WebAssembly out is what its profile is for; the page's own scripts and
  // the widget's must live within it.
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI !== 'wasm-eval') {
      report('policy', event.violatedDirective + ' forbids ' + event.blockedURI);
    }
  });

  window.localAmocrm = {
    problems,
    /** For the page's own parts: notes a problem of the given kind. */
    report,
    /** Calls the listener for each problem so far and to come. */
    onProblem(listener) {
      problems.forEach((problem) => listener(problem));
      listeners.push(listener);
    }
  };
})();

// Remembers how long the work took that was put off until the page is idle.
(function () {
  'use strict';

  const { requestIdleCallback } = window;
  let time = 0;

  window.requestIdleCallback = (work, options) =>
    requestIdleCallback((deadline) => {
      const begin = performance.now();
      work(deadline);
      time += performance.now() - begin;
    }, options);

  /** In milliseconds, once all that was put off by now is done. */
  window.idleWork = () => new Promise((resolve) => requestIdleCallback(() => resolve(time)));
})();

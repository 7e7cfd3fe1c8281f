// Remembers how long the work took that was put off: until the page is idle, or by a timer without
// a delay.
(function () {
  'use strict';

  const { requestIdleCallback, setTimeout } = window;
  let time = 0;

  function remembered(work) {
    return (...values) => {
      const begin = performance.now();
      work(...values);
      time += performance.now() - begin;
    };
  }

  window.requestIdleCallback = (work, options) => requestIdleCallback(remembered(work), options);
  window.setTimeout = (work, delay, ...values) =>
    setTimeout(delay ? work : remembered(work), delay, ...values);

  /** All of it until now, in milliseconds. */
  window.workPutOff = () => time;
  /** Until the page is idle, and what was put off is done. */
  window.untilIdle = () => new Promise((resolve) => requestIdleCallback(() => resolve()));
  /** Until the timers without a delay have run. */
  window.untilTimers = () => new Promise((resolve) => setTimeout(resolve));
})();

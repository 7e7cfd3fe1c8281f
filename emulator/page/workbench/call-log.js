// What went over the border between host and widget: callbacks, host methods, requests.
define(['workbench/value-description'], function (describe) {
  'use strict';

  const MOST_ENTRIES = 1000;
  const entries = [];
  const listeners = [];

  /** Calls that have begun and not ended: what they call in turn stands below them. */
  let depth = 0;
  let waiting = [];

  let isSilent = false;

  /** Runs what the host does itself: no entries for it. */
  function silently(run) {
    isSilent = true;
    try {
      run();
    } finally {
      isSilent = false;
    }
  }

  function begin(entry) {
    entry.time = performance.now();
    if (isSilent) {
      return;
    }
    entry.depth = depth;
    entries.push(entry);
    waiting.push(entry);
    if (entries.length > MOST_ENTRIES) {
      entries.shift();
    }
  }

  /** Listeners hear of entries in the order the calls began, when the outermost has ended. */
  function tellListeners() {
    if (depth > 0) {
      return;
    }
    const told = waiting;
    waiting = [];
    told.forEach((entry) => listeners.forEach((listener) => listener(entry)));
  }

  function add(entry) {
    begin(entry);
    tellListeners();
  }

  /** Runs a call and notes its arguments, result and time; what it throws is noted and thrown. */
  function call(kind, widget, name, values, run) {
    const entry = { kind, widget, name, values: values.map((value) => describe(value)) };
    begin(entry);
    depth += 1;
    try {
      const result = run();
      entry.result = describe(result);
      return result;
    } catch (error) {
      entry.failed = describe(error);
      throw error;
    } finally {
      depth -= 1;
      entry.milliseconds = performance.now() - entry.time;
      tellListeners();
    }
  }

  window.localAmocrm.log = entries;
  window.localAmocrm.onProblem((problem) => {
    add({ kind: 'problem', name: problem.kind, values: [], failed: problem.message });
  });

  return {
    add,
    call,
    silently,
    entries,
    mostEntries: MOST_ENTRIES,
    /** Empties the log. The problems stay. */
    clear() {
      entries.length = 0;
    },
    onEntry(listener) {
      listeners.push(listener);
    }
  };
});

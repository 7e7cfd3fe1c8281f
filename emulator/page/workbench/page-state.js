// Carries what stands on the page over a reload: open forms, unsaved text, the log panel.
define(function () {
  'use strict';

  const KEY = 'local-amocrm.page-state';
  const collectors = new Map();
  const kept = read();

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    } finally {
      sessionStorage.removeItem(KEY);
    }
  }

  return {
    /** Names what a part of the page wants to find again after a reload. */
    collect(name, collector) {
      collectors.set(name, collector);
    },
    /** What was kept under the name, once. */
    take(name) {
      const value = kept[name];
      delete kept[name];
      return value;
    },
    /** Goes to the address (or reloads), with everything kept. */
    reload(address = location.href) {
      const state = Object.fromEntries([...collectors].map(([name, collect]) => [name, collect()]));
      sessionStorage.setItem(KEY, JSON.stringify(state));
      if (address === location.href) {
        location.reload();
      } else {
        location.assign(address);
      }
    }
  };
});

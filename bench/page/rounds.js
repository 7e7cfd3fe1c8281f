// All contestants side by side, each in a frame with libraries of its own, so that what one has
// done to the page or to the optimising compiler is no other's.
(function () {
  'use strict';

  const realms = new Map();

  async function add(contestant) {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.src = '/page/realm.html?contestant=' + contestant;
    document.body.append(frame);
    await loaded;
    const realm = await frame.contentWindow.realm;
    await realm.start();
    await realm.idleWork();
    realms.set(contestant, realm);
  }

  window.rounds = {
    add,
    measure: (contestant, measurement, values) => realms.get(contestant)[measurement](...values)
  };
})();

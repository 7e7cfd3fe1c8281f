// What can be measured of the contestant. Times are in milliseconds and hold the contestant's
// work alone: what amoCRM draws before is drawn outside of them.
define(['bench/widget-host', 'bench/trigger-forms', 'bench/settings-window'], function (
  host,
  triggerForms,
  settingsWindow
) {
  'use strict';

  const MESSAGE = 'Hello, {{contact.name}}!\nYour order has been sent.\n\nYours, the shop';
  const LINE = 'The quick brown fox jumps over the lazy dog, and the dog sleeps on as dogs do.\n';
  const EDITOR = '[data-action=send_widget_hook] textarea';
  /** After the others' turns the processor's caches are theirs: the first of a turn do not count. */
  const UNCOUNTED = 2;
  let widget = null;

  function timed(work) {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  }

  /** Lets observers and timers that are due run before what is measured next. */
  function nextTask() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      // From another task: a timer that is set by timers, one by the other, would wait.
      port1.onmessage = () => {
        port1.close();
        resolve(window.untilTimers());
      };
      port2.postMessage(null);
    });
  }

  /**
   * Lets the browser draw, as it does after each key that a person presses. Where it draws a long text,
   * the key after it takes three times as long, whoever hears of it: all that it needs has to come from
   * memory again. Keys without a frame between them would measure who of them has one by chance.
   */
  async function nextFrame() {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await nextTask();
  }

  /** Fetches the script, so that it comes from the HTTP cache when it is required. */
  async function warmCache() {
    const answer = await fetch(host.script);
    await answer.text();
  }

  /** From `require` until the three callbacks have returned. */
  function start() {
    return new Promise((resolve, reject) => {
      const begin = performance.now();
      window.requirejs([host.script], (Constructor) => {
        widget = host.start(Constructor);
        resolve(performance.now() - begin);
      }, reject);
    });
  }

  /** What the start has put off until the page is idle. */
  async function idleWork() {
    const before = window.workPutOff();
    await window.untilIdle();
    return window.workPutOff() - before;
  }

  function drawForms(count, message = MESSAGE) {
    return Array.from({ length: count }, () => triggerForms.draw(message));
  }

  /** Something must have been done, or there is nothing to measure. */
  function requireEditors(count) {
    const editors = document.querySelectorAll(EDITOR).length;
    if (editors !== count) {
      throw new Error(editors + ' editors in place of ' + count);
    }
  }

  function openForms() {
    return timed(() => widget.callbacks.dpSettings());
  }

  /** One form drawn and opened: how long that took, and that with the work that it put off. */
  async function openOneInAll() {
    const [$tile] = drawForms(1);
    const before = window.workPutOff();
    const time = openForms();
    requireEditors(1);
    await nextTask();
    $tile.remove();
    return [time, time + window.workPutOff() - before];
  }

  async function openOne() {
    const [time] = await openOneInAll();
    return time;
  }

  async function repeatedly(times, measure) {
    const all = [];
    for (let time = 0; time < UNCOUNTED + times; time += 1) {
      all.push(await measure());
    }
    return all.slice(UNCOUNTED);
  }

  /** So often one after the other; all times. */
  const openings = (times) => repeatedly(times, openOne);

  /** The same with what was put off: the contestant may let go of the form before only then. */
  const openingsInAll = (times) =>
    repeatedly(times, async () => {
      const [, inAll] = await openOneInAll();
      return inAll;
    });

  /** `count` forms drawn and opened by one call. */
  async function openTogether(count) {
    const tiles = drawForms(count);
    const time = openForms();
    requireEditors(count);
    await nextTask();
    tiles.forEach(($tile) => $tile.remove());
    await openOne();
    return time;
  }

  /** `count` forms drawn and opened one after the other, none of them closed; the time of all. */
  async function openInTurn(count) {
    const tiles = [];
    let time = 0;
    for (let number = 0; number < count; number += 1) {
      tiles.push(...drawForms(1));
      time += openForms();
    }
    await nextTask();
    tiles.forEach(($tile) => $tile.remove());
    await openOne();
    return time;
  }

  /**
   * `count` forms drawn, opened and closed within one task: whatever is laid out was forced, by the
   * contestant or, as a control, by this function.
   */
  function openInOneTask(count, forcesLayout) {
    for (let number = 0; number < count; number += 1) {
      const [$tile] = drawForms(1);
      openForms();
      requireEditors(1);
      if (forcesLayout) {
        $tile.height();
      }
      $tile.remove();
    }
  }

  /** Keystrokes at the end of a message of `length` characters; all times. */
  async function keystrokes(length, times) {
    const [$tile] = drawForms(1, LINE.repeat(Math.ceil(length / LINE.length)).slice(0, length));
    openForms();
    await nextTask();
    const [editor] = document.querySelectorAll(EDITOR);
    const all = [];
    for (let time = 0; time < UNCOUNTED + times; time += 1) {
      const end = editor.value.length;
      // A character takes the place of the last one, so that the length stays.
      editor.setRangeText(String.fromCharCode(97 + (time % 26)), end - 1, end, 'end');
      all.push(timed(() => editor.dispatchEvent(new InputEvent('input', { bubbles: true }))));
      await nextFrame();
    }
    if ($tile.find('input[name=message]').val() !== editor.value) {
      throw new Error('the field does not hold what was typed');
    }
    $tile.remove();
    return all.slice(UNCOUNTED);
  }

  /** The window of the widget's own settings drawn and opened so often; all times. */
  async function settings(times) {
    const all = [];
    for (let time = 0; time < UNCOUNTED + times; time += 1) {
      const $body = settingsWindow.draw();
      all.push(timed(() => widget.callbacks.settings($body)));
      await nextTask();
      $body.remove();
    }
    return all.slice(UNCOUNTED);
  }

  return {
    warmCache,
    start,
    idleWork,
    openOne,
    openings,
    openingsInAll,
    openTogether,
    openInTurn,
    openInOneTask,
    keystrokes,
    settings
  };
});

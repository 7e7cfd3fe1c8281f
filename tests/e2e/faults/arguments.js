/** Faults of what amoCRM passes to a callback. */
define('faults/arguments', ['jquery', 'faults/cases', 'faults/kinds'], ($, { CALLBACKS, usualWay }, { VALUES }) => {
  const PASSED = {
    ...VALUES,
    'an element that stands nowhere': () => document.createElement('div'),
    'a text node': () => document.createTextNode('planted'),
    'the page': () => document,
    'the window': () => window,
    'a jQuery object of nothing': () => $(),
    'a jQuery object of the page': () => $(document),
    'an unknown widget\'s form': () => $('<form><input name="message" value="theirs"></form>')
  }

  return Object.entries(PASSED).flatMap(([name, make]) => CALLBACKS.map((callback) => ({
    row: 'what amoCRM passes to a callback',
    name,
    callback,
    way: usualWay(callback),
    // Not through the page's log, which cannot show some of these.
    plant: (visit) => { visit.widget.callbacks[callback](make(), make()) }
  })))
})

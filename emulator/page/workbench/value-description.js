// Says in short what a value is, for the log.
define(function () {
  'use strict';

  const LONGEST_TEXT = 200;
  const MOST_MEMBERS = 12;

  function describeText(text) {
    const shown = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) + '…' : text;
    const rest = text.length > LONGEST_TEXT ? ' (' + text.length + ')' : '';
    return JSON.stringify(shown) + rest;
  }

  function describeElement(element) {
    const id = element.id ? '#' + element.id : '';
    const classes = [...element.classList].slice(0, 2).map((name) => '.' + name);
    return '<' + element.localName + id + classes.join('') + '>';
  }

  function describeMembers(value, depth) {
    const members = Object.entries(value);
    const shown = members
      .slice(0, MOST_MEMBERS)
      .map(([name, member]) => name + ': ' + describe(member, depth - 1));
    const more = members.length > MOST_MEMBERS ? ', …' : '';
    return '{' + shown.join(', ') + more + '}';
  }

  function describeObject(value, depth) {
    if (value instanceof Element) {
      return describeElement(value);
    }
    if (value instanceof Error) {
      return value.name + ': ' + value.message;
    }
    if (value.jquery) {
      return 'jQuery(' + value.toArray().slice(0, 3).map((one) => describe(one, 0)).join(', ') + ')';
    }
    if (typeof value.then === 'function') {
      return 'Promise';
    }
    if (depth <= 0) {
      return Array.isArray(value) ? '[…]' : '{…}';
    }
    if (Array.isArray(value)) {
      return '[' + value.slice(0, MOST_MEMBERS).map((one) => describe(one, depth - 1)).join(', ') + ']';
    }
    return describeMembers(value, depth);
  }

  function describe(value, depth = 2) {
    if (typeof value === 'string') {
      return describeText(value);
    }
    if (typeof value === 'function') {
      return 'function';
    }
    if (typeof value === 'object' && value !== null) {
      return describeObject(value, depth);
    }
    return String(value);
  }

  return describe;
});

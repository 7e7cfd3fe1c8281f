/**
 * What makes markup or code of a text. None of it stands in what runs in amoCRM's page but in the
 * one place that takes amoCRM's own control out of its markup. Used for the sources (by
 * `eslint.config.js`), and for the packed script (by `tests/shipped/`), in which each call that
 * Rust makes has its function too.
 */

/** Methods and properties that take markup or code, of the document and of jQuery. */
export const SINKS = [
  'createContextualFragment',
  'execScript',
  'globalEval',
  'html',
  'innerHTML',
  'insertAdjacentHTML',
  'outerHTML',
  'parseFromString',
  'parseHTML',
  'parseHTMLUnsafe',
  'setHTML',
  'setHTMLUnsafe',
  'srcdoc',
  'write',
  'writeln'
]

/** Elements that run code or have others fetched, by being in the page. */
const ELEMENTS = ['base', 'embed', 'iframe', 'frame', 'meta', 'object', 'script']

const names = `/^(${SINKS.join('|')})$/`

export const rules = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-restricted-properties': [
    'error',
    ...[...SINKS, 'Function', 'eval'].map((property) => ({ property }))
  ],
  'no-restricted-globals': ['error', 'DOMParser', 'Function', 'execScript'],
  'no-restricted-syntax': [
    'error',
    // By its name in a text, as for `Reflect.set`, or as a key, as for `Object.assign`.
    ...['Literal[value=', 'Property[key.name='].map((node) => `${node}${names}]`),
    'ImportExpression',
    `CallExpression[callee.property.name=/^createElement/] > Literal[value=/^(${ELEMENTS.join('|')})$/i]`,
    'CallExpression[callee.property.name=/^setAttribute/] > Literal[value=/^(on|style$|formaction$)/i]'
  ]
}

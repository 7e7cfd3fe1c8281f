import js from '@eslint/js'
import globals from 'globals'

import { rules as sinks } from './eslint.sinks.js'

/** Run by Node when packing; the rest of `js-shim` runs in the page. */
const buildScripts = ['rollup.config', 'glue_factory', 'salesbot_answers', 'short_names']
  .map((name) => `js-shim/${name}.js`)

export default [
  { ignores: ['dist/', 'target/'] },
  js.configs.recommended,
  {
    rules: {
      'no-console': ['error', { allow: ['trace'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error'
    }
  },
  {
    files: ['js-shim/**/*.js', 'tests/browser/*.js'],
    ignores: ['js-shim/tests/', ...buildScripts],
    languageOptions: { globals: globals.browser }
  },
  {
    // What ships.
    files: ['js-shim/**/*.js', 'src/**/*.js'],
    ignores: ['js-shim/tests/**', ...buildScripts],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: sinks
  },
  {
    files: ['eslint.*.js', 'js-shim/tests/**/*.js', 'tests/shipped/*.js', ...buildScripts],
    languageOptions: { globals: globals.node }
  }
]

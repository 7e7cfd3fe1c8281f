import js from '@eslint/js'
import globals from 'globals'

import { rules as sinks } from './eslint.sinks.js'

/** Run by Node when packing; the rest of `js-shim` runs in the page. */
const buildScripts = ['decoder', 'rollup.config', 'glue_factory', 'salesbot_answers', 'script_parts', 'short_names', 'texts']
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
    files: ['js-shim/**/*.js', 'src/**/*.js', 'tests/browser/*.js', 'tests/properties/*.js', 'tests/e2e/*.js'],
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
    files: ['bench/hand-written/*.js'],
    languageOptions: { globals: globals.browser }
  },
  {
    // As the local amoCRM's pages, of which they use parts.
    files: ['bench/page/*.js', 'bench/recipe-with-mirroring/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { ...globals.browser, define: 'readonly', requirejs: 'readonly' }
    }
  },
  {
    // AMD modules, as the local amoCRM's own.
    files: ['tests/e2e/faults/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { ...globals.browser, define: 'readonly' }
    }
  },
  {
    // Written in the JavaScript of amoCRM's own example.
    files: ['bench/recipe-with-mirroring/*.js'],
    rules: { 'no-var': 'off' }
  },
  {
    files: ['eslint.*.js', 'js-shim/tests/**/*.js', 'tests/{packages,shipped}/*.js', ...buildScripts],
    languageOptions: { globals: globals.node }
  }
]

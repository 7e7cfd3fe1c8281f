import js from '@eslint/js'
import globals from 'globals'

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
    files: ['eslint.config.js', 'js-shim/tests/**/*.js', ...buildScripts],
    languageOptions: { globals: globals.node }
  }
]

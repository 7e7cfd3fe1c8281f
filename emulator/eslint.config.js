import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    files: ['page/**/*.js', 'places/**/*.js', 'recipe/**/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { ...globals.browser, define: 'readonly', require: 'readonly' }
    },
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error'
    }
  },
  {
    // The hooks exist to stand in for the console.
    files: ['page/workbench/problem-hooks.js'],
    rules: { 'no-console': 'off' }
  },
  {
    // The recipe is written in the JavaScript of amoCRM's own example.
    files: ['page/**/*.js', 'places/**/*.js'],
    rules: { 'no-var': 'error' }
  }
];

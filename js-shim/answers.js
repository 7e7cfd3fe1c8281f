// @ts-check
/**
 * What a callback returns to amoCRM when Rust gives no answer: not started yet, refused by the
 * browser, or failed. amoCRM then goes on with its own field.
 *
 * amoCRM's documentation asks `render`, `init` and `bind_actions` for `true`, or the widget is not
 * shown; `onSave` for `true`, or the settings are not saved.
 */
export const answers = Object.freeze({
  render: true,
  init: true,
  bind_actions: true,
  settings: undefined,
  dpSettings: true,
  onSave: true
})

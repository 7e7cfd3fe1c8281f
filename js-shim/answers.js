// @ts-check
/**
 * What a callback returns to amoCRM when Rust gives no answer: not started yet, refused by the
 * browser, or failed. amoCRM then goes on with its own field.
 *
 * amoCRM's documentation asks `render`, `init` and `bind_actions` for `true`, or the widget is not
 * shown; `onSave` for `true`, or the settings are not saved. The Salesbot designer breaks without a
 * block's exits, and a bot without the block's steps. Both are what Rust answers; the message is
 * put into the steps here.
 */
import { exits, steps } from 'virtual:salesbot'

export const answers = Object.freeze({
  render: true,
  init: true,
  bind_actions: true,
  settings: undefined,
  dpSettings: true,
  onSave: true,
  onAddAsSource: undefined,
  salesbotDesignerSettings: () => JSON.parse(exits),
  onSalesbotDesignerSave: (/** @type {unknown} */ _handlerCode, /** @type {any} */ params) =>
    steps.join(JSON.stringify(messageIn(params)))
})

/**
 * What `callback` answers without Rust.
 * @param {keyof typeof answers} callback
 * @param {unknown[]} args what amoCRM called it with
 */
export function answerTo (callback, args) {
  const answer = /** @type {any} */ (answers[callback])
  return typeof answer === 'function' ? answer(...args) : answer
}

/** @param {any} params the block's settings, in the shapes that `src/callbacks/salesbot.rs` knows */
function messageIn (params) {
  const message = params?.params?.message ?? params?.message
  return String(message?.value_manual ?? message ?? '')
}

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

/** As they were when the script came: the page may replace them. */
const { parse, stringify } = JSON

export const answers = Object.freeze({
  render: true,
  init: true,
  bind_actions: true,
  settings: undefined,
  dpSettings: true,
  onSave: true,
  onAddAsSource: undefined,
  salesbotDesignerSettings: () => parse(exits),
  onSalesbotDesignerSave: (/** @type {unknown} */ _handlerCode, /** @type {any} */ params) =>
    steps.join(stringify(messageIn(params)))
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
  const typed = message?.value_manual ?? message ?? ''
  const text = typeof typed === 'object' ? '' : String(typed)
  return text.toWellFormed?.() ?? text
}

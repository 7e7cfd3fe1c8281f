import assert from 'node:assert/strict'
import { test } from 'node:test'

import { salesbotAnswers } from '../salesbot_answers.js'

/** The smallest module there is. */
const WASM = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)

/** A glue whose widget answers with what these expressions give. */
function glueWith (exits, steps) {
  return `export default () => ({
    imports: () => ({}),
    finish () {},
    serve () {},
    call: (enter, ...args) => enter(...args),
    begin: (host) => ({ host }),
    salesbotDesignerSettings: (visit) => ${exits},
    onSalesbotDesignerSave: (visit, handlerCode, { message }) => ${steps}
  })`
}

test('the steps come in two parts, between which the message belongs', async () => {
  const glue = glueWith('({ exits: [] })', "JSON.stringify([{ message }, 'and more'])")
  const { exits, steps } = await salesbotAnswers(glue, WASM, [])
  assert.equal(exits, '{"exits":[]}')
  const message = 'two\nlines, "quoted", $& and \\'
  assert.deepEqual(JSON.parse(steps.join(JSON.stringify(message))), [{ message }, 'and more'])
})

test('answers that the shim could not give again are refused', async () => {
  const good = 'JSON.stringify([message])'
  for (const [exits, steps] of [
    ['undefined', good],
    ['({})', "'[]'"],
    ['({})', 'JSON.stringify([message, message])']
  ]) {
    await assert.rejects(salesbotAnswers(glueWith(exits, steps), WASM, []), /name exits, and the message once/)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { textsIn } from '../texts.js'

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const SECTION = 'pipeline-message-texts'

/** The smallest module there is, with a section of this name in it. */
function moduleWith (name, content) {
  const body = [name.length, ...Buffer.from(name), ...Buffer.from(content)]
  return Uint8Array.from([...HEADER, 0, body.length, ...body])
}

test('each line is a text, and an empty one too', () => {
  assert.deepEqual(textsIn(moduleWith(SECTION, 'id\n\nтекст 🙂\n')), ['id', '', 'текст 🙂'])
})

test('a module without texts is refused by name', () => {
  assert.throws(() => textsIn(Uint8Array.from(HEADER)), /pipeline-message-texts/)
  assert.throws(() => textsIn(moduleWith('other', '')), /pipeline-message-texts/)
})

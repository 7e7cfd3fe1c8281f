import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'

import { decoderText } from '../decoder.js'
import { decode, encode } from '../printable_bytes.js'

const decoder = decoderText()

test('every byte comes back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  assert.deepEqual(decode(encode(all), decoder), all)
  assert.deepEqual(decode(encode(new Uint8Array()), decoder), new Uint8Array())
})

test('bytes in any order come back', () => {
  for (let length = 1; length < 2000; length += 97) {
    const bytes = new Uint8Array(randomBytes(length))
    assert.deepEqual(decode(encode(bytes), decoder), bytes, encode(bytes))
  }
})

test('the text stands in a quoted string as it is', () => {
  const all = encode(Uint8Array.from({ length: 65536 }, (_, index) => index % 256 ^ index >> 8))
  assert.match(all, /^[ -&(-[\]-~]*$/)
})

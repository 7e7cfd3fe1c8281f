/** The packed script is ASCII: one other character, and the browser holds it in twice the memory. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const script = readFileSync(new URL('../../dist/widget/script.js', import.meta.url))

test('the script is ASCII', () => {
  assert.deepEqual(script.filter((byte) => byte > 0x7f), Buffer.alloc(0))
})

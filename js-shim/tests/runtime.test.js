import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Runtime } from '../runtime.js'

/** A page whose browser compiles WebAssembly only later, and then refuses it. */
function startingRuntime () {
  const runtime = new Runtime(() => { throw new Error('no glue') }, () => Uint8Array.of(0))
  assert.equal(runtime.start(), null)
  assert.ok(runtime.isStarting)
  return runtime
}

test('what is asked while starting is told that WebAssembly cannot run', async () => {
  const runtime = startingRuntime()
  const told = await new Promise((resolve) => runtime.whenStarted(resolve))
  assert.equal(told, null)
  assert.equal(runtime.start(), null)
  assert.ok(!runtime.isStarting, 'it is not tried again at each call')
})

test('a refusal given late is nobody\'s unhandled rejection', async () => {
  const runtime = startingRuntime()
  const refusal = { then: (_done, refuse) => refuse('refused') }
  await new Promise((resolve) => {
    runtime.whenStarted(() => {
      setImmediate(resolve)
      return refusal
    })
  })
  // Node fails a test in which a promise is rejected and nobody listens.
})

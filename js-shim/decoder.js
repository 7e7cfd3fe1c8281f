/**
 * The WebAssembly of `decoder.wat`, for the script and for the tests.
 */
import { readFileSync } from 'node:fs'

import binaryen from 'binaryen'

/** @returns {string} in base64 */
export function decoderText () {
  const module = binaryen.parseText(readFileSync(new URL('decoder.wat', import.meta.url), 'utf8'))
  binaryen.setOptimizeLevel(2)
  binaryen.setShrinkLevel(2)
  module.optimize()
  const bytes = module.emitBinary()
  module.dispose()
  return Buffer.from(bytes).toString('base64')
}

/**
 * Writes what each module has become in the bundle, and the WebAssembly as bytes, for the report on
 * what fills `script.js`.
 */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { cwd } from 'node:process'

/**
 * @param {string | undefined} file where to write `[{ module, code }]`, and beside it the bytes with
 *   `.wasm` at the end of the name; nowhere without it
 * @param {Uint8Array} wasm
 * @param {(code: string) => Promise<string>} print as the bundle is printed
 * @returns {import('rollup').Plugin}
 */
export function scriptParts (file, wasm, print) {
  return {
    name: 'script-parts',
    async generateBundle (_options, bundle) {
      if (!file) return
      const parts = []
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const [id, { code }] of Object.entries(chunk.modules)) {
          const module = id.startsWith('virtual:') ? id : relative(cwd(), id)
          parts.push({ module, code: await print(code ?? '') })
        }
      }
      writeFileSync(file, JSON.stringify(parts))
      writeFileSync(`${file}.wasm`, wasm)
    }
  }
}

/**
 * Bundles the shim, wasm-bindgen's glue and the WebAssembly into one `script.js`.
 *
 * `WASM_PACK_OUT`: the folder that `wasm-pack build --target web` wrote.
 * `SCRIPT_OUT`: the file to write.
 * `SCRIPT_PARTS`: where to write what its parts are, if anywhere.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { minify } from 'terser'

import { decoderText } from './decoder.js'
import { glueFactory } from './glue_factory.js'
import { encode } from './printable_bytes.js'
import { salesbotAnswers } from './salesbot_answers.js'
import { scriptParts } from './script_parts.js'
import { shortenNames } from './short_names.js'
import { textsIn } from './texts.js'

const BANNER = `/*
 * Pipeline Message. Licences: LICENSES.txt beside this file.
 * The one long text in it is the widget's WebAssembly, compiled from Rust.
 */`

const wasmPackOut = required('WASM_PACK_OUT')
const compiled = readFileSync(join(wasmPackOut, 'pipeline_message_bg.wasm'))
const { glue, wasm } = shortenNames(readFileSync(join(wasmPackOut, 'pipeline_message.js'), 'utf8'), compiled)

const glueModule = glueFactory(glue, `${pathToFileURL(wasmPackOut)}/`)
const texts = textsIn(compiled)
const { exits, steps } = await salesbotAnswers(glueModule, wasm, texts)

/** @type {import('rollup').RollupOptions} */
export default {
  input: fileURLToPath(new URL('script.js', import.meta.url)),
  plugins: [
    virtualModule('virtual:glue', glueModule),
    snippets(),
    // The bytes stand in the script: the widget is one request, and no server needs to know
    // about WebAssembly.
    virtualModule('virtual:wasm', `export default '${encode(wasm)}'\n`),
    virtualModule('virtual:texts', `export default ${JSON.stringify(texts)}\n`),
    virtualModule('virtual:decoder', `export default '${decoderText()}'\n`),
    virtualModule('virtual:salesbot', `
export const exits = ${singleQuoted(exits)}
export const steps = [${steps.map(singleQuoted)}]
`),
    withoutComments(),
    scriptParts(env.SCRIPT_PARTS, wasm, print)
  ],
  output: {
    file: required('SCRIPT_OUT'),
    // Anonymous, since amoCRM loads the file by its address.
    format: 'amd',
    exports: 'default'
  },
  onwarn (warning) {
    throw new Error(warning.message)
  }
}

/**
 * A module that has no file.
 * @param {string} id
 * @param {string} code
 * @returns {import('rollup').Plugin}
 */
function virtualModule (id, code) {
  return {
    name: id,
    resolveId: (source) => (source === id ? id : null),
    load: (source) => (source === id ? code : null)
  }
}

/**
 * The snippets that the glue names by their addresses.
 * @returns {import('rollup').Plugin}
 */
function snippets () {
  return {
    name: 'snippets',
    resolveId: (source) => (source.startsWith('file:') ? fileURLToPath(source) : null)
  }
}

/**
 * The comments are for those who read the sources, and weigh 2.5 KB when sent. Nothing else is
 * minified: amoCRM's marketplace wants to read what it publishes.
 * @returns {import('rollup').Plugin}
 */
function withoutComments () {
  return {
    name: 'without-comments',
    renderChunk: (code) => print(code, BANNER)
  }
}

/**
 * @param {string} code
 * @param {string} [preamble]
 */
async function print (code, preamble) {
  // Only ASCII: one other character and the browser holds the whole script in twice the memory.
  const format = { ascii_only: true, beautify: true, comments: false, indent_level: 2, preamble }
  const printed = await minify(code, { compress: false, mangle: false, format })
  return printed.code ?? code
}

/** @param {string} text */
function singleQuoted (text) {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

/** @param {string} name */
function required (name) {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask pack\``)
  return value
}

/**
 * The names that glue and WebAssembly know each other's functions by. wasm-bindgen makes them of
 * what they stand for, a hash and the file that they come from; nothing compresses hashes. Here an
 * import is a number, which makes the script 2 KB smaller when sent.
 *
 * What wasm-bindgen takes straight from a JavaScript file of the widget's Rust goes into the same
 * table as the glue's own functions: the whole of such a file, by name, would stand in the script
 * otherwise.
 */

const GLUE = './pipeline_message_bg.js'
/** The one module that the WebAssembly imports from afterwards. */
const MODULE = 'g'
const TABLE = /(const import0 = \{\s*__proto__: null,)/
const TABLES = /return \{\s*__proto__: null,\s*"\.\/pipeline_message_bg\.js": import0,[^}]*\};/
/** Of a whole file, or of some functions of it. */
const FILE = /^import (?:\* as import\d+|\{(.+)\}) from ['"](.+)['"];?\n/gm
/** What the shim needs of the files beside the glue: `src/browser/dom.js`. */
const OF_THE_SHIM = ['call', 'learn', 'serve']

/** Of a WebAssembly binary: its header, and the sections with names in them. */
const HEADER_LENGTH = 8
const IMPORT_SECTION = 2
const CUSTOM_SECTION = 0
const KINDS = { function: 0, table: 1, memory: 2, global: 3 }

/**
 * The glue and the WebAssembly with short names, the same in both.
 * @param {string} glue
 * @param {Uint8Array} wasm
 * @returns {{ glue: string, wasm: Uint8Array }}
 */
export function shortenNames (glue, wasm) {
  /** @type {Import[]} */
  const imports = []
  const shortened = renamed(wasm, imports)
  return { glue: glueFor(glue, imports), wasm: shortened }
}

/** @typedef {{ module: string, name: string, short: string }} Import */

/**
 * @param {string} glue
 * @param {Import[]} imports
 */
function glueFor (glue, imports) {
  if (!TABLE.test(glue) || !TABLES.test(glue)) {
    throw new Error('the glue of this wasm-bindgen has not its table of imports where ' +
      'js-shim/short_names.js expects it: after an update of wasm-bindgen, look at the two side by side')
  }
  const own = imports.filter(({ module }) => module === GLUE)
  const straight = imports.filter(({ module }) => module !== GLUE)
  const entries = straight.map(({ name, short }) => ` ${short}: ${name},`)
  const shorts = new Map(own.map(({ name, short }) => [name, short]))
  const renamed = glue
    .replace(FILE, '')
    .replace(TABLES, `return { ${MODULE}: import0 };`)
    .replace(/^( *)(\w+)(: function\()/gm, (line, space, name, rest) =>
      shorts.has(name) ? space + shorts.get(name) + rest : line)
    .replace(TABLE, `$1${entries.join('')}`)
  return importsOf(glue, straight) + renamed
}

/**
 * What the glue and its table take from the files beside it.
 * @param {string} glue
 * @param {Import[]} straight
 */
function importsOf (glue, straight) {
  /** @type {Map<string, Set<string>>} */
  const files = new Map()
  const add = (/** @type {string} */ file, /** @type {string[]} */ names) => {
    files.set(file, new Set([...(files.get(file) ?? []), ...names]))
  }
  for (const [, names, file] of glue.matchAll(FILE)) add(file, names?.trim().split(/,\s*/) ?? [])
  for (const { name, module } of straight) add(module, [name])
  for (const file of files.keys()) add(file, OF_THE_SHIM)
  return [...files].map(([file, names]) => `import { ${[...names].join(', ')} } from '${file}'\n`).join('')
}

/**
 * @param {Uint8Array} wasm
 * @param {Import[]} imports to be filled
 */
function renamed (wasm, imports) {
  const reader = new Reader(wasm, HEADER_LENGTH)
  const parts = [wasm.slice(0, HEADER_LENGTH)]
  while (!reader.atEnd()) {
    const start = reader.position
    const id = reader.byte()
    const end = reader.number() + reader.position
    if (id === IMPORT_SECTION) {
      const body = renamedImports(reader, imports)
      parts.push(Uint8Array.of(id), number(body.length), body)
    } else if (id !== CUSTOM_SECTION) {
      parts.push(wasm.slice(start, end))
    }
    reader.position = end
  }
  return Buffer.concat(parts)
}

/**
 * @param {Reader} reader
 * @param {Import[]} imports to be filled
 */
function renamedImports (reader, imports) {
  const count = reader.number()
  const parts = [number(count)]
  for (let index = 0; index < count; index += 1) {
    const module = reader.string()
    const name = reader.string()
    const short = index.toString()
    imports.push({ module, name, short })
    const start = reader.position
    reader.skipImportKind()
    parts.push(string(MODULE), string(short), reader.bytes.slice(start, reader.position))
  }
  return Buffer.concat(parts)
}

class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} position
   */
  constructor (bytes, position) {
    this.bytes = bytes
    this.position = position
  }

  atEnd () {
    return this.position >= this.bytes.length
  }

  byte () {
    if (this.atEnd()) throw new Error('the WebAssembly ends within a section')
    return this.bytes[this.position++]
  }

  /** An unsigned number in LEB128. */
  number () {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }

  string () {
    const length = this.number()
    this.position += length
    return Buffer.from(this.bytes.slice(this.position - length, this.position)).toString('utf8')
  }

  skipLimits () {
    const hasMaximum = this.number() & 1
    this.number()
    if (hasMaximum) this.number()
  }

  skipImportKind () {
    const kind = this.byte()
    if (kind === KINDS.function) this.number()
    else if (kind === KINDS.table) { this.byte(); this.skipLimits() }
    else if (kind === KINDS.memory) this.skipLimits()
    else if (kind === KINDS.global) { this.byte(); this.byte() }
    else throw new Error(`the WebAssembly imports something of the unknown kind ${kind}`)
  }
}

/** @param {number} value */
function number (value) {
  const bytes = []
  do {
    bytes.push((value % 128) | (value >= 128 ? 0x80 : 0))
    value = Math.floor(value / 128)
  } while (value > 0)
  return Uint8Array.from(bytes)
}

/** @param {string} text */
function string (text) {
  const bytes = Buffer.from(text, 'utf8')
  return Buffer.concat([number(bytes.length), bytes])
}

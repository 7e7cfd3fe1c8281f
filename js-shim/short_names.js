/**
 * wasm-bindgen ends the name of each import with a hash of sixteen hexadecimal digits, once in the
 * glue and once in the WebAssembly. Nothing compresses them; without them the script is 3 KB
 * smaller when sent.
 */

const HASHED = /\b(__wbg_\w+?)_[0-9a-f]{16}\b/g
/** Of a WebAssembly binary: its header, and the section of its imports. */
const HEADER_LENGTH = 8
const IMPORT_SECTION = 2
const KINDS = { function: 0, table: 1, memory: 2, global: 3 }

/**
 * The glue and the WebAssembly with short names, the same in both.
 * @param {string} glue
 * @param {Uint8Array} wasm
 * @returns {{ glue: string, wasm: Uint8Array }}
 */
export function shortenNames (glue, wasm) {
  const names = shortNames(glue)
  return {
    glue: glue.replace(HASHED, (name) => names.get(name) ?? name),
    wasm: renameImports(wasm, names)
  }
}

/** @param {string} glue */
function shortNames (glue) {
  /** @type {Map<string, string>} */
  const names = new Map()
  const taken = new Set()
  for (const [name, stem] of glue.matchAll(HASHED)) {
    if (names.has(name)) continue
    let short = stem
    for (let number = 2; taken.has(short); number += 1) short = `${stem}_${number}`
    taken.add(short)
    names.set(name, short)
  }
  return names
}

/**
 * @param {Uint8Array} wasm
 * @param {Map<string, string>} names
 */
function renameImports (wasm, names) {
  const reader = new Reader(wasm, HEADER_LENGTH)
  const parts = [wasm.slice(0, HEADER_LENGTH)]
  while (!reader.atEnd()) {
    const start = reader.position
    const id = reader.byte()
    const end = reader.number() + reader.position
    if (id === IMPORT_SECTION) {
      const body = renamedSection(reader, names)
      parts.push(Uint8Array.of(id), number(body.length), body)
    } else {
      parts.push(wasm.slice(start, end))
    }
    reader.position = end
  }
  return Buffer.concat(parts)
}

/**
 * @param {Reader} reader
 * @param {Map<string, string>} names
 */
function renamedSection (reader, names) {
  const count = reader.number()
  const parts = [number(count)]
  for (let index = 0; index < count; index += 1) {
    parts.push(string(reader.string()))
    const name = reader.string()
    parts.push(string(names.get(name) ?? name))
    const start = reader.position
    reader.skipImportKind()
    parts.push(reader.bytes.slice(start, reader.position))
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

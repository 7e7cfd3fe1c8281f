// @ts-check
/**
 * Bytes as printable ASCII, so that the WebAssembly can stand in the script.
 *
 * The 91 most frequent byte values are one character each; the others two, of which the first says
 * in which row the second is looked up. Unlike base64 this keeps a byte that recurs a character
 * that recurs, which is what gzip looks for: measured on this widget, a module of 24.4 KB when
 * compressed becomes 24.5 KB, in hexadecimal 26.6 KB, in base64 31.7 KB.
 */

/** No quote and no backslash, which a string would have to escape. */
const DIGITS = ' !"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{}~'
/** Before a digit: it means a byte of the second row, or of the third. */
const ROWS = ['', '`', '|']

/** In the decoder's memory: the length of a row's table, and where the characters begin. */
const ROW_LENGTH = 128
const CHARACTERS = 1024

/**
 * @param {Uint8Array} bytes
 * @returns {string} the first row in hexadecimal, and the bytes
 */
export function encode (bytes) {
  const frequencies = new Array(256).fill(0)
  for (const byte of bytes) frequencies[byte] += 1
  const byFrequency = [...frequencies.keys()].sort((a, b) => frequencies[b] - frequencies[a] || a - b)
  const firstRow = byFrequency.slice(0, DIGITS.length)
  const places = new Map(allRows(firstRow).map((byte, place) => [byte, place]))
  const codes = Array.from(bytes, (byte) => {
    const place = places.get(byte) ?? 0
    return ROWS[Math.floor(place / DIGITS.length)] + DIGITS[place % DIGITS.length]
  })
  return firstRow.map((byte) => byte.toString(16).padStart(2, '0')).concat(codes).join('')
}

/**
 * The loop over all characters is WebAssembly (`decoder.wat`): in JavaScript it would run before the
 * browser has compiled it, and take a third of the widget's start.
 * @param {string} text what `encode` gave
 * @param {string} decoder the decoder in base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decode (text, decoder) {
  const code = Uint8Array.from(atob(decoder), (character) => character.charCodeAt(0))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code))
  const { memory, decode } = /** @type {any} */ (exports)
  const bytes = new Uint8Array(memory.buffer)

  const start = 2 * DIGITS.length
  const firstRow = Array.from(DIGITS, (_, digit) => parseInt(text.substr(2 * digit, 2), 16))
  allRows(firstRow).forEach((byte, place) => {
    const row = Math.floor(place / DIGITS.length)
    bytes[row * ROW_LENGTH + DIGITS.charCodeAt(place % DIGITS.length)] = byte
  })
  const { written } = new TextEncoder().encodeInto(text.slice(start), bytes.subarray(CHARACTERS))
  return bytes.slice(CHARACTERS, decode(CHARACTERS + written))
}

/**
 * The byte values in the order of their codes: those of the first row, then all others.
 * @param {number[]} firstRow
 */
function allRows (firstRow) {
  const first = new Set(firstRow)
  return firstRow.concat(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !first.has(byte)))
}

/**
 * What ships makes no markup and no code of a text, but in the one place that takes amoCRM's own
 * control. Of the packed script all is read: its JavaScript, where each of the browser's functions
 * that Rust calls has its call, and the texts that Rust names, since a property can be set by its
 * name; its WebAssembly has none of its own.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { Linter } from 'eslint'
import globals from 'globals'

import { SINKS, rules } from '../../eslint.sinks.js'
import { decoderText } from '../../js-shim/decoder.js'
import { decode } from '../../js-shim/printable_bytes.js'

const script = readFileSync(new URL('../../dist/widget/script.js', import.meta.url), 'utf8')

const linter = new Linter()
const config = { languageOptions: { sourceType: 'script', globals: globals.browser }, rules }

function sinksIn (code) {
  const lines = code.split('\n')
  return linter.verify(code, config, { allowInlineConfig: false })
    .map(({ fatal, message, line }) => fatal ? `not read: ${message}` : lines[line - 1].trim())
}

/** The longest text of the script: the WebAssembly. */
function wasm () {
  linter.verify(script, config)
  const texts = linter.getSourceCode().ast.tokens.filter(({ type }) => type === 'String')
  const longest = texts.reduce((one, other) => one.value.length > other.value.length ? one : other)
  const literal = linter.getSourceCode().getNodeByRangeIndex(longest.range[0])
  return decode(literal.value, decoderText())
}

/** The texts that Rust names by their numbers. */
function texts () {
  linter.verify(script, config)
  const list = linter.getSourceCode().getNodeByRangeIndex(script.indexOf('[', script.indexOf(' texts = ')))
  return list.elements.map(({ value }) => value)
}

test('the script takes markup in one place', () => {
  const found = sinksIn(script)
  assert.equal(found.length, 1, found.join('\n'))
  assert.match(found[0], /^\w+\.innerHTML = values\[markup\];?$/)
})

test('no name of a sink stands among the texts that Rust names', () => {
  assert.ok(texts().includes('textarea'), 'the texts can be read')
  const sinks = new Set([...SINKS, 'eval', 'Function', 'script', 'iframe'])
  const named = texts().filter((text) => sinks.has(text) || /^on|javascript:|<\w/.test(text))
  assert.deepEqual(named, [])
})

test('the WebAssembly brings no text of its own', () => {
  const bytes = wasm()
  assert.ok(WebAssembly.validate(bytes))
  const module = new WebAssembly.Module(bytes)
  const ways = WebAssembly.Module.exports(module).map(({ name }) => name)
  const text = ways.reduce((rest, name) => rest.replace(name, ''), Buffer.from(bytes).toString('latin1'))
  assert.doesNotMatch(text, /[A-Za-z]{6}/)
})

for (const sink of [
  'element.innerHTML = text',
  'element.outerHTML += text',
  "element['innerHTML'] = text",
  'element[`innerHTML`] = text',
  "Reflect.set(element, 'innerHTML', text)",
  'Object.assign(element, { innerHTML: text })',
  "element.insertAdjacentHTML('beforeend', text)",
  'element.setHTMLUnsafe(text)',
  'Document.parseHTMLUnsafe(text)',
  'range.createContextualFragment(text)',
  "new DOMParser().parseFromString(text, 'text/html')",
  'document.write(text)',
  'document.writeln(text)',
  'frame.srcdoc = text',
  "frame.setAttribute('srcdoc', text)",
  "element.setAttribute('onclick', text)",
  "element.setAttribute('style', text)",
  "document.createElement('script')",
  "document.createElementNS(namespace, 'script')",
  'jQuery(element).html(text)',
  'jQuery.parseHTML(text)',
  'eval(text)',
  'window.eval(text)',
  '(0, eval)(text)',
  'new Function(text)',
  'Function(text)',
  'globalThis.Function(text)',
  "setTimeout('run()', 1)",
  'import(text)',
  "link.href = 'javascript:run()'"
]) {
  test(`found would be: ${sink}`, () => {
    assert.notDeepEqual(sinksIn(sink), [])
    assert.doesNotMatch(String(sinksIn(sink)), /not read/)
  })
}

// @ts-check
/**
 * The browser in the steps that the widget takes.
 *
 * Rust knows every value by a number: its place in `values`. There the texts that never change stand
 * first (`names.rs`); behind them comes what is found or made while a call into Rust runs, and goes
 * when that call returns. So nothing of JavaScript has to be let go of piece by piece, and what is to
 * last longer is kept by objects of JavaScript, which Rust is handed again with the next call.
 *
 * Nothing here knows what the widget does.
 */

/**
 * The place of a value in `values`; 0 is nothing.
 * @typedef {number} Handle
 *
 * Rust's, for all that the browser calls back: whom it is about, and what has happened to it.
 * @typedef {(whom: Handle, what: Handle, value: Handle) => void} Happened
 */

/** Nothing; what lasts as long as the instance of Rust; `false`; then the texts. @type {any[]} */
const values = [undefined, undefined, false]
/** Of the texts, by themselves. @type {Map<unknown, Handle>} */
const numbers = new Map()

/** @type {Happened} */
let happened
/**
 * Whether the browser makes a textarea as high as its text, once it was asked: it takes its time at each
 * key.
 * @type {boolean | undefined}
 */
let sizing

/** The editors that elements are the roots of. @type {WeakMap<object, object>} */
let editors = new WeakMap()
/** The controls that an editor stands in for, each with its editor. @type {WeakMap<object, object>} */
let taken = new WeakMap()

/** Without a method that the page may replace. @type {(list: unknown[], value: unknown) => Handle} */
const addTo = (list, value) => {
  const place = list.length
  list[place] = value
  return place
}
/** @type {(value: unknown) => Handle} */
const hold = (value) => addTo(values, value)
/** @type {(items: Iterable<any>, isWanted: (item: any) => boolean) => any[]} */
function those (items, isWanted) {
  /** @type {unknown[]} */
  const wanted = []
  for (const item of items) if (isWanted(item)) addTo(wanted, item)
  return wanted
}
/** @type {(value: unknown) => Handle} */
const give = (value) => value === undefined || value === null ? 0 : hold(value)

/** The texts that Rust names, in the order of their numbers. @type {(texts: string[]) => void} */
export function learn (texts) {
  if (numbers.size > 0) return
  for (const text of texts) numbers.set(text, hold(text))
}

/** A fresh instance of Rust, which knows of no editor yet. @type {(handler: Happened) => void} */
export function serve (handler) {
  happened = handler
  values[1] = { __proto__: null }
  editors = new WeakMap()
  taken = new WeakMap()
  sizing = undefined
  const former = writing
  // The page may have spoilt it.
  writing = undefined
  try { former?.disconnect() } catch { /* It is let go of all the same. */ }
}

/**
 * Calls a function of Rust, and gives what it answers. What Rust was handed meanwhile goes.
 * @type {(enter: (first: Handle, second: Handle, third: Handle) => Handle | void, first: unknown,
 *   second?: unknown, third?: unknown) => any}
 */
export function call (enter, first, second, third) {
  const mark = values.length
  try {
    return values[enter(give(first), give(second), give(third)) ?? 0]
  } finally {
    values.length = mark
  }
}

/** @type {(whom: object, what: string, value?: unknown) => void} */
const tell = (whom, what, value) => {
  call((whom, value) => happened(whom, numbers.get(what) ?? 0, value), whom, value)
}

/** @type {(root: Handle, editor: Handle) => void} */
export const belong = (root, editor) => { editors.set(values[root], values[editor]) }
/** @type {(root: Handle) => Handle} */
export const editorOf = (root) => give(editors.get(values[root]))

/**
 * Observes the controls that an editor stands in for; one for all, since a form would open later by each
 * that is made.
 * @type {MutationObserver | undefined}
 */
let writing

/** @type {(records: MutationRecord[]) => void} */
function tellOfWritten (records) {
  // Should Rust fail meanwhile, these are of the instance that has.
  const owners = taken
  let last
  for (const { target } of records) {
    const editor = target !== last && owners.get(target)
    last = target
    if (editor) tell(editor, 'value')
  }
}

/** @type {(control: Handle, editor: Handle) => void} */
export function take (control, editor) {
  taken.set(values[control], values[editor])
  writing ??= new MutationObserver((records) => { tellOfWritten(records) })
  writing.observe(values[control], { attributeFilter: ['value'] })
}

/** What others were written is told as it would have been. @type {(control: Handle) => void} */
export function skipWritten (control) {
  const others = those(writing?.takeRecords() ?? [], ({ target }) => target !== values[control])
  if (others.length > 0) queueMicrotask(() => { tellOfWritten(others) })
}
/** @type {(control: Handle) => void} */
export const giveBack = (control) => { taken.delete(values[control]) }

// Of objects. The document does as it is told: should a page have replaced one of its methods by one
// that throws, the shim's guard catches it, as it catches any failure of Rust.

/** There is none where the script is packed. */
const Form = globalThis.HTMLFormElement ?? class {}
/**
 * A member of an object. A form is asked past its fields, each of which hides the member of its name. From
 * the first look at them on the browser keeps a list of them, and goes through the lists of all forms
 * with each id that is set in the page: that made a form of a thousand take four times as long as one.
 * @type {(object: any, name: string) => any}
 */
const memberOf = (object, name) =>
  object instanceof Form ? Reflect.get(HTMLElement.prototype, name, object) : object[name]
/** @type {(object: any, method: string, argument: any) => any} */
const answerOf = (object, method, argument) => memberOf(object, method).call(object, argument)

export const object = () => hold({})
/** An object that has nothing from the page's `Object.prototype`. */
export const memory = () => hold({ __proto__: null })
export const list = () => hold([])
/** @type {(object: Handle, name: Handle) => Handle} */
export const get = (object, name) => give(memberOf(values[object], values[name]))
/** A number, or whether something is so. @type {(object: Handle, name: Handle) => number} */
export const number = (object, name) => values[object][values[name]]
/** @type {(object: Handle, name: Handle, value: Handle) => void} */
export const set = (object, name, value) => { values[object][values[name]] = values[value] }
/** @type {(object: Handle, name: Handle, value: number) => void} */
export const setNumber = (object, name, value) => { values[object][values[name]] = value }
/** @type {(object: Handle, method: Handle, argument: Handle) => Handle} */
export const ask = (object, method, argument) =>
  give(answerOf(values[object], values[method], values[argument]))
/** Whether something is so. @type {(object: Handle, method: Handle, argument: Handle) => number} */
export const test = (object, method, argument) =>
  answerOf(values[object], values[method], values[argument])
/** @type {(one: Handle, other: Handle) => boolean} */
export const same = (one, other) => values[one] === values[other]
/** @type {(list: Handle, index: number) => Handle} */
export const item = (list, index) => give(values[list][index])
/** @type {(list: Handle, value: Handle) => void} */
export const push = (list, value) => { addTo(values[list], values[value]) }
/** Those that are not `value`. @type {(list: Handle, value: Handle) => Handle} */
export const without = (list, value) => hold(those(values[list], (item) => item !== values[value]))

// Of the document.

export const page = () => hold(document)
/** @type {(element: Handle, name: Handle, value: Handle) => void} */
export const setAttribute = (element, name, value) => {
  values[element].setAttribute(values[name], values[value])
}

/** @type {(place: any, selector: string) => Iterable<Element>} */
const elementsIn = (place, selector) => answerOf(place, 'querySelectorAll', selector)
/** @type {(place: Handle, selector: Handle) => Handle} */
export const selectAll = (place, selector) => hold(elementsIn(values[place], values[selector]))
/** Those that no editor stands in for. @type {(place: Handle, selector: Handle) => Handle} */
export const selectFree = (place, selector) =>
  hold(those(elementsIn(values[place], values[selector]), (element) => !taken.has(element)))

/** @type {(place: Handle, tag: Handle, className: Handle) => Handle} */
export function create (place, tag, className) {
  const element = values[place].ownerDocument.createElement(values[tag])
  element.className = values[className]
  return hold(element)
}

/**
 * Where the parts of an element that is copied name `{id}`: the part, the attribute, its value.
 * @type {WeakMap<Element, [number, string, string][]>}
 */
const placesOfIds = new WeakMap()

/** @type {(prototype: Element) => [number, string, string][]} */
function findPlacesOfIds (prototype) {
  return [...prototype.children].flatMap((part, place) => [...part.attributes]
    .filter(({ value }) => value.includes('{id}'))
    .map(({ name, value }) => /** @type {[number, string, string]} */ ([place, name, value])))
}

/**
 * A copy of an element, in whose parts the id stands for each `{id}` of their attributes.
 * @type {(prototype: Handle, id: Handle) => Handle}
 */
export function copyAs (prototype, id) {
  /** @type {Element} */
  const element = values[prototype]
  const places = placesOfIds.get(element) ?? findPlacesOfIds(element)
  placesOfIds.set(element, places)
  const copy = /** @type {Element} */ (element.cloneNode(true))
  for (const [place, name, value] of places) {
    copy.children[place]?.setAttribute(name, value.replaceAll('{id}', values[id]))
  }
  return hold(copy)
}

/**
 * An element of another kind with all the attributes of one but some.
 * @type {(element: Handle, tag: Handle, without: Handle) => Handle}
 */
export function becomeA (element, tag, without) {
  const other = values[element].ownerDocument.createElement(values[tag])
  for (const { name, value } of values[element].attributes) {
    if (!values[without].includes(` ${name} `)) other.setAttribute(name, value)
  }
  return hold(other)
}

/**
 * The nearest element around one that matches, or in which anything does.
 * @type {(element: Handle, selector: Handle) => Handle}
 */
export function around (element, selector) {
  const wanted = values[selector]
  let place = values[element].parentElement
  while (place && !answerOf(place, 'matches', wanted) && !answerOf(place, 'querySelector', wanted)) {
    place = memberOf(place, 'parentElement')
  }
  return give(place)
}

/** @type {(element: Handle, other: Handle) => boolean} */
export const isBefore = (element, other) =>
  (values[element].compareDocumentPosition(values[other]) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** @type {(element: Handle, event: Handle) => void} */
export function fire (element, event) {
  values[element].dispatchEvent(new Event(values[event], { bubbles: true }))
}

/**
 * Puts `text` in the place of what stands between `start` and `end`, as typing does: it can be
 * undone, and the control fires `input`.
 * @type {(control: Handle, start: number, end: number, text: Handle) => void}
 */
export function typeOver (control, start, end, text) {
  /** @type {HTMLTextAreaElement} */
  const textarea = values[control]
  textarea.focus()
  textarea.setSelectionRange(start, end)
  // Old, but the only one that keeps the undo history; where the browser has dropped it, the text
  // comes first.
  if (document.execCommand?.('insertText', false, values[text])) return
  textarea.setRangeText(values[text], start, end, 'end')
  textarea.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Where the browser does not know the property, there is none. */
export const sizesTextareas = () => (sizing ??= document.documentElement.style.fieldSizing !== undefined)

/** Makes a textarea as high as its text. @type {(control: Handle) => void} */
export function fit (control) {
  /** @type {HTMLTextAreaElement} */
  const textarea = values[control]
  // It would not become lower otherwise: the height of its text is at least its own.
  textarea.style.height = 'auto'
  const height = textarea.scrollHeight + textarea.offsetHeight - textarea.clientHeight
  textarea.style.height = `${height}px`
}

/**
 * The classes of the textarea in amoCRM's rendered control. This is the one place of the widget
 * that takes markup: into a template, whose content is inert, so that no script in it runs and no
 * image is fetched. Nothing where there is no textarea.
 * @type {(markup: Handle) => Handle}
 */
export function classOfTextarea (markup) {
  const template = document.createElement('template')
  // eslint-disable-next-line no-restricted-properties -- the one place
  template.innerHTML = values[markup]
  return give(template.content.querySelector('textarea')?.className)
}

// What the browser calls back.

/**
 * Of all editors. It goes by the path of the event, which no name of a form's field can hide and in
 * which what an open shadow tree holds stands too.
 * @param {Event} event
 */
function listener (event) {
  const what = event.type
  for (const target of event.composedPath()) {
    // A form is reset around its editors.
    if (what === 'reset') return tell(values[1], what, target)
    const editor = editors.get(target)
    if (editor) return tell(editor, what, event)
  }
}

/** Listens for all editors at once; again and again is once. @type {(events: Handle) => void} */
export function listen (events) {
  for (const event of values[events].split(' ')) document.addEventListener(event, listener, true)
}

/** @type {(events: Handle) => void} */
export function stopListening (events) {
  writing?.disconnect()
  for (const event of values[events].split(' ')) document.removeEventListener(event, listener, true)
}

/** @type {(whom: Handle, what: Handle) => Handle} */
export function observePage (whom, what) {
  const [told, name] = [values[whom], values[what]]
  const observer = new MutationObserver(() => tell(told, name))
  observer.observe(document, { childList: true, subtree: true })
  return hold(observer)
}

/**
 * Once after a time; an earlier setting for the same is forgotten.
 * @type {(whom: Handle, what: Handle, milliseconds: number) => void}
 */
export function later (whom, what, milliseconds) {
  cancel(whom, what)
  const [told, name] = [values[whom], values[what]]
  told[name] = setTimeout(() => tell(told, name), milliseconds)
}

/** @type {(whom: Handle, what: Handle) => void} */
export const cancel = (whom, what) => clearTimeout(values[whom][values[what]])

/** A function for amoCRM to call. @type {(whom: Handle, what: Handle, about: Handle) => Handle} */
export function answer (whom, what, about) {
  const [told, name, value] = [values[whom], values[what], values[about]]
  return hold(() => tell(told, name, value))
}

// Of texts.

/** Its number, where Rust names it. @type {(text: Handle) => Handle} */
export const named = (text) => numbers.get(values[text]) ?? 0
/** @type {(text: Handle) => Handle} */
export const withLf = (text) => hold(values[text].replace(/\r\n?/g, '\n'))
/** @type {(text: Handle) => Handle} */
export const withoutLineBreaks = (text) => hold(values[text].replace(/[\r\n]/g, ''))
/** @type {(text: Handle) => boolean} */
export const isBlank = (text) => !/\S/.test(values[text])
/** Browsers older than 2023 have no method for it. @type {(text: Handle) => Handle} */
export const wellFormed = (text) =>
  hold(values[text].toWellFormed?.() ?? values[text].replace(/\p{Surrogate}/gu, '\ufffd'))
/** @type {(text: Handle, other: Handle) => Handle} */
export const concat = (text, other) => hold(values[text] + values[other])
/** @type {(text: Handle, placeholder: Handle, number: number) => Handle} */
export const fill = (text, placeholder, number) =>
  hold(values[text].replace(values[placeholder], String(number >>> 0)))
/** @type {(text: Handle, start: number, end: number) => Handle} */
export const slice = (text, start, end) => hold(values[text].slice(start, end))
/** Without regard to capitals. @type {(text: Handle, part: Handle) => boolean} */
export const includes = (text, part) => values[text].toLowerCase().includes(values[part].toLowerCase())
/** The UTF-16 unit at a place of the text. @type {(text: Handle, place: number) => number} */
export const unitAt = (text, place) => values[text].charCodeAt(place)
/** Whether `text` begins with the first word of `other`. @type {(text: Handle, other: Handle) => boolean} */
export function beginsLike (text, other) {
  const [word] = /\S+/.exec(values[other]) ?? []
  return word !== undefined && values[text].startsWith(word)
}
/** As it was when the script came: the page may replace it. */
const { stringify } = JSON
/** A text as JSON. @type {(text: Handle) => Handle} */
export const json = (text) => hold(stringify(values[text]))
/** In UTF-8, in bytes. @type {(text: Handle) => number} */
export const byteLength = (text) => new TextEncoder().encode(values[text]).length

/** @type {(message: Handle) => Handle} */
export const error = (message) => hold(new Error(values[message]))

// Of amoCRM, whose objects may be anything: nothing is thrown.

/** What methods have thrown, each with its cause. @type {WeakSet<object>} */
const thrown = new WeakSet()

/** @type {(object: any, key: string) => any} */
function member (object, key) {
  try { return object[key] } catch { return undefined }
}

/** A member of anything. @type {(object: Handle, name: Handle) => Handle} */
export const read = (object, name) => give(member(values[object], values[name]))

/**
 * What anything's method answers to up to two arguments, or what it has thrown.
 * @type {(object: Handle, method: Handle, first: Handle, second: Handle) => Handle}
 */
export function request (object, method, first, second) {
  try {
    const asked = values[object]
    const name = values[method]
    if (second) return give(asked[name](values[first], values[second]))
    return give(first ? asked[name](values[first]) : asked[name]())
  } catch (cause) {
    const failure = { cause }
    thrown.add(failure)
    return hold(failure)
  }
}

/** @type {(value: Handle) => boolean} */
export const isThrown = (value) => thrown.has(values[value])
/** Whether it is an object that nothing has thrown. @type {(value: Handle) => boolean} */
export const isObject = (value) => typeof values[value] === 'object' && !isThrown(value)
/** @type {(value: any) => string | undefined} */
const textIn = (value) => typeof value === 'string' && value ? value : undefined
/** A text with something in it. @type {(value: Handle) => Handle} */
export const filled = (value) => give(textIn(values[value]))
/**
 * amoCRM's text where it has one, or the English: the line is `section.key=English`.
 * @type {(host: Handle, line: Handle) => Handle}
 */
export function said (host, line) {
  const [, section, key, english] = /^(\w+)\.(\w+)=(.*)/.exec(values[line]) ?? []
  try {
    return hold(textIn(values[host].i18n(section)[key]) ?? english)
  } catch {
    return hold(english)
  }
}
/** The element in an element or a jQuery object. @type {(value: Handle) => Handle} */
export function elementIn (value) {
  // amoCRM passes nothing at all most of the time, and an exception takes its time.
  if (value === 0) return 0
  try {
    const passed = values[value]
    const element = passed instanceof Element ? passed : passed[0]
    return element instanceof Element ? hold(element) : 0
  } catch {
    return 0
  }
}
/** The text of what is no object. @type {(value: Handle) => Handle} */
export const printed = (value) =>
  value && Object(values[value]) !== values[value] ? hold(String(values[value])) : 0

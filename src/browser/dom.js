// @ts-check
/**
 * The browser in the steps that the widget takes. Each call from WebAssembly costs bytes in the
 * script and time, and a text in it costs both twice over; so these steps are coarse where they
 * can be, and texts stay here: Rust names each by its number (`names.rs`).
 *
 * Nothing here knows what the widget does.
 */

/**
 * What Rust is told: which editor it is about, and the number of the text that says what happened.
 * @typedef {(editor: number, what: number, value?: unknown) => void} Handler
 */

/** @type {string[]} By their numbers. */
const texts = []
/** @type {Map<unknown, number>} The other way round. */
const numbers = new Map()

/** @type {WeakMap<Element, number>} The numbers of the editors that elements belong to. */
let editors = new WeakMap()

/**
 * The texts that Rust names, numbered from `first` on.
 * @type {(first: number, list: string) => void}
 */
export function learn (first, list) {
  for (const text of list.split('\n')) {
    numbers.set(text, first)
    texts[first++] = text
  }
}

/** A fresh instance of the widget knows no editor yet. */
export function forget () {
  editors = new WeakMap()
}

/** @type {(element: Element, editor: number) => void} */
export const belong = (element, editor) => { editors.set(element, editor) }
/** @type {(element: Element) => number} */
export const editorOf = (element) => editors.get(element) ?? 0

// Of the document, which does as it is told. Should a page have replaced one of its methods by one
// that throws, the shim's guard catches it, as it catches any failure of Rust.

export const page = () => document
/** @type {(object: any, name: number) => any} */
export const get = (object, name) => object[texts[name]]
/** @type {(object: any, name: number, value: unknown) => void} */
export const set = (object, name, value) => { object[texts[name]] = value }
/** @type {(object: any, name: number, value: number) => void} */
export const setNamed = (object, name, value) => { object[texts[name]] = texts[value] }
/** @type {(object: any, method: number) => void} */
export const call = (object, method) => { object[texts[method]]() }
/** @type {(object: any, method: number, argument: unknown) => any} */
export const callWith = (object, method, argument) => object[texts[method]](argument)
/** @type {(object: any, method: number, argument: number) => any} */
export const callNamed = (object, method, argument) => object[texts[method]](texts[argument])
/** @type {(element: Element, name: number, value: string) => void} */
export const setAttribute = (element, name, value) => element.setAttribute(texts[name], value)
/** @type {(element: Element, name: number, value: number) => void} */
export const setAttributeNamed = (element, name, value) => element.setAttribute(texts[name], texts[value])
/** @type {(one: unknown, other: unknown) => boolean} */
export const same = (one, other) => one === other
/** @type {(one: Node, other: Node) => boolean} */
export const areConnected = (one, other) => one.isConnected && other.isConnected

/** @type {(place: ParentNode, selector: number) => NodeListOf<Element>} */
export const selectAll = (place, selector) => place.querySelectorAll(texts[selector])
/** Those that belong to no editor. @type {(place: ParentNode, selector: number) => Element[]} */
export const selectFree = (place, selector) =>
  [...selectAll(place, selector)].filter((element) => !editors.get(element))
/** @type {(list: ArrayLike<Element>, index: number) => Element | undefined} */
export const item = (list, index) => list[index]

/** @type {(place: Element, tag: number, className: number) => Element} */
export function create (place, tag, className) {
  const element = place.ownerDocument.createElement(texts[tag])
  element.className = texts[className]
  return element
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
 * @type {(prototype: Element, id: string) => Element}
 */
export function copyAs (prototype, id) {
  const places = placesOfIds.get(prototype) ?? findPlacesOfIds(prototype)
  placesOfIds.set(prototype, places)
  const copy = /** @type {Element} */ (prototype.cloneNode(true))
  for (const [place, name, value] of places) {
    copy.children[place]?.setAttribute(name, value.replaceAll('{id}', id))
  }
  return copy
}

/** @type {WeakMap<Element, Element>} Copies that were made before they are needed. */
const copies = new WeakMap()
/** @type {(prototype: Element, id: string) => void} */
export function copyAhead (prototype, id) {
  if (!copies.has(prototype)) copies.set(prototype, copyAs(prototype, id))
}
/** @type {(prototype: Element) => Element | undefined} */
export function takeCopy (prototype) {
  const copy = copies.get(prototype)
  copies.delete(prototype)
  return copy
}

/**
 * An element of another kind with all the attributes of one but some.
 * @type {(element: Element, tag: number, without: number) => Element}
 */
export function becomeA (element, tag, without) {
  const other = element.ownerDocument.createElement(texts[tag])
  for (const { name, value } of element.attributes) {
    if (!texts[without].includes(` ${name} `)) other.setAttribute(name, value)
  }
  return other
}

/** @type {(element: Element, other: Element) => boolean} */
export const isBefore = (element, other) =>
  (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** @type {(element: Element, event: number) => void} */
export function fire (element, event) {
  element.dispatchEvent(new Event(texts[event], { bubbles: true }))
}

/**
 * Puts `text` in the place of what stands between `start` and `end`, as typing does: it can be
 * undone, and the control fires `input`.
 * @type {(control: HTMLTextAreaElement, start: number, end: number, text: string) => void}
 */
export function typeOver (control, start, end, text) {
  control.focus()
  control.setSelectionRange(start, end)
  // Old, but the only one that keeps the undo history; where the browser has dropped it, the text
  // comes first.
  if (document.execCommand?.('insertText', false, text)) return
  control.setRangeText(text, start, end, 'end')
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Makes a textarea as high as its text. @type {(textarea: HTMLTextAreaElement) => void} */
export function fit (textarea) {
  const { style } = textarea
  // It would not become lower otherwise: the height of its text is at least its own.
  style.height = 'auto'
  style.height = `${textarea.scrollHeight + textarea.offsetHeight - textarea.clientHeight}px`
}

// What the browser calls back.

/** As they were when the script came: the page may replace them, and a form's field hide them. */
const { closest, querySelectorAll } = Element.prototype

/**
 * Listens for all editors at once.
 * @type {(events: number, root: number, signal: AbortSignal, handler: Handler) => EventListener}
 */
export function listen (events, root, signal, handler) {
  const listener = (/** @type {Event} */ happened) => {
    // Where the editor is in a shadow tree, the event's own target is what holds that.
    const [target] = happened.composedPath()
    if (!(target instanceof Element)) return
    const { type } = happened
    const roots = type === 'reset'
      ? querySelectorAll.call(target, texts[root])
      : [closest.call(target, texts[root])]
    for (const root of roots) {
      const editor = root && editors.get(root)
      if (editor) handler(editor, named(type), happened)
    }
  }
  for (const event of texts[events].split(' ')) {
    document.addEventListener(event, listener, { capture: true, signal })
  }
  return listener
}

/** @type {(events: number, listener: EventListener) => void} */
export function stopListening (events, listener) {
  for (const event of texts[events].split(' ')) document.removeEventListener(event, listener, true)
}

/** @type {(element: Element, attribute: number, handler: Handler, editor: number) => MutationObserver} */
export function observeAttribute (element, attribute, handler, editor) {
  const observer = new MutationObserver(() => handler(editor, attribute))
  observer.observe(element, { attributeFilter: [texts[attribute]] })
  return observer
}

/** @type {(handler: Handler) => MutationObserver} */
export function observePage (handler) {
  const observer = new MutationObserver(() => handler(0, 0))
  observer.observe(document, { childList: true, subtree: true })
  return observer
}

/** @type {(milliseconds: number, what: number, handler: Handler, editor: number) => number} */
export const later = (milliseconds, what, handler, editor) =>
  setTimeout(() => handler(editor, what), milliseconds)
/** @type {(timer: number) => void} */
export const cancel = (timer) => clearTimeout(timer)

/** A function for amoCRM to call, with whatever arguments. @type {(handler: Handler, what: number) => () => void} */
export const answer = (handler, what) => () => handler(0, what)

// Of texts.

/** @type {(name: number) => string} */
export const text = (name) => texts[name]
/** Its number, where Rust names it. @type {(text: unknown) => number} */
export const named = (text) => numbers.get(text) ?? -1
/** @type {(text: string) => number} */
export const length = (text) => text.length
/** @type {(text: string) => string} */
export const withLf = (text) => text.replace(/\r\n?/g, '\n')
/** @type {(text: string) => string} */
export const withoutLineBreaks = (text) => text.replace(/[\r\n]/g, '')
/** @type {(text: string) => string} */
export const trimmed = (text) => text.trim()
/** @type {(text: string) => boolean} */
export const isBlank = (text) => !/\S/.test(text)
/** Browsers older than 2023 have no method for it. @type {(text: string) => string} */
export const wellFormed = (text) =>
  text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, '\ufffd')
/** @type {(text: string, other: string) => string} */
export const concat = (text, other) => text + other
/** @type {(text: string, other: number) => string} */
export const concatNamed = (text, other) => text + texts[other]
/** @type {(text: string, placeholder: number, number: number) => string} */
export const fill = (text, placeholder, number) => text.replace(texts[placeholder], String(number))
/** @type {(text: string, start: number, end: number) => string} */
export const slice = (text, start, end) => text.slice(start, end)
/** Without regard to capitals. @type {(text: string, part: string) => boolean} */
export const includes = (text, part) => text.toLowerCase().includes(part.toLowerCase())
/** The UTF-16 unit at a place of the text. @type {(text: string, place: number) => number} */
export const unitAt = (text, place) => text.charCodeAt(place)
/** Whether `text` begins with the first word of `other`. @type {(text: string, other: string) => boolean} */
export function beginsLike (text, other) {
  const [word] = /\S+/.exec(other) ?? []
  return word !== undefined && text.startsWith(word)
}
/** As it was when the script came: the page may replace it. */
const { stringify } = JSON
/** A text as JSON. @type {(text: string) => string} */
export const json = (text) => stringify(text)
/** In UTF-8, in bytes. @type {(text: string) => number} */
export const byteLength = (text) => new TextEncoder().encode(text).length

/** @type {(message: number) => Error} */
export const error = (message) => new Error(texts[message])

// Of amoCRM, whose objects may be anything: nothing is thrown.

/** A member of anything. @type {(object: any, name: number, key?: string) => any} */
export function read (object, name, key = texts[name]) {
  try { return object[key] } catch { return undefined }
}

/**
 * What anything's method answers; what it throws, as `{ thrown }`.
 * @type {(object: any, method: number, first: unknown, second: unknown) => unknown}
 */
export function ask (object, method, first, second) {
  const name = texts[method]
  try {
    if (second !== undefined) return object[name](first, second)
    return first === undefined ? object[name]() : object[name](first)
  } catch (thrown) {
    // `throw undefined` is one too.
    return { thrown: thrown ?? null }
  }
}

/** Whether it is an object that nothing has thrown. @type {(value: any) => boolean} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && read(value, 0, 'thrown') === undefined
/** A text with something in it. @type {(value: unknown) => string | undefined} */
export const filled = (value) => typeof value === 'string' && value ? value : undefined
/**
 * amoCRM's text where it has one, or the English: the line is `section.key=English`.
 * @type {(host: any, line: number) => string}
 */
export function said (host, line) {
  const [, section, key, english] = /^(\w+)\.(\w+)=(.*)/.exec(texts[line]) ?? []
  try {
    return filled(host.i18n(section)[key]) ?? english
  } catch {
    return english
  }
}
/** The element in an element or a jQuery object. @type {(value: any) => Element | undefined} */
export function elementIn (value) {
  // amoCRM passes nothing at all most of the time, and an exception takes its time.
  if (value === undefined || value instanceof Element) return value
  const element = read(value, 0, '0')
  return element instanceof Element ? element : undefined
}
/** The text of what is no object. @type {(value: any) => string | undefined} */
export const printed = (value) =>
  value === undefined || Object(value) === value || value === null ? undefined : String(value)

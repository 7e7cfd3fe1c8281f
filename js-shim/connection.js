// @ts-check
/** Between one widget object of amoCRM and its visit in Rust. */
import { answerTo } from './answers.js'
import { afterwards } from './deferred.js'

/**
 * @typedef {{ callbacks?: Record<string, (...args: unknown[]) => unknown> }} WidgetObject
 * @typedef {import('./runtime.js').Instance} Instance
 * @typedef {'init' | 'settings' | 'dpSettings' | 'onSave' | 'onAddAsSource' |
 *   'salesbotDesignerSettings' | 'onSalesbotDesignerSave'} RustCallback
 */

export class Connection {
  /**
   * @param {WidgetObject} host
   * @param {import('./runtime.js').Runtime} runtime
   */
  constructor (host, runtime) {
    this.host = host
    this.runtime = runtime
    /** What Rust remembers of the visit; it stays when an instance fails. @type {object | undefined} */
    this.visit = undefined
    /** How many calls into Rust are running: a visit in which one does is not taken for idle. */
    this.running = 0
    this.leaving = false
    /** Whether amoCRM has asked for an editor: its form may be drawn yet. */
    this.awaitsForms = false
  }

  /**
   * amoCRM's `init`. Nothing in the page waits for what Rust does in it, and most pages are left
   * without a form being opened: so WebAssembly starts when the page has nothing else to do, or at
   * once with a callback that needs it.
   * @returns {unknown}
   */
  init () {
    if (!this.runtime.isNew) return this.call('init')
    this.leaving = false
    // Where WebAssembly has started by then, a newer visit may have begun.
    whenIdle(() => { if (!this.leaving && this.runtime.isNew) this.call('init') })
    return answerTo('init', [])
  }

  /**
   * Has Rust answer a callback. No exception leaves it.
   * @param {RustCallback} callback
   * @param {unknown[]} args
   * @returns {unknown}
   */
  call (callback, ...args) {
    this.leaving = false
    if (callback === 'dpSettings') this.awaitsForms = true
    const instance = this.runtime.start()
    if (instance) return this.callIn(instance, callback, args)
    if (!this.runtime.isStarting) return answerTo(callback, args)

    /** @param {(answer: unknown) => void} settle */
    const later = (settle) => {
      this.runtime.whenStarted((started) => settle(this.replay(started, callback, args)))
    }
    if (callback === 'onSave') return afterwards(later)
    later(() => {})
    return answerTo(callback, args)
  }

  /**
   * A call that came while WebAssembly was starting. One for a window that is gone, or for a
   * widget that amoCRM has destroyed meanwhile, is answered and not played.
   * @param {Instance | null} instance
   * @param {RustCallback} callback
   * @param {unknown[]} args
   */
  replay (instance, callback, args) {
    if (!instance || this.leaving) return answerTo(callback, args)
    return this.callIn(instance, callback, args, isGone)
  }

  /**
   * @param {Instance} instance
   * @param {RustCallback} callback
   * @param {unknown[]} args
   * @param {(argument: unknown) => boolean} [isPointless] asked of the first argument
   */
  callIn (instance, callback, args, isPointless = () => false) {
    const answer = this.inRust(instance, (visit) => {
      if (isPointless(args[0])) return undefined
      const answer = instance.call(callback, visit, ...args)
      // It has no other answer than why it could not open a form.
      if (callback === 'dpSettings' && answer) throw answer
      return answer
    })
    return answer === undefined ? answerTo(callback, args) : answer
  }

  /** amoCRM ends this visit. Whatever it calls afterwards begins another. */
  destroy () {
    this.leaving = true
    this.awaitsForms = false
    const { instance } = this.runtime
    if (this.visit && instance) this.inRust(instance, (visit) => instance.call('destroy', visit))
    // One that has died is still there while a call runs around this one; the next takes the editors
    // over then, and ends the visit.
    if (!this.runtime.instance?.isDead) this.leave()
    return undefined
  }

  /**
   * Takes over in a fresh instance, to end there what amoCRM has ended meanwhile.
   * @param {Instance} instance
   */
  resume (instance) {
    this.inRust(instance, (visit) => instance.call('resume', visit, this.awaitsForms || undefined))
    if (this.leaving) this.destroy()
  }

  /**
   * @param {Instance} instance
   * @param {(visit: object) => unknown} work
   * @returns {unknown} nothing where it fails
   */
  inRust (instance, work) {
    this.running += 1
    try {
      return work(this.visitIn(instance))
    } catch (error) {
      console.trace(error)
      return undefined
    } finally {
      this.running -= 1
    }
  }

  /** @param {Instance} instance */
  visitIn (instance) {
    if (this.visit) return this.visit
    // Before it begins: should Rust fail in that, then the next instance begins it.
    this.runtime.connections.add(this)
    const visit = /** @type {object} */ (instance.call('begin', this.host))
    this.visit = visit
    this.runtime.releaseIdle(instance)
    return visit
  }

  /**
   * If amoCRM calls it once more, another visit begins.
   * @param {Instance} instance
   */
  leaveIfIdle (instance) {
    if (this.visit && this.running === 0 && instance.call('leaveIfIdle', this.visit)) this.leave()
  }

  leave () {
    this.visit = undefined
    this.runtime.connections.delete(this)
  }
}

/** As it was when the script came: the page may replace it. WebKit has none. */
const requestIdleCallback = globalThis.requestIdleCallback ?? setTimeout

/** @param {() => void} work not done where the page fails: the first callback does without */
function whenIdle (work) {
  try {
    requestIdleCallback(work)
  } catch (error) {
    console.trace(error)
  }
}

/**
 * Whether a callback's argument, be it a jQuery object or an element, has left the document.
 * @param {any} argument
 */
function isGone (argument) {
  const element = argument instanceof Element ? argument : argument?.[0]
  return element instanceof Element && !element.isConnected
}

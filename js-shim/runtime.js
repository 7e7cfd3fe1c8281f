// @ts-check
/**
 * WebAssembly on this page: one compiled module, and the instance that lives.
 *
 * A panic in Rust kills its instance, not the page. Every way into an instance passes
 * `Instance.guard`: callbacks, listeners, timers, observers and promises all come in through its exports.
 * When one fails, a fresh instance is made from the compiled module and takes the open editors
 * over. An instance that fails again and again is given up, and a few lines of JavaScript keep
 * what is typed and what is saved equal.
 */
import { mirrorOpenEditors } from './plain_mirroring.js'

/** After more restarts than this within `RESTART_PERIOD` the widget is given up. */
const MAX_RESTARTS = 3
/** In milliseconds. */
const RESTART_PERIOD = 10_000

/**
 * @typedef {(...handles: number[]) => number | void} RustFunction
 * @typedef {Record<'begin' | 'init' | 'settings' | 'dpSettings' | 'onSave' | 'onAddAsSource' |
 *   'salesbotDesignerSettings' | 'onSalesbotDesignerSave' | 'destroy' | 'leaveIfIdle' | 'resume' |
 *   'happened', RustFunction>} RustFunctions
 *
 * @typedef {RustFunctions & Rest} Glue What wasm-bindgen generates, made anew for each instance.
 *
 * @typedef {object} Rest
 * @property {(enter: RustFunction, ...args: unknown[]) => any} call
 * @property {(happened: RustFunction) => void} serve
 * @property {() => WebAssembly.Imports} imports
 * @property {(instance: { exports: object }, module: WebAssembly.Module) => void} finish
 */

/** One life of the Rust program. */
export class Instance {
  /**
   * @param {Glue} glue
   * @param {(instance: Instance) => void} onDeath called once nothing of it runs any more
   */
  constructor (glue, onDeath) {
    this.glue = glue
    this.onDeath = onDeath
    this.isDead = false
    /** How many calls into the instance are running, one inside the other. */
    this.depth = 0
  }

  /**
   * Calls a function of Rust with values of JavaScript.
   * @param {keyof RustFunctions} name
   * @param {unknown[]} args
   * @returns {unknown}
   */
  call (name, ...args) {
    return this.glue.call(this.glue[name], ...args)
  }

  /**
   * The instance's exports, each of its functions guarded.
   * @param {WebAssembly.Exports} exports
   */
  guarded (exports) {
    /** @type {Record<string, unknown>} */
    const guarded = {}
    for (const [name, value] of Object.entries(exports)) {
      guarded[name] = typeof value === 'function' ? this.guard(name, value) : value
    }
    return guarded
  }

  /**
   * @param {string} name
   * @param {Function} enter
   */
  guard (name, enter) {
    // What the browser calls by itself: nobody is there to catch an exception.
    const isFromBrowser = name === 'happened'
    const instance = this

    /** @this {unknown} @param {unknown[]} args */
    return function (...args) {
      // Where an outer call of a dead instance still runs, it is let out in order.
      if (instance.isDead && (isFromBrowser || instance.depth === 0)) return undefined
      instance.depth += 1
      try {
        return enter.apply(undefined, args)
      } catch (error) {
        // Any exception that comes through Rust has left its work half done.
        instance.isDead = true
        if (!isFromBrowser) throw error
        console.trace(error)
      } finally {
        instance.depth -= 1
        if (instance.isDead && instance.depth === 0) instance.onDeath(instance)
      }
    }
  }
}

export class Runtime {
  /**
   * @param {() => Glue} createGlue
   * @param {() => Uint8Array<ArrayBuffer>} wasmBytes
   */
  constructor (createGlue, wasmBytes) {
    this.createGlue = createGlue
    this.wasmBytes = wasmBytes
    /** @type {'new' | 'starting' | 'running' | 'off'} */
    this.state = 'new'
    /** @type {WebAssembly.Module | null} */
    this.module = null
    /** @type {Instance | null} */
    this.instance = null
    /** @type {Promise<void> | null} */
    this.started = null
    /** @type {Set<import('./connection.js').Connection>} Those that have begun a visit in Rust. */
    this.connections = new Set()
    /** @type {number[]} */
    this.restarts = []
  }

  /** Whether nothing has needed WebAssembly yet. */
  get isNew () {
    return this.state === 'new'
  }

  get isStarting () {
    return this.state === 'starting'
  }

  /**
   * Starts WebAssembly once and returns the living instance, or `null` where there is none yet or
   * at all. amoCRM calls synchronously and looks at what it gets, so the start is synchronous.
   * @returns {Instance | null}
   */
  start () {
    if (this.state === 'new') {
      try {
        this.module = new WebAssembly.Module(this.wasmBytes())
        this.launch(this.module)
      } catch {
        // Chrome before 2023 throws a RangeError for a module above 4 KB on the main thread.
        this.startLater()
      }
    }
    return this.instance
  }

  startLater () {
    if (typeof WebAssembly === 'undefined') {
      this.state = 'off'
      return
    }
    this.state = 'starting'
    this.started = this.launchLater().catch(() => {
      // Forbidden by the page or unknown to the browser: amoCRM's own field goes on working.
      this.state = 'off'
    })
  }

  async launchLater () {
    const module = await WebAssembly.compile(this.wasmBytes())
    const glue = this.createGlue()
    const wasm = await WebAssembly.instantiate(module, glue.imports())
    this.module = module
    this.adopt(glue, wasm, module)
  }

  /**
   * Calls `work` once WebAssembly has started, or cannot.
   * @param {(instance: Instance | null) => void} work
   */
  whenStarted (work) {
    // In braces: a refusal that `work` gives is an answer, not a failure of the start.
    this.started?.then(() => { work(this.instance) })
  }

  /** @param {WebAssembly.Module} module */
  launch (module) {
    const glue = this.createGlue()
    this.adopt(glue, new WebAssembly.Instance(module, glue.imports()), module)
  }

  /**
   * @param {Glue} glue
   * @param {WebAssembly.Instance} wasm
   * @param {WebAssembly.Module} module
   */
  adopt (glue, wasm, module) {
    const instance = new Instance(glue, (dead) => this.restart(dead))
    glue.finish({ exports: instance.guarded(wasm.exports) }, module)
    glue.serve(glue.happened)
    this.instance = instance
    this.state = 'running'
  }

  /** @param {Instance} dead */
  restart (dead) {
    if (this.instance !== dead || !this.module) return
    // First of all: whatever fails below, nobody takes the dead one for alive.
    this.instance = null
    if (!this.relaunch(this.module)) {
      this.giveUp()
      return
    }
    // The newest first: an older one that amoCRM has forgotten to end must not own its editors.
    for (const connection of [...this.connections].reverse()) {
      // amoCRM may have ended one while another was resumed.
      if (this.instance && this.connections.has(connection)) connection.resume(this.instance)
    }
  }

  /**
   * Whether a fresh instance has come, unless there were too many of late.
   * @param {WebAssembly.Module} module
   */
  relaunch (module) {
    try {
      const now = performance.now()
      this.restarts = this.restarts.filter((time) => now - time < RESTART_PERIOD)
      if (this.restarts.length >= MAX_RESTARTS) return false
      this.restarts.push(now)
      this.launch(module)
      return true
    } catch (error) {
      console.trace(error)
      return false
    }
  }

  /**
   * A visit has begun. Those before it that amoCRM has not ended are let go of where nothing in
   * the page needs them any more: they would hold their widget objects for as long as the page is.
   * @param {Instance} instance
   */
  releaseIdle (instance) {
    for (const connection of this.connections) connection.leaveIfIdle(instance)
  }

  giveUp () {
    this.state = 'off'
    this.connections.clear()
    mirrorOpenEditors(document)
  }
}

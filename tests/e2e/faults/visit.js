/**
 * One visit of the packed widget, by the local amoCRM's own parts: its loader's base object, its
 * forms, its Save.
 */
define('faults/visit', [
  'jquery',
  'host/base-widget',
  'host/callbacks',
  'host/widget-list',
  'host/widget-loader',
  'workbench/call-log'
], ($, extendWithBase, callbacks, widgetList, loader, callLog) => {
  const CODE = 'local_widget'
  const AREA = 'digital_pipeline'
  /** The page's own, whatever a fault makes of them. */
  const { document } = window

  /** What every visit begins with; loaded once. */
  const loaded = widgetList.load(AREA).then((entries) => {
    const entry = entries.find((one) => one.code === CODE)
    const script = $.ajax({ url: entry.src, dataType: 'text' })
    return $.when(script, $.getJSON(entry.i18n)).then(([source], [langs]) => ({ entry, source, langs }))
  })

  /** The widget's constructor, as the script defines it. */
  let script

  /** What is put off until the page is idle, which is when a visit says so. */
  const putOff = []
  window.requestIdleCallback = (work) => { putOff.push(work) }

  /** Has the next visit load the script anew, as a reload of the page would. */
  function reload () {
    script = undefined
  }

  /** After so many the browser, where it can be told to, lets go of their memories. */
  const SCRIPTS_AT_ONCE = 3
  let scripts = 0

  /** Runs the script as a page does, and takes what it defines. */
  function constructorOf (source) {
    scripts += 1
    if (scripts % SCRIPTS_AT_ONCE === 0) window.gc?.()
    const { define } = window
    let defined
    window.define = (factory) => { defined = factory() }
    const script = document.createElement('script')
    script.textContent = source
    document.head.append(script)
    script.remove()
    window.define = define
    return defined
  }

  class Visit {
    /** @param {{ entry: object, source: string, langs: object }} parts */
    constructor (parts, { code = CODE, settings = {}, Constructor } = {}) {
      const { entry, source, langs } = parts
      this.parts = parts
      this.entry = { ...entry, code }
      this.code = code
      Constructor ??= script ??= constructorOf(source)
      extendWithBase(Constructor, code, AREA)
      this.widget = new Constructor()
      const own = { widget_code: code, path: entry.path, version: entry.version, ...settings }
      callLog.silently(() => {
        this.widget.set_lang(structuredClone(langs))
        this.widget.set_settings(own)
      })
      loader.list[code] = this.widget
    }

    /** One of another widget of this kind, which has a script of its own. */
    beside (code) {
      return new Visit(this.parts, { code, Constructor: constructorOf(this.parts.source) })
    }

    /** Does `work` right before amoCRM's next call of `name`, and `then` right after it. */
    before (name, work, then = () => {}) {
      const table = this.widget.callbacks
      const callback = table[name]
      table[name] = function (...args) {
        table[name] = callback
        work(...args)
        try {
          return callback.apply(this, args)
        } finally {
          then()
        }
      }
    }

    /** What amoCRM's loader calls before any form opens; the page is idle before one does. */
    begin ({ isIdle = true } = {}) {
      for (const name of ['render', 'bind_actions', 'init']) this.call(name)
      if (isIdle) for (const work of putOff.splice(0)) work()
    }

    call (name, ...args) {
      return callbacks.callBack(this.widget, this.code, name, ...args)
    }

    /** amoCRM leaves the page. */
    end () {
      this.call('destroy')
      delete loader.list[this.code]
    }
  }

  return { CODE, Visit, reload, loaded: () => Promise.resolve(loaded) }
})

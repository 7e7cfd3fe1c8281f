// @ts-check
/**
 * The widget as amoCRM loads it: an AMD module whose value is a plain constructor, since amoCRM's
 * loader writes its base methods into the constructor's prototype (an ES class would lose them).
 *
 * Nothing here knows what the widget does. Each callback goes to Rust; where Rust cannot answer,
 * the table in `answers.js` does.
 */
import decoder from 'virtual:decoder'
import createGlue from 'virtual:glue'
import texts from 'virtual:texts'
import wasmText from 'virtual:wasm'
import { answers } from './answers.js'
import { Connection } from './connection.js'
import { decode } from './printable_bytes.js'
import { Runtime } from './runtime.js'

/** One for the page: every widget object shares the WebAssembly module. */
const runtime = new Runtime(() => createGlue(texts), () => decode(wasmText, decoder))

/**
 * amoCRM's widget object; amoCRM makes a new one on each visit.
 * @this {import('./connection.js').WidgetObject}
 */
export default function PipelineMessage () {
  const connection = new Connection(this, runtime)

  this.callbacks = {
    render: () => answers.render,
    init: () => connection.init(),
    bind_actions: () => answers.bind_actions,
    settings: (body) => connection.call('settings', body),
    dpSettings: (body) => connection.call('dpSettings', body),
    onSave: (details) => connection.call('onSave', details),
    onAddAsSource: (pipelineId) => connection.call('onAddAsSource', pipelineId),
    salesbotDesignerSettings: (...args) => connection.call('salesbotDesignerSettings', ...args),
    onSalesbotDesignerSave: (...args) => connection.call('onSalesbotDesignerSave', ...args),
    destroy: () => connection.destroy()
  }

  return this
}

/** Modules that `rollup.config.js` makes from wasm-pack's output. */
declare module 'virtual:glue' {
  const createGlue: () => import('./runtime.js').Glue
  export default createGlue
}

declare module 'virtual:wasm' {
  /** The WebAssembly, as `printable_bytes.js` encodes it. */
  const wasmText: string
  export default wasmText
}

/** Modules that `rollup.config.js` makes from wasm-pack's output. */
declare module 'virtual:glue' {
  const createGlue: (texts: string[]) => import('./runtime.js').Glue
  export default createGlue
}

declare module 'virtual:texts' {
  /** The texts that Rust names, in the order of their numbers. */
  const texts: string[]
  export default texts
}

declare module 'virtual:wasm' {
  /** The WebAssembly, as `printable_bytes.js` encodes it. */
  const wasmText: string
  export default wasmText
}

declare module 'virtual:decoder' {
  /** The WebAssembly that decodes the other, in base64. */
  const decoder: string
  export default decoder
}

declare module 'virtual:salesbot' {
  /** The exits of the Salesbot's block as the designer takes them, in JSON. */
  export const exits: string
  /** The block's steps as JSON in two parts, between which the message belongs. */
  export const steps: string[]
}

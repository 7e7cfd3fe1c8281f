//! The widget as one WebAssembly module: what `cargo xtask pack` has wasm-pack build.
//!
//! There is no code here. A crate that is both a module for the browser and a library for tests
//! gets no link-time optimisation: Cargo leaves it out without a word, since a library must stay
//! linkable. So the widget is a library, which its tests link, and this crate is the module. That
//! takes 600 bytes off `script.js` after gzip.

// Everything that JavaScript may call is exported by the widget's own attributes; it only has to
// be linked.
extern crate pipeline_message as _;

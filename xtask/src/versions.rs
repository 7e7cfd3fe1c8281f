//! What the build stands on, each version in one place.
//!
//! Not here, because it stands elsewhere already: wasm-bindgen in `Cargo.lock` (its command line
//! must be exactly the library's version and is taken from there), the JavaScript tools in
//! `package-lock.json`, the oldest Rust and Node in `Cargo.toml` and `package.json`.

/// wasm-pack, from crates.io.
pub(crate) const WASM_PACK: &str = "0.15.1";

/// cargo-deny, from crates.io: licences, origins and known faults of crates.
pub(crate) const CARGO_DENY: &str = "0.20.2";

/// The target that the widget is built for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Debian's Rust, the source of its standard library, its clippy, and the linker of the same
/// LLVM: what builds for wasm where rustup cannot download.
pub(crate) const DEBIAN_RUST: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "lld-22",
];

/// The linker for wasm among [`DEBIAN_RUST`].
pub(crate) const DEBIAN_WASM_LINKER: &str = "/usr/bin/wasm-ld-22";

/// Firefox's driver, from crates.io.
pub(crate) const GECKODRIVER: &str = "0.37.1";

/// Chromium for the tests, and the driver that steers it.
pub(crate) const DEBIAN_CHROMIUM: [&str; 2] = ["chromium", "chromium-driver"];

/// Firefox for the tests; its driver is [`GECKODRIVER`].
pub(crate) const DEBIAN_FIREFOX: [&str; 1] = ["firefox-esr"];

/// WebKit's driver with its browser, and a display for it.
pub(crate) const DEBIAN_WEBKIT: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// The most that `script.js` may weigh after gzip -9.
pub(crate) const SCRIPT_LIMIT: u64 = 16 * 1024;

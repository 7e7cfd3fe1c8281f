//! Texts as JavaScript has them: UTF-16 code units, which need not be well-formed.
//!
//! What is expected of the widget's texts is worked out here in Rust, unit by unit, since the
//! widget has JavaScript do it.

use std::fmt::{self, Debug, Formatter, Write};

use js_sys::JsString;
use proptest::prelude::*;
use proptest::{collection, sample};

const CR: u16 = 0x0d;
const LF: u16 = 0x0a;

/// A JavaScript string.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text(pub Vec<u16>);

impl Text {
    /// With LF for each CRLF and CR, as a textarea gives its text.
    pub fn with_lf(&self) -> Self {
        let mut units = Vec::new();
        let mut before = 0;
        for unit in self.0.iter().copied() {
            match (before, unit) {
                (CR, LF) => {}
                (_, CR) => units.push(LF),
                _ => units.push(unit),
            }
            before = unit;
        }
        Text(units)
    }

    /// As an `<input type="text">` gives it.
    pub fn without_line_breaks(&self) -> Self {
        let units = self.0.iter().copied();
        Text(units.filter(|unit| ![CR, LF].contains(unit)).collect())
    }

    /// As jQuery 2.1.3 sends it, with LF as line break: it drops a CR that amoCRM has left alone.
    pub fn sent_by_jquery(&self) -> Self {
        let units = self.0.iter().copied();
        Text(units.filter(|unit| *unit != CR).collect())
    }

    /// With U+FFFD for each unpaired surrogate.
    pub fn well_formed(&self) -> Self {
        String::from_utf16_lossy(&self.0).as_str().into()
    }

    pub fn has_lines(&self) -> bool {
        self.0.contains(&LF)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn js(&self) -> JsString {
        JsString::from_char_code(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.encode_utf16().collect())
    }
}

impl From<JsString> for Text {
    fn from(text: JsString) -> Self {
        Text(text.iter().collect())
    }
}

/// As a JavaScript literal, so that it can be tried in a console.
impl Debug for Text {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_char('"')?;
        for unit in &self.0 {
            match u8::try_from(*unit) {
                Ok(byte @ (b'"' | b'\\')) => write!(formatter, "\\{}", char::from(byte))?,
                Ok(byte @ 0x20..0x7f) => formatter.write_char(byte.into())?,
                _ => write!(formatter, "\\u{unit:04x}")?,
            }
        }
        formatter.write_char('"')
    }
}

/// What has broken texts before: line breaks, invisible and combining characters, directions,
/// emoji of several characters, markup, templates, escapes, and what opens the list of markers.
const PIECES: [&str; 38] = [
    "a",
    "Hello",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\n\r",
    "\0",
    "\u{85}",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "שלום",
    "e\u{301}\u{323}",
    "😀",
    "👩‍👩‍👧",
    "🇺🇦",
    "\u{10ffff}",
    "\u{fffd}",
    "{{lead.name}}",
    "{% if true %}",
    "{# x #}",
    "%41",
    "%",
    "&amp;",
    "<b>",
    "</textarea><script>window.broken = true</script>",
    "\"'`",
    "\\u0041",
    "[",
    "[na]",
];

fn piece() -> impl Strategy<Value = Vec<u16>> {
    prop_oneof![
        8 => sample::select(PIECES.to_vec()).prop_map(|piece| piece.encode_utf16().collect()),
        2 => (0xd800_u16..0xe000).prop_map(|surrogate| vec![surrogate]),
        1 => any::<u16>().prop_map(|unit| vec![unit]),
    ]
}

/// Any text, with unpaired surrogates.
pub fn any_text() -> impl Strategy<Value = Text> {
    collection::vec(piece(), 0..6).prop_map(|pieces| Text(pieces.concat()))
}

/// Any text that is well-formed, as amoCRM's server keeps it.
pub fn whole_text() -> impl Strategy<Value = Text> {
    any_text().prop_map(|text| text.well_formed())
}

//! What `script.js` weighs: what fills it, and the baseline that it is held against.

mod baseline;
mod functions;
mod parts;
mod report;

pub(crate) use baseline::{Growth, ScriptWeight, hold};
pub(crate) use parts::{Parts, Weight};
pub(crate) use report::report;

//! The widget's block in a Salesbot: what a bot does where a person has put it.
//!
//! amoCRM takes a block as JSON and refuses a bot whose steps it does not understand. The steps
//! are therefore types ([`steps`]), from which the build script makes the JSON.

pub mod block;
pub mod send_message;
pub mod steps;

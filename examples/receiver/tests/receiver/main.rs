//! The receiver as amoCRM, a page and the person who starts it see it: the real program, as a
//! process of its own.

mod hook;
mod killed;
mod lead_source;
mod running_receiver;
mod salesbot;
mod starting;

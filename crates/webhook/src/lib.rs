//! What amoCRM (and Kommo) sends to a widget's server, as types in plain Rust for any server.
//!
//! The trigger of a Digital Pipeline widget reaches its server as a POST to `dp.webhook_url`.
//! amoCRM's documentation shows JSON; real traffic is `application/x-www-form-urlencoded` with PHP
//! brackets, where every value is a string. Both encodings of one event give equal values here:
//!
//! ```
//! use pipeline_message_webhook::{EventKind, Hook};
//!
//! let json = br#"{"event": {"type": 1, "type_code": "lead_added", "time": 1700000000,
//!     "data": {"id": 7, "element_type": 2, "status_id": 5, "pipeline_id": 3}},
//!   "action": {"settings": {"widget": {"settings": {"message": "Hello,\n{{lead.name}}"}}}},
//!   "subdomain": "example", "account_id": 123}"#;
//! let form = b"event[type]=1&event[type_code]=lead_added&event[time]=1700000000\
//!     &event[data][id]=7&event[data][element_type]=2&event[data][status_id]=5\
//!     &event[data][pipeline_id]=3\
//!     &action[settings][widget][settings][message]=Hello%2C%0A%7B%7Blead.name%7D%7D\
//!     &subdomain=example&account_id=123";
//!
//! let hook = Hook::parse(Some("application/json"), json)?;
//! assert_eq!(hook.event.event_type.kind(), EventKind::LeadAdded);
//! assert_eq!(hook.field("message"), Some("Hello,\n{{lead.name}}"));
//! assert_eq!(hook, Hook::parse(Some("application/x-www-form-urlencoded"), form)?);
//! # Ok::<(), pipeline_message_webhook::WebhookError>(())
//! ```
//!
//! What is wrong in a body is a [`WebhookError`] that names the path, never a panic, and
//! [`Limits`] bound what a body may hold:
//!
//! ```
//! use pipeline_message_webhook::Hook;
//!
//! let error = Hook::parse(None, b"event[type]=1&event[data][id]=seven").unwrap_err();
//! assert_eq!(error.code(), "not_a_number");
//! assert_eq!(error.path(), Some("event.data.id"));
//! ```
//!
//! A body proves nothing about who sent it: amoCRM signs neither encoding. Put a secret into
//! `dp.webhook_url`, and answer before you work, since amoCRM waits for a few seconds only. amoCRM
//! may send an event again: [`Hook::key`] tells that it is the same one.
//!
//! A message may hold markers, `{{lead.name}}`, that the server fills: see [`markers`] for the list
//! and [`fill`] for filling.
//!
//! With `default-features = false` only [`markers`] and [`fill`] are left, without `std` and without
//! any dependency: the widget's menu takes its list from there.

#![deny(missing_docs)]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![cfg_attr(not(any(feature = "payload", test)), no_std)]

extern crate alloc;

mod filling;
pub mod markers;

#[cfg(feature = "payload")]
mod body;
#[cfg(feature = "payload")]
mod credential;
#[cfg(feature = "payload")]
mod encode;
#[cfg(feature = "payload")]
mod error;
#[cfg(feature = "payload")]
mod event;
#[cfg(feature = "payload")]
mod fields;
#[cfg(feature = "payload")]
mod form;
#[cfg(feature = "payload")]
mod hook;
#[cfg(feature = "payload")]
mod json;
#[cfg(feature = "payload")]
mod lead_source;
#[cfg(feature = "payload")]
mod place;
#[cfg(feature = "payload")]
mod salesbot;

pub use filling::{Filled, fill};

#[cfg(feature = "payload")]
pub use self::{
    body::{Encoding, Limits},
    credential::Credential,
    error::WebhookError,
    event::{Direction, ElementType, Event, EventData, EventKind, EventType},
    fields::{Fields, Value},
    hook::{EventKey, Hook},
    lead_source::LeadSourceCall,
    salesbot::{Outcome, WidgetRequest},
};

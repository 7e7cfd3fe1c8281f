//! A local amoCRM: the pages a widget lives in, served on 127.0.0.1.
//!
//! A widget cannot run without its host: amoCRM loads it by `RequireJS`, gives it its base
//! methods and draws the forms it changes. Nobody can put that host under test, so this crate
//! serves a copy of what is publicly known of it: the loader, the Digital Pipeline with its
//! triggers and sources of leads, the widget's settings window, the Salesbot. The pages run on the real `RequireJS`, jQuery and Twig
//! of the versions amoCRM uses.
//!
//! It is a development server: it answers on 127.0.0.1 only, and only to pages of its own.
#![deny(missing_docs)]

mod error;
mod guard;
mod happening;
mod page_events;
mod profiles;
mod receiver;
mod routes;
mod salesbot;
mod server;
mod state;
mod widget;

pub use error::Error;
pub use receiver::Receiver;
pub use server::{LocalAmocrm, Options, serve};

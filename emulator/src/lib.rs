//! A local amoCRM: the pages a widget lives in, served on 127.0.0.1.
//!
//! A widget cannot run without its host: amoCRM loads it by `RequireJS`, gives it its base
//! methods and draws the forms it changes. Nobody can put that host under test, so this crate
//! serves a copy of what is publicly known of it: the loader, the Digital Pipeline with its
//! triggers, the widget's settings window. The pages run on the real `RequireJS`, jQuery and Twig
//! of the versions amoCRM uses.
//!
//! It is a development server: it answers on 127.0.0.1 only, and only to pages of its own.
#![deny(missing_docs)]

mod error;
mod guard;
mod live_reload;
mod routes;
mod server;
mod state;
mod widget;

pub use error::Error;
pub use server::{LocalAmocrm, Options, serve};

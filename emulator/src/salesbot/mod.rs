//! The Salesbot: the steps that a widget's block stands for, and a small interpreter of them.

mod check;
mod continuing;
mod markers;
mod report;
mod run;
mod steps;

pub(crate) use check::{BlockProblem, check};
pub(crate) use continuing::{Continuation, Continuations};
pub(crate) use report::Report;
pub(crate) use run::{Surroundings, run};

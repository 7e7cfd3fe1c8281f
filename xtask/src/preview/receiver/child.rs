//! The receiver's process, reachable from every thread that may have to end it.
//!
//! It has a process group of its own: Ctrl-C in the terminal reaches the preview alone, which
//! then ends the receiver in good order.

use std::io;
use std::process::{self, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long it may take to end once it was asked to, or has closed its output.
const ENDING: Duration = Duration::from_secs(5);

/// How often an ending process is looked at.
const POLL: Duration = Duration::from_millis(20);

/// A place for one process at a time.
#[derive(Debug, Clone, Default)]
pub(in crate::preview) struct Child(Arc<Place>);

#[derive(Debug, Default)]
struct Place {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    process: Option<process::Child>,
    order: Order,
}

/// What is to happen when the process has ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// It should not have ended.
    #[default]
    GoOn,
    /// It was ended for another one.
    Replace,
    /// It was ended for good: no other may start.
    End,
}

impl Child {
    /// Starts a process and gives its number and outputs.
    pub(super) fn spawn(
        &self,
        mut command: Command,
    ) -> io::Result<(u32, ChildStdout, ChildStderr)> {
        let mut state = self.state();
        if state.order == Order::End {
            return Err(io::Error::other("the preview is ending"));
        }
        separate(&mut command);
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let number = process.id();
        let outputs = process.stdout.take().zip(process.stderr.take());
        state.process = Some(process);
        match outputs {
            Some((output, errors)) => Ok((number, output, errors)),
            None => Err(io::Error::other("it has no output")),
        }
    }

    /// Asks the process to end, for another one or for good, and gives its number.
    pub(super) fn ask_to_end(&self, order: Order) -> Option<u32> {
        let mut state = self.state();
        if state.order != Order::End {
            state.order = order;
        }
        self.0.changed.notify_all();
        let process = state.process.as_mut()?;
        terminate(process);
        Some(process.id())
    }

    /// Ends the process at once and for good. For the second Ctrl-C, too.
    pub(in crate::preview) fn kill(&self) {
        let mut state = self.state();
        state.order = Order::End;
        kill(&mut state);
        self.0.changed.notify_all();
    }

    /// Ends a process that did not become ready.
    pub(super) fn discard(&self) {
        kill(&mut self.state());
    }

    /// Waits for the end of a process that was asked to end or has closed its output, and gives
    /// how it ended; one that does not end is killed.
    pub(super) fn ending(&self, number: u32) -> Option<ExitStatus> {
        let end = Instant::now() + ENDING;
        loop {
            let mut state = self.state();
            let process = state
                .process
                .as_mut()
                .filter(|process| process.id() == number)?;
            if let Ok(Some(status)) = process.try_wait() {
                state.process = None;
                return Some(status);
            }
            if Instant::now() > end {
                kill(&mut state);
                return None;
            }
            drop(state);
            thread::sleep(POLL);
        }
    }

    /// Takes the order that was given since the last call.
    pub(super) fn take_order(&self) -> Order {
        take(&mut self.state())
    }

    /// Whether no other process may start.
    pub(super) fn is_to_end(&self) -> bool {
        self.state().order == Order::End
    }

    /// Waits for an order.
    pub(super) fn wait_for_order(&self) -> Order {
        let mut state = self.state();
        while state.order == Order::GoOn {
            state = self
                .0
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        take(&mut state)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An order is carried out once, but the end stays the end.
fn take(state: &mut State) -> Order {
    let order = state.order;
    if order == Order::Replace {
        state.order = Order::GoOn;
    }
    order
}

fn kill(state: &mut State) {
    if let Some(mut process) = state.process.take() {
        // Both fail only where it has ended by itself meanwhile.
        let _ = process.kill();
        let _ = process.wait();
    }
}

#[cfg(unix)]
fn separate(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// It has not been waited for, so its number is still its own.
#[cfg(unix)]
fn terminate(process: &mut process::Child) {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    if let (Ok(None), Ok(number)) = (process.try_wait(), i32::try_from(process.id())) {
        // Fails only where it has ended by itself meanwhile.
        let _ = kill(Pid::from_raw(number), Signal::SIGTERM);
    }
}

// Never called: the commands end with a sentence there. It lets them compile so far.
#[cfg(not(unix))]
fn separate(_command: &mut Command) {}

#[cfg(not(unix))]
fn terminate(process: &mut process::Child) {
    let _ = process.kill();
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn sleeping(child: &Child) -> u32 {
        let mut command = Command::new("sleep");
        command.arg("60");
        child.spawn(command).unwrap().0
    }

    #[test]
    fn one_that_was_ended_for_good_has_no_successor() {
        let child = Child::default();
        let number = sleeping(&child);
        assert_eq!(child.ask_to_end(Order::End), Some(number));
        let status = child.ending(number).unwrap();
        assert_eq!(status.signal(), Some(15));
        assert!(child.spawn(Command::new("true")).is_err());
        assert_eq!(child.take_order(), Order::End);
    }

    #[test]
    fn one_that_was_ended_for_another_has_one_successor() {
        let child = Child::default();
        let first = sleeping(&child);
        child.ask_to_end(Order::Replace);
        assert!(child.ending(first).is_some());
        assert_eq!(child.take_order(), Order::Replace);
        assert_eq!(child.take_order(), Order::GoOn);
        let second = sleeping(&child);
        assert_eq!(child.ending(first), None, "it is not the first any more");
        child.kill();
        assert_eq!(child.ending(second), None);
        assert!(child.is_to_end());
    }

    #[test]
    fn the_end_is_not_taken_back() {
        let child = Child::default();
        assert_eq!(child.ask_to_end(Order::End), None);
        child.ask_to_end(Order::Replace);
        assert_eq!(child.wait_for_order(), Order::End);
    }
}

//! A program that is started again when it ends, as a service manager does, until this is dropped.

use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long it is away at most.
const PAUSE: Duration = Duration::from_secs(1);

/// The program.
#[derive(Debug)]
pub(super) struct Kept {
    ends: Option<Sender<()>>,
    keeper: Option<JoinHandle<()>>,
}

impl Kept {
    /// Starts it.
    ///
    /// # Errors
    /// When it cannot be started the first time.
    pub(super) fn start(mut command: Command) -> std::io::Result<Self> {
        let child = command.spawn()?;
        let (ends, end) = channel();
        let keeper = std::thread::spawn(move || keep(command, child, &end));
        Ok(Self { ends: Some(ends), keeper: Some(keeper) })
    }
}

fn keep(mut command: Command, mut child: Child, end: &Receiver<()>) {
    while end.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        if matches!(child.try_wait(), Ok(Some(_)))
            && let Ok(again) = command.spawn()
        {
            child = again;
        }
    }
    // One that ended by itself is none to end.
    drop(child.kill());
    drop(child.wait());
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.ends.take());
        // It ends in any case; what it was is gone with it.
        drop(self.keeper.take().map(JoinHandle::join));
    }
}

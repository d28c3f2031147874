//! Recording an event.

use steadfast_monitor::event::{Class, Event};

use super::Log;
use super::report::Report;
use crate::outside::{Storage, StorageError};

impl<S: Storage> Log<S> {
    /// Records an event under the next number of its class, and says which; nothing where it cannot be written: then it is
    /// counted, and told of once writing works. What the event itself says of its number is passed over. It is on the
    /// medium after the next [`sync`](Self::sync) or [`seal`](Self::seal).
    ///
    /// Nothing is allocated, except where another segment begins or the storage fails.
    pub fn append(&mut self, event: &Event<'_>) -> Option<u64> {
        self.moment = event.moment();
        if !self.is_ready() {
            self.lose();
            return None;
        }
        match self.put(event) {
            Ok(number) => Some(number),
            Err(error) => {
                self.state.failed(self.moment, &error);
                self.lose();
                None
            }
        }
    }

    fn put(&mut self, event: &Event<'_>) -> Result<u64, StorageError> {
        let class = event.class().unwrap_or(Class::Product);
        self.rings[super::index(class)].put(&self.storage, event)
    }

    fn lose(&mut self) {
        self.state.lost = self.state.lost.saturating_add(1);
    }

    /// Whether events can be written. Where that failed a while ago, it is tried again.
    pub(super) fn is_ready(&mut self) -> bool {
        if !self.state.is_due(self.moment) {
            return false;
        }
        let tried = self.try_ready();
        match &tried {
            Ok(()) => self.state.wait = None,
            Err(error) => self.state.failed(self.moment, error),
        }
        tried.is_ok()
    }

    fn try_ready(&mut self) -> Result<(), StorageError> {
        if !self.state.is_open {
            self.recover()?;
        }
        if self.state.lost == 0 && self.pending.is_empty() {
            return Ok(());
        }
        self.tell()
    }

    /// Tells what the log has to say of itself, and puts that on the medium.
    fn tell(&mut self) -> Result<(), StorageError> {
        if self.state.lost > 0 {
            self.put(&Report::lost(self.state.lost).event(self.moment))?;
            self.state.lost = 0;
        }
        while let Some(report) = self.pending.first().cloned() {
            self.put(&report.event(self.moment))?;
            self.pending.remove(0);
        }
        self.rings[super::index(Class::Security)].sync(&self.storage)?;
        self.write_kept()
    }
}

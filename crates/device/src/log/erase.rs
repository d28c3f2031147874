//! Erasing events, as their owner asks for.

use steadfast_monitor::event::Class;

use super::segment::{name, named};
use super::{Log, LogError};
use crate::outside::{Storage, StorageError};

impl<S: Storage> Log<S> {
    /// Destroys all events of these classes. Their numbers and chains go on, so that this is told from a log that somebody
    /// set back. It is decided before anything is destroyed: after a power loss, opening the log ends what was begun. The
    /// event about it is the caller's.
    ///
    /// # Errors
    /// When the storage fails: some of it may be there still, and what is left goes with the next call or the next opening.
    pub fn erase(&mut self, classes: &[Class]) -> Result<(), LogError> {
        self.opened()?;
        for class in classes {
            let ring = self.ring_mut(*class);
            ring.kept.through = ring.next_segment() - 1;
            (ring.kept.size, ring.kept.chain) = (ring.size, Some(ring.chain.into()));
            ring.kept.noted.clear();
        }
        // Whether or not this fails, nothing is added any more to what may be gone after the next opening.
        let decided = self.write_kept();
        for class in classes {
            let ring = self.ring_mut(*class);
            (ring.active, ring.is_torn, ring.is_synced) = (None, false, true);
        }
        decided?;
        for class in classes {
            self.ring_mut(*class).segments.clear();
        }
        self.sweep(classes).map_err(LogError::Storage)
    }

    /// Destroys what was decided on.
    fn sweep(&self, classes: &[Class]) -> Result<(), StorageError> {
        for found in self.storage.names()? {
            let Some((class, number)) = named(&found) else { continue };
            if classes.contains(&class) && number <= self.ring(class).kept.through {
                self.storage.destroy(&name(class, number))?;
            }
        }
        Ok(())
    }
}

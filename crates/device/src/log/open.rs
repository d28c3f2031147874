//! Opening the log: what power loss, damage or somebody left of it is found out, and told in it.

use steadfast_monitor::event::{Class, Moment};

use super::documents::{HEADS, KEPT, Kept, KeptClass, SENT, Sent, SentClass, read, write};
use super::head::Heads;
use super::health::State;
use super::recover::{Known, recover};
use super::report::Report;
use super::ring::Ring;
use super::walk::MOST_FLAWS;
use super::{Log, LogError, Sizes, index};
use crate::outside::{Storage, StorageError};

impl<S: Storage> Log<S> {
    /// Opens the log in a storage. It always opens: where the storage fails, events are counted as lost until it works
    /// ([`health`](Self::health)).
    pub fn open(storage: S, sizes: &Sizes, moment: Moment) -> Self {
        let ring = |class| Ring::new(class, sizes.of(class));
        let rings = [ring(Class::Security), ring(Class::Network), ring(Class::Product)];
        let (heads, pending, state) = (Heads::default(), Vec::new(), State::default());
        let mut log = Self { storage, rings, heads, pending, moment, state };
        log.is_ready();
        log
    }

    /// Reads what is there, and writes what is to be told of it.
    pub(super) fn recover(&mut self) -> Result<(), StorageError> {
        let names = self.storage.names()?;
        let (kept, bad_kept) = read::<Kept>(&self.storage, KEPT)?;
        let (sent, bad_sent) = read::<Sent>(&self.storage, SENT)?;
        let (heads, bad_heads) = Heads::read(&self.storage)?;
        let documents = [(bad_kept, KEPT), (bad_sent, SENT), (bad_heads, HEADS)];
        let mut reports: Vec<Report> =
            documents.into_iter().filter(|(is_bad, _)| *is_bad).map(|(_, name)| Report::damaged(name)).collect();
        for class in Class::ALL.iter().copied() {
            let (kept, sent) = (kept_of(&kept, class), sent_of(&sent, class));
            let known = Known { class, limits: self.ring(class).limits, kept, sent, anchors: heads.anchors(class) };
            let (ring, told) = recover(&self.storage, &names, known)?;
            self.rings[index(class)] = ring;
            reports.extend(told);
        }
        reports.truncate(MOST_FLAWS);
        (self.heads, self.pending) = (heads, reports);
        self.state.is_open = true;
        if bad_heads {
            // What is left of them stands, so that this is told once.
            self.keep_heads()?;
        }
        if bad_sent { self.write_sent() } else { Ok(()) }
    }

    fn keep_heads(&self) -> Result<(), StorageError> {
        let heads = self.heads.envelopes().map(|bytes| bytes.to_vec().into()).collect();
        write(&self.storage, HEADS, &super::documents::Sealed { heads })
    }

    /// Tries to open it where it is not.
    pub(super) fn opened(&mut self) -> Result<(), LogError> {
        if !self.state.is_open {
            self.is_ready();
        }
        if self.state.is_open { Ok(()) } else { Err(LogError::NotOpen(self.state.why())) }
    }

    pub(super) fn write_kept(&mut self) -> Result<(), StorageError> {
        for ring in &mut self.rings {
            let oldest = ring.segments.front().copied().unwrap_or(ring.kept.through);
            ring.kept.noted.retain(|noted| noted.segment >= oldest);
        }
        let classes = self.rings.iter().map(|ring| ring.kept.clone()).collect();
        write(&self.storage, KEPT, &Kept { classes })
    }

    pub(super) fn write_sent(&self) -> Result<(), StorageError> {
        let classes = self.rings.iter().map(|ring| ring.sent).collect();
        write(&self.storage, SENT, &Sent { classes })
    }
}

fn kept_of(kept: &Kept, class: Class) -> KeptClass {
    let number = class.number();
    let known = kept.classes.iter().find(|known| known.class == number).cloned();
    known.unwrap_or(KeptClass { class: number, ..KeptClass::default() })
}

fn sent_of(sent: &Sent, class: Class) -> SentClass {
    let number = class.number();
    let known = sent.classes.iter().find(|known| known.class == number).copied();
    known.unwrap_or(SentClass { class: number, ..SentClass::default() })
}

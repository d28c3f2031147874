//! What belongs to a unit's owner: one document. Without it the unit is as it left its factory.

use std::collections::BTreeMap;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use steadfast_monitor::event::SwitchKind;
use steadfast_protocol::{Consent, Seconds, Switches};

use crate::accounts::{CookieSecret, People};
use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};
use crate::update::Window;

/// The name that it is stored by.
pub(crate) const NAME: &str = "owner";

/// What the owner chose, and who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Owner {
    /// Who may come in.
    #[n(0)]
    pub people: People,
    /// Updates that install by themselves.
    #[n(1)]
    pub consent: Consent,
    /// The three switches.
    #[n(2)]
    pub switches: Switches,
    /// Since when each of them stands so: record, share, remote.
    #[n(3)]
    pub since: Vec<Seconds>,
    /// The time zone.
    #[n(4)]
    pub zone: String,
    /// Settings that are not as they left the factory.
    #[n(5)]
    pub changed: BTreeMap<String, String>,
    /// The secret of cookies by which browsers are known again.
    #[n(6)]
    cookies: ByteArray<32>,
    /// When updates install; nothing: as the manufacturer presets it.
    #[n(7)]
    pub window: Option<Window>,
}

impl Owner {
    pub(crate) fn new(people: People, consent: Consent, switches: Switches, zone: String, secret: [u8; 32]) -> Self {
        let since = consent.since.unwrap_or_default();
        let (since, changed) = (vec![since; 3], BTreeMap::new());
        Self { people, consent, switches, since, zone, changed, cookies: secret.into(), window: None }
    }

    /// What the storage holds; nothing where the unit has no owner.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(storage: &impl Storage) -> Result<Option<Self>, DocumentError> {
        document::load(storage, NAME)
    }

    pub(crate) fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, NAME, self)
    }

    /// The secret of cookies.
    #[must_use]
    pub fn cookies(&self) -> CookieSecret {
        CookieSecret::new(*self.cookies)
    }

    /// Turns a switch; what hangs on it turns with it.
    pub(crate) fn turn(&mut self, kind: SwitchKind, on: bool, now: Seconds) {
        let before = self.switches;
        let switches = &mut self.switches;
        match kind {
            SwitchKind::Record => switches.record = on,
            SwitchKind::Share => switches.share = on,
            SwitchKind::RemoteAction => switches.remote = on,
        }
        // What is not recorded cannot be shared; sharing asks for recording.
        switches.share &= switches.record || kind == SwitchKind::Share;
        switches.record |= switches.share;
        let changed =
            [before.record != switches.record, before.share != switches.share, before.remote != switches.remote];
        for (since, _) in self.since.iter_mut().zip(changed).filter(|(_, changed)| *changed) {
            *since = now;
        }
    }
}

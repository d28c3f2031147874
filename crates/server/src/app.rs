//! What every request and job of a server shares.

use std::sync::Arc;

use steadfast_store::{Blobs, Store};
use tokio::sync::Notify;

use crate::access::state::Access;
use crate::act::Keys;
use crate::ambient::Ambient;
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::demo::Demo;
use crate::events::Events;
use crate::exposure::Exposures;
use crate::feeds::shelf::Shelf;
use crate::fleet::sightings::Sightings;
use crate::health::Watch;
use crate::ledger::Ledger;
use crate::lifecycle::public::Readers;
use crate::metrics::Metrics;
use crate::outward::Outward;
use crate::reports::lobby::Lobby;
use crate::rollout::admission::Admission;
use crate::rollout::guesses::Guesses;
use crate::rollout::offer::Lately;
use crate::tls::{CertificateFacts, CertificateFingerprint};
use crate::vault::Vault;
use crate::webhooks::Webhooks;

/// A running server's parts.
pub struct App {
    /// Settings of this process.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Content by its hash.
    pub blobs: Blobs,
    /// Time and randomness.
    pub ambient: Arc<dyn Ambient>,
    /// The master key.
    pub vault: Vault,
    /// Password hashing, passkeys.
    pub access: Access,
    /// The ledger's key and name.
    pub ledger: Ledger,
    /// Wakes the numbering of records.
    pub pulse: Arc<Notify>,
    /// Wakes a worker: a job is due.
    pub wake: Arc<Notify>,
    /// What was last seen of what cannot be asked at each look.
    pub watch: Watch,
    /// Who listens.
    pub events: Events,
    /// What reads bills of materials.
    pub catalogue: Catalogue,
    /// Whether anything leaves the house.
    pub outward: Outward,
    /// Where webhooks lead, and what sends to them.
    pub webhooks: Webhooks,
    /// The advisories in force.
    pub advisories: Shelf,
    /// What is counted.
    pub metrics: Metrics,
    /// Which releases are exposed to what.
    pub exposures: Exposures,
    /// The rollouts that units hear of.
    pub offered: Lately,
    /// Units that were heard of, on their way to the disk.
    pub sightings: Sightings,
    /// How much of what units say is written at once.
    pub admission: Admission,
    /// Who failed at the doors of devices and owners, and who asks how often.
    pub guesses: Guesses,
    /// Who brings reports, and how often.
    pub lobby: Lobby,
    /// Who reads public pages of products how often.
    pub readers: Readers,
    /// The certificate in use, where this server ends TLS itself.
    pub certificate: Option<CertificateFacts>,
    /// What a demo has besides; nothing on a real server.
    pub demo: Option<Arc<Demo>>,
}

impl App {
    /// The certificate that browsers warn about, where it was made here.
    #[must_use]
    pub fn own_certificate(&self) -> Option<&CertificateFingerprint> {
        self.certificate.as_ref().filter(|facts| facts.made_here).map(|facts| &facts.fingerprint)
    }

    pub(crate) fn keys(&self) -> Keys {
        Keys { vault: self.vault.clone(), records: self.ledger.key.record_key().clone() }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "App({:?})", self.store)
    }
}

//! What is kept between two looks.

use steadfast_store::Time;
use tokio::sync::Mutex;

use crate::ambient::Ambient;

/// Since when the server runs, and what costs too much to be looked at again each time.
#[derive(Debug)]
pub struct Watch {
    /// On the steady clock.
    pub(super) started: i64,
    pub(super) blobs: Mutex<Option<Probe>>,
}

/// What a probe of the place of blobs gave.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// When, for people.
    pub(super) at: Time,
    /// When, on the steady clock.
    pub(super) steady: i64,
    /// How long it took, or why it failed.
    pub(super) outcome: Result<i64, String>,
}

impl Watch {
    /// The server begins now.
    #[must_use]
    pub fn begin(ambient: &dyn Ambient) -> Self {
        Self { started: ambient.steady(), blobs: Mutex::new(None) }
    }
}

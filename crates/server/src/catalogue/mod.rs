//! The catalogue: who makes what, in which parts, and the releases of each part with their bills of materials.
//!
//! What staff state is checked in one place per noun ([`manufacturers`], [`products`], [`parts`], [`releases`]) and is
//! written with its record. A bill or a product file is read before anything is changed ([`bills`]); a change of either
//! has the release met with advisories anew. Whether a release may be sold is decided in [`sale`].

pub(crate) mod api;
pub mod bills;
pub(crate) mod check;
pub mod difference;
pub mod error;
pub mod manufacturers;
pub(crate) mod pages;
pub mod parts;
pub mod products;
pub mod releases;
pub mod sale;

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Bills that are read at the same time: a large one takes a multiple of its size in memory.
const READERS: usize = 2;

/// What the catalogue keeps in memory while the server runs.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Places for reading bills.
    pub(crate) desk: Arc<Semaphore>,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self { desk: Arc::new(Semaphore::new(READERS)) }
    }
}

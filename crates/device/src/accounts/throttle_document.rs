//! The counts of the throttle as they are kept: one CBOR document, `{0: closed, 1: [[key, count], …]}`.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::budget::MOST;
use super::cookie::BrowserId;
use super::name::Name;

/// Bytes of the longest document that is read: more than 16 accounts with 16 browsers each take.
const MOST_BYTES: usize = 32 << 10;

/// Whose budget it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub(super) enum Key {
    /// Names whose hash falls here.
    #[n(0)]
    Shared(#[n(0)] u8),
    /// All who never logged in to an account.
    #[n(1)]
    Strangers(#[n(0)] Name),
    /// A browser that did.
    #[n(2)]
    Known(#[n(0)] Name, #[n(1)] BrowserId),
    /// Whoever is at the unit.
    #[n(3)]
    Here(#[n(0)] Name),
    /// The same, with names that are none.
    #[n(4)]
    HereUnknown,
}

impl Key {
    pub(super) fn is_here(&self) -> bool {
        matches!(self, Self::Here(_) | Self::HereUnknown)
    }

    /// Whether it is of those whom nobody knows.
    pub(super) fn is_strangers(&self) -> bool {
        matches!(self, Self::Shared(_) | Self::Strangers(_))
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Document {
    #[n(0)]
    is_closed: bool,
    #[n(1)]
    counts: Vec<(Key, u8)>,
}

/// The document of what is counted; what is not counted is not in it.
pub(super) fn write(is_closed: bool, counts: impl Iterator<Item = (Key, u8)>) -> Vec<u8> {
    let counts = counts.filter(|(_, count)| *count > 0).collect();
    steadfast_protocol::encode(&Document { is_closed, counts })
}

/// What was counted, and whether only the budgets at the unit are open; nothing where the document is damaged. Of two counts
/// of one budget the higher one holds, and none is more than there can be.
pub(super) fn read(bytes: &[u8]) -> Option<(bool, BTreeMap<Key, u8>)> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let document: Document = steadfast_protocol::decode(bytes).ok()?;
    let mut counts = BTreeMap::new();
    for (key, count) in document.counts {
        let known = counts.entry(key).or_insert(0);
        *known = count.min(MOST).max(*known);
    }
    Some((document.is_closed, counts))
}

//! What stays through an erasure: a closed list. Everything else goes, whatever its name.

use super::mark;
use crate::data;
use crate::outbox;
use crate::outside::{Storage, StorageError};

/// What stays: by name, or by how the name begins where it ends in a dash.
const KEPT: [&str; 15] = [
    crate::identity::NAME,
    "factory",
    "life",
    outbox::NAME,
    crate::check_in::CODE,
    mark::NAME,
    super::last::NAME,
    "log-kept",
    "log-heads",
    "log-sent",
    "certificate",
    "certificate-key",
    crate::policy::NAME,
    "update-",
    "trust-",
];

/// The name under which what the owner decided on updates is kept, where something is kept beside the owner's document. How
/// far updates came stays (`update-…`); what this owner wished of them does not.
pub const UPDATE_CHOICES: &str = "update-choices";

/// What does not stay. The key of the owner's data comes first: with it, everything sealed is gone.
pub(super) fn goes(storage: &impl Storage) -> Result<Vec<String>, StorageError> {
    let mut names = storage.names()?;
    names.retain(|name| !stays(name));
    names.sort_by_key(|name| name != data::KEY);
    Ok(names)
}

fn stays(name: &str) -> bool {
    let is_kept = |kept: &str| name == kept || (kept.ends_with('-') && name.starts_with(kept));
    name != UPDATE_CHOICES && KEPT.iter().any(|kept| is_kept(kept))
}

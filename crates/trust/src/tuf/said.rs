//! What a role says beside metadata: an envelope, believed by the keys that sign the role's metadata, and as many of them.

use super::document::Authority;
use super::key::ED25519;
use super::{Distrust, Document, Key, Public, Targets, Trusted};
use crate::dsse::Envelope;
use crate::encoding::{from_base64, from_hex};
use crate::held;

impl Authority<'_> {
    /// Believes an envelope if enough of the keys signed it. A key with a post-quantum half counts if both halves signed; a half
    /// counts once, under however many ids it is listed.
    ///
    /// # Errors
    /// When fewer signed than must.
    pub fn believes(&self, role: &str, envelope: &Envelope, payload_type: &str) -> Result<(), Distrust> {
        let mut counted: Vec<Public> = Vec::new();
        for public in self.role.keyids.iter().filter_map(|id| self.public(id)) {
            let is_new = !counted.iter().any(|other| other.shares_a_half(&public));
            if is_new && held::verify(envelope, payload_type, &public).is_ok() {
                counted.push(public);
            }
        }
        let (have, need) = (counted.len(), self.role.threshold);
        if have >= need { Ok(()) } else { Err(Distrust::Signatures { role: role.to_owned(), have, need }) }
    }

    /// A key as a person holds it; nothing where it is of another kind.
    fn public(&self, id: &str) -> Option<Public> {
        let first = half(self.keys.get(id)?)?;
        match self.pq.get(id) {
            Some(second) => Public::of_halves(&first, &from_base64(second)?),
            None => Some(Public::ed25519(&first)),
        }
    }
}

fn half(key: &Key) -> Option<[u8; 32]> {
    let ours = key.keytype == ED25519 && key.scheme == ED25519;
    from_hex(&key.keyval.public).filter(|_| ours)?.try_into().ok()
}

/// Believes what a role says that the targets delegate to, by the word of these targets and the root before them. Whether they
/// are of today is not looked at: what the role says has a time of its own.
///
/// # Errors
/// When the metadata is not believed, does not name the role, or fewer of its keys signed than must.
pub fn said_by(
    role: &str,
    root: &[u8],
    targets: &[u8],
    envelope: &Envelope,
    payload_type: &str,
) -> Result<(), Distrust> {
    let trusted = Trusted::begin(root, jiff::Timestamp::UNIX_EPOCH)?;
    let top = Document::<Targets>::read(targets).map_err(Distrust::malformed("targets"))?;
    top.verify("targets", trusted.root().signed.authority("targets"))?;
    let by = top.signed.authority(role).ok_or_else(|| Distrust::Undelegated(role.to_owned()))?;
    by.believes(role, envelope, payload_type)
}

//! Where an owner wants to hear of notices beside their unit: left and taken back at the owners' page with a fresh code. What is
//! left is sealed, and read by whoever sends alone.

use serde::{Deserialize, Serialize};
use steadfast_store::{ContactWay, Id, OwnerContact, StoreError, Time, Tx, Unit, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::seal::SealError;
use zeroize::Zeroizing;

use crate::access::authorise::Passage;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::rollout::RolloutError;
use crate::rollout::owner::{Proof, owned};
use crate::vault::Vault;
use crate::webhooks::secret::SigningSecret;

/// For how long a link confirms an address, in microseconds: two days.
const LINK: i64 = 2 * 86_400_000_000;
/// How long until another mail with a link is sent for a unit, in microseconds: ten minutes.
const AGAIN: i64 = 600_000_000;
/// The most bytes of a mail address (RFC 5321, section 4.5.3.1).
const LONGEST: usize = 254;

/// Why an address was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ContactError {
    /// The code, or the database.
    #[error(transparent)]
    Rollout(#[from] RolloutError),
    /// It is no address, or leads where it may not.
    #[error("this is no address that anything is sent to")]
    Address,
    /// One was left just now.
    #[error("a mail with a link was sent a moment ago")]
    Soon,
    /// It cannot be sealed.
    #[error("the address cannot be sealed")]
    Sealed(#[from] SealError),
}

impl From<StoreError> for ContactError {
    fn from(error: StoreError) -> Self {
        Self::Rollout(error.into())
    }
}

impl From<crate::act::ActError> for ContactError {
    fn from(error: crate::act::ActError) -> Self {
        Self::Rollout(error.into())
    }
}

/// What is sealed of an address. It has no words in a log.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) address: String,
    /// Of a mail address: what its link carries. Of a webhook: what it signs with, in hexadecimal digits.
    pub(crate) secret: String,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept(…)")
    }
}

impl Kept {
    fn seal(&self, app: &App, unit: Id<kinds::Unit>, way: ContactWay) -> Result<Vec<u8>, SealError> {
        let text = Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        app.vault.seal(&text, &place(unit, way), &app.ambient.random())
    }

    /// As it was sealed for a unit; nothing where it does not open.
    pub(crate) fn open(vault: &Vault, unit: Id<kinds::Unit>, contact: &OwnerContact) -> Option<Self> {
        let opened = vault.unseal(&contact.sealed, &place(unit, contact.way)).ok()?;
        serde_json::from_slice(&opened).ok()
    }
}

fn place(unit: Id<kinds::Unit>, way: ContactWay) -> String {
    format!("owner-contact/{unit}/{}", way.as_str())
}

/// The digest by which a link is found.
pub(crate) fn link_hash(secret: &str) -> [u8; 32] {
    sha256(&[b"owner-contact-link", secret.as_bytes()])
}

/// Leaves an address, in the place of one of the same way; what a webhook is signed with, which is shown once. Mail goes there
/// only once the link that is sent first was opened.
pub(crate) async fn leave(
    app: &App,
    (id, proof): (Id<kinds::Unit>, Proof),
    way: ContactWay,
    address: &str,
    language: &str,
) -> Result<Option<String>, ContactError> {
    if !proof.is_fresh {
        return Err(RolloutError::CodeVoid.into());
    }
    let address = read(app, way, address)?;
    let random: [u8; 32] = app.ambient.random();
    let secret = hex(&random);
    let kept = Kept { address, secret: secret.clone() };
    let (sealed, link) = (kept.seal(app, id, way)?, (way == ContactWay::Mail).then(|| link_hash(&secret)));
    let language = if language == "de" { "de" } else { "en" }.to_owned();
    let ask = Ask::new(Caller::Owner(id), Passage::FreshCode);
    app.act::<_, ContactError, _>(ask, move |tx, at| {
        let unit = owned(tx, id, &proof, at.now)?;
        let lately = tx.owner_contacts(unit.number)?;
        let is_soon = |one: &OwnerContact| one.way == way && one.link.is_some() && at.now.0 - one.asked.0 < AGAIN;
        if way == ContactWay::Mail && lately.iter().any(is_soon) {
            return Err(ContactError::Soon);
        }
        let (confirmed, due) = if link.is_some() { (None, Some(at.now)) } else { (Some(at.now), None) };
        let (sealed, language, unit) = (sealed.clone(), language.clone(), unit.number);
        let contact = OwnerContact { unit, way, sealed, language, link, asked: at.now, confirmed, due, attempts: 0 };
        tx.owner_contact_put(&contact)?;
        Ok(((), Fact::new("owner-contact-left", &id).with("way", way.as_str())))
    })
    .await?;
    Ok((way == ContactWay::Webhook).then(|| SigningSecret::new(random).text()))
}

/// An address that something may be sent to.
fn read(app: &App, way: ContactWay, text: &str) -> Result<String, ContactError> {
    let text = text.trim();
    match way {
        ContactWay::Mail => {
            let is_one = text.len() <= LONGEST && text.parse::<lettre::Address>().is_ok();
            if is_one { Ok(text.to_owned()) } else { Err(ContactError::Address) }
        }
        ContactWay::Webhook => {
            app.webhooks.reach.read(text).map(|uri| uri.to_string()).map_err(|_| ContactError::Address)
        }
    }
}

/// Takes an address back: nothing is sent there any more.
pub(crate) async fn take_back(
    app: &App,
    (id, proof): (Id<kinds::Unit>, Proof),
    way: ContactWay,
) -> Result<(), ContactError> {
    if !proof.is_fresh {
        return Err(RolloutError::CodeVoid.into());
    }
    let ask = Ask::new(Caller::Owner(id), Passage::FreshCode);
    app.act::<_, ContactError, _>(ask, move |tx, at| {
        let unit = owned(tx, id, &proof, at.now)?;
        tx.owner_contact_remove(unit.number, way)?;
        Ok(((), Fact::new("owner-contact-taken-back", &id).with("way", way.as_str())))
    })
    .await?;
    Ok(())
}

/// Confirms the mail address whose link this is; whether there was one.
pub(crate) async fn confirm(app: &App, secret: &str) -> Result<bool, StoreError> {
    let (link, now) = (link_hash(secret), app.ambient.now());
    app.store.write(move |tx| tx.owner_contact_confirm(&link, now, Time(now.0 - LINK))).await
}

/// Until when a link that was sent counts.
pub(crate) const fn link_ends(asked: Time) -> Time {
    Time(asked.0.saturating_add(LINK))
}

/// Which ways an owner left, and whether each is confirmed.
pub(crate) fn left(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(ContactWay, bool)>, StoreError> {
    let all = tx.owner_contacts(unit.number)?;
    Ok(all.into_iter().map(|one| (one.way, one.confirmed.is_some())).collect())
}

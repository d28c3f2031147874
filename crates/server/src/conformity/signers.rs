//! Keys of build servers: from the first one on, a product takes reports of tests only if one of them signed.

use steadfast_conformity::signed_report::{ReportSigned, named_key};
use steadfast_store::{EvidenceSigner, Id, StoreError, Tx, kinds};
use steadfast_trust::key::Fingerprint;
use steadfast_trust::tuf::Public;

use super::error::ConformityError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

/// Characters of the longest name.
const LONGEST: usize = 100;
/// Keys of one product that are not revoked.
const MOST: usize = 100;

/// What is said where there is no such key.
pub(super) const NO_SUCH_KEY: ConformityError = ConformityError::NotFound("key of this product that is not revoked");

const NAME: RefusedField =
    RefusedField::new("name", "key-without-name", "name the build server that has the key, in up to 100 characters");
const KEY: RefusedField = RefusedField::new(
    "key",
    "no-key",
    "key is the public half as one line: steadfast key new writes it into FILE.pub; a private key is not taken",
);
const THERE: RefusedField = RefusedField::new(
    "key",
    "key-there",
    "this key is or was one of this product; one that was revoked is never taken again: make a new one",
);
const MANY: RefusedField = RefusedField::new("key", "keys-many", "a product has 100 keys at most");
const UNSIGNED: RefusedField = RefusedField::new(
    "signature",
    "report-unsigned",
    "this product takes reports that one of its build servers' keys signed: steadfast dossier evidence --key FILE",
);
const UNKNOWN: RefusedField = RefusedField::new(
    "signature",
    "key-unknown",
    "the key that signed the report is none of this product's: somebody adds it on the page of its build servers' keys",
);
const REVOKED: RefusedField =
    RefusedField::new("signature", "key-revoked", "the key that signed the report was revoked: sign with another one");
const OTHER: RefusedField = RefusedField::new(
    "signature",
    "signature-does-not-hold",
    "the signature does not hold for this report, release and commit: sign the report that you hand in",
);

/// The keys of a product, the newest first, with those that were revoked.
///
/// # Errors
/// When there is no such product.
pub async fn keys(app: &App, product: Id<kinds::Product>) -> Result<Vec<EvidenceSigner>, ConformityError> {
    app.store
        .read(move |tx| {
            tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
            Ok(tx.evidence_signers(product)?)
        })
        .await
}

/// Adds a key to a product; its fingerprint.
///
/// # Errors
/// When it is none, is or was there already, there is no such product, or it is not allowed.
pub async fn add(
    app: &App,
    ask: Ask,
    product: Id<kinds::Product>,
    name: &str,
    key: &str,
) -> Result<String, ConformityError> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(NAME.into());
    }
    let key: Public = key.parse().map_err(|_| KEY)?;
    let done = app.act::<_, ConformityError, _>(ask, move |tx, at| {
        tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
        let (fingerprint, there) = (key.fingerprint(), tx.evidence_signers(product)?);
        if there.iter().any(|one| one.fingerprint == fingerprint.0) {
            return Err(THERE.into());
        }
        if there.iter().filter(|one| one.revoked.is_none()).count() >= MOST {
            return Err(MANY.into());
        }
        let signer = EvidenceSigner {
            fingerprint: fingerprint.0,
            name: name.clone(),
            public_key: key.to_string(),
            added: at.now,
            revoked: None,
            record: at.record,
        };
        tx.evidence_signer_insert(product, &signer)?;
        let fingerprint = fingerprint.to_string();
        let fact = Fact::new("evidence-key-added", &product).with("key", fingerprint.as_str());
        Ok((fingerprint, fact.with("name", name.as_str()).with("public", signer.public_key)))
    });
    Ok(done.await?.answer)
}

/// Revokes a key: what it signs from now on is not taken. What was handed in before counts until it ends.
///
/// # Errors
/// When the product has no such key that is not revoked, or it is not allowed.
pub async fn revoke(app: &App, ask: Ask, product: Id<kinds::Product>, key: Fingerprint) -> Result<(), ConformityError> {
    let done = app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let was_there = tx.evidence_signer_revoke(product, &key.0, at.now)?;
        was_there.then_some(()).ok_or(NO_SUCH_KEY)?;
        Ok(((), Fact::new("evidence-key-revoked", &product).with("key", key.to_string())))
    });
    done.await.map(drop)
}

/// The key of the product that signed a report; nothing where the product has none and nobody signed.
///
/// # Errors
/// When it is not signed and must be, or the key is none of the product, was revoked, or signed something else.
pub(super) fn signed_by(
    tx: &mut Tx<'_>,
    product: Id<kinds::Product>,
    signed: &ReportSigned<'_>,
    envelope: Option<&str>,
) -> Result<Option<Fingerprint>, ConformityError> {
    let signers = tx.evidence_signers(product)?;
    let Some(envelope) = envelope.map(str::as_bytes) else {
        return if signers.is_empty() { Ok(None) } else { Err(UNSIGNED.into()) };
    };
    let named = named_key(envelope).map_err(|_| OTHER)?;
    let signer = signers.iter().find(|one| one.fingerprint == named.0).ok_or(UNKNOWN)?;
    if signer.revoked.is_some() {
        return Err(REVOKED.into());
    }
    signed.verify(envelope, &public_half(signer)?).map_err(|_| OTHER)?;
    Ok(Some(named))
}

/// The key itself.
pub(super) fn public_half(signer: &EvidenceSigner) -> Result<Public, StoreError> {
    signer.public_key.parse().map_err(|_| StoreError::Inconsistent { column: 2, expected: "public half of a key" })
}

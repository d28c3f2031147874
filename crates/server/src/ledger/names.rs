//! Names of today for the ids that records hold. Records themselves hold no names.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_store::{Id, Kind, RecordRow, StoreError, Tx, kinds};

/// Names by id; an id without one stays an id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// The names of everybody and everything that `rows` name.
    pub(crate) fn of(tx: &mut Tx<'_>, rows: &[RecordRow]) -> Result<Self, StoreError> {
        let ids: BTreeSet<&String> = rows.iter().flat_map(|row| [&row.actor, &row.subject]).collect();
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(name) = name(tx, id)? {
                names.insert(id.clone(), name);
            }
        }
        Ok(Self(names))
    }

    /// The name of one.
    pub(crate) fn get(&self, id: &str) -> Option<&String> {
        self.0.get(id)
    }
}

fn name(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, StoreError> {
    if let Some(person) = found(id, |id| tx.person(id))? {
        return Ok(Some(person.name));
    }
    if let Some(token) = found(id, |id| tx.token(id))? {
        return Ok(Some(token.name));
    }
    if let Some(receiver) = found(id, |id| tx.receiver(id))? {
        return Ok(Some(receiver.name));
    }
    if let Some(webhook) = found(id, |id| tx.webhook(id))? {
        return Ok(Some(webhook.name));
    }
    if let Some(name) = catalogue(tx, id)? {
        return Ok(Some(name));
    }
    Ok(found(id, |id| tx.invitation(id))?.and_then(|invitation| invitation.name))
}

fn catalogue(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, StoreError> {
    if let Some(product) = found(id, |id| tx.product(id))? {
        return Ok(Some(product.name));
    }
    if let Some(part) = found(id, |id| tx.part(id))? {
        return Ok(Some(part.name));
    }
    if let Some(maker) = found(id, |id| tx.manufacturer(id))? {
        return Ok(Some(maker.name));
    }
    if let Some(name) = found(id, |id| release_name(tx, id))? {
        return Ok(Some(name));
    }
    if let Some(unit) = found(id, |id| tx.unit(id))? {
        return Ok(Some(unit.serial));
    }
    if let Some(case) = found(id, |id| tx.case(id))? {
        return Ok(Some(format!("#{} {}", case.number, case.title)));
    }
    match found(id, |id| tx.rollout(id))? {
        Some(rollout) => release_name(tx, rollout.release),
        None => Ok(None),
    }
}

/// A release by its product and version.
pub(crate) fn release_name(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Option<String>, StoreError> {
    let Some(release) = tx.release(id)? else { return Ok(None) };
    let Some(part) = tx.part(release.part)? else { return Ok(None) };
    let product = tx.product(part.product)?.map(|product| product.name).unwrap_or_default();
    Ok(Some(format!("{product} {}", release.label)))
}

/// Looks up an id of this kind; an id of another kind finds nothing.
fn found<K: Kind, T>(
    id: &str,
    read: impl FnOnce(Id<K>) -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    id.parse().map_or(Ok(None), read)
}

//! Whom a unit went to, as factory lists name them. A name that is not known yet becomes a partner of that name; what is known is
//! never overwritten.

use steadfast_store::{Id, Partner, PartnerKind, StoreError, Time, Tx, kinds};

use crate::fleet::reason::{Reason, Wrong};

/// A kind of partner with the name that is stated, and the id should it be a new one.
pub(crate) type Named<'a> = (PartnerKind, Option<&'a String>, Id<kinds::Partner>);

/// What is stated and not known yet of a unit; wrong where something else is known.
pub(crate) fn new<'a>(
    tx: &mut Tx<'_>,
    unit: i64,
    named: &[Named<'a>],
) -> Result<Result<Vec<Named<'a>>, Wrong>, StoreError> {
    let known = tx.unit_partners(unit)?;
    let mut found = Vec::new();
    for (kind, name, id) in named.iter().copied() {
        let Some(stated) = name else { continue };
        match known.iter().find(|(of, _)| *of == kind) {
            None => found.push((kind, name, id)),
            Some((_, partner)) => {
                let is_same = tx.partner(*partner)?.is_some_and(|partner| partner.name == *stated);
                if !is_same {
                    return Ok(Err(Wrong::new(kind.as_str(), Reason::Differs)));
                }
            }
        }
    }
    Ok(Ok(found))
}

/// Writes down whom a unit went to.
pub(crate) fn put(tx: &mut Tx<'_>, unit: i64, named: &[Named<'_>], now: Time) -> Result<(), StoreError> {
    for (kind, name, id) in named.iter().copied() {
        let Some(name) = name else { continue };
        let partner = match tx.partner_named(kind, name)? {
            Some(known) => known.id,
            None => made(tx, (kind, name, id), now)?,
        };
        tx.unit_partner_put(unit, kind, partner)?;
    }
    Ok(())
}

fn made(
    tx: &mut Tx<'_>,
    (kind, name, id): (PartnerKind, &String, Id<kinds::Partner>),
    now: Time,
) -> Result<Id<kinds::Partner>, StoreError> {
    tx.partner_insert(&Partner {
        id,
        kind,
        name: name.clone(),
        market: None,
        mail: String::new(),
        language: "en".to_owned(),
        receiver: None,
        created: now,
        version: 1,
    })?;
    Ok(id)
}

//! Units, entered and changed by staff one at a time.

use std::collections::BTreeMap;

use serde_json::json;
use steadfast_store::{Id, Part, PartKind, StoreError, Tx, Unit, UnitState, kinds};

use super::enter::{Entry, Ground, Releases, enter, open, seal};
use super::error::FleetError;
use super::note;
use super::reason::{Reason, Wrong};
use super::stated::{Field, Stated};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::catalogue::products::MOST_PARTS;

/// What a unit is to be, as text.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Its product.
    pub product: String,
    /// Its serial number.
    pub serial: String,
    /// The fingerprint of its identity key.
    pub key: Option<String>,
    /// The hardware revision.
    pub hardware: Option<String>,
    /// The Member State where it was made available.
    pub market: Option<String>,
    /// Where its owner can be reached.
    pub contact: Option<String>,
    /// The version that it runs, where its product has one part that units run.
    pub version: Option<String>,
    /// The versions that it runs, by name or id of the part.
    pub versions: BTreeMap<String, String>,
    /// Its token for the hawkBit door, which the maker gave already.
    pub token: Option<String>,
    /// Its owner's code, which the maker printed already.
    pub owner_code: Option<String>,
}

/// What is to be changed of a unit; what is left out stays, an empty text means that nobody has said.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The hardware revision.
    pub hardware: Option<String>,
    /// The Member State.
    pub market: Option<String>,
    /// Where its owner can be reached.
    pub contact: Option<String>,
}

/// The parts of a product that units run.
#[derive(Clone, Debug)]
pub struct Parts(pub Vec<Part>);

impl Parts {
    /// Those of a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(tx: &mut Tx<'_>, product: Id<kinds::Product>) -> Result<Self, StoreError> {
        let parts = tx.part_list(product, MOST_PARTS)?;
        Ok(Self(parts.into_iter().filter(|part| part.kind != PartKind::Remote).collect()))
    }

    /// The only one.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn only(&self) -> Result<Id<kinds::Part>, Reason> {
        match self.0.as_slice() {
            [part] => Ok(part.id),
            [] => Err(Reason::NoPart),
            _ => Err(Reason::WhichPart),
        }
    }

    /// The one of this name, in whichever letters, or of this id.
    ///
    /// # Errors
    /// When there is none.
    pub fn named(&self, name: &str) -> Result<Id<kinds::Part>, Reason> {
        let name = name.trim();
        let fits = |part: &&Part| part.name.to_lowercase() == name.to_lowercase() || part.id.to_string() == name;
        self.0.iter().find(fits).map(|part| part.id).ok_or(Reason::NoPart)
    }
}

impl Wanted {
    fn read(&self, parts: &Parts) -> Result<Stated, FleetError> {
        let (mut stated, mut wrong) = (Stated::default(), Vec::new());
        stated.note(Field::Serial, "serial", &self.serial, &mut wrong);
        let fields = [
            (Field::Key, "key", &self.key),
            (Field::Hardware, "hardware", &self.hardware),
            (Field::Market, "market", &self.market),
            (Field::Contact, "contact", &self.contact),
            (Field::Token, "token", &self.token),
            (Field::OwnerCode, "owner_code", &self.owner_code),
        ];
        for (field, name, text) in fields {
            stated.note(field, name, text.as_deref().unwrap_or_default(), &mut wrong);
        }
        let only = self.version.as_deref().filter(|text| !text.trim().is_empty());
        let versions = only.map(|text| ("version", parts.only(), text)).into_iter();
        let versions =
            versions.chain(self.versions.iter().map(|(part, text)| ("versions", parts.named(part), &**text)));
        for (name, part, text) in versions {
            match part {
                Ok(part) => stated.note(Field::Version(part), name, text, &mut wrong),
                Err(reason) => wrong.push(Wrong::new(name, reason)),
            }
        }
        if wrong.is_empty() { Ok(stated) } else { Err(FleetError::Invalid(wrong)) }
    }
}

/// Enters a unit.
///
/// # Errors
/// When a field is not taken, its serial number or its key is another unit's, or it is not allowed.
pub async fn add(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Unit>, FleetError> {
    let product: Id<kinds::Product> =
        wanted.product.parse().map_err(|_| Wrong::new("product", Reason::Unknown("product")))?;
    let parts = app.store.read::<_, FleetError, _>(move |tx| parts_of(tx, product)).await?;
    let entry = Entry::draw(app, product, wanted.read(&parts)?).map_err(FleetError::Sealed)?;
    let vault = app.vault.clone();
    let done = app.act::<_, FleetError, _>(ask, move |tx, at| {
        if tx.unit_of_serial(product, &entry.stated.serial)?.is_some() {
            return Err(Wrong::new("serial", Reason::Taken).into());
        }
        let origin = json!({"record": at.record.to_string()});
        let releases = Releases::default();
        let mut ground = Ground { vault: &vault, product, origin, now: at.now, releases };
        enter(tx, &mut ground, &entry)??;
        let fact = Fact::new("unit-added", &entry.id).with("product", product.to_string());
        Ok((entry.id, key_fact(fact, entry.stated.key.as_ref())))
    });
    Ok(done.await?.answer)
}

fn parts_of(tx: &mut Tx<'_>, product: Id<kinds::Product>) -> Result<Parts, FleetError> {
    match tx.product(product)? {
        Some(_) => Ok(Parts::of(tx, product)?),
        None => Err(Wrong::new("product", Reason::Unknown("product")).into()),
    }
}

/// A record names keys by their fingerprint.
pub(super) fn key_fact(fact: Fact, key: Option<&[u8; 32]>) -> Fact {
    match key {
        Some(key) => fact.with("key", steadfast_trust::key::Fingerprint(*key).to_string()),
        None => fact,
    }
}

/// A unit that is still in use.
pub(super) fn in_use(tx: &mut Tx<'_>, id: Id<kinds::Unit>) -> Result<Unit, FleetError> {
    let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
    if unit.state == UnitState::Decommissioned { Err(FleetError::Decommissioned) } else { Ok(unit) }
}

/// Changes hardware, market or contact of a unit on top of `version`; its new version.
///
/// # Errors
/// When a field is not taken, somebody changed it meanwhile, it is out of use, or it is not allowed.
pub async fn change(app: &App, ask: Ask, id: Id<kinds::Unit>, version: i64, change: Change) -> Result<i64, FleetError> {
    let stated = read_change(&change)?;
    let before = app.store.read::<_, FleetError, _>(move |tx| in_use(tx, id)).await?;
    let sealed = stated.contact.as_deref().map(|contact| seal(app, before.product, &before.serial, contact));
    let sealed = sealed.transpose().map_err(FleetError::Sealed)?;
    let event = app.ambient.id();
    let done = app.act::<_, FleetError, _>(ask, move |tx, at| {
        let before = in_use(tx, id)?;
        let changed = changed(&before, &change, &stated, sealed.as_ref(), version);
        if !tx.unit_change(&changed)? {
            return Err(FleetError::Changed);
        }
        let fields = fields(&change);
        note(tx, before.number, event, "changed", json!({"record": at.record.to_string(), "fields": fields}))?;
        Ok((version + 1, Fact::new("unit-changed", &id).with("fields", fields)))
    });
    Ok(done.await?.answer)
}

fn read_change(change: &Change) -> Result<Stated, FleetError> {
    let (mut stated, mut wrong) = (Stated::default(), Vec::new());
    let fields = [
        (Field::Hardware, "hardware", &change.hardware),
        (Field::Market, "market", &change.market),
        (Field::Contact, "contact", &change.contact),
    ];
    for (field, name, text) in fields {
        stated.note(field, name, text.as_deref().unwrap_or_default(), &mut wrong);
    }
    if wrong.is_empty() { Ok(stated) } else { Err(FleetError::Invalid(wrong)) }
}

fn changed(before: &Unit, change: &Change, stated: &Stated, sealed: Option<&Vec<u8>>, version: i64) -> Unit {
    let hardware = match change.hardware {
        Some(_) => stated.hardware.clone().unwrap_or_default(),
        None => before.hardware.clone(),
    };
    let market = if change.market.is_some() { stated.market.clone() } else { before.market.clone() };
    let contact = if change.contact.is_some() { sealed.cloned() } else { before.contact.clone() };
    Unit { hardware, market, contact, version, ..before.clone() }
}

/// The fields that a change is about. Their values are none of the record's: a contact is personal.
fn fields(change: &Change) -> Vec<&'static str> {
    let each = [("hardware", &change.hardware), ("market", &change.market), ("contact", &change.contact)];
    each.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect()
}

/// Where the owner of a unit can be reached.
///
/// # Errors
/// When there is no such unit, what is sealed cannot be opened, or the database fails.
pub async fn contact(app: &App, id: Id<kinds::Unit>) -> Result<Option<String>, FleetError> {
    let unit = app.store.read::<_, FleetError, _>(move |tx| Ok(tx.unit(id)?)).await?;
    open(&app.vault, &unit.ok_or(FleetError::NotFound("unit"))?).map_err(FleetError::Sealed)
}

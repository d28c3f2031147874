//! Enters what is stated of a unit: a new one, or what was not known yet of a known one. What is known is never
//! overwritten: a line that says something else is refused as a whole.

use std::collections::BTreeMap;

use serde_json::Value;
use steadfast_store::{
    Id, NewUnit, PartnerKind, RunSource, SecretKind, StoreError, Time, Tx, Unit, UnitRuns, UnitSecret, UnitState, kinds,
};
use steadfast_trust::seal::SealError;

use super::note;
use super::reason::{Reason, Wrong};
use super::stated::Stated;
use crate::app::App;
use crate::recalls::assigned::{self, Named};
use crate::vault::Vault;

/// What is stated, with what was drawn for it: the same in every attempt.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is stated.
    pub stated: Stated,
    /// The id, should it be a new unit.
    pub id: Id<kinds::Unit>,
    /// The id of what its history says.
    pub event: Id<kinds::UnitEvent>,
    /// Its owner's contact, sealed.
    pub contact: Option<Vec<u8>>,
    /// The ids of importer and dealer, should they be new ones.
    pub partners: [Id<kinds::Partner>; 2],
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A new unit.
    Made,
    /// More is known of a unit than before.
    Changed,
    /// It was known just so.
    Unchanged,
}

/// Where units are entered.
pub struct Ground<'a> {
    /// What opens contacts.
    pub vault: &'a Vault,
    /// The product of the units.
    pub product: Id<kinds::Product>,
    /// What their history says of where it is from.
    pub origin: Value,
    /// When.
    pub now: Time,
    /// Releases by part and version, as far as they were looked up.
    pub releases: Releases,
}

/// Releases by part and version.
#[derive(Debug, Default)]
pub struct Releases(BTreeMap<(Id<kinds::Part>, String), Option<Id<kinds::Release>>>);

impl Releases {
    fn of(
        &mut self,
        tx: &mut Tx<'_>,
        part: Id<kinds::Part>,
        label: &str,
    ) -> Result<Option<Id<kinds::Release>>, StoreError> {
        if let Some(known) = self.0.get(&(part, label.to_owned())) {
            return Ok(*known);
        }
        let found = tx.release_by_label(part, label)?.map(|release| release.id);
        self.0.insert((part, label.to_owned()), found);
        Ok(found)
    }
}

impl Entry {
    /// Draws what entering takes.
    ///
    /// # Errors
    /// When a contact cannot be sealed.
    pub fn draw(app: &App, product: Id<kinds::Product>, stated: Stated) -> Result<Self, SealError> {
        let contact = stated.contact.as_deref().map(|contact| seal(app, product, &stated.serial, contact));
        let partners = [app.ambient.id(), app.ambient.id()];
        Ok(Self { contact: contact.transpose()?, id: app.ambient.id(), event: app.ambient.id(), stated, partners })
    }

    /// Whom it went to, as it is stated.
    fn named(&self) -> [Named<'_>; 2] {
        let [importer, dealer] = self.partners;
        [
            (PartnerKind::Importer, self.stated.importer.as_ref(), importer),
            (PartnerKind::Dealer, self.stated.dealer.as_ref(), dealer),
        ]
    }
}

/// Seals an owner's contact for one unit.
pub(super) fn seal(app: &App, product: Id<kinds::Product>, serial: &str, contact: &str) -> Result<Vec<u8>, SealError> {
    app.vault.seal(contact.as_bytes(), &place(product, serial), &app.ambient.random())
}

/// Opens it.
pub(super) fn open(vault: &Vault, unit: &Unit) -> Result<Option<String>, SealError> {
    let Some(sealed) = &unit.contact else { return Ok(None) };
    let opened = vault.unseal(sealed, &place(unit.product, &unit.serial))?;
    Ok(Some(String::from_utf8_lossy(&opened).into_owned()))
}

fn place(product: Id<kinds::Product>, serial: &str) -> String {
    format!("unit-contact/{product}/{serial}")
}

/// Enters a unit, or what was not known of it yet. What is wrong with it is an answer, not an error: nothing was changed
/// then.
///
/// # Errors
/// When the database fails.
pub fn enter(tx: &mut Tx<'_>, ground: &mut Ground<'_>, entry: &Entry) -> Result<Result<Entered, Wrong>, StoreError> {
    let stated = &entry.stated;
    match tx.unit_of_serial(ground.product, &stated.serial)? {
        None if key_is_taken(tx, stated)? => Ok(Err(Wrong::new("key", Reason::KeyTaken))),
        None => make(tx, ground, entry).map(|()| Ok(Entered::Made)),
        Some(unit) => complete(tx, ground, entry, &unit),
    }
}

fn key_is_taken(tx: &mut Tx<'_>, stated: &Stated) -> Result<bool, StoreError> {
    let Some(key) = &stated.key else { return Ok(false) };
    Ok(tx.unit_of_key(key)?.is_some())
}

fn make(tx: &mut Tx<'_>, ground: &mut Ground<'_>, entry: &Entry) -> Result<(), StoreError> {
    let (number, stated) = (tx.unit_next()?, &entry.stated);
    let new = NewUnit {
        id: entry.id,
        product: ground.product,
        serial: stated.serial.clone(),
        key: stated.key,
        hardware: stated.hardware.clone().unwrap_or_default(),
        market: stated.market.clone(),
        contact: entry.contact.clone(),
    };
    tx.unit_insert(number, &new, ground.now)?;
    let versions: Vec<&(Id<kinds::Part>, String)> = stated.versions.iter().collect();
    runs(tx, ground, number, &versions)?;
    secrets(tx, number, &given(stated), ground.now)?;
    assigned::put(tx, number, &entry.named(), ground.now)?;
    if let Some(day) = &stated.placed {
        tx.unit_placed_put(number, day)?;
    }
    note(tx, number, entry.event, "listed", ground.origin.clone())
}

fn runs(
    tx: &mut Tx<'_>,
    ground: &mut Ground<'_>,
    unit: i64,
    versions: &[&(Id<kinds::Part>, String)],
) -> Result<(), StoreError> {
    for (part, label) in versions.iter().copied() {
        let release = ground.releases.of(tx, *part, label)?;
        tx.unit_runs_put(unit, *part, release, label, RunSource::List, ground.now)?;
    }
    Ok(())
}

/// Secrets that the maker brings.
fn given(stated: &Stated) -> Vec<(SecretKind, [u8; 32])> {
    let each = [(SecretKind::DdiToken, stated.token), (SecretKind::OwnerCode, stated.owner_code)];
    each.into_iter().filter_map(|(kind, hash)| Some((kind, hash?))).collect()
}

fn secrets(tx: &mut Tx<'_>, unit: i64, given: &[(SecretKind, [u8; 32])], now: Time) -> Result<(), StoreError> {
    given.iter().try_for_each(|(kind, hash)| {
        tx.unit_secret_put(unit, &UnitSecret { kind: *kind, hash: *hash, expires: None, made: now })
    })
}

/// What a line adds to what is known of a unit.
struct Addition<'a> {
    changed: Unit,
    key: Option<[u8; 32]>,
    versions: Vec<&'a (Id<kinds::Part>, String)>,
    secrets: Vec<(SecretKind, [u8; 32])>,
}

fn complete(
    tx: &mut Tx<'_>,
    ground: &mut Ground<'_>,
    entry: &Entry,
    unit: &Unit,
) -> Result<Result<Entered, Wrong>, StoreError> {
    let (runs_now, kept) = (tx.unit_runs(unit.number)?, tx.unit_secrets(unit.number)?);
    let addition = match addition(ground.vault, entry, unit, &runs_now, &kept) {
        Ok(addition) => addition,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if addition.key.is_some() && key_is_taken(tx, &entry.stated)? {
        return Ok(Err(Wrong::new("key", Reason::KeyTaken)));
    }
    let named = entry.named();
    let partners = match assigned::new(tx, unit.number, &named)? {
        Ok(partners) => partners,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let known_day = tx.unit_placed(unit.number)?;
    if known_day.is_some() && entry.stated.placed.is_some() && known_day != entry.stated.placed {
        return Ok(Err(Wrong::new("placed", Reason::Differs)));
    }
    let day = entry.stated.placed.as_ref().filter(|_| known_day.is_none());
    let same = addition.changed == *unit && addition.key.is_none() && partners.is_empty() && day.is_none();
    if same && addition.versions.is_empty() && addition.secrets.is_empty() {
        return Ok(Ok(Entered::Unchanged));
    }
    assigned::put(tx, unit.number, &partners, ground.now)?;
    if let Some(day) = day {
        tx.unit_placed_put(unit.number, day)?;
    }
    add(tx, ground, entry, unit, &addition)?;
    Ok(Ok(Entered::Changed))
}

fn add(
    tx: &mut Tx<'_>,
    ground: &mut Ground<'_>,
    entry: &Entry,
    unit: &Unit,
    addition: &Addition<'_>,
) -> Result<(), StoreError> {
    if addition.changed != *unit {
        tx.unit_change(&addition.changed)?;
    }
    if let Some(key) = &addition.key {
        tx.unit_set_key(unit.number, Some(key), None)?;
    }
    runs(tx, ground, unit.number, &addition.versions)?;
    secrets(tx, unit.number, &addition.secrets, ground.now)?;
    note(tx, unit.number, entry.event, "completed", ground.origin.clone())
}

/// What is new in a line, or what contradicts what is known.
fn addition<'a>(
    vault: &Vault,
    entry: &'a Entry,
    unit: &Unit,
    runs: &[UnitRuns],
    kept: &[UnitSecret],
) -> Result<Addition<'a>, Wrong> {
    let stated = &entry.stated;
    if unit.state == UnitState::Decommissioned {
        return Err(Wrong::new("serial", Reason::Decommissioned));
    }
    let key = match (stated.key, unit.key) {
        (Some(stated), Some(known)) if stated != known => return Err(Wrong::new("key", Reason::OtherKey)),
        (stated, None) => stated,
        _ => None,
    };
    let known = Some(unit.hardware.clone()).filter(|hardware| !hardware.is_empty());
    let hardware = filled("hardware", stated.hardware.as_ref(), known.as_ref())?.unwrap_or(&unit.hardware).clone();
    let market = filled("market", stated.market.as_ref(), unit.market.as_ref())?.or(unit.market.as_ref()).cloned();
    let known = open(vault, unit).map_err(|_| Wrong::new("contact", Reason::Differs))?;
    // A list knows nothing of who owns a unit that was erased since, nor of a code that was voided.
    let is_anothers = unit.erased.is_some();
    let contact = stated.contact.as_ref().filter(|_| !is_anothers);
    let told = filled("contact", contact, known.as_ref())?;
    let contact = if told.is_some() { entry.contact.clone() } else { unit.contact.clone() };
    let versions = stated.versions.iter().filter_map(|version| new_version(version, runs).transpose());
    let given = given(stated).into_iter().filter(|(kind, _)| *kind != SecretKind::OwnerCode || !is_anothers);
    let secrets = given.filter_map(|secret| new_secret(secret, kept).transpose());
    Ok(Addition {
        changed: Unit { hardware, market, contact, ..unit.clone() },
        key,
        versions: versions.collect::<Result<_, _>>()?,
        secrets: secrets.collect::<Result<_, _>>()?,
    })
}

/// What is stated where nothing is known; nothing where it says the same.
fn filled<'a>(field: &str, stated: Option<&'a String>, known: Option<&String>) -> Result<Option<&'a String>, Wrong> {
    match (stated, known) {
        (Some(stated), Some(known)) if stated != known => Err(Wrong::new(field, Reason::Differs)),
        (stated, None) => Ok(stated),
        _ => Ok(None),
    }
}

/// A version that is not known yet. What the unit said by itself is newer than any list.
fn new_version<'a>(
    version: &'a (Id<kinds::Part>, String),
    runs: &[UnitRuns],
) -> Result<Option<&'a (Id<kinds::Part>, String)>, Wrong> {
    match runs.iter().find(|run| run.part == version.0) {
        None => Ok(Some(version)),
        Some(run) if run.source == RunSource::List && run.label != version.1 => {
            Err(Wrong::new("version", Reason::Differs))
        }
        Some(_) => Ok(None),
    }
}

fn new_secret(
    (kind, hash): (SecretKind, [u8; 32]),
    kept: &[UnitSecret],
) -> Result<Option<(SecretKind, [u8; 32])>, Wrong> {
    let field = if kind == SecretKind::DdiToken { "token" } else { "owner-code" };
    match kept.iter().find(|known| known.kind == kind) {
        None => Ok(Some((kind, hash))),
        Some(known) if known.hash != hash => Err(Wrong::new(field, Reason::Differs)),
        Some(_) => Ok(None),
    }
}

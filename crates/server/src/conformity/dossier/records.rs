//! The records on which a register rests, each with the proof that leads to one checkpoint.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use steadfast_store::{Head, Id, RecordFilter, RecordRow, StoreError, Time, Tx, kinds};
use steadfast_trust::checkpoint::SignedCheckpoint;
use steadfast_trust::record::Record;
use steadfast_verify::dossier::{earlier_line, proven_line};

use super::keep::{CHECKPOINT, MADE};
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{Found, moment};
use crate::ledger::tiles;

/// Records of one subject that say what belongs to what.
const MOST_LINKS: i64 = 200;
/// Dossiers whose checkpoints a newer one shows to be its beginning.
const MOST_EARLIER: i64 = 50;
/// Kinds of records that say what a product is, and whose reports of tests are taken for it.
const OF_PRODUCT: [&str; 3] = ["product-made", "evidence-key-added", "evidence-key-revoked"];
/// Kinds of records that say what a release is and what became of it.
const OF_RELEASE: [&str; 9] = [
    "modification-stated",
    "release-file-given",
    "release-made",
    "release-changed",
    "release-put-on-sale",
    "approved",
    "acted-alone",
    "release-withdrawn",
    "release-last-placed",
];

/// Records with their proofs.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The file of records.
    pub(super) lines: Vec<u8>,
    /// Their numbers, rising.
    pub(super) numbers: Vec<u64>,
    /// Earlier checkpoints, of dossiers that were kept, each with the proof that this one grew from it.
    pub(super) earlier: Vec<u8>,
    /// The checkpoint that the proofs lead to.
    pub(super) checkpoint: SignedCheckpoint,
    /// When the newest of them was recorded, by the clock of the process that did.
    newest: Option<Time>,
    ids: Vec<String>,
}

impl Kept {
    /// When a dossier with them is made: not before the newest of them, whose process may have a clock that is ahead.
    pub(super) fn made(&self, at: Timestamp) -> Timestamp {
        self.newest.map_or(at, |newest| moment(newest).max(at))
    }

    /// The number of a record that is among them.
    pub(super) fn number(&self, id: &str) -> Option<u64> {
        self.ids.iter().position(|own| own == id).and_then(|place| self.numbers.get(place).copied())
    }
}

/// Those that rows name, those by which they belong to the product, and `more`.
pub(super) async fn of(app: &App, found: &Found, more: Option<String>) -> Result<Kept, ConformityError> {
    let mut wanted: BTreeSet<String> = found.rows.iter().map(|row| row.record.clone()).chain(more).collect();
    wanted.extend(found.aside.iter().map(|aside| aside.record.clone()));
    let (product, release) = (found.register.product.clone(), found.register.release.clone());
    let folded = found.records;
    app.store.read(move |tx| kept(tx, wanted.clone(), (&product, &release), folded)).await
}

/// Of records that the register does not have yet, none goes along: whoever computes it again gets the same.
fn kept(
    tx: &mut Tx<'_>,
    mut wanted: BTreeSet<String>,
    (product, release): (&str, &str),
    folded: u64,
) -> Result<Kept, ConformityError> {
    let head = tx.ledger_head()?.ok_or(ConformityError::NotFound("checkpoint yet; ask again in a moment"))?;
    let until = head.signed.min(folded);
    wanted.extend(links(tx, product, release)?);
    let mut rows: Vec<(u64, RecordRow)> = Vec::new();
    for id in &wanted {
        let id: Id<kinds::Record> = id.parse()?;
        let row = tx.record(id)?.ok_or(ConformityError::NotFound("record"))?;
        if let Some((number, _)) = row.place.filter(|(number, _)| *number < until) {
            rows.push((number, row));
        }
    }
    rows.sort_by_key(|(number, _)| *number);
    let earlier = earlier(tx, &head, product)?;
    written(tx, &head, &rows, earlier)
}

/// The checkpoints of dossiers that were kept, with their proofs: whoever has one of them sees that nothing of it was rewritten.
fn earlier(tx: &mut Tx<'_>, head: &Head, product: &str) -> Result<Vec<u8>, ConformityError> {
    let filter = RecordFilter { kind: Some(MADE.to_owned()), ..RecordFilter::subject(product) };
    let mut notes: BTreeMap<u64, SignedCheckpoint> = BTreeMap::new();
    for row in tx.record_list(&filter, None, MOST_EARLIER)? {
        let note = row.content.as_ref().and_then(|(_, envelope)| checkpoint(envelope));
        notes.extend(note.map(|note| (note.unchecked().size, note)));
    }
    let mut lines = Vec::new();
    for (size, note) in notes.range(1..head.signed) {
        lines.extend(earlier_line(note, &tiles::consistency(tx, *size, head.signed)?)?.into_bytes());
    }
    Ok(lines)
}

/// The checkpoint that the record of a dossier names.
fn checkpoint(envelope: &[u8]) -> Option<SignedCheckpoint> {
    let record = Record::peek(envelope).ok()?;
    SignedCheckpoint::read(record.facts.get(CHECKPOINT)?.as_str()?).ok()
}

fn written(tx: &mut Tx<'_>, head: &Head, rows: &[(u64, RecordRow)], earlier: Vec<u8>) -> Result<Kept, ConformityError> {
    let checkpoint =
        SignedCheckpoint::read(&head.note).map_err(|_| ConformityError::NotFound("checkpoint that can be read"))?;
    let mut lines = Vec::new();
    for (number, row) in rows {
        lines.extend(line(tx, head, *number, row)?.into_bytes());
    }
    let numbers = rows.iter().map(|(number, _)| *number).collect();
    let ids = rows.iter().map(|(_, row)| row.id.to_string()).collect();
    let newest = rows.iter().map(|(_, row)| row.time).max();
    Ok(Kept { lines, numbers, earlier, checkpoint, newest, ids })
}

fn line(tx: &mut Tx<'_>, head: &Head, number: u64, row: &RecordRow) -> Result<String, ConformityError> {
    let (_, leaf) = row.place.ok_or(ConformityError::NotFound("number of a record"))?;
    let path = tiles::inclusion(tx, number, head.signed)?;
    let content = row.content.as_ref().and_then(|(salt, envelope)| Some((salt, std::str::from_utf8(envelope).ok()?)));
    Ok(proven_line(number, &leaf, content, &path)?)
}

/// The records that say what the product, its part and the release are, and what became of them.
fn links(tx: &mut Tx<'_>, product: &str, release: &str) -> Result<Vec<String>, ConformityError> {
    let release: Id<kinds::Release> = release.parse()?;
    let part = tx.release(release)?.ok_or(ConformityError::NotFound("release"))?.part.to_string();
    let release = release.to_string();
    let mut found = of_kind(tx, &part, "part-made")?;
    for kind in OF_PRODUCT {
        found.extend(of_kind(tx, product, kind)?);
    }
    for kind in OF_RELEASE {
        found.extend(of_kind(tx, &release, kind)?);
    }
    Ok(found)
}

fn of_kind(tx: &mut Tx<'_>, subject: &str, kind: &str) -> Result<Vec<String>, StoreError> {
    let filter = RecordFilter { kind: Some(kind.to_owned()), ..RecordFilter::subject(subject) };
    Ok(tx.record_list(&filter, None, MOST_LINKS)?.into_iter().map(|row| row.id.to_string()).collect())
}

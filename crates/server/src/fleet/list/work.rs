//! The job that works off factory lists, slice by slice. Each slice's units, counts and place are one transaction: killed
//! in between, the next attempt goes on from there. At the end stands one record with counts and the file's digest.

use std::collections::HashMap;

use serde_json::json;
use sha2::{Digest, Sha256};
use steadfast_mapped::Mapped;
use steadfast_store::{LineCounts, LineFault, StoreError, Tx, UnitImport};
use steadfast_trust::encoding::hex;

use super::header::{Columns, HeaderError};
use super::rows::{Endless, LONGEST, Row, Rows};
use super::{FAULTS_KEPT, MOST_LINES};
use crate::act::Fact;
use crate::feeds::local;
use crate::fleet::enter::{Entered, Entry, Ground, Releases, enter};
use crate::fleet::reason::{Reason, Wrong};
use crate::fleet::units::Parts;
use crate::jobs::work::{Work, WorkError};

/// Lines that are entered in one transaction: below 50 ms of the one writer of SQLite.
const SLICE: usize = 100;

/// Works off every list that waits.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    loop {
        work.go_on()?;
        let waiting = work.app().store.read::<_, StoreError, _>(|tx| tx.unit_import_waiting()).await?;
        let Some(import) = waiting else { return Ok(()) };
        take(work, import).await?;
    }
}

async fn take(work: &Work, import: UnitImport) -> Result<(), WorkError> {
    let (app, product) = (work.app(), import.product);
    let Some(list) = import.list else { return Err(WorkError::Fault(format!("{} names no file", import.id))) };
    let file = local::passing(app, list, app.advisories.folder()).await?;
    let parts = app.store.read::<_, StoreError, _>(move |tx| Parts::of(tx, product)).await?;
    let mut walk = match Walk::begin(&file, &parts, &import) {
        Ok(walk) => walk,
        Err(error) => return end(work, import, Some((error.code(), error.to_string()))).await,
    };
    let id = import.id;
    let mut kept = app.store.read::<_, StoreError, _>(move |tx| tx.unit_import_fault_count(id)).await?;
    loop {
        work.go_on()?;
        let Some(slice) = walk.slice(work, &import)? else { return end(work, import, None).await };
        kept += write(work, &import, slice, FAULTS_KEPT - kept).await?;
        work.progress(walk.rows.place(), file.len()).await?;
    }
}

/// A list that is being worked off.
struct Walk<'a> {
    rows: Rows<'a>,
    columns: Columns,
    /// Serial numbers that were there, as the first bytes of their hash, with their lines: only looked into.
    seen: HashMap<u64, u64>,
    lines: usize,
}

/// Lines that are entered together, and the places of the file where they begin and end.
#[derive(Clone)]
struct Slice {
    from: i64,
    to: i64,
    lines: Vec<Line>,
}

#[derive(Clone)]
struct Line {
    number: u64,
    entry: Result<Entry, Vec<Wrong>>,
}

impl<'a> Walk<'a> {
    /// At the place that the list was worked off to: what stands before is looked through for serial numbers.
    fn begin(file: &'a Mapped, parts: &Parts, import: &UnitImport) -> Result<Self, HeaderError> {
        let mut rows = Rows::new(file);
        let columns = Columns::read(&mut rows, parts)?;
        let mut walk = Self { rows, columns, seen: HashMap::new(), lines: 0 };
        while place(&walk.rows) < import.place {
            let Some(row) = walk.rows.next() else { break };
            if let Ok(row) = row {
                drop(walk.stated(&row));
            }
            walk.lines += 1;
        }
        Ok(walk)
    }

    /// What a row states, its serial number being the first of its kind.
    fn stated(&mut self, row: &Row) -> Result<crate::fleet::stated::Stated, Vec<Wrong>> {
        let stated = self.columns.line(row)?;
        let hash = Sha256::digest(stated.serial.as_bytes());
        let short = hash.iter().take(8).fold(0, |short, byte| (short << 8) | u64::from(*byte));
        match self.seen.get(&short) {
            Some(line) => Err(vec![Wrong::new("serial", Reason::Twice(*line))]),
            None => {
                self.seen.insert(short, row.line);
                Ok(stated)
            }
        }
    }

    /// The next lines; nothing at the end.
    fn slice(&mut self, work: &Work, import: &UnitImport) -> Result<Option<Slice>, WorkError> {
        let from = if self.lines == 0 { 0 } else { place(&self.rows) };
        let mut lines = Vec::new();
        while lines.len() < SLICE {
            let Some(row) = self.rows.next() else { break };
            lines.push(self.line(work, import, row)?);
            self.lines += 1;
        }
        let to = place(&self.rows);
        Ok((!lines.is_empty()).then_some(Slice { from, to, lines }))
    }

    fn line(&mut self, work: &Work, import: &UnitImport, row: Result<Row, Endless>) -> Result<Line, WorkError> {
        let row = match row {
            Ok(row) => row,
            Err(Endless(number)) => return Ok(Line::refused(number, Reason::Endless(LONGEST))),
        };
        if self.lines >= MOST_LINES {
            self.rows.stop();
            return Ok(Line::refused(row.line, Reason::TooMany(MOST_LINES)));
        }
        let entry = match self.stated(&row) {
            Ok(stated) => Ok(draw(work, import, stated)?),
            Err(wrong) => Err(wrong),
        };
        Ok(Line { number: row.line, entry })
    }
}

fn draw(work: &Work, import: &UnitImport, stated: crate::fleet::stated::Stated) -> Result<Entry, WorkError> {
    Entry::draw(work.app(), import.product, stated).map_err(|error| WorkError::Fault(error.to_string()))
}

fn place(rows: &Rows<'_>) -> i64 {
    i64::try_from(rows.place()).unwrap_or(i64::MAX)
}

impl Line {
    fn refused(number: u64, reason: Reason) -> Self {
        Self { number, entry: Err(vec![Wrong::new("", reason)]) }
    }

    /// Enters it; what is wrong with it.
    fn enter(
        &self,
        tx: &mut Tx<'_>,
        ground: &mut Ground<'_>,
        counts: &mut LineCounts,
    ) -> Result<Vec<Wrong>, StoreError> {
        counts.lines += 1;
        let entered = match &self.entry {
            Ok(entry) => enter(tx, ground, entry)?.map_err(|wrong| vec![wrong]),
            Err(wrong) => Err(wrong.clone()),
        };
        match entered {
            Ok(Entered::Made) => counts.made += 1,
            Ok(Entered::Changed) => counts.changed += 1,
            Ok(Entered::Unchanged) => counts.unchanged += 1,
            Err(_) => counts.refused += 1,
        }
        Ok(entered.err().unwrap_or_default())
    }

    fn fault(&self, wrong: &Wrong) -> LineFault {
        LineFault {
            line: i64::try_from(self.number).unwrap_or(i64::MAX),
            field: wrong.field.clone(),
            reason: wrong.reason.code().to_owned(),
            text: wrong.reason.to_string(),
        }
    }
}

/// Enters a slice; how many refused lines were kept of it, at most `room`.
async fn write(work: &Work, import: &UnitImport, slice: Slice, room: i64) -> Result<i64, WorkError> {
    let (id, product, vault, now) = (import.id, import.product, work.app().vault.clone(), work.app().ambient.now());
    work.keep_house(move |tx| {
        let origin = json!({"import": id.to_string()});
        let mut ground = Ground { vault: &vault, product, origin, now, releases: Releases::default() };
        let (mut counts, mut faults) = (LineCounts::default(), 0);
        for line in &slice.lines {
            for wrong in line.enter(tx, &mut ground, &mut counts)? {
                if faults < room {
                    tx.unit_import_fault(id, &line.fault(&wrong))?;
                    faults += 1;
                }
            }
        }
        if tx.unit_import_go_on(id, (slice.from, slice.to), counts)? {
            Ok(faults)
        } else {
            Err(StoreError::LeaseLost("the list is no longer where it was".to_owned()))
        }
    })
    .await
}

/// Ends a list with its record; its file is named by nothing from then on, and is erased by the sweep.
async fn end(work: &Work, import: UnitImport, refused: Option<(&'static str, String)>) -> Result<(), WorkError> {
    work.act(move |tx, at| {
        let words = refused.as_ref().map(|(code, words)| (*code, words.as_str()));
        if !tx.unit_import_end(import.id, words, at.now)? {
            return Err(WorkError::Already);
        }
        let lines = tx.unit_import(import.id)?.map(|import| import.lines).unwrap_or_default();
        let fact = match refused {
            Some(_) => Fact::new("unit-list-refused", &import.id),
            None => Fact::new("units-imported", &import.id),
        };
        let fact = fact.with("product", import.product.to_string());
        let fact = fact.with("sha256", hex(&import.digest)).with("lines", lines.lines).with("made", lines.made);
        let fact = fact.with("changed", lines.changed).with("unchanged", lines.unchanged);
        Ok(((), fact.with("refused", lines.refused)))
    })
    .await
}

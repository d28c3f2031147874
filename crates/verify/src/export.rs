//! A whole ledger, one line per record.

use serde_json::Value;
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::checkpoint::Checkpoint;
use steadfast_trust::encoding::base64;
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::{Frontier, leaf_hash};
use steadfast_trust::record::SALT;

use crate::bundle::{MOST_LINE, Signed, shaped};
use crate::fault::{Fault, Problem};
use crate::findings::{Content, Findings, Subject};
use crate::form::{self, EXPORT, EndForm, HeaderForm, LineForm, SCHEMA};
use crate::older;

/// The first line of an export.
///
/// # Errors
/// None for an origin and key of this project.
pub fn header_line(key: &PublicKey, origin: &str) -> Result<String, CanonicalError> {
    let kind = EXPORT.to_owned();
    form::line(&HeaderForm { key: key.to_text(), kind, origin: origin.to_owned(), schema: SCHEMA })
}

/// The line of one record; `content` is its salt and stored envelope, or nothing where it was erased.
///
/// # Errors
/// When the number is beyond what JSON's readers keep exact.
pub fn record_line(index: u64, leaf: &Hash, content: Option<(&[u8; SALT], &str)>) -> Result<String, CanonicalError> {
    form::line(&LineForm {
        envelope: content.map(|(_, envelope)| envelope.to_owned()),
        index,
        leaf: base64(leaf),
        salt: content.map(|(salt, _)| base64(salt)),
    })
}

/// The last line: the checkpoint over all records before it.
///
/// # Errors
/// None for a note of this project.
pub fn checkpoint_line(checkpoint: &str) -> Result<String, CanonicalError> {
    form::line(&EndForm { checkpoint: checkpoint.to_owned() })
}

/// An export that is being checked. It holds the tree's edge, never the records.
///
/// [`examine`](Self::examine) does the work that lines do not share and may run on many threads; [`enter`](Self::enter)
/// takes what it gives, in the order of the lines.
#[derive(Debug)]
pub struct Export {
    key: PublicKey,
    origin: String,
    older: Option<Checkpoint>,
    tree: Frontier,
    erased: u64,
    findings: Option<Findings>,
}

/// A line that holds by itself.
#[derive(Debug)]
pub struct Entry {
    line: u64,
    kind: EntryKind,
}

#[derive(Debug)]
enum EntryKind {
    Record { index: u64, leaf: Hash, erased: bool },
    Checkpoint(String),
}

impl Export {
    pub(crate) fn new(header: Value, key: PublicKey, older: Option<&str>) -> Result<Self, Fault> {
        let form: HeaderForm = shaped(header, 1)?;
        let older = older.map(|note| older::read(note, &key)).transpose()?.map(|older| older.unchecked().clone());
        older.as_ref().map_or(Ok(()), |older| older::same_ledger(older, &form.origin))?;
        let mut export = Self { key, origin: form.origin, older, tree: Frontier::default(), erased: 0, findings: None };
        export.meet_older(1)?;
        Ok(export)
    }

    /// Checks what one line says by itself: its form, that salt and envelope give the leaf, that the key signed the
    /// record. `line` is its number in the file, from 1, without its newline.
    ///
    /// # Errors
    /// When any of it does not hold.
    pub fn examine(&self, line: u64, bytes: &[u8]) -> Result<Entry, Fault> {
        let value: Value = canonical::read(bytes, MOST_LINE).map_err(|error| Problem::Form(error).at(line, "line"))?;
        if value.get("checkpoint").is_some() {
            let form: EndForm = shaped(value, line)?;
            return Ok(Entry { line, kind: EntryKind::Checkpoint(form.checkpoint) });
        }
        let form: LineForm = shaped(value, line)?;
        let leaf = form::hash(&form.leaf, line, "leaf")?;
        let content = form::content(form.salt.as_deref(), form.envelope.as_deref(), &leaf, &self.key, line)?;
        let kind = EntryKind::Record { index: form.index, leaf, erased: content == Content::Erased };
        Ok(Entry { line, kind })
    }

    /// Takes the next line's entry: a record must be the next one, the checkpoint must be over all before it.
    ///
    /// # Errors
    /// When it does not fit, or the older checkpoint turns out not to be the beginning of this ledger.
    pub fn enter(&mut self, entry: Entry) -> Result<(), Fault> {
        if self.findings.is_some() {
            return Err(Problem::More.at(entry.line, "line"));
        }
        match entry.kind {
            EntryKind::Record { index, leaf, erased } => self.grow(entry.line, index, &leaf, erased),
            EntryKind::Checkpoint(note) => self.close(entry.line, &note),
        }
    }

    /// The answer after the last line.
    ///
    /// # Errors
    /// When there was no checkpoint.
    pub fn end(self) -> Result<Findings, Fault> {
        let lines = self.tree.size().saturating_add(1);
        self.findings.ok_or_else(|| Problem::CutOff.at(lines, "line"))
    }

    fn grow(&mut self, line: u64, index: u64, leaf: &Hash, erased: bool) -> Result<(), Fault> {
        let expected = self.tree.size();
        if index != expected {
            return Err(Problem::Order { found: index, expected }.at(line, "index"));
        }
        self.tree.push(leaf_hash(leaf));
        self.erased += u64::from(erased);
        self.meet_older(line)
    }

    /// Where as many records were read as the older checkpoint has, their roots must be one.
    fn meet_older(&mut self, line: u64) -> Result<(), Fault> {
        match &self.older {
            Some(older) if older.size == self.tree.size() && older.root != self.tree.root() => {
                Err(Problem::Rewritten.at(line, older::FIELD))
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, line: u64, note: &str) -> Result<(), Fault> {
        let signed = Signed::new(note, self.key.clone(), line)?;
        let own = signed.checkpoint.unchecked();
        if own.origin != self.origin {
            let (found, expected) = (own.origin.clone(), self.origin.clone());
            return Err(Problem::OtherLedger { found, expected }.at(line, "checkpoint"));
        }
        let records = self.tree.size();
        if own.size != records {
            return Err(Problem::Size { found: records, expected: own.size }.at(line, "checkpoint"));
        }
        if own.root != self.tree.root() {
            return Err(Problem::Root.at(line, "checkpoint"));
        }
        let older = self.older.as_ref().map(|older| older.size);
        if let Some(older) = older.filter(|older| *older > records) {
            return Err(Problem::Newer { older, size: records }.at(line, older::FIELD));
        }
        self.findings = Some(signed.findings(Subject::Export { records, erased: self.erased }, older));
        Ok(())
    }
}

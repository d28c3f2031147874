//! The answer about a dossier.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use steadfast_trust::checkpoint::Checkpoint;
use steadfast_trust::hash::Hash;
use steadfast_trust::key::Fingerprint;

use super::fault::{DossierError, DossierFault, DossierProblem};
use super::manifest::{Manifest, Part, RECORDS};
use super::open::{Dossier, DossierAsked, Examined};
use super::records::Proven;
use super::subset::Subset;
use crate::fault::{Outcome, Problem};
use crate::findings::{Content, Verdict};
use crate::older;

/// How faults name the checkpoint to compare with.
const OLDER: &str = "older checkpoint";

/// What a dossier that holds says. That it is unaltered does not mean that what it says is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFindings {
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's SHA-256.
    pub digest: Hash,
    /// The list of what was handed over, where it is a subset.
    pub subset: Option<Subset>,
    /// The key that signed manifest, checkpoint and records.
    pub key: Fingerprint,
    /// The ledger's head.
    pub head: Checkpoint,
    /// Earlier heads that are shown to be its beginnings, by size.
    pub earlier: Vec<Checkpoint>,
    /// Records of the checkpoint that was asked about, and was shown to be the beginning of this one.
    pub older: Option<u64>,
    /// Records that are shown to stand in the ledger, by number.
    pub records: Vec<Proven>,
    /// What holds each part, in the manifest's order.
    pub parts: Vec<Held>,
    /// Names on lines of the checkpoint that look like witnesses'. They are not checked.
    pub witnesses_unchecked: Vec<String>,
}

/// What shows that a part is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// The signed manifest, and a record of the ledger that names its digest.
    ByRecord,
    /// The signed manifest; a record of the ledger speaks of it without naming its digest.
    SpokenOf,
    /// The signed manifest; the content of the record that it rests on was erased.
    RecordErased,
    /// The signed manifest; the record that it rests on was not handed over.
    RecordWithheld,
    /// The signed manifest alone.
    ByManifest,
    /// Not there: it was not handed over with this subset.
    Withheld,
}

/// The answer about a dossier.
pub type DossierVerdict = Verdict<DossierFindings, DossierFault>;

impl DossierFindings {
    /// How many parts there are of each role, and how many of them were withheld.
    pub fn roles(&self) -> BTreeMap<&str, (usize, usize)> {
        let mut roles = BTreeMap::new();
        for (part, held) in self.manifest.parts.iter().zip(&self.parts) {
            let (all, withheld) = roles.entry(part.role.as_str()).or_insert((0, 0));
            *all += 1;
            *withheld += usize::from(*held == Held::Withheld);
        }
        roles
    }

    /// How many parts are held by what.
    pub fn held(&self) -> BTreeMap<Held, usize> {
        let mut all = BTreeMap::new();
        self.parts.iter().for_each(|held| *all.entry(*held).or_insert(0) += 1);
        all
    }
}

impl Dossier {
    /// The answer after every part was examined and every record was checked, in the order of the lines.
    ///
    /// # Errors
    /// When a part or a record was left out, or the dossier does not lead to the checkpoint that was asked about.
    pub fn close(self, mut examined: Vec<Examined>, records: Vec<Proven>) -> Result<DossierFindings, DossierFault> {
        self.all_examined(&mut examined)?;
        let numbers = records.iter().map(|record| record.index);
        if !numbers.eq(self.numbers().iter().copied()) {
            return Err(DossierProblem::RecordMissing.at(RECORDS));
        }
        let parts = self.manifest.parts.iter().map(|part| self.held(part, &records)).collect();
        let older = self.meet_older().map_err(|problem| DossierProblem::Ledger(problem).at(OLDER))?;
        let witnesses_unchecked = self.signed.cosignatures().map(|line| line.name.to_owned()).collect();
        Ok(DossierFindings {
            older,
            parts,
            records,
            witnesses_unchecked,
            key: self.key.fingerprint(),
            head: self.signed.unchecked().clone(),
            manifest: self.manifest,
            digest: self.digest,
            subset: self.subset,
            earlier: self.earlier,
        })
    }

    fn all_examined(&self, examined: &mut Vec<Examined>) -> Result<(), DossierFault> {
        examined.sort_unstable();
        examined.dedup();
        let mut needed = self.pieces();
        needed.extend(self.piece(RECORDS));
        let left = needed.into_iter().find(|piece| examined.binary_search(&Examined { piece: *piece }).is_err());
        left.map_or(Ok(()), |piece| Err(DossierProblem::Missing.at(self.path_of(piece))))
    }

    fn held(&self, part: &Part, records: &[Proven]) -> Held {
        if self.subset.as_ref().is_some_and(|subset| !subset.holds(&part.path)) {
            return Held::Withheld;
        }
        let Some(rests) = &part.record else { return Held::ByManifest };
        let at = records.binary_search_by_key(&rests.number, |record| record.index);
        match at.ok().and_then(|at| records.get(at)).map(|record| &record.content) {
            None => Held::RecordWithheld,
            Some(Content::Erased) => Held::RecordErased,
            Some(Content::Held(_)) if rests.fact.is_some() => Held::ByRecord,
            Some(Content::Held(_)) => Held::SpokenOf,
        }
    }

    /// Compares with the checkpoint that was asked about: the dossier's own, or one from which it shows that it grew.
    fn meet_older(&self) -> Result<Option<u64>, Problem> {
        let Some(note) = &self.older else { return Ok(None) };
        let asked = older::read(note, &self.key).map_err(|fault| fault.problem)?;
        let asked = asked.unchecked();
        let shown = self.earlier.iter().find(|earlier| earlier.size == asked.size);
        older::compare(asked, shown.unwrap_or(self.checkpoint())).map_err(|fault| fault.problem)?;
        Ok(Some(asked.size))
    }
}

/// Checks a dossier on one thread, each part read once.
///
/// # Errors
/// When it cannot be read, is altered, or does not answer what is asked.
pub fn examine_dossier<R: Read + Seek>(
    file: &mut R,
    asked: &DossierAsked<'_>,
) -> Result<DossierFindings, DossierError> {
    let dossier = Dossier::open(file, asked)?;
    let (mut examined, mut records) = (Vec::new(), Vec::new());
    if let Some(mut lines) = dossier.records(file)? {
        loop {
            let batch = lines.batch()?;
            if batch.is_empty() {
                break;
            }
            for (line, bytes) in batch {
                records.push(dossier.record(line, &bytes)?);
            }
        }
        examined.push(lines.end()?);
    }
    for piece in dossier.pieces() {
        examined.push(dossier.examine(piece, file)?);
    }
    Ok(dossier.close(examined, records)?)
}

impl Verdict<DossierFindings, DossierFault> {
    /// The answer to a finished check.
    pub fn of_dossier(checked: Result<DossierFindings, DossierFault>, issuer_named: bool) -> Self {
        match checked {
            Ok(findings) if issuer_named => Self::Shown(Box::new(findings)),
            Ok(findings) => Self::IssuerNotChecked(Box::new(findings)),
            Err(fault) => match fault.problem.outcome() {
                Outcome::Altered => Self::Altered(fault),
                Outcome::Unreadable => Self::Unreadable(fault),
                Outcome::Undecided => Self::Undecided(fault),
            },
        }
    }
}

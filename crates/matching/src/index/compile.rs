//! The compiler of an index: takes advisories in, merges aliases and duplicates, and writes the bytes.
//!
//! The same content gives the same bytes, in whatever order and packing it came.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};

use steadfast_formats::advisory::Advisory;
use steadfast_formats::feed::{Exploited, Score};

use super::covers::{covers, ecosystems};
use super::record::{Feed, Record};
use super::source::{Shape, Source, SourceKind};
use super::{Index, IndexError, RecordNumber, Signals, translate};
use crate::{key, pair};

/// Records of an earlier import that are read at once.
const PORTION: u32 = 512;

/// The number of a source in its compiler.
pub type SourceNumber = usize;

/// What a source gave, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReport {
    /// The source as the index will hold it.
    pub source: Source,
    /// Records whose dates lie after the import: kept, their dates not trusted. The first eight ids.
    pub future: Vec<String>,
}

/// A record as it will be written.
#[derive(Debug)]
pub(super) struct Encoded {
    pub(super) feed: Feed,
    pub(super) id: String,
    /// Ecosystems it names: some databases reuse an id across releases, so the id alone is no key.
    ecosystems: String,
    /// The document it stands in, where several speak of one flaw, each of its own products.
    document: String,
    modified: Option<i64>,
    withdrawn: bool,
    pub(super) bytes: Vec<u8>,
    pub(super) keys: Vec<String>,
    pub(super) ids: Vec<String>,
}

/// A record that waits to be written.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) record: Encoded,
    pub(super) source: SourceNumber,
}

/// An advisory, ready to be taken.
#[derive(Debug)]
pub(crate) struct Ready {
    id: String,
    /// What is told anew with it; see [`told`].
    told: String,
    /// Nothing where it cannot be written.
    record: Option<Encoded>,
    /// Products of it that nothing can be matched against.
    unmatchable: usize,
    newest: Option<i64>,
}

impl Ready {
    /// Makes one ready for a source of this kind: most of the work, and none that needs the compiler.
    pub(crate) fn of(advisory: &Advisory, kind: SourceKind) -> Self {
        let products: Vec<_> = advisory.affected.iter().map(translate::spelled).collect();
        let record = translate::record(advisory, feed(kind), &products);
        Self {
            id: advisory.id.clone(),
            told: told(record.id, document(record.feed, &record.related)).to_owned(),
            unmatchable: advisory.affected.len() - record.affected.len(),
            newest: advisory.modified.max(advisory.published).map(jiff::Timestamp::as_second),
            record: Encoded::of(&record),
        }
    }
}

impl Encoded {
    fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self::with(record, postcard::to_stdvec(record).ok()?))
    }

    /// What two records have in common that are the same.
    fn order(&self) -> (Feed, &str, &str, &str) {
        (self.feed, &self.id, &self.ecosystems, &self.document)
    }

    fn with(record: &Record<'_>, bytes: Vec<u8>) -> Self {
        let mut ids = vec![record.id.to_owned()];
        ids.extend(record.aliases.iter().map(|alias| (*alias).to_owned()));
        Self {
            feed: record.feed,
            id: record.id.to_owned(),
            ecosystems: ecosystems(record).into_iter().collect::<Vec<_>>().join("\0"),
            document: document(record.feed, &record.related).to_owned(),
            modified: record.modified,
            withdrawn: record.withdrawn.is_some(),
            bytes,
            keys: key::of_record(record).into_iter().chain(ids.iter().map(|id| key::id(id))).collect(),
            ids,
        }
    }
}

/// Collects what an index will hold.
#[derive(Debug, Default)]
pub struct Compiler {
    pub(super) sources: Vec<SourceReport>,
    pub(super) pending: Vec<Pending>,
    pub(super) signals: Signals,
    /// How many of the sources came from an earlier import.
    resumed: SourceNumber,
    /// Records, or documents of them, that were told anew by a source which tells only what changed.
    told_anew: BTreeSet<(SourceNumber, String)>,
    /// How many of the records came from an earlier import.
    earlier: usize,
    /// Whether an export may lose most of its records.
    may_shrink: bool,
    /// Names whose OSV exports of earlier imports are replaced, whatever they cover.
    instead: BTreeSet<String>,
    /// The time of the import, in seconds since the epoch; later dates are not trusted.
    now: i64,
}

impl Compiler {
    /// An empty compiler for an import at `now`, in seconds since the epoch.
    pub fn new(now: i64) -> Self {
        Self { now, ..Self::default() }
    }

    /// A compiler that starts from what `index` holds.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn resume(index: &Index<'_>, now: i64) -> Result<Self, IndexError> {
        let mut compiler = Self::new(now);
        compiler.signals = index.signals()?;
        for source in index.sources() {
            compiler.sources.push(SourceReport { source: source.clone(), future: Vec::new() });
        }
        let (sources, mut resumed) = (compiler.sources.len(), Ok(()));
        let encoded = |numbers: Range<u32>| {
            numbers.map(|number| kept(index, number, sources)).collect::<Result<Vec<Pending>, IndexError>>()
        };
        let count = u32::try_from(index.len()).unwrap_or(u32::MAX);
        let portions =
            (0..count).step_by(PORTION as usize).map(|first| first..count.min(first.saturating_add(PORTION)));
        let _ = pair::in_order(
            |give| portions.into_iter().try_for_each(give),
            encoded,
            |records| match records {
                Ok(records) => {
                    compiler.pending.extend(records);
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    resumed = Err(error);
                    ControlFlow::Break(())
                }
            },
        );
        resumed?;
        compiler.resumed = compiler.sources.len();
        compiler.earlier = compiler.pending.len();
        Ok(compiler)
    }

    /// Lets exports lose most of their records: somebody looked at it.
    pub fn may_shrink(&mut self) {
        self.may_shrink = true;
    }

    /// Has the export of this name take the place of every earlier one of its name, whatever that covers: it comes from
    /// elsewhere now.
    pub fn instead(&mut self, name: &str) {
        self.instead.insert(name.to_owned());
    }

    /// Begins a source.
    pub fn source(&mut self, kind: SourceKind, shape: Shape, name: &str, fetched: Option<i64>) -> SourceNumber {
        let source = Source {
            kind,
            shape,
            name: name.to_owned(),
            covers: Vec::new(),
            records: 0,
            problems: 0,
            unmatchable: 0,
            newest: None,
            fetched,
        };
        self.sources.push(SourceReport { source, future: Vec::new() });
        self.sources.len() - 1
    }

    /// Goes on with the source that an earlier import had under this name: it tells only what changed since. Where there
    /// was none, it begins.
    pub fn source_again(&mut self, kind: SourceKind, shape: Shape, name: &str, fetched: Option<i64>) -> SourceNumber {
        let is_it = |source: &Source| source.kind == kind && source.shape == shape && source.name == name;
        let Some(found) = self.sources[..self.resumed].iter().position(|report| is_it(&report.source)) else {
            return self.source(kind, shape, name, fetched);
        };
        let source = &mut self.sources[found].source;
        source.fetched = source.fetched.max(fetched);
        found
    }

    /// Takes an advisory of a source.
    pub fn advisory(&mut self, source: SourceNumber, advisory: &Advisory) {
        self.take(source, Ready::of(advisory, self.sources[source].source.kind));
    }

    /// Takes one that was made ready for this kind of source.
    pub(crate) fn take(&mut self, source: SourceNumber, ready: Ready) {
        self.sources[source].source.unmatchable += u32::try_from(ready.unmatchable).unwrap_or(u32::MAX);
        self.date(source, &ready.id, ready.newest);
        if source < self.resumed {
            self.told_anew.insert((source, ready.told));
        }
        let Some(record) = ready.record else { return self.problems(source, 1) };
        self.pending.push(Pending { record, source });
    }

    /// Takes a whole catalogue of exploited vulnerabilities, in place of an earlier one.
    pub fn exploited(&mut self, source: SourceNumber, entries: &[Exploited], dated: Option<i64>) {
        self.signals.set_exploited(entries.iter());
        self.catalogue(source, entries.len(), dated);
    }

    /// Takes a whole set of prediction scores, in place of an earlier one.
    pub fn scores(&mut self, source: SourceNumber, entries: &[Score], dated: Option<i64>) {
        self.signals.set_scores(entries.iter());
        self.catalogue(source, entries.len(), dated);
    }

    fn catalogue(&mut self, source: SourceNumber, records: usize, dated: Option<i64>) {
        self.date(source, "the catalogue", dated);
        self.sources[source].source.records = u32::try_from(records).unwrap_or(u32::MAX);
    }

    /// Counts records of a source that were not understood.
    pub fn problems(&mut self, source: SourceNumber, count: usize) {
        let problems = &mut self.sources[source].source.problems;
        *problems = problems.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn date(&mut self, source: SourceNumber, id: &str, date: Option<i64>) {
        let report = &mut self.sources[source];
        if date.is_some_and(|date| date > self.now) {
            report.future.push(id.to_owned());
        } else {
            report.source.newest = report.source.newest.max(date);
        }
    }

    /// Ends the import: settles what every source covers, lets new sources replace their predecessors, and drops
    /// duplicates. Gives the index's bytes and a report on each source.
    ///
    /// # Errors
    /// When there is too much for one index.
    pub fn finish(mut self) -> Result<(Vec<u8>, Vec<SourceReport>), IndexError> {
        self.drop_told_anew();
        self.settle_coverage();
        let replaced = self.replaced();
        self.pending.retain(|pending| !replaced.contains(&pending.source));
        let before = self.replaced_records(&replaced);
        self.drop_duplicates();
        self.count_records();
        self.refuse_shrinking(&before)?;
        self.renumber(&replaced);
        let bytes = self.write()?;
        Ok((bytes, self.sources))
    }

    fn drop_told_anew(&mut self) {
        let mut number = 0;
        let (earlier, told_anew) = (self.earlier, &self.told_anew);
        self.pending.retain(|pending| {
            number += 1;
            let told = told(&pending.record.id, &pending.record.document).to_owned();
            number > earlier || !told_anew.contains(&(pending.source, told))
        });
    }

    fn settle_coverage(&mut self) {
        // A source of an earlier import was settled when it was whole.
        let unsettled: BTreeSet<SourceNumber> =
            (0..self.sources.len()).filter(|number| self.sources[*number].source.covers.is_empty()).collect();
        let mut named: BTreeMap<SourceNumber, Vec<BTreeSet<String>>> = BTreeMap::new();
        // What was taken back shows nothing of what is still told.
        for Pending { record, source } in self.pending.iter().filter(|pending| !pending.record.withdrawn) {
            if unsettled.contains(source) {
                let ecosystems = record.ecosystems.split('\0').filter(|name| !name.is_empty());
                named.entry(*source).or_default().push(ecosystems.map(str::to_owned).collect());
            }
        }
        for number in unsettled {
            let records = named.remove(&number).unwrap_or_default();
            let source = &mut self.sources[number].source;
            source.covers = covers(source, &records);
        }
    }

    /// Sources of an earlier import that one of this import replaces: the same one of then, and an OSV export of the same
    /// name that covers some of the same ecosystems.
    fn replaced(&self) -> BTreeSet<SourceNumber> {
        let (old, new) = self.sources.split_at(self.resumed);
        let identities: BTreeSet<_> = new.iter().map(|report| identity(&report.source)).collect();
        let follows = |old: &Source, new: &Source| {
            let same = is_export(old) && is_export(new) && old.name == new.name;
            same && (self.instead.contains(&new.name) || bases(old).any(|base| bases(new).any(|other| other == base)))
        };
        let gone =
            |old: &Source| identities.contains(&identity(old)) || new.iter().any(|report| follows(old, &report.source));
        (0..old.len()).filter(|number| gone(&old[*number].source)).collect()
    }

    /// How many records the replaced sources had, by what makes them the same one as their successor.
    fn replaced_records(&self, replaced: &BTreeSet<SourceNumber>) -> BTreeMap<(SourceKind, Shape, String), u32> {
        let new: BTreeSet<_> = self.sources[self.resumed..].iter().map(|report| identity(&report.source)).collect();
        let old =
            replaced.iter().map(|number| &self.sources[*number].source).filter(|old| new.contains(&identity(old)));
        let whole = |source: &&Source| matches!(source.kind, SourceKind::Osv | SourceKind::Kev | SourceKind::Epss);
        old.filter(whole).map(|source| (identity(source), source.records)).collect()
    }

    /// A folder with a few records of an ecosystem must not pass for its export, nor a broken catalogue for a whole one:
    /// they lose single records, not half of them.
    fn refuse_shrinking(&self, before: &BTreeMap<(SourceKind, Shape, String), u32>) -> Result<(), IndexError> {
        let mut after: BTreeMap<(SourceKind, Shape, String), (u32, &str)> = BTreeMap::new();
        for source in self.sources[self.resumed..].iter().map(|report| &report.source) {
            let (records, name) = after.entry(identity(source)).or_default();
            (*records, *name) = (*records + source.records, &source.name);
        }
        for (identity, old) in before.iter().filter(|(_, old)| **old >= 10 && !self.may_shrink) {
            let (new, name) = after.get(identity).copied().unwrap_or_default();
            if new.saturating_mul(2) < *old {
                let (name, covers) = (name.to_owned(), identity.2.clone());
                return Err(IndexError::Shrinks { name, covers, old: *old, new });
            }
        }
        Ok(())
    }

    /// Of records that are the same, that of an export stays before a single one, and of those the one that changed
    /// last; a change in the future counts as none. OSV exports of two ecosystems share records, and each keeps its own:
    /// what one of them drops, the other may still tell.
    fn drop_duplicates(&mut self) {
        let now = self.now;
        let export = |source: &Source| (source.kind == SourceKind::Osv).then(|| identity(source));
        let exports: Vec<_> = self.sources.iter().map(|report| export(&report.source)).collect();
        let shapes: Vec<Shape> = self.sources.iter().map(|report| report.source.shape).collect();
        let same = |pending: &Pending, other: &Pending| {
            let order = pending.record.order().cmp(&other.record.order());
            order.then_with(|| exports[pending.source].cmp(&exports[other.source]))
        };
        self.pending.sort_unstable_by(|one, two| {
            let changed = |pending: &Pending| pending.record.modified.filter(|modified| *modified <= now);
            let order = same(one, two).then_with(|| shapes[one.source].cmp(&shapes[two.source]));
            let order = order.then_with(|| changed(two).cmp(&changed(one)));
            order.then_with(|| (&one.record.bytes, one.source).cmp(&(&two.record.bytes, two.source)))
        });
        self.pending.dedup_by(|next, first| same(next, first).is_eq());
    }

    fn count_records(&mut self) {
        for report in &mut self.sources {
            if !matches!(report.source.kind, SourceKind::Kev | SourceKind::Epss) {
                report.source.records = 0;
            }
        }
        for pending in &self.pending {
            self.sources[pending.source].source.records += 1;
        }
    }

    fn renumber(&mut self, replaced: &BTreeSet<SourceNumber>) {
        let mut kept: Vec<SourceNumber> = (0..self.sources.len()).filter(|number| !replaced.contains(number)).collect();
        let order = |source: &Source| (identity(source), source.name.clone());
        kept.sort_by_cached_key(|number| order(&self.sources[*number].source));
        let places: BTreeMap<SourceNumber, SourceNumber> =
            kept.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        self.pending.iter_mut().for_each(|pending| pending.source = places.get(&pending.source).copied().unwrap_or(0));
        self.sources = kept.iter().map(|number| self.sources[*number].clone()).collect();
    }
}

/// A record of an earlier import as it was written then.
fn kept(index: &Index<'_>, number: RecordNumber, sources: SourceNumber) -> Result<Pending, IndexError> {
    let source = index.source_of(number).filter(|source| *source < sources).ok_or(IndexError::Damaged("the table"))?;
    let bytes = index.record_bytes(number).ok_or(IndexError::Damaged("a record"))?;
    Ok(Pending { record: Encoded::with(&index.record(number)?, bytes.to_vec()), source })
}

/// The document that a record of CSAF stands in; others are documents by themselves.
fn document<'a>(feed: Feed, related: &[&'a str]) -> &'a str {
    if feed == Feed::Csaf { related.first().copied().unwrap_or_default() } else { "" }
}

/// What is told anew as a whole: a document with all that stood in it, or a record.
fn told<'a>(id: &'a str, document: &'a str) -> &'a str {
    if document.is_empty() { id } else { document }
}

fn feed(kind: SourceKind) -> Feed {
    match kind {
        SourceKind::Cve => Feed::Cve,
        SourceKind::Nvd => Feed::Nvd,
        SourceKind::Csaf => Feed::Csaf,
        SourceKind::Euvd => Feed::Euvd,
        SourceKind::Osv | SourceKind::Kev | SourceKind::Epss => Feed::Osv,
    }
}

fn is_export(source: &Source) -> bool {
    (source.kind, source.shape) == (SourceKind::Osv, Shape::Export)
}

/// The ecosystems that a source covers, without their releases.
fn bases(source: &Source) -> impl Iterator<Item = &str> {
    source.covers.iter().map(String::as_str).filter(|name| !name.contains(':'))
}

/// What makes two sources the same one at two times: a catalogue is one, an OSV export is the one of its ecosystem
/// (what it no longer holds is gone); others are the same by name, and their records are only ever added to.
fn identity(source: &Source) -> (SourceKind, Shape, String) {
    let bases: Vec<&str> = bases(source).collect();
    let name = match source.kind {
        SourceKind::Kev | SourceKind::Epss => String::new(),
        SourceKind::Osv if !bases.is_empty() => bases.join(","),
        _ => source.name.clone(),
    };
    (source.kind, source.shape, name)
}

//! The manufacturer's own register: what finders report, own tests show and incidents teach. Known is more than published:
//! such a flaw waits in triage like any other, and counts in the release check.

use serde::{Deserialize, Serialize};
use steadfast_matching::index::score;
use steadfast_store::{Id, OwnFlaw, OwnSource, StoreError, Time, Tx, kinds};

use super::assess::settled;
use super::error::TriageError;
use super::read::SEVERITIES;
use super::settle::settle;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

type OwnId = Id<kinds::OwnFlaw>;

/// The most characters of a title and of what is known.
pub const LONGEST_TITLE: usize = 200;
/// See [`LONGEST_TITLE`].
pub const LONGEST_DETAIL: usize = 8000;

/// What an entry is to be. What is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct WantedFlaw {
    /// `finder`, `test` or `incident`.
    pub source: Option<String>,
    /// One line about it.
    pub title: Option<String>,
    /// What is known.
    pub detail: Option<String>,
    /// The part that has it; it never changes.
    pub part: Option<String>,
    /// The sequence of the first release with it.
    pub first: Option<i64>,
    /// The sequence of the first release without it.
    pub fixed: Option<Option<i64>>,
    /// A severity in a word.
    pub severity: Option<String>,
    /// A vector of CVSS 3; empty: none.
    pub vector_v3: Option<String>,
    /// A vector of CVSS 4; empty: none. Where there is a vector, the severity is what it says, and the newer one counts.
    pub vector_v4: Option<String>,
    /// Whether it is exploited.
    pub exploited: Option<bool>,
}

/// An entry that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entered {
    /// Its id.
    pub id: OwnId,
    /// The flaw's number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
}

const SOURCE: RefusedField = RefusedField::new("source", "no-such-source", "source is finder, test or incident");
const TITLE: RefusedField = RefusedField::new("title", "title-length", "title has 1 to 200 characters");
const DETAIL: RefusedField = RefusedField::new("detail", "detail-length", "detail has at most 8000 characters");
const PART: RefusedField = RefusedField::new("part", "no-such-part", "name a part of a product");
const FIRST: RefusedField =
    RefusedField::new("first", "no-such-sequence", "name the sequence of the first release with it");
const FIXED: RefusedField =
    RefusedField::new("fixed", "fixed-before-first", "the first release without it comes after the first one with it");
const SEVERITY: RefusedField =
    RefusedField::new("severity", "no-such-severity", "severity is critical, high, medium, low, none or unrated");

const VECTOR_V3: RefusedField =
    RefusedField::new("vector_v3", "no-vector-of-three", "vector_v3 is a whole vector of CVSS 3.0 or 3.1");
const VECTOR_V4: RefusedField =
    RefusedField::new("vector_v4", "no-vector-of-four", "vector_v4 is a whole vector of CVSS 4.0");

/// The codes of this register's refusals.
pub const REFUSALS: [&str; 9] = [
    SOURCE.code,
    TITLE.code,
    DETAIL.code,
    PART.code,
    FIRST.code,
    FIXED.code,
    SEVERITY.code,
    VECTOR_V3.code,
    VECTOR_V4.code,
];

/// A vector whose version begins so, with its score; nothing where it is none.
pub(crate) fn vector(text: &str, start: &str) -> Option<u8> {
    text.strip_prefix(start).and_then(|_| score(text))
}

/// Writes the vectors into an entry; what they say is its severity.
fn rated(entry: &mut OwnFlaw, wanted: &WantedFlaw) -> Vec<RefusedField> {
    let given = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    entry.vector_v3 = wanted.vector_v3.as_ref().map_or_else(|| entry.vector_v3.clone(), given);
    entry.vector_v4 = wanted.vector_v4.as_ref().map_or_else(|| entry.vector_v4.clone(), given);
    let three = entry.vector_v3.as_ref().map(|text| vector(text, "CVSS:3.").ok_or(VECTOR_V3));
    let four = entry.vector_v4.as_ref().map(|text| vector(text, "CVSS:4.0/").ok_or(VECTOR_V4));
    let best = four.or(three).and_then(Result::ok);
    entry.cvss = best.map(i64::from);
    entry.severity = best.map_or(entry.severity, |tenths| match tenths {
        90.. => 0,
        70..90 => 1,
        40..70 => 2,
        1..40 => 3,
        0 => 4,
    });
    [three, four].into_iter().flatten().filter_map(Result::err).collect()
}

fn text(given: &str) -> String {
    given.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}

/// An entry with what is wanted written into it, or everything that is not taken.
fn written(entry: OwnFlaw, wanted: &WantedFlaw) -> Result<OwnFlaw, TriageError> {
    let mut refused = Vec::new();
    let mut entry = entry;
    match wanted.source.as_deref().map(str::parse::<OwnSource>) {
        Some(Ok(source)) => entry.source = source,
        Some(Err(_)) => refused.push(SOURCE),
        None => {}
    }
    if let Some(title) = &wanted.title {
        entry.title = text(title).replace('\n', " ");
    }
    if let Some(detail) = &wanted.detail {
        entry.detail = text(detail);
    }
    match wanted.severity.as_deref().map(|word| SEVERITIES.iter().position(|known| *known == word)) {
        Some(Some(number)) => entry.severity = i64::try_from(number).unwrap_or(5),
        Some(None) => refused.push(SEVERITY),
        None => {}
    }
    entry.first_sequence = wanted.first.unwrap_or(entry.first_sequence);
    entry.fixed_sequence = wanted.fixed.unwrap_or(entry.fixed_sequence);
    refused.extend(rated(&mut entry, wanted));
    entry.exploited = wanted.exploited.unwrap_or(entry.exploited);
    refused.extend((!(1..=LONGEST_TITLE).contains(&entry.title.chars().count())).then_some(TITLE));
    refused.extend((entry.detail.chars().count() > LONGEST_DETAIL).then_some(DETAIL));
    refused.extend((entry.first_sequence < 0).then_some(FIRST));
    refused.extend(entry.fixed_sequence.is_some_and(|fixed| fixed <= entry.first_sequence).then_some(FIXED));
    if refused.is_empty() { Ok(entry) } else { Err(TriageError::Fields(refused)) }
}

fn empty(id: OwnId, part: Id<kinds::Part>, now: Time) -> OwnFlaw {
    OwnFlaw {
        id,
        flaw: 0,
        name: String::new(),
        source: OwnSource::Finder,
        title: String::new(),
        detail: String::new(),
        part,
        first_sequence: -1,
        fixed_sequence: None,
        severity: 5,
        vector_v3: None,
        vector_v4: None,
        cvss: None,
        exploited: false,
        open: true,
        created: now,
        version: 1,
    }
}

fn year(now: Time) -> i16 {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from(now)).year()
}

/// Enters a flaw: it waits in triage for every release that has it.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn enter(app: &App, ask: Ask, wanted: WantedFlaw) -> Result<Entered, TriageError> {
    let (id, now) = (app.ambient.id(), app.ambient.now());
    let part = wanted.part.as_deref().and_then(|id| id.parse().ok()).ok_or(TriageError::Fields(vec![PART]));
    let whole = WantedFlaw {
        source: Some(wanted.source.unwrap_or_default()),
        title: Some(wanted.title.unwrap_or_default()),
        ..wanted
    };
    // With an impossible part all other fields are looked at first, so that everything is said at once.
    let nowhere = Id::from_bytes([0; 16]);
    let entry = written(empty(id, *part.as_ref().unwrap_or(&nowhere), now), &whole)?;
    part?;
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        tx.part(entry.part)?.ok_or(TriageError::Fields(vec![PART]))?;
        let (flaw, name) = tx.own_flaw_insert(&OwnFlaw { created: at.now, ..entry.clone() }, year(at.now))?;
        exposed(tx, flaw, at.now)?;
        let fact = Fact::new("own-flaw-entered", &id).with("flaw", name.clone()).with("source", entry.source.as_str());
        Ok((Entered { id, flaw, name }, fact))
    });
    let entered = done.await?.answer;
    app.wake.notify_one();
    Ok(entered)
}

/// Changes an entry on top of `version`; its new version.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(app: &App, ask: Ask, id: OwnId, version: i64, wanted: WantedFlaw) -> Result<i64, TriageError> {
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        let before = tx.own_flaw(id)?.ok_or(TriageError::NotFound("entry"))?;
        let changed = OwnFlaw { version, ..written(before, &wanted)? };
        keep(tx, &changed, at.now)?;
        Ok((version + 1, Fact::new("own-flaw-changed", &id).with("flaw", changed.name.clone())))
    });
    let version = done.await?.answer;
    app.wake.notify_one();
    Ok(version)
}

/// Closes an entry, so that no release has it any more, or opens it again.
///
/// # Errors
/// When it is so already, or it is not allowed.
pub async fn switch(app: &App, ask: Ask, id: OwnId, open: bool) -> Result<(), TriageError> {
    let fact = if open { Fact::new("own-flaw-reopened", &id) } else { Fact::new("own-flaw-closed", &id) };
    app.act::<_, TriageError, _>(ask, move |tx, at| {
        let before = tx.own_flaw(id)?.ok_or(TriageError::NotFound("entry"))?;
        if before.open == open {
            return Err(TriageError::Already);
        }
        let name = before.name.clone();
        keep(tx, &OwnFlaw { open, ..before }, at.now)?;
        Ok(((), fact.clone().with("flaw", name)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

fn keep(tx: &mut Tx<'_>, changed: &OwnFlaw, now: Time) -> Result<(), TriageError> {
    if !tx.own_flaw_change(changed, now)? {
        return Err(TriageError::Changed("its entry was changed".to_owned()));
    }
    exposed(tx, changed.flaw, now)
}

fn exposed(tx: &mut Tx<'_>, flaw: i64, now: Time) -> Result<(), TriageError> {
    tx.own_flaw_expose(flaw, now)?;
    settled(tx, &[flaw], now)
}

/// Exposes a release to the own flaws of its part: whoever meets a release with advisories calls this too.
///
/// # Errors
/// When the database fails.
pub(crate) fn own_exposures(tx: &mut Tx<'_>, release: Id<kinds::Release>, now: Time) -> Result<(), StoreError> {
    let flaws = tx.own_flaws_near(release)?;
    flaws.iter().try_for_each(|flaw| tx.own_flaw_expose(*flaw, now))?;
    settle(tx, &flaws, now)
}

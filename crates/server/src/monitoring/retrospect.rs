//! What another number of false alerts a month would have done last month. An estimate: what units reached is remembered hour by
//! hour, in tenths, as it was judged then; and what people answered since has moved what detectors must reach.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use steadfast_monitor::alert::Answers;
use steadfast_monitor::detect::{Cohort, Detector, Surprise};
use steadfast_store::{AlertAnswer, Id, KeptCohort, ScoredShare, StoreError, Time, Tx, kinds};

use super::error::MonitoringError;
use super::settings::{Settings, settings};
use super::watch::cohorts::{decode, threshold};
use super::watch::conclude::answers;
use crate::app::App;

/// Days that are looked back.
pub(crate) const DAYS: i64 = 30;
/// Cohorts that are read at once: a state has some hundred kilobytes.
const SLICE: i64 = 8;
/// Cohorts that are read for one answer.
const MOST: usize = 96;
const DAY: i64 = 86_400_000_000;

/// What two numbers do, the one that holds first and the one that is asked about behind it.
#[derive(Clone, Debug)]
pub(crate) struct Retrospect {
    /// False alerts that staff bear in a month.
    pub(crate) alerts_a_month: [u32; 2],
    /// The days that were looked back, both included.
    pub(crate) days: (i64, i64),
    /// The first of them of which anything is remembered; nothing: of none.
    pub(crate) since: Option<i64>,
    pub(crate) cohorts: Vec<CohortThen>,
    /// Whether there are cohorts beyond.
    pub(crate) more: bool,
    pub(crate) alerts: Vec<AnsweredThen>,
}

/// What they do at units of one product that run the same releases.
#[derive(Clone, Debug)]
pub(crate) struct CohortThen {
    pub(crate) product: Id<kinds::Product>,
    pub(crate) name: String,
    /// Its releases by their labels.
    pub(crate) runs: Vec<String>,
    pub(crate) units: u64,
    /// What a score must reach, in hundredths.
    pub(crate) thresholds: [i64; 2],
    /// Hours of a unit in which something reached it.
    pub(crate) hours: [u64; 2],
    since: Option<u64>,
}

/// The alerts of the time that were answered so, and how many of them would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnsweredThen {
    /// Nothing: nobody answered.
    pub(crate) answer: Option<AlertAnswer>,
    pub(crate) alerts: u64,
    pub(crate) stand: [u64; 2],
}

/// What must be known of everything before a cohort is looked at.
#[derive(Clone, Copy, Debug)]
struct Question {
    alerts_a_month: [u32; 2],
    fleet: u64,
    days: (i64, i64),
}

/// What a number would have done.
///
/// # Errors
/// When no threshold makes so few false alerts, or nobody could look at so many; or when the database fails.
pub(crate) async fn look_back(app: &App, alerts_a_month: u32) -> Result<Retrospect, MonitoringError> {
    Settings { alerts_a_month, ..Settings::default() }.check()?;
    let today = app.ambient.now().day();
    let days = (today - DAYS + 1, today);
    let question = app.store.read::<_, StoreError, _>(move |tx| {
        let fleet = tx.unit_watch_count()?.unsigned_abs();
        Ok(Question { alerts_a_month: [settings(tx)?.alerts_a_month, alerts_a_month], fleet, days })
    });
    let question = question.await?;
    let (cohorts, more) = cohorts(app, question).await?;
    let least = least(&cohorts);
    let alerts = app.store.read::<_, StoreError, _>(move |tx| alerts(tx, Time(days.0 * DAY), &least)).await?;
    let first = cohorts.iter().filter_map(|cohort| cohort.since).min().and_then(|day| i64::try_from(day).ok());
    let since = first.map(|day| day.max(days.0));
    Ok(Retrospect { alerts_a_month: question.alerts_a_month, days, since, cohorts, more, alerts })
}

/// The cohorts of which anything of these days is remembered, and whether there are more than are read.
async fn cohorts(app: &App, question: Question) -> Result<(Vec<CohortThen>, bool), StoreError> {
    let (mut found, mut before, mut read) = (Vec::new(), i64::MAX, 0);
    loop {
        let slice = move |tx: &mut Tx<'_>| {
            let kept = tx.cohorts_since(Time(question.days.0 * DAY), before, SLICE)?;
            let last = kept.last().map(|last| last.number);
            let count = kept.len();
            let seen = kept.iter().filter_map(|kept| then(tx, kept, question).transpose());
            Ok((seen.collect::<Result<Vec<_>, StoreError>>()?, last, count))
        };
        let (seen, last, count) = app.store.read::<_, StoreError, _>(slice).await?;
        found.extend(seen);
        read += count;
        match last {
            Some(_) if read >= MOST => return Ok((found, true)),
            Some(last) => before = last,
            None => return Ok((found, false)),
        }
    }
}

fn then(tx: &mut Tx<'_>, kept: &KeptCohort, question: Question) -> Result<Option<CohortThen>, StoreError> {
    let cohort = decode(&kept.state, kept.number);
    let day = |day: i64| u64::try_from(day).unwrap_or(0);
    let days = day(question.days.0)..=day(question.days.1);
    if cohort.scores().would_have(Surprise::NONE, days.clone()).is_empty() {
        return Ok(None);
    }
    let thresholds = question.alerts_a_month.map(|alerts| threshold(&cohort, alerts, question.fleet));
    let hours = |threshold| cohort.scores().would_have(threshold, days.clone()).iter().map(|one| one.hours).sum();
    Ok(Some(CohortThen {
        product: kept.product,
        name: tx.product(kept.product)?.map_or_else(|| kept.product.to_string(), |product| product.name),
        runs: labels(tx, &kept.runs)?,
        units: Cohort::units(&cohort),
        hours: thresholds.map(hours),
        thresholds: thresholds.map(|threshold| threshold.hundredths().into()),
        since: cohort.scores().since(),
    }))
}

/// The releases of a cohort, as people call them: `prt_… rel_…` each. What the catalogue does not know is left out.
fn labels(tx: &mut Tx<'_>, runs: &str) -> Result<Vec<String>, StoreError> {
    let ids = runs.split(',').filter_map(|one| one.split_once(' ')?.1.parse::<Id<kinds::Release>>().ok());
    let mut labels = Vec::new();
    for id in ids {
        labels.extend(tx.release(id)?.map(|release| release.label));
    }
    Ok(labels)
}

/// What a score must reach at least, at any cohort of each product.
type Least = BTreeMap<Id<kinds::Product>, [Surprise; 2]>;

fn least(cohorts: &[CohortThen]) -> Least {
    let mut least = Least::new();
    let of = |hundredths: i64| Surprise::of_hundredths(u16::try_from(hundredths).unwrap_or(u16::MAX));
    for cohort in cohorts {
        let known = least.entry(cohort.product).or_insert([Surprise::CERTAIN; 2]);
        let own = cohort.thresholds.map(of);
        *known = [known[0].min(own[0]), known[1].min(own[1])];
    }
    least
}

/// The alerts since a time by how they were answered: true, false, expected, not at all.
fn alerts(tx: &mut Tx<'_>, since: Time, least: &Least) -> Result<Vec<AnsweredThen>, StoreError> {
    let every = [Some(AlertAnswer::True), Some(AlertAnswer::False), Some(AlertAnswer::Expected), None];
    let mut found = every.map(|answer| AnsweredThen { answer, alerts: 0, stand: [0; 2] });
    let mut moved: BTreeMap<Id<kinds::Product>, Answers> = BTreeMap::new();
    for share in tx.alerts_scored(since)? {
        let moved = match moved.entry(share.product) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(answers(tx, share.product)?),
        };
        let Some(then) = found.iter_mut().find(|then| then.answer == share.answer) else { continue };
        let count = share.alerts.unsigned_abs();
        then.alerts += count;
        let thresholds = least.get(&share.product).copied().unwrap_or([Surprise::NONE; 2]);
        for (stand, threshold) in then.stand.iter_mut().zip(thresholds) {
            *stand += if stands(&share, moved, threshold) { count } else { 0 };
        }
    }
    Ok(found.to_vec())
}

/// Whether alerts would stand. What follows a rule does not depend on how many alerts staff bear.
fn stands(share: &ScoredShare, answers: &Answers, threshold: Surprise) -> bool {
    let detector = Detector::ALL.iter().copied().find(|detector| detector.code() == share.detector);
    let Some(detector) = detector else { return true };
    let threshold = if detector.is_ruled() { Surprise::RULE } else { threshold };
    share.score >= i64::from(answers.threshold(detector, threshold).hundredths())
}

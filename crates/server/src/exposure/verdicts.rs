//! The release check on the server: what the findings of a release, the decisions on them and the manufacturer's own
//! register come to, by the policy of its product file.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_matching::coverage::Coverage;
use steadfast_matching::finding::Status;
use steadfast_matching::gate::{self, Code, Named, Policy, Verdict, Weighed};
use steadfast_matching::reason::Reason;
use steadfast_matching::scan::{State, through};
use steadfast_product::ProductFile;
use steadfast_store::{Checked, Decided, Id, KeptVerdict, OwnExposure, StoreError, Time, Tx};

use super::compute::severity;
use super::engine::{Engine, Held, Kept, Release};
use super::matching::{Tally, now};
use crate::jobs::work::{Work, WorkError};

/// Releases of one look.
const SLICE: usize = 400;
/// Doubted verdicts of one look.
const DOUBTED: i64 = 1000;

/// What a verdict is made of, apart from the portfolio.
struct Facts {
    checked: Checked,
    former: Option<KeptVerdict>,
    decided: Vec<Decided>,
    own: Vec<OwnExposure>,
}

/// Releases whose verdict somebody cast doubt on.
pub(super) async fn doubted(work: &Work) -> Result<BTreeSet<Release>, WorkError> {
    let first = Id::from_bytes([0; 16]);
    let doubted = work.app().store.read::<_, StoreError, _>(move |tx| tx.verdict_doubted(first, DOUBTED)).await?;
    Ok(doubted.into_iter().collect())
}

/// Looks at these releases again, and keeps what turned out otherwise.
pub(super) async fn look(
    work: &Work,
    engine: &mut Engine,
    releases: BTreeSet<Release>,
    tally: &mut Tally,
) -> Result<(), WorkError> {
    let releases: Vec<Release> = releases.into_iter().collect();
    let read = |slice: &[Release]| {
        let slice = slice.to_vec();
        work.app().store.read::<_, StoreError, _>(move |tx| facts_of(tx, &slice))
    };
    let usual = Policy::default().max_feed_age_days;
    let mut slices = releases.chunks(SLICE);
    let mut next = slices.next().map(read);
    while let Some(reading) = next {
        let facts = reading.await?;
        // The next ones are read while these are weighed.
        next = slices.next().map(read);
        tally.looked += facts.len();
        let mut changed = Vec::new();
        for facts in &facts {
            let policy = policy(facts.checked.policy.as_deref());
            changed.extend(turned(work, engine, facts, &policy));
            engine.ages.extend(Some(policy.max_feed_age_days).filter(|days| *days != usual));
        }
        keep(work, changed, tally).await?;
        work.go_on()?;
    }
    Ok(())
}

fn facts_of(tx: &mut Tx<'_>, releases: &[Release]) -> Result<Vec<Facts>, StoreError> {
    let mut facts = Vec::new();
    for release in releases {
        let Some(checked) = tx.release_checked(*release)? else { continue };
        let (former, decided, own) = (tx.verdict(*release)?, tx.decided_of(*release)?, tx.own_exposures_of(*release)?);
        facts.push(Facts { checked, former, decided, own });
    }
    Ok(facts)
}

/// A verdict that is to be kept.
#[derive(Clone)]
struct New {
    release: Release,
    verdict: KeptVerdict,
    former: Option<KeptVerdict>,
    turn: Option<Id<steadfast_store::kinds::Turn>>,
}

/// The verdict, where it is another one than before, or in doubt.
fn turned(work: &Work, engine: &Engine, facts: &Facts, policy: &Policy) -> Option<New> {
    let release = facts.checked.id;
    // A bill without components holds nothing.
    let empty = Held::default();
    let answer = answer(engine, engine.releases.get(&release).unwrap_or(&empty), facts, policy);
    let former = facts.former.as_ref();
    let same = |former: &KeptVerdict| {
        former.looked.0 > 0
            && (&former.verdict, &former.reasons) == (&answer.verdict, &answer.reasons)
            && (former.checked, former.unknown) == (answer.checked, answer.unknown)
    };
    if former.is_some_and(same) {
        return None;
    }
    let looked = former.filter(|former| former.was_looked_at());
    let turned = looked.is_none_or(|former| former.verdict != answer.verdict);
    let now = now(work);
    // Whoever decided to go on knew the reasons of then: where there are more, that is news.
    let same = looked.filter(|former| !turned && !graver(&former.reasons, &answer.reasons));
    let since = same.map_or(now, |former| former.since);
    let verdict = KeptVerdict { looked: now, since, snapshot: engine.ground.digest(), ..answer };
    Some(New { release, verdict, former: former.cloned(), turn: turned.then(|| work.app().ambient.id()) })
}

/// Whether a reason that keeps a release from passing has become more frequent.
fn graver(former: &str, reasons: &str) -> bool {
    let counts = |text: &str| serde_json::from_str::<BTreeMap<String, u64>>(text).unwrap_or_default();
    let former = counts(former);
    let accepted = Code::UnknownAccepted.text();
    counts(reasons).iter().any(|(code, count)| code != accepted && former.get(code).is_none_or(|before| count > before))
}

async fn keep(work: &Work, new: Vec<New>, tally: &mut Tally) -> Result<(), WorkError> {
    if new.is_empty() {
        return Ok(());
    }
    let turned = work
        .keep_house(move |tx| {
            let mut turned = Vec::new();
            for new in &new {
                let kept = tx.verdict_put(new.release, &new.verdict, new.former.as_ref())?;
                if let (true, Some(turn)) = (kept, new.turn) {
                    let former = new.former.as_ref().filter(|former| former.was_looked_at());
                    let former = former.map(|former| former.verdict.as_str());
                    tx.verdict_turned(turn, new.release, former, &new.verdict)?;
                    turned.push(new.release);
                }
            }
            Ok(turned)
        })
        .await?;
    tally.turned.extend(turned);
    Ok(())
}

/// The answer on a release; its times and snapshot are not set.
fn answer(engine: &Engine, held: &Held, facts: &Facts, policy: &Policy) -> KeptVerdict {
    let by_policy = engine.ground.coverage_by(policy);
    let coverage = by_policy.as_ref().unwrap_or_else(|| engine.ground.coverage());
    let mut reasons: BTreeMap<Code, u64> = BTreeMap::new();
    let mut count = |code: Code| *reasons.entry(code).or_default() += 1;
    let states = states(engine, held, policy, by_policy.as_ref());
    for (place, state) in held.places.iter().zip(&states) {
        if let (State::Unknown(_), Some(known)) = (state, engine.members.get(&place.component)) {
            count(gate::of_unknown(policy, &Named::from(&known.member), engine.ground.today));
        }
    }
    let decided: BTreeMap<(i64, i64), &Decided> =
        facts.decided.iter().map(|decided| ((decided.flaw, decided.component), decided)).collect();
    for number in held.components() {
        for kept in engine.members.get(&number).iter().flat_map(|known| &known.findings) {
            let code = of_finding(policy, kept, decided.get(&(kept.flaw, number)).copied(), coverage);
            code.into_iter().for_each(&mut count);
        }
    }
    for own in &facts.own {
        let code = of_own(policy, own, decided.get(&(own.flaw, 0)).copied(), coverage);
        code.into_iter().for_each(&mut count);
    }
    let counted: Vec<State> =
        held.places.iter().zip(&states).filter(|(place, _)| place.counted).map(|(_, state)| *state).collect();
    gate::of_bill(usize::try_from(facts.checked.reported).unwrap_or(0), &counted).for_each(&mut count);
    if engine.ground.number() == 0 {
        count(Code::NoAdvisories);
    }
    kept(&reasons, &counted)
}

fn kept(reasons: &BTreeMap<Code, u64>, counted: &[State]) -> KeptVerdict {
    let verdict = reasons.keys().map(|code| code.verdict()).max().unwrap_or(Verdict::Pass);
    let words: serde_json::Map<String, serde_json::Value> =
        reasons.iter().map(|(code, count)| (code.text().to_owned(), (*count).into())).collect();
    let number = |wanted: fn(&State) -> bool| {
        i64::try_from(counted.iter().filter(|state| wanted(state)).count()).unwrap_or(i64::MAX)
    };
    KeptVerdict {
        verdict: word(verdict).to_owned(),
        reasons: serde_json::Value::from(words).to_string(),
        checked: number(|state| matches!(state, State::Checked | State::Through)),
        unknown: number(|state| matches!(state, State::Unknown(_))),
        snapshot: [0; 32],
        looked: Time(0),
        since: Time(0),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Undecided => "undecided",
        Verdict::Blocked => "blocked",
    }
}

/// Whether each component could be checked, by the age that the policy lets a feed have.
fn states(engine: &Engine, held: &Held, policy: &Policy, coverage: Option<&Coverage>) -> Vec<State> {
    let state = |number: i64| {
        let known = engine.members.get(&number)?;
        let own = !policy.own.is_empty() && policy.declares_own(&known.member);
        let state = coverage.map_or(known.state, |coverage| known.member.state(coverage));
        Some(if own { State::Own } else { state })
    };
    let unknown = State::Unknown(Reason::NoIdentifier);
    let states = held.places.iter().map(|place| state(place.component).unwrap_or(unknown));
    let mut states: Vec<State> = states.collect();
    if !held.built_from.is_empty() {
        let mut built_from = held.built_from.clone();
        built_from.resize(states.len(), Vec::new());
        through(&mut states, &built_from);
    }
    states
}

/// A finding with the decision that stands on it.
fn of_finding(policy: &Policy, kept: &Kept, decided: Option<&Decided>, coverage: &Coverage) -> Option<Code> {
    let status = match decided.map(|decided| decided.status.as_str()) {
        Some("not_affected") => Status::NotAffected,
        Some("fixed") => Status::Fixed,
        Some("affected") => Status::Affected,
        _ => kept.weighed.status,
    };
    let lowered = matches!(status, Status::NotAffected | Status::Fixed);
    let outdated = decided.is_some_and(|decided| decided.revisit.is_some());
    let needed = matches!(kept.weighed.status, Status::Affected | Status::Unknown) && !kept.weighed.informational;
    if lowered && outdated && needed {
        return Some(Code::DecisionOutdated);
    }
    gate::of_finding(policy, &Weighed { status, ..kept.weighed }, coverage)
}

fn of_own(policy: &Policy, own: &OwnExposure, decided: Option<&Decided>, coverage: &Coverage) -> Option<Code> {
    let weighed = Weighed {
        informational: false,
        status: Status::Affected,
        severity: severity(own.severity),
        exploited: own.exploited,
        epss: None,
    };
    of_finding(policy, &Kept { flaw: own.flaw, digest: 0, weighed }, decided, coverage)
}

/// The policy of a product file, which was checked when it came in; the strictest where there is none.
fn policy(text: Option<&str>) -> Policy {
    let file = text.and_then(|text| ProductFile::read(text.as_bytes()).ok());
    file.map(|file| file.gate).unwrap_or_default()
}

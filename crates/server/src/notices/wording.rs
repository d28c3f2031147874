//! What is known, in English sentences: the platform takes nothing else. They are made of names of the catalogue and of
//! counts alone, so nothing that a person wrote to us gets into a draft.

use std::fmt::Write as _;
use steadfast_matching::index::score;

use jiff::tz::Offset;
use steadfast_store::{CaseKind, NO_MARKET, RolloutState, Time};

use super::export::TEXTS;
use super::facts::{Facts, Update};
use crate::fleet::affected::Counts;

/// Versions that stand one by one before they are told as a range.
const FEW_VERSIONS: usize = 12;

fn called(facts: &Facts) -> Option<&str> {
    let name = facts.product.as_ref().map_or(facts.case.product_name.as_str(), |product| &product.name);
    (!name.is_empty()).then_some(name)
}

/// The flaw as others know it; names of the own register mean nothing to them.
fn flaw_name(facts: &Facts) -> Option<&str> {
    let known = facts.flaw.as_ref().and_then(|flaw| flaw.row.ids.iter().find(|id| id.starts_with("CVE-")));
    known.map(String::as_str).or_else(|| Some(facts.case.flaw.as_str()).filter(|name| name.starts_with("CVE-")))
}

/// What it is: nothing where nobody knows of which product.
pub(super) fn title(facts: &Facts) -> Option<String> {
    let (product, flaw) = (called(facts)?, flaw_name(facts).map(|name| format!(" {name}")).unwrap_or_default());
    Some(match facts.case.kind {
        CaseKind::Vulnerability => format!("Actively exploited vulnerability{flaw} in {product}"),
        CaseKind::Incident => format!("Severe incident affecting the security of {product}"),
    })
}

/// Facts, product and issue.
pub(super) fn summary(facts: &Facts) -> Option<String> {
    let mut words = format!("{}.", title(facts)?);
    if let Some(product) = facts.product.as_ref().filter(|product| !product.designation.is_empty()) {
        let _ = write!(words, " Type designation: {}.", product.designation);
    }
    if let Some(flaw) = facts.flaw.as_ref().filter(|flaw| !flaw.releases.is_empty()) {
        let _ = write!(words, " Affected: {}.", versions(&flaw.releases, None));
    }
    let parts = [fleet(facts), seen(facts), awareness(facts)];
    parts.into_iter().flatten().for_each(|part| words.extend([" ", &part]));
    Some(words)
}

fn awareness(facts: &Facts) -> Option<String> {
    Some(format!("The manufacturer became aware on {}.", moment(facts.case.aware?)))
}

/// An instant, as the form has it.
pub(crate) fn moment(time: Time) -> String {
    Offset::UTC.to_datetime(time.into()).strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// How many devices, where; those whose market nobody stated are told as such.
fn fleet(facts: &Facts) -> Option<String> {
    let place = |(code, units): &(String, i64)| {
        if code == NO_MARKET { format!("market not stated {units}") } else { format!("{code} {units}") }
    };
    let whole = (!facts.markets.is_empty()).then(|| {
        let units: i64 = facts.markets.iter().map(|(_, units)| units).sum();
        let places: Vec<String> = facts.markets.iter().map(place).collect();
        format!("Devices in use: {units} ({}).", places.join(", "))
    });
    let parts = [whole, facts.flaw.as_ref().and_then(|flaw| counted(&flaw.counts))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// How many run what, and which share is patched; what nobody can tell is told as such.
fn counted(counts: &Counts) -> Option<String> {
    (counts.total > 0).then_some(())?;
    let mut words = format!(
        "Of {} devices in use, {} run an affected version, {} a fixed one; of {} it is not known.",
        counts.total, counts.affected, counts.fixed, counts.unknown
    );
    if let Some(tenths) = counts.patched() {
        let _ = write!(words, " Patched: {}.{} % of those of which it is known.", tenths / 10, tenths % 10);
    }
    Some(words)
}

/// What the devices of the alerts ran, each part and version once.
pub(super) fn ran(facts: &Facts) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for ran in facts.seen.iter().flat_map(|(_, basis)| &basis.releases) {
        let one = (ran.part.clone(), ran.version.clone());
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// Versions part by part; where they are many, or do not fit, from which to which.
pub(super) fn versions(releases: &[(String, String)], most: Option<usize>) -> String {
    let of_one = |one: &(String, String), next: &(String, String)| one.0 == next.0;
    let parts = |few: usize| {
        let parts = releases.chunk_by(of_one).map(|part| format!("{} {}", part[0].0, of_part(part, few)));
        parts.collect::<Vec<_>>().join("; ")
    };
    let each = parts(FEW_VERSIONS);
    if most.is_none_or(|most| each.chars().count() <= most) { each } else { parts(1) }
}

/// The newest stands first in the catalogue's answers, and last here.
fn of_part(part: &[(String, String)], few: usize) -> String {
    let labels: Vec<&str> = part.iter().rev().map(|(_, label)| label.as_str()).collect();
    match labels.as_slice() {
        [oldest, .., newest] if labels.len() > few => {
            format!("{} affected versions from {oldest} to {newest}", labels.len())
        }
        _ => labels.join(", "),
    }
}

/// The components that a flaw is in.
pub(super) fn components(facts: &Facts) -> Option<String> {
    let found = &facts.flaw.as_ref()?.components;
    let words = |(name, version): &(String, Option<String>)| match version {
        Some(version) => format!("{name} {version}"),
        None => name.clone(),
    };
    (!found.is_empty()).then(|| found.iter().map(words).collect::<Vec<_>>().join(", "))
}

/// What advisories say of a flaw. Of the own register nothing: whoever found it may have written that.
pub(super) fn advisory(facts: &Facts) -> Option<String> {
    let row = &facts.flaw.as_ref().filter(|flaw| !flaw.row.own)?.row;
    let mut words = row.summary.trim().to_owned();
    (!words.is_empty()).then_some(())?;
    if let Some(by) = row.exploited.as_ref().filter(|by| *by != "own") {
        let _ = write!(words, "\n\nKnown to be exploited: {by}.");
    }
    Some(words)
}

/// What monitoring saw, without whose network it was.
pub(super) fn seen(facts: &Facts) -> Option<String> {
    let one = |(_, basis): &(Time, crate::cases::known::AlertBasis)| {
        let cause = basis.cause.as_ref().map(|cause| format!(", {cause}")).unwrap_or_default();
        let (first, last) = (moment(basis.first), moment(basis.latest));
        let detector = TEXTS.named("detector", &basis.detector).to_lowercase();
        format!("Monitoring ({detector}{cause}) saw it at {} devices, from {first} to {last}.", basis.units)
    };
    (!facts.seen.is_empty()).then(|| facts.seen.iter().map(one).collect::<Vec<_>>().join(" "))
}

/// Score and vector, of whichever version of CVSS is known; that the other is not.
pub(super) fn severity(facts: &Facts) -> Option<String> {
    let flaw = facts.flaw.as_ref()?;
    let vector = flaw.row.vector.as_ref()?;
    let first = scored(vector, flaw.row.cvss);
    if let Some(older) = &flaw.older {
        return Some(format!("{first} {}", scored(older, score(older).map(i64::from))));
    }
    let other = if vector.starts_with("CVSS:4.0") { "3.1" } else { "4.0" };
    Some(format!("{first} CVSS {other}: no score is known to the manufacturer yet."))
}

fn scored(vector: &str, tenths: Option<i64>) -> String {
    let score = tenths.map(|tenths| format!("{}.{}, ", tenths / 10, tenths % 10)).unwrap_or_default();
    let version = vector.strip_prefix("CVSS:").and_then(|rest| rest.split('/').next()).unwrap_or("3.1");
    format!("CVSS {version}: {score}{vector}.")
}

/// How many devices, where.
pub(super) fn impact(facts: &Facts) -> Option<String> {
    let parts: Vec<String> = [fleet(facts), seen(facts)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn offered(facts: &Facts) -> impl Iterator<Item = &Update> {
    let is_on =
        |update: &&Update| matches!(update.state, RolloutState::Running | RolloutState::Paused | RolloutState::Done);
    facts.updates.iter().filter(is_on)
}

/// What is without the vulnerability, by the word of staff.
fn fixed(facts: &Facts) -> Option<String> {
    let found: Vec<String> = facts.fixes.iter().map(|fix| format!("{} {}", fix.part, fix.version)).collect();
    (!found.is_empty()).then(|| format!("Fixed in {}.", found.join(", ")))
}

/// How many ran it when it was decided, where that was counted.
fn decided(facts: &Facts) -> Option<String> {
    let then = facts.decided.as_ref()?;
    let total = then.affected + then.fixed + then.other + then.unknown;
    let when = moment(then.time);
    (total > 0)
        .then(|| format!("When it was assessed on {when}, {} of {total} ran an affected version.", then.affected))
}

/// The fix and the updates that are offered, with the share that is patched.
pub(super) fn updates(facts: &Facts) -> Option<String> {
    let one = |update: &Update| {
        format!("{} {} ({} update), offered since {}.", update.part, update.version, update.kind, moment(update.since))
    };
    let found: Vec<String> = fixed(facts).into_iter().chain(offered(facts).map(one)).collect();
    (!found.is_empty()).then_some(())?;
    let counted = facts.flaw.as_ref().and_then(|flaw| counted(&flaw.counts));
    Some(found.into_iter().chain(counted).chain(decided(facts)).collect::<Vec<_>>().join(" "))
}

/// What was done.
pub(super) fn taken(facts: &Facts) -> Option<String> {
    let done = if offered(facts).next().is_some() { "An update is provided" } else { "A version without it was made" };
    Some(format!("{done}: {}", updates(facts)?))
}

/// What users can do.
pub(super) fn for_users(facts: &Facts) -> Option<String> {
    let one = |update: &Update| format!("Install version {} of {}.", update.version, update.part);
    let found: Vec<String> = offered(facts).map(one).collect();
    (!found.is_empty()).then(|| found.join(" "))
}

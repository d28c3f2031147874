//! What is known, as values of the form: facts in, values out. Nothing is read here, and what is not known is left empty.

use steadfast_cra::categories::{Class, category};
use steadfast_cra::member_state::MemberState;
use steadfast_cra::srp::{Field, Value};
use steadfast_store::{CaseKind, Time};

use super::facts::{Facts, FlawFacts};
use super::wording;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody typed it.
    Typed,
    /// The case.
    Case,
    /// When reasonable certainty was reached, as it was decided.
    Awareness,
    /// The catalogue.
    Catalogue,
    /// The devices.
    Fleet,
    /// A source of advisories, met with the catalogue's releases.
    Advisories,
    /// The manufacturer's own register of flaws.
    Register,
    /// What is known, put together from several of these.
    Together,
    /// Alerts, as they were when they became signals.
    Alerts,
    /// Rollouts.
    Rollouts,
    /// When a measure became available, as it was said.
    Measure,
}

impl Source {
    /// Its word; on pages the text `notice-source-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Case => "case",
            Self::Awareness => "awareness",
            Self::Catalogue => "catalogue",
            Self::Fleet => "fleet",
            Self::Advisories => "advisories",
            Self::Register => "register",
            Self::Together => "together",
            Self::Alerts => "alerts",
            Self::Rollouts => "rollouts",
            Self::Measure => "measure",
        }
    }
}

/// A value with where it comes from, and as of when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced {
    pub(crate) value: Value,
    pub(crate) source: Source,
    pub(crate) as_of: Time,
}

/// What is known for a field.
pub(crate) fn fill(facts: &Facts, field: &Field) -> Option<Sourced> {
    let (value, source, as_of) = match field.id.as_str() {
        "notification_type" => case(facts, text(facts.case.kind.as_str())),
        "title" => case(facts, text(&wording::title(facts)?)),
        "summary" => (text(&wording::summary(facts)?), Source::Together, facts.now),
        "member_states" => member_states(facts)?,
        "product_name" => product_name(facts)?,
        "product_version" => versions(facts, field.max_chars)?,
        "product_type" => catalogue(facts, text(product_type(facts)?)),
        "product_class" => catalogue(facts, text(product_class(facts)?)),
        "product_category" => catalogue(facts, text(&category(key(facts)?)?.short)),
        "support_ended" => catalogue(facts, Value::Flag(support_ended(facts)?)),
        "component_name" => advisory(facts, &wording::components(facts)?)?,
        "cve_id" => named(facts, "CVE-")?,
        "euvd_id" => named(facts, "EUVD-")?,
        "vuln_aware_at" | "incident_aware_at" => aware(facts)?,
        "vuln_occurred_at" | "incident_occurred_at" => occurred(facts)?,
        "vuln_general_information" => general(facts)?,
        "measure_available_at" => measure(facts)?,
        "security_update_details" => rollouts(facts, wording::updates(facts)?)?,
        "measures_taken" | "incident_mitigations" => rollouts(facts, wording::taken(facts)?)?,
        "measures_for_users" | "user_action" => rollouts(facts, wording::for_users(facts)?)?,
        "vuln_severity" => advisory(facts, &wording::severity(facts)?)?,
        "vuln_impact" | "incident_impact" => (text(&wording::impact(facts)?), Source::Fleet, facts.now),
        "incident_general_information" => (text(&wording::seen(facts)?), Source::Alerts, seen_last(facts)?),
        _ => return None,
    };
    Some(Sourced { value, source, as_of })
}

type Found = (Value, Source, Time);

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn case(facts: &Facts, value: Value) -> Found {
    (value, Source::Case, facts.case.assessed.unwrap_or(facts.case.opened))
}

fn catalogue(facts: &Facts, value: Value) -> Found {
    (value, Source::Catalogue, facts.now)
}

/// By where the devices in use were made available; what is no Member State is left out.
fn member_states(facts: &Facts) -> Option<Found> {
    let states = facts.markets.iter().filter_map(|(code, _)| MemberState::from_code(code));
    let states: Vec<String> = states.map(|state| state.code().to_owned()).collect();
    (!states.is_empty()).then_some((Value::Options(states), Source::Fleet, facts.now))
}

/// Of a product that is gone, what it was called when the case opened.
fn product_name(facts: &Facts) -> Option<Found> {
    match &facts.product {
        Some(product) => Some(catalogue(facts, text(&product.name))),
        None if facts.case.product_name.is_empty() => None,
        None => Some((text(&facts.case.product_name), Source::Case, facts.case.opened)),
    }
}

/// What the flaw affects by the catalogue; else what the devices of the alerts ran.
fn versions(facts: &Facts, most: Option<usize>) -> Option<Found> {
    if let Some(flaw) = facts.flaw.as_ref().filter(|flaw| !flaw.releases.is_empty()) {
        let words = wording::versions(&flaw.releases, most);
        return Some((text(&words), flaw_source(flaw), loaded(facts, flaw)));
    }
    let ran = wording::ran(facts);
    (!ran.is_empty()).then_some(())?;
    Some((text(&wording::versions(&ran, most)), Source::Alerts, seen_last(facts)?))
}

fn key(facts: &Facts) -> Option<&str> {
    facts.product.as_ref()?.category.as_deref()
}

fn class(facts: &Facts) -> Option<Class> {
    match key(facts)? {
        steadfast_cra::categories::DEFAULT => Some(Class::Default),
        key => category(key).map(|known| known.class),
    }
}

fn product_type(facts: &Facts) -> Option<&'static str> {
    match class(facts)? {
        Class::Default => Some("default"),
        Class::ImportantOne | Class::ImportantTwo => Some("important"),
        Class::Critical => Some("critical"),
        _ => None,
    }
}

fn product_class(facts: &Facts) -> Option<&'static str> {
    match class(facts)? {
        Class::ImportantOne => Some("class-1"),
        Class::ImportantTwo => Some("class-2"),
        _ => None,
    }
}

/// Whether the last day of support is over, by the day in UTC.
fn support_ended(facts: &Facts) -> Option<bool> {
    let last: jiff::civil::Date = facts.product.as_ref()?.support_to.as_ref()?.parse().ok()?;
    let today = jiff::tz::Offset::UTC.to_datetime(facts.now.into()).date();
    Some(last < today)
}

fn flaw_source(flaw: &FlawFacts) -> Source {
    if flaw.row.own { Source::Register } else { Source::Advisories }
}

fn loaded(facts: &Facts, flaw: &FlawFacts) -> Time {
    if flaw.row.own { facts.now } else { flaw.loaded.unwrap_or(flaw.row.first_seen) }
}

fn advisory(facts: &Facts, words: &str) -> Option<Found> {
    let flaw = facts.flaw.as_ref()?;
    Some((text(words), flaw_source(flaw), loaded(facts, flaw)))
}

/// The flaw's name of this kind: by the advisories, else as the case names it.
fn named(facts: &Facts, kind: &str) -> Option<Found> {
    if let Some(flaw) = &facts.flaw
        && let Some(id) = flaw.row.ids.iter().find(|id| id.starts_with(kind))
    {
        return Some((text(id), flaw_source(flaw), loaded(facts, flaw)));
    }
    let name = &facts.case.flaw;
    name.starts_with(kind).then(|| (text(name), Source::Case, facts.case.opened))
}

fn aware(facts: &Facts) -> Option<Found> {
    let aware = facts.case.aware?;
    Some((Value::At(aware.into()), Source::Awareness, facts.case.assessed.unwrap_or(aware)))
}

/// Since when monitoring saw it: the begin of the first alert.
fn occurred(facts: &Facts) -> Option<Found> {
    let first = facts.seen.iter().map(|(_, basis)| basis.first).min()?;
    Some((Value::At(first.into()), Source::Alerts, seen_last(facts)?))
}

fn seen_last(facts: &Facts) -> Option<Time> {
    facts.seen.iter().map(|(noted, _)| *noted).max()
}

/// Of what was seen and of what advisories say, as far as either is there.
fn general(facts: &Facts) -> Option<Found> {
    match (wording::advisory(facts), wording::seen(facts)) {
        (Some(advisory), seen) => {
            let words = [Some(advisory), seen].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
            self::advisory(facts, &words)
        }
        (None, Some(seen)) => Some((text(&seen), Source::Alerts, seen_last(facts)?)),
        (None, None) => None,
    }
}

fn measure(facts: &Facts) -> Option<Found> {
    let at = facts.case.measure.filter(|_| facts.case.kind == CaseKind::Vulnerability)?;
    Some((Value::At(at.into()), Source::Measure, at))
}

fn rollouts(facts: &Facts, words: String) -> Option<Found> {
    let named = facts.fixes.iter().map(|fix| fix.named);
    let since = facts.updates.iter().map(|update| update.since).chain(named).max()?;
    Some((Value::Text(words), Source::Rollouts, since))
}

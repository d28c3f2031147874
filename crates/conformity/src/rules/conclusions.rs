//! What people concluded and signed: assessment procedure, dossier, declaration.
//!
//! A sample shows how it will look; it counts for nothing.

use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize as _;
use serde_json::Value;
use steadfast_cra::categories::Class;
use steadfast_cra::routes::{Applied, State, open};

use super::{About, says};
use crate::evidence::{Evidence, Kind, Row, Stance};

/// The reason of a declaration that does not stand any more.
const WITHDRAWN: &str = "declaration-withdrawn";
/// Duties that a declaration speaks to.
const BY_DECLARATION: [&str; 7] =
    ["art-13-1", "art-13-12", "art-13-20", "art-28-1", "art-28-2", "art-28-4", "art-32-1"];
/// Of these, those that ask for the declaration itself: without one that stands they are not done.
const FOR_DECLARATION: [&str; 3] = ["art-13-12", "art-13-20", "art-28-1"];
/// Duties that rest on what a declaration says of the CE marking.
const BY_MARKING: [&str; 3] = ["art-30-1", "art-30-3", "art-30-4"];
/// Duties that the procedure of Art. 32 speaks to.
const BY_ROUTE: [&str; 2] = ["art-13-12", "art-32-1"];
/// What is asked for where a notified body takes part.
const OF_BODY: &str = "art-31-4";
/// The paragraphs of Art. 32 for classes.
const BY_CLASS: [(&str, Class); 3] =
    [("art-32-2", Class::ImportantOne), ("art-32-3", Class::ImportantTwo), ("art-32-4", Class::Critical)];
/// Duties that a complete technical documentation speaks to; that it is current has an end.
const BY_DOSSIER: [&str; 4] = ["art-13-4", "art-13-12", "art-13-18", "art-31-1"];

pub(super) fn concluded(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "dossier-made" => documented(about),
        _ if about.facts.get("sample") != Some(&Value::Bool(false)) => Vec::new(),
        "declaration-signed" => signed(about),
        _ => withdrawn(about),
    }
}

fn documented(about: &About<'_>) -> Vec<Evidence> {
    let (stance, because) = match about.number("open") {
        Some(0) => (Stance::Supports, "dossier-complete"),
        Some(_) => (Stance::Unknown, "dossier-open"),
        None => (Stance::Unknown, "dossier-untold"),
    };
    let one = |requirement| {
        let dossier = says(requirement, about.of(), Kind::Dossier, stance, because);
        dossier.with("open", about.number("open").unwrap_or_default())
    };
    let current = one("art-31-2").until(a_year_after(about.time));
    BY_DOSSIER.map(one).into_iter().chain([current]).collect()
}

/// A dossier is taken for current for a year: Art. 31(2) asks for updates "where appropriate".
fn a_year_after(time: Timestamp) -> Option<Timestamp> {
    time.checked_add((365 * 24).hours()).ok()
}

/// The procedure: that it was gone through, whether a body takes part, and the paragraphs of Art. 32 for classes: one of them
/// is about this class, and asks for a procedure that is open to it.
fn route(about: &About<'_>) -> Vec<One> {
    let module = about.text("procedure").unwrap_or_default();
    let body = if module == "A" { (Stance::Supports, "route-no-body") } else { (Stance::Unknown, "route-body") };
    let own = about.facts.get("class").and_then(|class| Class::deserialize(class).ok());
    let by_class = |class| match own {
        None => (Stance::Unknown, "route-class-untold"),
        Some(own) if own == class => is_open(class, module, about.time),
        Some(_) => (Stance::Supports, "route-other-class"),
    };
    let taken = BY_ROUTE.map(|id| (id, Kind::Route, (Stance::Supports, "route-taken")));
    let classes = BY_CLASS.map(|(id, class)| (id, Kind::Route, by_class(class)));
    taken.into_iter().chain([(OF_BODY, Kind::Route, body)]).chain(classes).collect()
}

/// What standards were applied is not in the record: where the answer hangs on that, it is not told.
fn is_open(class: Class, module: &str, time: Timestamp) -> (Stance, &'static str) {
    let today = Offset::UTC.to_datetime(time).date();
    let answers = open(class, &Applied::default(), None, today);
    match answers.iter().find(|answer| answer.procedure.as_str() == module).map(|answer| answer.state) {
        Some(State::Open) => (Stance::Supports, "route-open"),
        Some(State::Closed) => (Stance::Contradicts, "route-closed"),
        Some(State::Unknown) | None => (Stance::Unknown, "route-untold"),
    }
}

fn signed(about: &About<'_>) -> Vec<Evidence> {
    let has_language = about.facts.get("languages").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
    let declared = |requirement: &str| match requirement {
        "art-28-2" if !has_language => (Stance::Unknown, "declaration-without-language"),
        _ => (Stance::Supports, "declaration-signed"),
    };
    let declared = BY_DECLARATION.map(|id| (id, Kind::Declaration, declared(id)));
    let marked = BY_MARKING.into_iter().zip(marking(about)).map(|(id, says)| (id, Kind::Marking, says));
    all(about, declared.into_iter().chain(marked).chain(route(about)))
}

/// The CE marking: that it is there, that it was there before the release was put on sale, and whose number follows it.
fn marking(about: &About<'_>) -> [(Stance, &'static str); 3] {
    let is_said = |name| about.text(name).is_some_and(|said| !said.trim().is_empty());
    let sold = about.release.is_none_or(|release| release.on_sale.is_some_and(|day| day < about.time));
    let marked = match is_said("marking") {
        true => (Stance::Supports, "marking-stated"),
        false => (Stance::Unknown, "marking-unstated"),
    };
    let before = match (marked.0, sold) {
        (Stance::Supports, false) => (Stance::Supports, "marking-before-placing"),
        _ => (Stance::Unknown, "marking-order-unknown"),
    };
    let number = match about.text("procedure") {
        Some("A" | "B+C" | "certification") => (Stance::Supports, "marking-without-number"),
        Some("H") if is_said("body-number") => (Stance::Supports, "marking-with-number"),
        _ => (Stance::Unknown, "marking-number-unknown"),
    };
    [marked, before, number]
}

fn withdrawn(about: &About<'_>) -> Vec<Evidence> {
    let stance = |id| if FOR_DECLARATION.contains(&id) { Stance::Contradicts } else { Stance::Unknown };
    let declared = BY_DECLARATION.map(|id| (id, Kind::Declaration, (stance(id), WITHDRAWN)));
    let marked = BY_MARKING.map(|id| (id, Kind::Marking, (Stance::Unknown, WITHDRAWN)));
    let routes = BY_ROUTE.into_iter().chain([OF_BODY]).chain(BY_CLASS.map(|(id, _)| id));
    let taken = routes.map(|id| (id, Kind::Route, (Stance::Unknown, WITHDRAWN)));
    all(about, declared.into_iter().chain(marked).chain(taken))
}

type One = (&'static str, Kind, (Stance, &'static str));

fn all(about: &About<'_>, each: impl Iterator<Item = One>) -> Vec<Evidence> {
    let declaration = about.text("declaration").unwrap_or_default();
    let of = |(id, kind, (stance, because)): One| says(id, about.of(), kind, stance, because).saying(declaration);
    each.map(of).collect()
}

/// Whether it takes back another declaration than the one that stands.
pub(crate) fn withdraws_another(evidence: &Evidence, before: Option<&Row>) -> bool {
    evidence.because == WITHDRAWN && before.is_some_and(|before| before.words != evidence.words)
}

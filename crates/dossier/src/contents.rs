//! The contents of the technical documentation with its completeness, Art. 31 and Annex VII.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annexes::{Annex, Need, Point, points};

use crate::Language;
use crate::builder::{Builder, about};
use crate::document::{Block, Document, Why};
use crate::facts::{Product, Said};

/// What is known of one point.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Known {
    /// Where it is: names of files, addresses, records.
    pub places: Vec<String>,
    /// Whether it is said not to be needed.
    pub not_needed: bool,
    /// Why it is not needed.
    pub reason: Said,
}

/// What is known of the documentation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Documentation {
    /// The product.
    pub product: Product,
    /// What is known of each point, by its id in `cra::annexes` (`VII.2.b`).
    pub points: BTreeMap<String, Known>,
}

/// Whether a point is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is.
    There,
    /// It is not.
    Missing(Why),
    /// It is not needed, for a reason that is stated, or because it is given on request alone.
    NotNeeded,
}

/// How many points there are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Completeness {
    /// Points of the annex.
    pub all: usize,
    /// There.
    pub there: usize,
    /// Missing.
    pub missing: usize,
    /// Not needed.
    pub not_needed: usize,
}

/// The state of each point of Annex VII, in its order.
pub fn states(facts: &Documentation) -> Vec<(&'static Point, State)> {
    points(Annex::Seven).map(|point| (point, state(point, facts.points.get(&point.id)))).collect()
}

fn state(point: &Point, known: Option<&Known>) -> State {
    let Some(known) = known else {
        return if point.need == Need::OnRequest { State::NotNeeded } else { State::Missing(Why::NotStated) };
    };
    let there = known.places.iter().any(|place| !place.trim().is_empty());
    match (there, point.need, known.not_needed) {
        (true, _, _) => State::There,
        (false, Need::OnRequest, _) => State::NotNeeded,
        (false, Need::WhereApplicable | Need::Choice, true) if known.reason.is_stated() => State::NotNeeded,
        (false, _, true) => State::Missing(Why::NotExcused),
        (false, _, false) => State::Missing(Why::NotStated),
    }
}

/// How complete the documentation is.
pub fn completeness(facts: &Documentation) -> Completeness {
    states(facts).into_iter().fold(Completeness::default(), |mut counts, (_, state)| {
        counts.all += 1;
        match state {
            State::There => counts.there += 1,
            State::Missing(_) => counts.missing += 1,
            State::NotNeeded => counts.not_needed += 1,
        }
        counts
    })
}

/// The contents as a paper.
pub fn contents(facts: &Documentation, language: Language, made: Timestamp) -> Document {
    let mut paper = Builder::new("contents", "contents-title", about(&facts.product, language), language, made);
    let counts = counted(&paper, completeness(facts));
    paper.paragraph(counts);
    let mut rows = Vec::new();
    for (point, state) in states(facts) {
        if let State::Missing(why) = state {
            paper.gap(&point.id, why, true);
        }
        rows.push(row(&paper, point, state, facts.points.get(&point.id), language));
    }
    let head = ["what", "point", "state", "where"].map(|key| paper.text(key)).to_vec();
    let caption = paper.text("contents-points");
    paper.block(Block::Table { caption, head, rows });
    paper.done()
}

fn counted(paper: &Builder, counts: Completeness) -> String {
    let [all, there, missing, excused] =
        [counts.all, counts.there, counts.missing, counts.not_needed].map(|number| number.to_string());
    paper.filled("contents-counts", &[("all", &all), ("there", &there), ("missing", &missing), ("excused", &excused)])
}

fn row(paper: &Builder, point: &Point, state: State, known: Option<&Known>, language: Language) -> Vec<String> {
    let word = match state {
        State::There => "there",
        State::Missing(_) => "absent",
        State::NotNeeded => "excused",
    };
    let place = match (state, known) {
        (State::There, Some(known)) => known.places.join("\n"),
        (State::NotNeeded, _) if point.need == Need::OnRequest => paper.text("on-request"),
        (State::NotNeeded, Some(known)) => {
            known.reason.of(language).map_or_else(|| paper.text("not-in-language"), str::to_owned)
        }
        (State::Missing(Why::NotExcused), _) if point.need == Need::Always => paper.text("not-excused"),
        (State::Missing(Why::NotExcused), _) => paper.text("no-reason"),
        _ => paper.text("not-stated"),
    };
    vec![point.title.of(language.tag()).to_owned(), point.reference_in(language.tag()), paper.text(word), place]
}

//! How a dossier stands to each point of Annex VII.

use steadfast_dossier::contents::{State, states};

use super::Gathered;

/// A point of Annex VII.
#[derive(Clone, Debug)]
pub struct PointRow {
    /// As the annex numbers it: `2(b)`.
    pub point: String,
    /// What it is.
    pub title: String,
    /// `there`, `missing` or `not-needed`.
    pub state: &'static str,
    /// Files in which it is.
    pub places: Vec<String>,
}

impl Gathered {
    /// Every point, in the annex's order, in a language.
    pub(crate) fn points(&self, language: &str) -> Vec<PointRow> {
        let known = &self.documentation.points;
        let row = |(point, state): (&steadfast_cra::annexes::Point, State)| PointRow {
            point: numbered(&point.id),
            title: point.title.of(language).to_owned(),
            state: word(state),
            places: known.get(&point.id).map(|known| known.places.clone()).unwrap_or_default(),
        };
        states(&self.documentation).into_iter().map(row).collect()
    }
}

/// `VII.2.b` is `2(b)`.
fn numbered(id: &str) -> String {
    let mut words = id.split('.').skip(1);
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |word, letter| format!("{word}({letter})"))
}

/// `2(b)` is `VII.2.b` in the table of the annexes.
pub(super) fn id(point: &str) -> String {
    format!("VII.{}", point.replace('(', ".").replace(')', ""))
}

const fn word(state: State) -> &'static str {
    match state {
        State::There => "there",
        State::Missing(_) => "missing",
        State::NotNeeded => "not-needed",
    }
}

//! Annexes II, V, VI and VII point by point, and the sentences that declarations say.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;
use crate::bilingual::Text;

const TABLE: &str = include_str!("../data/annexes.toml");

/// The languages in which a declaration may be asked for (Art. 28(2)), by tag: those of the Union. Sentences are there in
/// [`REVIEWED`] alone; for the others there is no text yet, rather than one that nobody checked.
pub const LANGUAGES: [&str; 24] = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv",
];

/// The languages in which the sentences are there.
pub const REVIEWED: [&str; 2] = ["de", "en"];

/// An annex of which the points are kept here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Annex {
    /// Information and instructions to the user.
    Two,
    /// EU declaration of conformity.
    Five,
    /// Simplified EU declaration of conformity.
    Six,
    /// Technical documentation.
    Seven,
}

impl Annex {
    /// Its number.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Two => "II",
            Self::Five => "V",
            Self::Six => "VI",
            Self::Seven => "VII",
        }
    }
}

/// Whether a point must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Always.
    Always,
    /// Where it applies; where it does not, somebody says why.
    WhereApplicable,
    /// The manufacturer may give it.
    Choice,
    /// When an authority asks for it.
    OnRequest,
}

/// One point of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Point {
    /// `<annex>.<point>[.<letter>]`: `II.8.c`. Annex VI has no numbers; its points have names of ours.
    pub id: String,
    /// Whether it must be there.
    pub need: Need,
    /// A short name of ours.
    pub title: Text,
    /// What it asks, in our words.
    pub asks: Text,
}

impl Point {
    /// Where it stands in the act, spelled out.
    pub fn reference(&self) -> String {
        self.reference_in("en")
    }

    /// Where it stands in the act, as a language of this tag cites it: German, and English for every other one.
    pub fn reference_in(&self, tag: &str) -> String {
        let mut parts = self.id.split('.');
        let annex = parts.next().unwrap_or_default();
        let german = tag == "de" || tag.starts_with("de-");
        let numbered = parts.next().filter(|_| annex != "VI");
        match (numbered, parts.next(), german) {
            (Some(point), Some(letter), true) => format!("Anhang {annex} Nummer {point} Buchstabe {letter}"),
            (Some(point), None, true) => format!("Anhang {annex} Nummer {point}"),
            (None, _, true) => format!("Anhang {annex}"),
            (Some(point), Some(letter), false) => format!("Annex {annex}, point {point}({letter})"),
            (Some(point), None, false) => format!("Annex {annex}, point {point}"),
            (None, _, false) => format!("Annex {annex}"),
        }
    }
}

/// A sentence that a declaration says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sentence {
    /// A stable name.
    pub id: String,
    /// What asks for it.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// Where its words are from.
    pub wording: Wording,
    /// In words; what stands in braces is filled in.
    pub text: Text,
    /// How sure we are of the words, by language.
    pub confidence: Sure,
    /// What they were compared with.
    pub note: String,
}

/// Where the words of a sentence are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// The annex gives them.
    Prescribed,
    /// The annex asks for a statement; the words are ours.
    Asked,
}

/// How sure we are of a text in each language that it is there in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    /// Of the English.
    pub en: Confidence,
    /// Of the German.
    pub de: Confidence,
}

impl Sure {
    /// Of the text in a language of this tag, as [`Text::of`] chooses it.
    pub fn of(self, tag: &str) -> Confidence {
        if tag == "de" || tag.starts_with("de-") { self.de } else { self.en }
    }
}

#[derive(Deserialize)]
struct Table {
    #[serde(deserialize_with = "crate::day::date")]
    checked_on: Date,
    #[serde(deserialize_with = "crate::day::date")]
    sentences_checked_on: Date,
    point: Vec<Point>,
    sentence: Vec<Sentence>,
}

static ANNEXES: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// The day on which the table was compared with its sources.
pub fn checked_on() -> Date {
    ANNEXES.checked_on
}

/// The day on which the sentences were compared with what their notes name.
pub fn sentences_checked_on() -> Date {
    ANNEXES.sentences_checked_on
}

/// The points of an annex in its order.
pub fn points(annex: Annex) -> impl Iterator<Item = &'static Point> {
    let of = move |point: &&Point| point.id.split('.').next() == Some(annex.as_str());
    ANNEXES.point.iter().filter(of)
}

/// The point with this id (`VII.2.b`).
pub fn point(id: &str) -> Option<&'static Point> {
    ANNEXES.point.iter().find(|one| one.id == id)
}

/// Every sentence.
pub fn sentences() -> &'static [Sentence] {
    &ANNEXES.sentence
}

/// A sentence in a language, by tag; none where there is no reviewed text in it.
pub fn sentence(id: &str, language: &str) -> Option<&'static str> {
    let found = sentences().iter().find(|one| one.id == id)?;
    REVIEWED.contains(&language).then(|| found.text.of(language))
}

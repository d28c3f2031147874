//! What is wrong with a field, in the words of a language.

use steadfast_cra::srp::{Expected, Problem, Strength};

use crate::t;
use crate::web::Texts;

/// What is wrong.
pub(crate) fn problem(texts: Texts, problem: &Problem) -> String {
    match problem {
        Problem::MissingByForm => t!(texts, "notice-missing-by-form"),
        Problem::MissingIfAvailable => t!(texts, "notice-missing-if-available"),
        Problem::MissingByLaw(demand) => by_law(texts, demand.strength, &demand.source),
        Problem::OverLimit { max, length } => {
            t!(texts, "notice-over-limit", length = length.characters, most = *max)
        }
        Problem::PerhapsOverLimit { max, length } => {
            t!(texts, "notice-perhaps-over", length = length.at_most, most = *max)
        }
        Problem::WrongFormat(expected) => expected_words(texts, expected),
        Problem::NotOffered => t!(texts, "notice-not-offered"),
        Problem::Needless(condition) => {
            t!(texts, "notice-needless", field = texts.named("notice-field", &condition.field))
        }
        _ => t!(texts, "notice-unknown-field"),
    }
}

fn by_law(texts: Texts, strength: Strength, source: &str) -> String {
    match strength {
        Strength::Must => t!(texts, "notice-missing-by-law", source = source),
        Strength::AsAvailable | Strength::WhereAvailable => t!(texts, "notice-missing-as-known", source = source),
        Strength::WhereApplicable => t!(texts, "notice-missing-where", source = source),
    }
}

fn expected_words(texts: Texts, expected: &Expected) -> String {
    match expected {
        Expected::OneOf(_) => t!(texts, "notice-expects-one"),
        Expected::SomeOf(_) => t!(texts, "notice-expects-some"),
        Expected::YesOrNo => t!(texts, "notice-expects-yes-or-no"),
        Expected::Time => t!(texts, "notice-expects-time"),
        Expected::Shape(shape) => t!(texts, "notice-expects-shape", shape = shape.as_str()),
        _ => t!(texts, "notice-expects-text"),
    }
}

/// A problem as a word for programs.
pub(crate) const fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::MissingByForm => "missing-by-form",
        Problem::MissingIfAvailable => "missing-if-available",
        Problem::MissingByLaw(_) => "missing-by-law",
        Problem::OverLimit { .. } => "over-limit",
        Problem::PerhapsOverLimit { .. } => "perhaps-over-limit",
        Problem::WrongFormat(_) => "wrong-format",
        Problem::NotOffered => "not-offered",
        Problem::Needless(_) => "needless",
        _ => "unknown",
    }
}

//! What is wrong with a form, at the field where it is.

use axum::response::{IntoResponse, Response};

use crate::catalogue::error::{CatalogueError, Fault};
use crate::http::problem::Problem as HttpProblem;
use crate::t;
use crate::web::{Filled, Problem, Texts};

/// Puts an error at its field, so that the form is shown again; else the answer is a problem of its own.
pub(crate) fn at_fields(texts: Texts, filled: Filled, error: CatalogueError) -> Result<Filled, Box<Response>> {
    match error {
        CatalogueError::Invalid(faults) => {
            Ok(faults.into_iter().fold(filled, |filled, (field, fault)| filled.wrong(field, said(texts, &fault))))
        }
        CatalogueError::Bill { .. } => Ok(filled.wrong("sbom", Problem::Other(error.to_string()))),
        CatalogueError::File { .. } => Ok(filled.wrong("file", Problem::Other(error.to_string()))),
        other => Err(Box::new(HttpProblem::from(other).into_response())),
    }
}

fn said(texts: Texts, fault: &Fault) -> Problem {
    match fault {
        Fault::Missing => Problem::Missing,
        Fault::TooLong(most) => Problem::TooLong { most: u32::try_from(*most).unwrap_or(u32::MAX) },
        Fault::NoSuchChoice | Fault::Unknown(_) => Problem::NoSuchChoice,
        Fault::NotADay => Problem::Other(t!(texts, "problem-not-a-day")),
        Fault::NotANumber(least) => Problem::Other(t!(texts, "problem-not-a-number", least = *least)),
        Fault::BeforeBegin => Problem::Other(t!(texts, "problem-before-begin")),
        Fault::ShortSupport => Problem::Other(t!(texts, "problem-short-support")),
        Fault::Taken(_) => Problem::Other(t!(texts, "problem-taken")),
        Fault::TooFar => Problem::Other(t!(texts, "problem-too-far")),
        Fault::BelowLeast(placed, least) => {
            let (placed, least) = (placed.to_string(), least.to_string());
            Problem::Other(t!(texts, "problem-support-below-least", placed = placed, least = least))
        }
        Fault::Promised(placed, promised) => {
            let (placed, promised) = (placed.to_string(), promised.to_string());
            Problem::Other(t!(texts, "problem-support-promised", placed = placed, promised = promised))
        }
        Fault::NoGtin => Problem::Other(t!(texts, "problem-no-gtin")),
        Fault::NoSlug => Problem::Other(t!(texts, "problem-no-slug")),
        Fault::SlugTaken => Problem::Other(t!(texts, "problem-slug-taken")),
        Fault::NoLanguages => Problem::Other(t!(texts, "problem-no-languages")),
        Fault::Ahead => Problem::Other(t!(texts, "problem-ahead")),
    }
}

/// A number that was typed: nothing where nothing was, and a fault where it is none.
pub(super) fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    // What is no number is refused as one that is too small.
    if text.is_empty() { None } else { Some(text.parse().unwrap_or(-1)) }
}

//! What is read of triage: cursors, filters, one flaw with its decisions.

use steadfast_store::{Assessment, FlawRow, PlaceKey, QueuePlace, Tx};

use super::error::TriageError;
use crate::http::problem::Problem;

/// A flaw by its number, or by one of its names.
pub(crate) fn number(tx: &mut Tx<'_>, text: &str) -> Result<i64, TriageError> {
    let missing = TriageError::NotFound("flaw");
    match text.parse() {
        Ok(number) => Ok(number),
        Err(_) => tx.flaw_of_id(text)?.ok_or(missing),
    }
}

/// A flaw with every decision on it, the newest first.
pub(crate) fn flaw(tx: &mut Tx<'_>, text: &str) -> Result<(FlawRow, Vec<Assessment>), TriageError> {
    let number = number(tx, text)?;
    let row = tx.flaw_row(number)?.ok_or(TriageError::NotFound("flaw"))?;
    Ok((row, tx.assessments_of(number)?))
}

fn not_of_this_list() -> Problem {
    Problem::invalid("cursor is none of this list's")
}

/// A place in the queue as a cursor.
pub(crate) fn queue_cursor(place: QueuePlace) -> String {
    format!("{}.{}", place.rank, place.flaw)
}

/// The place that a cursor names.
pub(crate) fn queue_place(text: &str) -> Result<QueuePlace, Problem> {
    let (rank, flaw) = text.split_once('.').ok_or_else(not_of_this_list)?;
    let number = |text: &str| text.parse().map_err(|_| not_of_this_list());
    Ok(QueuePlace { rank: number(rank)?, flaw: number(flaw)? })
}

/// A place in a list of exposures as a cursor.
pub(crate) fn place_cursor(key: PlaceKey) -> String {
    format!("{}.{}.{}", key.flaw, key.release, key.component)
}

/// The place that a cursor names.
pub(crate) fn place_key(text: &str) -> Result<PlaceKey, Problem> {
    let parts: Vec<&str> = text.split('.').collect();
    let [flaw, release, component] = parts.as_slice() else { return Err(not_of_this_list()) };
    let number = |text: &str| text.parse().map_err(|_| not_of_this_list());
    Ok(PlaceKey {
        flaw: number(flaw)?,
        release: release.parse().map_err(|_| not_of_this_list())?,
        component: number(component)?,
    })
}

/// The words of severities, by their number.
pub(crate) const SEVERITIES: [&str; 6] = ["critical", "high", "medium", "low", "none", "unrated"];

/// The number of a severity's word.
pub(crate) fn severity(word: &str) -> Result<i64, Problem> {
    let at = SEVERITIES.iter().position(|known| *known == word);
    let refused = || Problem::invalid("severity is critical, high, medium, low, none or unrated");
    at.and_then(|at| i64::try_from(at).ok()).ok_or_else(refused)
}

/// The word of a severity's number.
pub(crate) fn severity_word(number: i64) -> &'static str {
    usize::try_from(number).ok().and_then(|at| SEVERITIES.get(at)).copied().unwrap_or("unrated")
}

/// The word of a risk's number.
pub(crate) fn risk_word(number: i64) -> &'static str {
    match number {
        4 => "critical",
        3 => "high",
        1 => "low",
        _ => "medium",
    }
}

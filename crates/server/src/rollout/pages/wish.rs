//! What somebody wants of one version, as a form sends it.

use jiff::civil::Date;
use jiff::tz::Offset;
use steadfast_store::Time;

use crate::rollout::RolloutError;
use crate::rollout::plan::Wish;
use crate::t;
use crate::web::{Problem, Texts};

/// What is wrong, and at which field.
pub(crate) type Wrong = (&'static str, Problem);

/// A word, with the day before which it does not install.
///
/// # Errors
/// What is wrong, at its field.
pub(crate) fn wish(word: &str, until: &str) -> Result<Wish, Wrong> {
    match word {
        "refused" => Ok(Wish::Refused),
        "agreed" => Ok(Wish::Agreed),
        "postponed" if until.is_empty() => Err(("until", Problem::Missing)),
        "postponed" => begin_of(until).map(Wish::Postponed).ok_or(("until", Problem::NoSuchChoice)),
        _ => Err(("wish", Problem::NothingChosen)),
    }
}

/// When a day begins, in UTC.
fn begin_of(day: &str) -> Option<Time> {
    let begin = day.parse::<Date>().ok()?.at(0, 0, 0, 0);
    Some(Offset::UTC.to_timestamp(begin).ok()?.into())
}

/// What was not taken, at its field.
///
/// # Errors
/// Whatever belongs to no field.
pub(crate) fn at_field(texts: Texts, error: RolloutError) -> Result<Wrong, RolloutError> {
    match error {
        RolloutError::TooLong(latest) => {
            Ok(("until", Problem::Other(t!(texts, "owner-too-long", latest = texts.moment(latest.0)))))
        }
        RolloutError::NoUpdate => Ok(("release", Problem::Other(t!(texts, "owner-no-update")))),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_from_its_begin_and_nothing_chosen_is_nothing() {
        assert_eq!(wish("postponed", "1970-01-02"), Ok(Wish::Postponed(Time(86_400_000_000))));
        assert_eq!(wish("postponed", ""), Err(("until", Problem::Missing)));
        assert_eq!(wish("postponed", "tomorrow"), Err(("until", Problem::NoSuchChoice)));
        assert_eq!(wish("", "1970-01-02"), Err(("wish", Problem::NothingChosen)));
        assert_eq!(wish("refused", "x"), Ok(Wish::Refused));
    }
}

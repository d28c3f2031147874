//! What a person reviewed: a statement, for or against, which the register never takes for a fact.

use jiff::ToSpan as _;
use jiff::civil::Date;
use steadfast_cra::{annex_i, duties};
use steadfast_store::{Id, kinds};

use super::error::ConformityError;
use super::read;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

/// Characters of the longest reason.
const LONGEST: usize = 4000;

pub(super) const REQUIREMENT: RefusedField = RefusedField::new(
    "requirement",
    "no-such-requirement",
    "requirement is an entry of Annex I, such as I.1.2.k, or a duty, such as art-13-22",
);
pub(super) const SAYS: RefusedField = RefusedField::new("says", "no-such-review", "says is met, not-met or open");
pub(super) const WORDS: RefusedField = RefusedField::new(
    "words",
    "review-without-words",
    "say in up to 4000 characters what was looked at and why it is so",
);
pub(super) const UNTIL: RefusedField =
    RefusedField::new("until", "review-until", "until is a day from tomorrow on, at most three years from now");

/// A review as somebody wants it recorded.
#[derive(Clone, Debug, Default)]
pub struct WantedReview {
    /// The entry of Annex I, or a duty.
    pub requirement: String,
    /// `met`, `not-met` or `open`.
    pub says: String,
    /// What was looked at, and why it is so.
    pub words: String,
    /// The id of evidence that the product file expects of a review; empty where it is none.
    pub evidence: String,
    /// The last day on which it counts; empty: a year from now.
    pub until: String,
}

/// Records a review of a release.
///
/// # Errors
/// When something is not taken, there is no such release, or it is not allowed.
pub async fn record(
    app: &App,
    ask: Ask,
    release: Id<kinds::Release>,
    wanted: WantedReview,
) -> Result<(), ConformityError> {
    check(&wanted)?;
    let until = until(&wanted.until, app)?;
    app.act::<_, ConformityError, _>(ask, move |tx, _| {
        let (release, product) = read::release_of(tx, release)?;
        let fact = Fact::new("review-recorded", &release.id)
            .with("product", product.to_string())
            .with("requirement", wanted.requirement.as_str())
            .with("says", wanted.says.as_str())
            .with("words", wanted.words.trim())
            .with("source", wanted.evidence.as_str());
        Ok(((), until.iter().fold(fact, |fact, until| fact.with("until", until.as_str()))))
    })
    .await?;
    Ok(())
}

fn check(wanted: &WantedReview) -> Result<(), RefusedField> {
    let words = wanted.words.trim();
    let is_known = annex_i::requirement(&wanted.requirement).is_some() || duties::duty(&wanted.requirement).is_some();
    let checks = [
        (is_known && wanted.requirement.len() <= 32, REQUIREMENT),
        (matches!(wanted.says.as_str(), "met" | "not-met" | "open"), SAYS),
        (!words.is_empty() && words.chars().count() <= LONGEST, WORDS),
    ];
    checks.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, refused)| Err(refused))
}

/// The end of the day that was named, as a moment.
fn until(day: &str, app: &App) -> Result<Option<String>, ConformityError> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    let today = jiff::tz::Offset::UTC.to_datetime(read::moment(app.ambient.now())).date();
    let day: Date = day.trim().parse().map_err(|_| UNTIL)?;
    let latest = today.checked_add(3.years()).map_err(|_| UNTIL)?;
    if day <= today || day > latest {
        return Err(UNTIL.into());
    }
    Ok(Some(format!("{day}T23:59:59Z")))
}

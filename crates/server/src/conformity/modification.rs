//! Whether a release is a substantial modification of what was placed before (Art. 3(30)): people decide, the register takes
//! their word.

use jiff::civil::Date;
use steadfast_store::{Id, kinds};

use super::error::ConformityError;
use super::read;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::lifecycle::read::day;

/// Characters of the longest reason.
const LONGEST: usize = 4000;

const WORDS: RefusedField =
    RefusedField::new("words", "modification-without-words", "say in up to 4000 characters why it is one, or why not");
const DAY: RefusedField = RefusedField::new(
    "day",
    "modification-ahead",
    "day is the one from which on this release is placed, today at the latest",
);

/// What somebody decided.
#[derive(Clone, Debug, Default)]
pub struct WantedModification {
    /// Whether it is one.
    pub substantial: bool,
    /// Why.
    pub words: String,
    /// From which day on the release is placed; empty: from today on.
    pub day: String,
}

/// Records the decision.
///
/// # Errors
/// When something is not taken, there is no such release, or it is not allowed.
pub async fn state(
    app: &App,
    ask: Ask,
    release: Id<kinds::Release>,
    wanted: WantedModification,
) -> Result<(), ConformityError> {
    let words = wanted.words.trim().to_owned();
    if words.is_empty() || words.chars().count() > LONGEST {
        return Err(WORDS.into());
    }
    let today = day(app.ambient.now());
    let from = match wanted.day.trim() {
        "" => today,
        text => text.parse::<Date>().ok().filter(|from| *from <= today).ok_or(DAY)?,
    };
    app.act::<_, ConformityError, _>(ask, move |tx, _| {
        let (release, product) = read::release_of(tx, release)?;
        let fact = Fact::new("modification-stated", &release.id)
            .with("product", product.to_string())
            .with("substantial", wanted.substantial)
            .with("day", from.to_string())
            .with("words", words.as_str());
        Ok(((), fact))
    })
    .await?;
    Ok(())
}

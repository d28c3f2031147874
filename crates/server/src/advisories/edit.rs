//! Changes to what an advisory says, and the rule of two people.

use steadfast_store::{Id, StoreError, Tx, kinds};

use super::content::Content;
use super::error::AdvisoryError;
use super::read;
use crate::act::{Ask, Fact};
use crate::app::App;

/// The setting by which a second person publishes.
const FOUR_EYES: &str = "advisories-four-eyes";

/// What is published stays; the next version will say this. The advisory's new version.
///
/// # Errors
/// When something is not taken, the advisory changed meanwhile, or it is not allowed.
pub async fn edit(
    app: &App,
    ask: Ask,
    id: Id<kinds::Advisory>,
    seen: i64,
    content: Content,
) -> Result<i64, AdvisoryError> {
    content.check()?;
    let (text, editor) = (serde_json::to_string(&content).map_err(AdvisoryError::Kept)?, ask.by.person());
    let done = app.act::<_, AdvisoryError, _>(ask, move |tx, _| {
        let mut advisory = read::unchanged(tx, id, seen)?;
        let published = tx.advisory_revision(id, advisory.revision)?;
        advisory.is_changed = published.is_none_or(|published| published.content != text);
        advisory.content.clone_from(&text);
        advisory.editor = editor;
        if !tx.advisory_change(&advisory)? {
            return Err(AdvisoryError::Changed);
        }
        Ok((advisory.version + 1, Fact::new("advisory-changed", &id).with("name", advisory.name)))
    });
    Ok(done.await?.answer)
}

/// Whether a second person publishes.
pub(crate) fn takes_two(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.setting(FOUR_EYES)?.as_deref() == Some("yes"))
}

/// Says whether a second person publishes.
///
/// # Errors
/// When it is not allowed.
pub async fn set_four_eyes(app: &App, ask: Ask, wanted: bool) -> Result<(), AdvisoryError> {
    let done = app.act::<_, AdvisoryError, _>(ask, move |tx, _| {
        tx.setting_put(FOUR_EYES, if wanted { "yes" } else { "no" })?;
        Ok(((), Fact::new("advisory-policy-set", &"advisories").with("four_eyes", wanted)))
    });
    done.await?;
    Ok(())
}

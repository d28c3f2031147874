//! Which release is the fix of a case: named by staff, of those that are without the flaw.

use steadfast_store::{Case, CaseFix, EntryKind, Id, Tx, kinds};

use super::error::CaseError;
use super::fields::RELEASE;
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;
type ReleaseId = Id<kinds::Release>;

/// More releases than any part has after a flaw.
const MOST: i64 = 1000;

/// Names a release as the fix.
///
/// # Errors
/// When it is not without the flaw, it was named before, the case is closed, or it is not allowed.
pub async fn name(app: &App, ask: Ask, id: CaseId, release: ReleaseId) -> Result<(), CaseError> {
    let person = ask.by.person();
    app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::open(tx, id)?;
        let label = without(tx, &case, release)?;
        if !tx.case_fix_put(id, &CaseFix { release, named: at.now, person })? {
            return Err(CaseError::Already);
        }
        let told = Told::new(EntryKind::Fix).with("release", release.to_string()).with("version", label.as_str());
        Step { person, at: *at }.tell(tx, id, told.with("named", true))?;
        let fact = step::about(Fact::new("case-fix-named", &id), &case).with("release", release.to_string());
        Ok(((), fact.with("version", label)))
    })
    .await?;
    Ok(())
}

/// A release is not the fix after all.
///
/// # Errors
/// When it was not named, the case is closed, or it is not allowed.
pub async fn take_back(app: &App, ask: Ask, id: CaseId, release: ReleaseId) -> Result<(), CaseError> {
    let person = ask.by.person();
    app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::open(tx, id)?;
        if !tx.case_fix_remove(id, release)? {
            return Err(CaseError::NotFound("fix of this case"));
        }
        let label = tx.release(release)?.map(|release| release.label).unwrap_or_default();
        let told = Told::new(EntryKind::Fix).with("release", release.to_string()).with("version", label.as_str());
        Step { person, at: *at }.tell(tx, id, told.with("named", false))?;
        let fact = step::about(Fact::new("case-fix-taken-back", &id), &case).with("release", release.to_string());
        Ok(((), fact.with("version", label)))
    })
    .await?;
    Ok(())
}

/// The version of a release that is without the flaw of a case.
fn without(tx: &mut Tx<'_>, case: &Case, release: ReleaseId) -> Result<String, CaseError> {
    let flaw = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let remedies = match flaw {
        Some(flaw) => tx.flaw_remedies(flaw, case.product, MOST)?,
        None => Vec::new(),
    };
    let found = remedies.into_iter().find(|one| one.release == release);
    found.map(|one| one.label).ok_or_else(|| RELEASE.into())
}

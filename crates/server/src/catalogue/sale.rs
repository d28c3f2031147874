//! Whether a release may be sold: the release check comes first, and against it only two people together.
//!
//! draft → gated (its bill was met, whatever the verdict) → on sale (the verdict is "pass", or two people decided
//! against it) → withdrawn. A release that is on sale stays so until staff record when its last unit was placed.

use jiff::tz::Offset;
use steadfast_store::{Id, KeptVerdict, Release, ReleaseState, StoreError, Time, Tx, kinds};

use super::check::Check;
use super::error::{CatalogueError, Fault, Stage};
use super::releases::{day_of, of};
use crate::act::{Ask, At, Fact};
use crate::app::App;

/// The verdict by which a release may be sold.
const PASS: &str = "pass";

/// What a sale is decided on: the release, and what the check said of it last.
#[derive(Clone, Debug)]
pub(crate) struct Basis {
    pub(crate) release: Release,
    pub(crate) last: Option<KeptVerdict>,
}

impl Basis {
    pub(crate) fn read(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Option<Self>, StoreError> {
        let Some(release) = tx.release(id)? else { return Ok(None) };
        Ok(Some(Self { release, last: tx.verdict(id)? }))
    }

    /// The verdict on the bill of today; nothing while it was not met, or is about to be looked at again.
    pub(crate) fn verdict(&self) -> Option<&KeptVerdict> {
        let stands = |last: &&KeptVerdict| last.looked.0 > 0 && !self.release.waits() && self.release.sbom.is_some();
        self.last.as_ref().filter(stands)
    }

    /// Whether the check passed on the bill of today.
    pub(crate) fn passes(&self) -> bool {
        self.verdict().is_some_and(|last| last.verdict == PASS)
    }

    /// Whether there is anything to be decided against the verdict.
    pub(crate) fn can_be_overridden(&self) -> bool {
        let decided = self.release.sells() && self.is_overridden();
        self.release.state != ReleaseState::Withdrawn && !self.passes() && !decided
    }

    /// Whether it was decided against the verdict since that turned.
    pub(crate) fn is_overridden(&self) -> bool {
        let since = self.last.as_ref().map(|last| last.since).or(self.release.on_sale);
        self.release.overridden.is_some_and(|at| since.is_none_or(|since| at >= since))
    }

    /// Whether what is on sale must not be delivered now: the check did not pass when it looked last, and nobody decided
    /// to sell it all the same.
    pub(crate) fn must_stop(&self) -> bool {
        let passed = self.last.as_ref().is_some_and(|last| last.verdict == PASS);
        !passed && !self.is_overridden()
    }

    /// What a record says of the check.
    pub(crate) fn told(&self, fact: Fact) -> Fact {
        let fact = fact.with("version", self.release.label.as_str());
        match self.verdict() {
            Some(last) => {
                let snapshot = steadfast_trust::encoding::hex(&last.snapshot);
                fact.with("verdict", last.verdict.as_str()).with("snapshot", snapshot)
            }
            None => fact.with("verdict", "undecided"),
        }
    }
}

fn basis(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Basis, CatalogueError> {
    Basis::read(tx, id)?.ok_or(CatalogueError::NotFound("release"))
}

fn refuse(stage: Stage) -> CatalogueError {
    CatalogueError::Stage(stage)
}

/// Notes that the release check looked at a draft; the verdict it gave.
///
/// # Errors
/// When it has no bill, the bill was not met yet, it is no draft, or it is not allowed.
pub async fn gate(app: &App, ask: Ask, id: Id<kinds::Release>) -> Result<String, CatalogueError> {
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        let basis = basis(tx, id)?;
        match basis.release.state {
            ReleaseState::Draft => {}
            ReleaseState::Withdrawn => return Err(refuse(Stage::Withdrawn)),
            _ => return Err(refuse(Stage::Already)),
        }
        if basis.release.sbom.is_none() {
            return Err(refuse(Stage::NoBill));
        }
        let verdict = basis.verdict().ok_or(refuse(Stage::NotMet))?.verdict.clone();
        tx.release_set_state(id, ReleaseState::Gated, None, None)?;
        Ok((verdict, basis.told(Fact::new("release-gated", &id))))
    });
    Ok(done.await?.answer)
}

/// Puts a release on sale whose check passed; one whose last unit was placed, once more.
///
/// # Errors
/// When the check did not pass, it is on sale already, was withdrawn, or it is not allowed.
pub async fn sell(app: &App, ask: Ask, id: Id<kinds::Release>) -> Result<(), CatalogueError> {
    app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        let basis = basis(tx, id)?;
        match basis.release.state {
            ReleaseState::Withdrawn => return Err(refuse(Stage::Withdrawn)),
            ReleaseState::Draft => return Err(refuse(Stage::NotGated)),
            ReleaseState::OnSale if basis.release.sells() => return Err(refuse(Stage::Already)),
            ReleaseState::Gated | ReleaseState::OnSale => {}
        }
        if basis.verdict().is_none() {
            return Err(refuse(Stage::NotMet));
        }
        if !basis.passes() {
            return Err(refuse(Stage::NotPassed));
        }
        put_on_sale(tx, at, &basis.release)?;
        Ok(((), basis.told(Fact::new("release-put-on-sale", &id))))
    })
    .await?;
    Ok(())
}

/// Puts it on sale from now on.
pub(crate) fn put_on_sale(tx: &mut Tx<'_>, at: &At, release: &Release) -> Result<(), StoreError> {
    if release.sells() {
        return Ok(());
    }
    tx.release_set_state(release.id, ReleaseState::OnSale, Some(at.now), None)?;
    crate::exposure::request(tx, at.now)
}

/// Withdraws a release: it is no longer offered.
///
/// # Errors
/// When it is withdrawn already, or it is not allowed.
pub async fn withdraw(app: &App, ask: Ask, id: Id<kinds::Release>) -> Result<(), CatalogueError> {
    app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        let release = of(tx, id)?;
        if release.state == ReleaseState::Withdrawn {
            return Err(refuse(Stage::Already));
        }
        tx.release_set_state(id, ReleaseState::Withdrawn, release.on_sale, release.last_placed)?;
        let fact = Fact::new("release-withdrawn", &id).with("version", release.label.as_str());
        Ok(((), fact.with("from", release.state.as_str())))
    })
    .await?;
    Ok(())
}

/// Records the day on which the last unit of a release was placed on the market; from then on the check runs no more.
///
/// # Errors
/// When the day is none or lies ahead, the release is not on sale, or it is not allowed.
pub async fn placed(app: &App, ask: Ask, id: Id<kinds::Release>, day: &str) -> Result<(), CatalogueError> {
    let mut check = Check::default();
    let read = check.day("day", day);
    if read.is_none() && day.trim().is_empty() {
        check.wrong("day", Fault::Missing);
    }
    check.done()?;
    let day = read.ok_or(CatalogueError::at("day", Fault::NotADay))?;
    let noon = Offset::UTC.to_timestamp(day.at(12, 0, 0, 0)).map(Time::from);
    let noon = noon.map_err(|_| CatalogueError::at("day", Fault::NotADay))?;
    app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        let release = of(tx, id)?;
        if !release.sells() {
            return Err(refuse(Stage::NotOnSale));
        }
        if day.to_string() > day_of(at.now) {
            return Err(CatalogueError::at("day", Fault::Ahead));
        }
        tx.release_set_state(id, ReleaseState::OnSale, release.on_sale, Some(noon))?;
        let fact = Fact::new("release-last-placed", &id).with("version", release.label.as_str());
        Ok(((), fact.with("day", day.to_string())))
    })
    .await?;
    Ok(())
}

//! Releases, entered by staff and by programs: with a bill, a product file, and how many units there are.

use jiff::Timestamp;
use jiff::tz::Offset;
use steadfast_store::{Id, KeptVerdict, Part, Product, Release, ReleaseState, StoreError, Time, Tx, kinds};

use super::bills::{Bill, PolicyFile};
use super::check::Check;
use super::error::{CatalogueError, Fault};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::triage::settle::settle;

/// What a new release is to be.
#[derive(Clone, Debug, Default)]
pub struct NewRelease {
    /// Its version.
    pub label: String,
    /// Its place in the order; the next one where nothing is said.
    pub sequence: Option<i64>,
    /// Its day; today where nothing is said.
    pub released: String,
    /// Units or deployments in the field.
    pub units: Option<i64>,
}

/// What a release is to be; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Its version.
    pub label: Option<String>,
    /// Its day.
    pub released: Option<String>,
}

/// Everything that is known of a release by itself.
#[derive(Clone, Debug)]
pub struct Whole {
    /// It.
    pub release: Release,
    /// Its part.
    pub part: Part,
    /// The part's product.
    pub product: Product,
    /// What the release check says, where it looked.
    pub verdict: Option<KeptVerdict>,
}

impl Whole {
    /// Reads it.
    ///
    /// # Errors
    /// When there is no such release, or the database fails.
    pub fn read(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Self, CatalogueError> {
        let release = of(tx, id)?;
        let part = tx.part(release.part)?.ok_or(CatalogueError::NotFound("part"))?;
        let product = tx.product(part.product)?.ok_or(CatalogueError::NotFound("product"))?;
        Ok(Self { verdict: tx.verdict(id)?, release, part, product })
    }
}

pub(super) fn of(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Release, CatalogueError> {
    tx.release(id)?.ok_or(CatalogueError::NotFound("release"))
}

/// The day of a moment, in UTC.
pub(super) fn day_of(now: Time) -> String {
    Offset::UTC.to_datetime(Timestamp::from(now)).date().to_string()
}

/// The version of a release: of the same part none has it yet.
fn free(tx: &mut Tx<'_>, part: Id<kinds::Part>, label: &str, mine: Id<kinds::Release>) -> Result<(), CatalogueError> {
    match tx.release_by_label(part, label)?.filter(|found| found.id != mine) {
        Some(_) => Err(CatalogueError::at("version", Fault::Taken("version"))),
        None => Ok(()),
    }
}

/// Its place in the order: the given one where it is free, else the next.
fn sequence(tx: &mut Tx<'_>, part: Id<kinds::Part>, given: Option<i64>) -> Result<i64, CatalogueError> {
    let Some(given) = given else { return Ok(tx.release_newest(part)?.saturating_add(1)) };
    let above = given.checked_add(1);
    let there = tx.release_of_part(part, above, 1)?.first().is_some_and(|found| found.sequence == given);
    if there { Err(CatalogueError::at("sequence", Fault::Taken("sequence"))) } else { Ok(given) }
}

/// Enters a release, with its bill and product file where they were handed in.
///
/// # Errors
/// When a field is not taken, there is no such part, or it is not allowed.
pub async fn make(
    app: &App,
    ask: Ask,
    part: Id<kinds::Part>,
    wanted: NewRelease,
    bill: Option<Bill>,
    policy: Option<PolicyFile>,
) -> Result<Id<kinds::Release>, CatalogueError> {
    let mut check = Check::default();
    let label = check.text("version", &wanted.label, 100);
    let given = check.number("sequence", wanted.sequence, 1);
    let units = check.number("units", wanted.units, 0);
    let released = check.day("released", &wanted.released).map(|day| day.to_string());
    check.done()?;
    let (id, now) = (app.ambient.id(), app.ambient.now());
    let new = Release {
        id,
        part,
        label,
        sequence: 0,
        released: released.unwrap_or_else(|| day_of(now)),
        state: ReleaseState::Draft,
        on_sale: None,
        last_placed: None,
        overridden: None,
        units,
        reported: bill.as_ref().map_or(0, |bill| bill.reported),
        components: bill.as_ref().map_or(0, |bill| bill.components),
        bill: i64::from(bill.is_some()),
        sbom: bill.map(|bill| (bill.hash, bill.name)),
        file: policy.as_ref().map(|file| (file.hash, file.text.clone())),
        met: 0,
        created: now,
        version: 1,
    };
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        tx.part(part)?.ok_or(CatalogueError::NotFound("part"))?;
        free(tx, part, &new.label, id)?;
        let new = Release { sequence: sequence(tx, part, given)?, ..new.clone() };
        tx.release_insert(&new)?;
        crate::exposure::request(tx, at.now)?;
        let fact = facts(Fact::new("release-made", &id), &new);
        Ok((id, policy.iter().fold(fact, |fact, file| fact.with("statement", file.statement.clone()))))
    });
    let id = done.await?.answer;
    app.wake.notify_one();
    Ok(id)
}

fn facts(fact: Fact, release: &Release) -> Fact {
    let fact = fact
        .with("part", release.part.to_string())
        .with("version", release.label.as_str())
        .with("sequence", release.sequence)
        .with("released", release.released.as_str());
    let fact = match &release.sbom {
        Some((hash, _)) => fact.with("sbom", hash.to_string()).with("components", release.components),
        None => fact,
    };
    match &release.file {
        Some((hash, _)) => fact.with("product-file", hash.to_string()),
        None => fact,
    }
}

/// Changes what a release is called and its day, on top of `version`; its new version.
///
/// # Errors
/// When a field is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Release>,
    version: i64,
    wanted: Wanted,
) -> Result<i64, CatalogueError> {
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        let before = of(tx, id)?;
        let mut check = Check::default();
        let label = check.text("version", wanted.label.as_deref().unwrap_or(&before.label), 100);
        let released = check.day("released", wanted.released.as_deref().unwrap_or(&before.released));
        if released.is_none() {
            check.wrong("released", Fault::Missing);
        }
        check.done()?;
        free(tx, before.part, &label, id)?;
        let released = released.map_or(before.released.clone(), |day| day.to_string());
        let changed = Release { label, released, version, ..before };
        if !tx.release_change(&changed)? {
            return Err(CatalogueError::Changed("release"));
        }
        let fact = Fact::new("release-changed", &id).with("version", changed.label.as_str());
        Ok((version + 1, fact.with("released", changed.released.as_str())))
    });
    Ok(done.await?.answer)
}

/// Does something to a release by which its bill waits to be met, and wakes who does that.
async fn renewed(
    app: &App,
    ask: Ask,
    id: Id<kinds::Release>,
    work: impl Fn(&mut Tx<'_>) -> Result<Fact, CatalogueError> + Send + 'static,
) -> Result<(), CatalogueError> {
    app.act::<_, CatalogueError, _>(ask, move |tx, at: &At| {
        of(tx, id)?;
        let fact = work(tx)?;
        crate::exposure::request(tx, at.now)?;
        Ok(((), fact))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

/// Gives a release a bill, or another one.
///
/// # Errors
/// When there is no such release, or it is not allowed.
pub async fn set_bill(app: &App, ask: Ask, id: Id<kinds::Release>, bill: Bill) -> Result<(), CatalogueError> {
    renewed(app, ask, id, move |tx| {
        tx.release_set_bill(id, (bill.hash, &bill.name), bill.reported, bill.components)?;
        let fact = Fact::new("release-bill-given", &id).with("sbom", bill.hash.to_string());
        Ok(fact.with("components", bill.components).with("not-understood", bill.reported))
    })
    .await
}

/// Gives a release a product file, or another one.
///
/// # Errors
/// When there is no such release, or it is not allowed.
pub async fn set_policy(app: &App, ask: Ask, id: Id<kinds::Release>, file: PolicyFile) -> Result<(), CatalogueError> {
    renewed(app, ask, id, move |tx| {
        tx.release_set_file(id, file.hash, &file.text)?;
        let fact = Fact::new("release-file-given", &id).with("product-file", file.hash.to_string());
        Ok(fact.with("statement", file.statement.clone()))
    })
    .await
}

/// States how many units or deployments of a release are in the field; nothing where it is not known.
///
/// # Errors
/// When the number is none, there is no such release, or it is not allowed.
pub async fn set_units(app: &App, ask: Ask, id: Id<kinds::Release>, units: Option<i64>) -> Result<(), CatalogueError> {
    let mut check = Check::default();
    let units = check.number("units", units, 0);
    check.done()?;
    app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        of(tx, id)?;
        tx.release_set_units(id, units)?;
        // What comes first in triage goes by the units behind it.
        let flaws = tx.release_flaws(id)?;
        settle(tx, &flaws, at.now)?;
        let fact = Fact::new("release-units-stated", &id);
        let fact = match units {
            Some(units) => fact.with("units", units),
            None => fact,
        };
        Ok(((), fact))
    })
    .await?;
    Ok(())
}

/// One release with what belongs to it.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Release>) -> Result<Whole, CatalogueError> {
    app.store.read::<_, CatalogueError, _>(move |tx| Whole::read(tx, id)).await
}

/// Up to `limit` releases entered before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    product: Option<Id<kinds::Product>>,
    state: Option<ReleaseState>,
    before: Option<Id<kinds::Release>>,
    limit: i64,
) -> Result<Vec<Release>, StoreError> {
    app.store.read(move |tx| tx.release_list(product, state, before, limit)).await
}

/// Up to `limit` releases of a part with a sequence below `below`, the newest first.
///
/// # Errors
/// When there is no such part, or the database fails.
pub async fn of_part(
    app: &App,
    part: Id<kinds::Part>,
    below: Option<i64>,
    limit: i64,
) -> Result<Vec<Release>, CatalogueError> {
    let read = move |tx: &mut Tx<'_>| {
        tx.part(part)?.ok_or(CatalogueError::NotFound("part"))?;
        Ok(tx.release_of_part(part, below, limit)?)
    };
    app.store.read::<_, CatalogueError, _>(read).await
}

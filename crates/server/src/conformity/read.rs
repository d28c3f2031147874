//! What the register says: from the index, at a moment.

use jiff::{SignedDuration, Timestamp};
use steadfast_conformity::ahead::{self, Ending};
use steadfast_conformity::evidence::Row;
use steadfast_conformity::register::{Register, annex_i_ids};
use steadfast_conformity::shelf::{Link, Release, SetAside};
use steadfast_store::{Id, Time, Tx, kinds};

use super::error::ConformityError;
use super::fold;
use crate::app::App;

/// Evidence that counts for nothing, as many as are shown.
const ASIDE: i64 = 50;

/// The register of a product with what it rests on.
#[derive(Clone, Debug)]
pub struct Found {
    /// The register of the release that was asked for.
    pub register: Register,
    /// The releases of the product, as records say.
    pub releases: Vec<Release>,
    /// The rows that speak to that release, of its product and of the house.
    pub rows: Vec<Row>,
    /// What counts for nothing.
    pub aside: Vec<SetAside>,
    /// How many records were folded.
    pub records: u64,
    /// How many of them had no content.
    pub erased: u64,
    /// Whether records wait that were not folded yet.
    pub behind: bool,
}

/// The register of a product: of one release, or of the one that counts.
///
/// # Errors
/// When there is no such product or release, or the database fails.
pub async fn register(
    app: &App,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
    at: Option<Time>,
) -> Result<Found, ConformityError> {
    let behind = !fold::catch_up(app).await?;
    let at = at.unwrap_or_else(|| app.ambient.now());
    app.store.read(move |tx| of(tx, product, release, at, behind)).await
}

/// The same of everything that is recorded, for what is signed or kept.
///
/// # Errors
/// When records wait that are not in it yet, and as [`register`].
pub(crate) async fn whole(
    app: &App,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
) -> Result<Found, ConformityError> {
    let found = register(app, product, release, None).await?;
    if found.behind { Err(ConformityError::Behind) } else { Ok(found) }
}

/// A release that may be named: empty is none.
pub(crate) fn named(text: &str) -> Result<Option<Id<kinds::Release>>, ConformityError> {
    Some(text).filter(|text| !text.is_empty()).map(|text| Ok(text.parse()?)).transpose()
}

impl Found {
    /// Everything that ends within so many days, and what turns then.
    pub(crate) fn endings(&self, days: i64) -> Vec<Ending> {
        let until = self.register.at.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX);
        ahead::calendar(&self.register, &self.rows, until)
    }
}

/// Every requirement that the register has a verdict for.
pub(crate) fn requirements() -> impl Iterator<Item = &'static str> {
    annex_i_ids()
}

fn of(
    tx: &mut Tx<'_>,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
    at: Time,
    behind: bool,
) -> Result<Found, ConformityError> {
    if tx.product(product)?.is_none() {
        return Err(ConformityError::NotFound("product"));
    }
    let name = product.to_string();
    let releases = releases(tx, &name)?;
    let release = match release.map(|id| id.to_string()) {
        Some(id) if releases.iter().any(|release| release.id == id) => id,
        Some(_) => return Err(ConformityError::NotFound("release")),
        None => counts(&releases).map(|release| release.id.clone()).unwrap_or_default(),
    };
    let mut rows = rows(&tx.evidence_of_release(&name, &release)?)?;
    rows.extend(self::rows(&tx.evidence_of_release("", "")?)?);
    let folded = tx.evidence_folded()?;
    let aside = tx.evidence_aside(&name, ASIDE)?;
    let aside = aside.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?;
    let on = releases.iter().find(|known| known.id == release).map(Release::on_market).unwrap_or_default();
    let register = Register::of(&name, &release, &rows, requirements(), moment(at)).with_duties(&rows, &on);
    Ok(Found { register, releases, rows, aside, records: folded.position, erased: folded.erased, behind })
}

/// The release that stands for its product: the newest that is on sale, else the newest.
pub(crate) fn counts(releases: &[Release]) -> Option<&Release> {
    let sells = |release: &&Release| release.on_sale.is_some() && release.withdrawn.is_none();
    let newest = |a: &&Release, b: &&Release| (a.sequence, &a.id).cmp(&(b.sequence, &b.id));
    releases.iter().filter(sells).max_by(newest).or_else(|| releases.iter().max_by(newest))
}

/// The releases of a product, as records said.
///
/// # Errors
/// When the database fails.
pub(crate) fn releases(tx: &mut Tx<'_>, product: &str) -> Result<Vec<Release>, ConformityError> {
    let bodies = tx.evidence_releases(product)?;
    let links: Vec<Link> = bodies.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?;
    let release = |link| match link {
        Link::Release(release) => Some(release),
        _ => None,
    };
    Ok(links.into_iter().filter_map(release).collect())
}

fn rows(bodies: &[String]) -> Result<Vec<Row>, ConformityError> {
    Ok(bodies.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?)
}

/// A release with its product.
///
/// # Errors
/// When there is none, or the database fails.
pub(super) fn release_of(
    tx: &mut Tx<'_>,
    id: Id<kinds::Release>,
) -> Result<(steadfast_store::Release, Id<kinds::Product>), ConformityError> {
    let release = tx.release(id)?.ok_or(ConformityError::NotFound("release"))?;
    let part = tx.part(release.part)?.ok_or(ConformityError::NotFound("part"))?;
    Ok((release, part.product))
}

/// A time of the database as a moment; one that no calendar knows is the end of time.
pub(crate) fn moment(at: Time) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::MAX)
}

//! What staff decide of a support period: what it rests on, and until when devices are supported. What was promised for devices
//! that were placed already is never shortened.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Product, SupportPromise, SupportReason, Time, Tx, kinds};
use utoipa::ToSchema;

use super::period::Promises;
use super::read::{self, day};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::catalogue::check::Check;
use crate::catalogue::error::{CatalogueError, Fault};

type ProductId = Id<kinds::Product>;

/// The most characters of a consideration.
const LONGEST: usize = 2000;
/// Years that nobody promises support for.
const MOST_MONTHS: i64 = 1200;

/// What went into a support period, by the criteria of Article 13(8). An empty text: nobody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Considered {
    /// Months that the product is expected to be in use.
    pub expected_months: Option<i64>,
    /// What users can reasonably expect.
    pub expectations: String,
    /// The nature of the product and its intended purpose.
    pub purpose: String,
    /// Union law that says how long such products last.
    pub law: String,
    /// Support periods of similar products of others.
    pub similar: String,
    /// Whether the operating environment is available.
    pub environment: String,
    /// Support periods of core components of others.
    pub components: String,
    /// Guidance of the Commission or of the administrative cooperation group.
    pub guidance: String,
}

/// The considerations beside the expected time in use, in the order of the article.
pub const CONSIDERATIONS: [&str; 7] =
    ["expectations", "purpose", "law", "similar", "environment", "components", "guidance"];

impl Considered {
    /// The texts in the order of [`CONSIDERATIONS`].
    #[must_use]
    pub fn texts(&self) -> [&str; 7] {
        [
            &self.expectations,
            &self.purpose,
            &self.law,
            &self.similar,
            &self.environment,
            &self.components,
            &self.guidance,
        ]
    }

    /// What was kept; nothing where a newer program wrote it.
    pub(crate) fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn taken(&self) -> Result<Self, CatalogueError> {
        let mut check = Check::default();
        let months = check.number("expected-months", self.expected_months, 1);
        if months.is_some_and(|months| months > MOST_MONTHS) {
            check.wrong("expected-months", Fault::TooFar);
        }
        let taken = Self {
            expected_months: months,
            expectations: check.words("expectations", &self.expectations, LONGEST),
            purpose: check.words("purpose", &self.purpose, LONGEST),
            law: check.words("law", &self.law, LONGEST),
            similar: check.words("similar", &self.similar, LONGEST),
            environment: check.words("environment", &self.environment, LONGEST),
            components: check.words("components", &self.components, LONGEST),
            guidance: check.words("guidance", &self.guidance, LONGEST),
        };
        check.done()?;
        Ok(taken)
    }
}

/// Keeps what a support period rests on, on top of `version` (0: nothing was said); the new version.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn consider(
    app: &App,
    ask: Ask,
    product: ProductId,
    version: i64,
    wanted: Considered,
) -> Result<i64, CatalogueError> {
    let taken = wanted.taken()?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        tx.product(product)?.ok_or(CatalogueError::NotFound("product"))?;
        let content = serde_json::to_string(&taken).unwrap_or_default();
        let new = SupportReason { months: taken.expected_months, content, changed: at.now, version };
        if !tx.support_reason_put(product, &new)? {
            return Err(CatalogueError::Changed("support period"));
        }
        let said: Vec<&str> = CONSIDERATIONS
            .into_iter()
            .zip(taken.texts())
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, _)| name)
            .collect();
        let fact = Fact::new("support-considered", &product).with("expected-months", taken.expected_months);
        Ok((version + 1, fact.with("considered", said)))
    });
    Ok(done.await?.answer)
}

/// An end of support as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct WantedPromise {
    /// For devices placed from this day on; empty: for those before any other promise.
    pub placed_from: String,
    /// The last day of support.
    pub ends: String,
    /// Why.
    pub reason: String,
}

/// Promises support until a day, for devices that are placed from a day on.
///
/// # Errors
/// When something is not taken, it would shorten what was promised for devices that were placed, is shorter than the act allows,
/// or it is not allowed.
pub async fn promise(app: &App, ask: Ask, product: ProductId, wanted: WantedPromise) -> Result<(), CatalogueError> {
    let mut check = Check::default();
    let from = check.day("placed-from", &wanted.placed_from);
    let ends = check.day("ends", &wanted.ends);
    let reason = check.words("reason", &wanted.reason, LONGEST);
    if wanted.ends.trim().is_empty() {
        check.wrong("ends", Fault::Missing);
    }
    check.done()?;
    let Some(ends) = ends else { return Err(CatalogueError::at("ends", Fault::Missing)) };
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        let before = tx.product(product)?.ok_or(CatalogueError::NotFound("product"))?;
        let known = read::promises(tx, &before)?;
        let next = with(&known, from, ends);
        long_enough(tx, &next, &before, from, ends, at.now)?;
        kept(tx, &known, &next, product, at.now)?;
        write(tx, before, from, ends, &reason, at.now)?;
        let fact = Fact::new("support-promised", &product).with("ends", ends.to_string());
        let fact = fact.with("placed-from", from.map(|day| day.to_string()));
        Ok(((), fact.with("ended", known.ends(from.unwrap_or(Date::MIN)).map(|day| day.to_string()))))
    });
    done.await?;
    Ok(())
}

/// What would be promised then.
fn with(known: &Promises, from: Option<Date>, ends: Date) -> Promises {
    let mut next = known.clone();
    let Some(from) = from else { return Promises { base: Some(ends), ..next } };
    next.later.retain(|(known, _)| *known != from);
    next.later.push((from, ends));
    next.later.sort_unstable();
    next
}

/// Devices that are placed on the first day of a window are supported as long as the act asks for.
fn long_enough(
    tx: &mut Tx<'_>,
    next: &Promises,
    product: &Product,
    from: Option<Date>,
    ends: Date,
    now: Time,
) -> Result<(), CatalogueError> {
    let stated = product.support_from.as_deref().and_then(read::read_day);
    let first = match from.or(stated) {
        Some(day) => day,
        None => tx.product_sold(product.id, now)?.map_or(day(now), |(first, _)| day(first)),
    };
    let least = next.least(first);
    if ends < least { Err(CatalogueError::at("ends", Fault::BelowLeast(first, least))) } else { Ok(()) }
}

/// Nothing that was promised for devices that were placed already is shortened.
fn kept(
    tx: &mut Tx<'_>,
    known: &Promises,
    next: &Promises,
    product: ProductId,
    now: Time,
) -> Result<(), CatalogueError> {
    let Some(sold) = read::sold(tx, product, now)? else { return Ok(()) };
    match known.broken_by(next, sold) {
        Some(broken) => Err(CatalogueError::at("ends", Fault::Promised(broken.placed, broken.promised))),
        None => Ok(()),
    }
}

fn write(
    tx: &mut Tx<'_>,
    before: Product,
    from: Option<Date>,
    ends: Date,
    reason: &str,
    now: Time,
) -> Result<(), CatalogueError> {
    if let Some(from) = from {
        let (placed_from, ends) = (from.to_string(), ends.to_string());
        let new = SupportPromise { placed_from, ends, reason: reason.to_owned(), made: now };
        return Ok(tx.support_promise_put(before.id, &new)?);
    }
    let mut changed = Product { support_to: Some(ends.to_string()), ..before };
    if !reason.is_empty() {
        changed.support_reason = reason.to_owned();
    }
    if tx.product_change(&changed)? { Ok(()) } else { Err(CatalogueError::Changed("product")) }
}

/// Whether a product may be changed so: its last day of support is a promise like others.
///
/// # Errors
/// When that would be shortened for devices that were placed already, or the database fails.
pub(crate) fn may_become(
    tx: &mut Tx<'_>,
    before: &Product,
    changed: &Product,
    now: Time,
) -> Result<(), CatalogueError> {
    if before.support_to == changed.support_to {
        return Ok(());
    }
    let known = read::promises(tx, before)?;
    let next = Promises { base: changed.support_to.as_deref().and_then(read::read_day), ..known.clone() };
    kept(tx, &known, &next, before.id, now).map_err(|error| match error {
        CatalogueError::Invalid(faults) => {
            CatalogueError::Invalid(faults.into_iter().map(|(_, fault)| ("support-to", fault)).collect())
        }
        other => other,
    })
}

/// States on which day a device was placed on the market; an earlier statement of another day is replaced, with a record.
///
/// # Errors
/// When it is no day, lies ahead, there is no such device, or it is not allowed.
pub async fn placed(app: &App, ask: Ask, unit: Id<kinds::Unit>, wanted: String) -> Result<(), CatalogueError> {
    let mut check = Check::default();
    let stated = check.day("day", &wanted);
    check.done()?;
    let Some(stated) = stated else { return Err(CatalogueError::at("day", Fault::Missing)) };
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        if stated > day(at.now) {
            return Err(CatalogueError::at("day", Fault::Ahead));
        }
        let unit = tx.unit(unit)?.ok_or(CatalogueError::NotFound("device"))?;
        let before = tx.unit_placed(unit.number)?;
        tx.unit_placed_put(unit.number, &stated.to_string())?;
        let fact = Fact::new("unit-placed", &unit.id).with("day", stated.to_string());
        Ok(((), fact.with("before", before)))
    });
    done.await?;
    Ok(())
}

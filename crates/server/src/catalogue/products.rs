//! Products, entered by staff.

use jiff::ToSpan;
use jiff::civil::Date;
use steadfast_cra::categories;
use steadfast_store::{Id, NamePage, Part, Product, StoreError, Tx, kinds};

use super::check::Check;
use super::error::{CatalogueError, Fault};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::lifecycle::support::may_become;
use crate::triage::settle::settle;

/// How grave a compromise of a product can be.
pub const RISKS: [&str; 4] = ["low", "medium", "high", "critical"];
/// A support period is at least so long, unless the product is expected to be in use for less (Art. 13(8)).
const LEAST_YEARS: i32 = 5;
/// The most parts of a product that are shown.
pub const MOST_PARTS: i64 = 200;

/// What a product is to be; what is left out stays, an empty text means that nobody has said.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The name it is sold under.
    pub name: Option<String>,
    /// Type, batch or model.
    pub designation: Option<String>,
    /// Its legal manufacturer.
    pub manufacturer: Option<String>,
    /// A key of the table of categories, or `default`.
    pub category: Option<String>,
    /// The intended purpose.
    pub purpose: Option<String>,
    /// The first day of the support period.
    pub support_from: Option<String>,
    /// Its last day.
    pub support_to: Option<String>,
    /// Why it is as long as it is.
    pub support_reason: Option<String>,
    /// Where vulnerabilities can be reported.
    pub contact: Option<String>,
    /// How grave a compromise would be.
    pub risk: Option<String>,
}

impl Wanted {
    /// The product that comes of it.
    fn on(&self, before: &Product) -> Result<Product, CatalogueError> {
        let mut check = Check::default();
        let of = |wanted: &Option<String>, before: &str| wanted.clone().unwrap_or_else(|| before.to_owned());
        let or = |wanted: &Option<String>, before: &Option<String>| {
            wanted.clone().unwrap_or_else(|| before.clone().unwrap_or_default())
        };
        let from = check.day("support-from", &or(&self.support_from, &before.support_from));
        let to = check.day("support-to", &or(&self.support_to, &before.support_to));
        let changed = Product {
            name: check.text("name", &of(&self.name, &before.name), 100),
            designation: check.text("designation", &of(&self.designation, &before.designation), 200),
            manufacturer: maker(&mut check, self.manufacturer.as_deref(), before.manufacturer),
            category: check.word("category", &or(&self.category, &before.category), categories::is_known),
            purpose: check.words("purpose", &of(&self.purpose, &before.purpose), 2000),
            support_reason: check.words("support-reason", &of(&self.support_reason, &before.support_reason), 2000),
            contact: check.words("contact", &of(&self.contact, &before.contact), 200),
            risk: check.word("risk", &or(&self.risk, &before.risk), |risk| RISKS.contains(&risk)),
            support_from: from.map(|day| day.to_string()),
            support_to: to.map(|day| day.to_string()),
            ..before.clone()
        };
        period(&mut check, from, to, &changed.support_reason);
        check.done()?;
        Ok(changed)
    }
}

fn maker(check: &mut Check, wanted: Option<&str>, before: Id<kinds::Manufacturer>) -> Id<kinds::Manufacturer> {
    match wanted.map(str::parse) {
        None => before,
        Some(Ok(id)) => id,
        Some(Err(_)) => {
            let fault = if wanted == Some("") { Fault::Missing } else { Fault::Unknown("manufacturer") };
            check.wrong("manufacturer", fault);
            before
        }
    }
}

/// A period ends after it begins, and one of less than five years has its reason.
fn period(check: &mut Check, from: Option<Date>, to: Option<Date>, reason: &str) {
    let (Some(from), Some(to)) = (from, to) else { return };
    if to < from {
        check.wrong("support-to", Fault::BeforeBegin);
    } else if is_short(from, to) && reason.is_empty() {
        check.wrong("support-reason", Fault::ShortSupport);
    }
}

/// Whether a support period is shorter than the act asks for as a rule.
#[must_use]
pub fn is_short(from: Date, to: Date) -> bool {
    from.checked_add(LEAST_YEARS.years()).is_ok_and(|least| to < least.yesterday().unwrap_or(least))
}

fn facts(fact: Fact, product: &Product) -> Fact {
    let fact = fact.with("manufacturer", product.manufacturer.to_string());
    let stated = [
        ("category", &product.category),
        ("support-from", &product.support_from),
        ("support-to", &product.support_to),
        ("risk", &product.risk),
    ];
    stated.into_iter().fold(fact, |fact, (name, value)| match value {
        Some(value) => fact.with(name, value.as_str()),
        None => fact,
    })
}

fn made_by(tx: &mut Tx<'_>, product: &Product) -> Result<(), CatalogueError> {
    let there = tx.manufacturer(product.manufacturer)?.is_some();
    if there { Ok(()) } else { Err(CatalogueError::at("manufacturer", Fault::Unknown("manufacturer"))) }
}

fn blank(app: &App) -> Product {
    Product {
        id: app.ambient.id(),
        name: String::new(),
        designation: String::new(),
        manufacturer: Id::from_bytes([0; 16]),
        category: None,
        purpose: String::new(),
        support_from: None,
        support_to: None,
        support_reason: String::new(),
        contact: String::new(),
        risk: None,
        created: app.ambient.now(),
        version: 1,
    }
}

/// Whether everything but the manufacturer can be taken: asked before that is entered with its first product.
///
/// # Errors
/// When a field is not taken.
pub(crate) fn check_apart(app: &App, wanted: &Wanted) -> Result<(), CatalogueError> {
    Wanted { manufacturer: None, ..wanted.clone() }.on(&blank(app)).map(drop)
}

/// Enters a product.
///
/// # Errors
/// When a field is not taken, or it is not allowed.
pub async fn make(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Product>, CatalogueError> {
    let wanted = Wanted { manufacturer: Some(wanted.manufacturer.unwrap_or_default()), ..wanted };
    let new = wanted.on(&blank(app))?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        made_by(tx, &new)?;
        tx.product_insert(&new)?;
        Ok((new.id, facts(Fact::new("product-made", &new.id), &new)))
    });
    Ok(done.await?.answer)
}

/// Changes a product on top of `version`; its new version.
///
/// # Errors
/// When a field is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Product>,
    version: i64,
    wanted: Wanted,
) -> Result<i64, CatalogueError> {
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        let before = tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
        let changed = Product { version, ..wanted.on(&before)? };
        made_by(tx, &changed)?;
        may_become(tx, &before, &changed, at.now)?;
        if !tx.product_change(&changed)? {
            return Err(CatalogueError::Changed("product"));
        }
        // What comes first in triage goes by the product's own risk too.
        if changed.risk != before.risk {
            let flaws = tx.product_flaws(id)?;
            settle(tx, &flaws, at.now)?;
        }
        Ok((version + 1, facts(Fact::new("product-changed", &id), &changed)))
    });
    Ok(done.await?.answer)
}

/// A product with its parts.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Product>) -> Result<(Product, Vec<Part>), CatalogueError> {
    let read = move |tx: &mut Tx<'_>| {
        let product = tx.product(id)?.ok_or(CatalogueError::NotFound("product"))?;
        Ok((product, tx.part_list(id, MOST_PARTS)?))
    };
    app.store.read::<_, CatalogueError, _>(read).await
}

/// A page of products by name.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    sought: String,
    page: NamePage<Id<kinds::Product>>,
    limit: i64,
) -> Result<Vec<Product>, StoreError> {
    app.store.read(move |tx| tx.product_list(&sought, page, limit)).await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::is_short;

    #[test]
    fn five_years_less_a_day_are_five_years_and_less_is_short() {
        assert!(!is_short(date(2027, 12, 11), date(2032, 12, 11)));
        assert!(!is_short(date(2027, 12, 11), date(2032, 12, 10)));
        assert!(is_short(date(2027, 12, 11), date(2032, 12, 9)));
        assert!(!is_short(date(2028, 2, 29), date(2033, 2, 28)));
    }
}

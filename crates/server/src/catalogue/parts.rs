//! Parts of products, entered by staff: device software, applications, remote data processing.

use steadfast_store::{Id, Part, PartKind, StoreError, kinds};

use super::check::Check;
use super::error::{CatalogueError, Fault};
use super::products::MOST_PARTS;
use crate::act::{Ask, Fact};
use crate::app::App;

fn named(name: &str) -> Result<String, CatalogueError> {
    let mut check = Check::default();
    let name = check.text("name", name, 100);
    check.done()?;
    Ok(name)
}

/// Enters a part of a product.
///
/// # Errors
/// When a field is not taken, there is no such product, or it is not allowed.
pub async fn make(
    app: &App,
    ask: Ask,
    product: Id<kinds::Product>,
    name: &str,
    kind: &str,
) -> Result<Id<kinds::Part>, CatalogueError> {
    let mut check = Check::default();
    let name = check.text("name", name, 100);
    let kind = check.word("kind", kind, |word| word.parse::<PartKind>().is_ok());
    if kind.is_none() {
        check.wrong("kind", Fault::Missing);
    }
    check.done()?;
    let kind: PartKind =
        kind.unwrap_or_default().parse().map_err(|_| CatalogueError::at("kind", Fault::NoSuchChoice))?;
    let new = Part { id: app.ambient.id(), product, name, kind, created: app.ambient.now(), version: 1 };
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        tx.product(product)?.ok_or(CatalogueError::NotFound("product"))?;
        if i64::try_from(tx.part_list(product, MOST_PARTS)?.len()).is_ok_and(|count| count >= MOST_PARTS) {
            return Err(CatalogueError::at("name", Fault::NoSuchChoice));
        }
        tx.part_insert(&new)?;
        let fact = Fact::new("part-made", &new.id).with("product", product.to_string());
        Ok((new.id, fact.with("part-kind", kind.as_str())))
    });
    Ok(done.await?.answer)
}

/// Calls a part otherwise, on top of `version`; its new version.
///
/// # Errors
/// When the name is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn rename(app: &App, ask: Ask, id: Id<kinds::Part>, version: i64, name: &str) -> Result<i64, CatalogueError> {
    let name = named(name)?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        let before = tx.part(id)?.ok_or(CatalogueError::NotFound("part"))?;
        let changed = Part { name: name.clone(), version, ..before };
        if !tx.part_change(&changed)? {
            return Err(CatalogueError::Changed("part"));
        }
        Ok((version + 1, Fact::new("part-changed", &id)))
    });
    Ok(done.await?.answer)
}

/// One part.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Part>) -> Result<Part, CatalogueError> {
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.part(id)).await?;
    found.ok_or(CatalogueError::NotFound("part"))
}

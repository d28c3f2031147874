//! Legal manufacturers, entered by staff: one server can hold products of several.

use steadfast_store::{Id, Manufacturer, StoreError, kinds};

use super::check::Check;
use super::error::CatalogueError;
use crate::act::{Ask, Fact};
use crate::app::App;

/// What a manufacturer is to be; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Its name.
    pub name: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// An e-mail or web address.
    pub contact: Option<String>,
}

impl Wanted {
    fn on(&self, before: &Manufacturer) -> Result<Manufacturer, CatalogueError> {
        let mut check = Check::default();
        let of = |wanted: &Option<String>, before: &str| wanted.clone().unwrap_or_else(|| before.to_owned());
        let changed = Manufacturer {
            name: check.text("name", &of(&self.name, &before.name), 200),
            address: check.words("address", &of(&self.address, &before.address), 500),
            contact: check.words("contact", &of(&self.contact, &before.contact), 200),
            ..before.clone()
        };
        check.done()?;
        Ok(changed)
    }
}

/// Enters a manufacturer.
///
/// # Errors
/// When a field is not taken, or it is not allowed.
pub async fn make(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Manufacturer>, CatalogueError> {
    let id = app.ambient.id();
    let (name, address, contact) = (String::new(), String::new(), String::new());
    let new = Manufacturer { id, name, address, contact, created: app.ambient.now(), version: 1 };
    let new = wanted.on(&new)?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        tx.manufacturer_insert(&new)?;
        Ok((id, Fact::new("manufacturer-made", &id)))
    });
    Ok(done.await?.answer)
}

/// Changes a manufacturer on top of `version`; its new version.
///
/// # Errors
/// When a field is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Manufacturer>,
    version: i64,
    wanted: Wanted,
) -> Result<i64, CatalogueError> {
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        let before = tx.manufacturer(id)?.ok_or(CatalogueError::NotFound("manufacturer"))?;
        let changed = Manufacturer { version, ..wanted.on(&before)? };
        if !tx.manufacturer_change(&changed)? {
            return Err(CatalogueError::Changed("manufacturer"));
        }
        Ok((version + 1, Fact::new("manufacturer-changed", &id)))
    });
    Ok(done.await?.answer)
}

/// One manufacturer.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Manufacturer>) -> Result<Manufacturer, CatalogueError> {
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.manufacturer(id)).await?;
    found.ok_or(CatalogueError::NotFound("manufacturer"))
}

/// Up to `limit` manufacturers entered before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    before: Option<Id<kinds::Manufacturer>>,
    limit: i64,
) -> Result<Vec<Manufacturer>, StoreError> {
    app.store.read(move |tx| tx.manufacturer_list(before, limit)).await
}

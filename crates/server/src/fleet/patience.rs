//! After how many days a unit of a product counts as silent.

use steadfast_store::{Id, SILENT_AFTER, kinds};

use super::error::FleetError;
use super::reason::{Reason, Wrong};
use crate::act::{Ask, Fact};
use crate::app::App;

/// The most days.
pub const MOST: i64 = 3650;

/// What counts for a product: the days, and whether somebody said so.
///
/// # Errors
/// When there is no such product, or the database fails.
pub async fn of(app: &App, product: Id<kinds::Product>) -> Result<(i64, bool), FleetError> {
    app.store
        .read(move |tx| {
            tx.product(product)?.ok_or(FleetError::NotFound("product"))?;
            let days = tx.product_silent_after(product)?;
            Ok((days.unwrap_or(SILENT_AFTER), days.is_some()))
        })
        .await
}

/// Says after how many days, or, with nothing, that it is as long as the program says. The job that looks at units does it
/// at its next run.
///
/// # Errors
/// When there is no such product, the days are none, or it is not allowed.
pub async fn set(app: &App, ask: Ask, product: Id<kinds::Product>, days: Option<i64>) -> Result<(), FleetError> {
    if days.is_some_and(|days| !(1..=MOST).contains(&days)) {
        return Err(Wrong::new("days", Reason::Number(1, MOST)).into());
    }
    app.act::<_, FleetError, _>(ask, move |tx, _| {
        tx.product(product)?.ok_or(FleetError::NotFound("product"))?;
        tx.product_set_silent_after(product, days)?;
        let fact = Fact::new("product-silence-set", &product);
        Ok(((), if let Some(days) = days { fact.with("days", days) } else { fact }))
    })
    .await?;
    Ok(())
}

//! The end of a declaration: one that nobody signed is dropped, one that is signed is withdrawn.

use steadfast_store::{DeclarationState, Id, kinds};

use super::read;
use super::refusal::Refusal;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::http::refused::RefusedField;

/// Characters of the longest reason.
const LONGEST: usize = 4000;

const REASON: RefusedField =
    RefusedField::new("reason", "no-reason", "say in up to 4000 characters why it does not hold any more");

/// Drops a declaration that is prepared.
///
/// # Errors
/// When it is signed or ended already, there is none, or it is not allowed.
pub async fn drop_prepared(app: &App, ask: Ask, id: Id<kinds::Declaration>) -> Result<(), ConformityError> {
    let row = read::one(app, id).await?;
    app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let step = (DeclarationState::Prepared, DeclarationState::Dropped);
        if !tx.declaration_end(id, step, at.now, "")? {
            return Err(state(tx.declaration(id)?.map(|row| row.state)).into());
        }
        let fact = Fact::new("declaration-dropped", &row.release).with("product", row.product.to_string());
        Ok(((), fact.with("declaration", id.to_string())))
    })
    .await?;
    Ok(())
}

/// Withdraws a declaration that is signed. Its papers stay kept: units were placed under it.
///
/// # Errors
/// When it is not signed, no reason is given, there is none, or it is not allowed.
pub async fn withdraw(app: &App, ask: Ask, id: Id<kinds::Declaration>, reason: &str) -> Result<(), ConformityError> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(REASON.into());
    }
    let row = read::one(app, id).await?;
    app.act::<_, ConformityError, _>(ask, move |tx, at| {
        let step = (DeclarationState::Signed, DeclarationState::Withdrawn);
        if !tx.declaration_end(id, step, at.now, &reason)? {
            return Err(state(tx.declaration(id)?.map(|row| row.state)).into());
        }
        let fact = Fact::new("declaration-withdrawn", &row.release)
            .with("product", row.product.to_string())
            .with("release", row.release.to_string())
            .with("declaration", id.to_string())
            .with("sample", row.sample);
        Ok(((), fact.with("reason", reason.as_str())))
    })
    .await?;
    Ok(())
}

fn state(state: Option<DeclarationState>) -> Refusal {
    Refusal::State(state.unwrap_or(DeclarationState::Dropped).as_str())
}

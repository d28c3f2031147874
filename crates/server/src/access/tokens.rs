//! API tokens of people: making, ending.

use std::collections::BTreeSet;

use steadfast_store::{Id, StoreError, Time, Token, kinds};

use super::action::Action;
use super::error::AccessError;
use super::{fields, token};
use crate::act::{Ask, Fact, Once};
use crate::app::App;
use crate::caller::Caller;

/// A token that was just made. Its text is shown once.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct MadeToken {
    /// Its id.
    pub id: Id<kinds::Token>,
    /// The token itself.
    pub token: String,
    /// Until when it counts.
    pub expires: Time,
}

/// Makes a token of the person who asks.
///
/// # Errors
/// When it would carry more than its maker may do, lives too long, or it is not allowed.
pub async fn make(
    app: &App,
    ask: Ask,
    name: &str,
    scopes: BTreeSet<Action>,
    expires: Time,
) -> Result<MadeToken, AccessError> {
    let (name, person) = (fields::label("name", name)?, ask.by.person());
    let person = person.ok_or(AccessError::NotFound("person"))?;
    let (id, text) = (app.ambient.id(), token::text(&app.ambient.random()));
    let hash = token::hash(&text).ok_or(AccessError::Kept("token"))?;
    let words = scopes.iter().map(|action| action.as_str()).collect::<Vec<_>>().join(" ");
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let role = at.role.ok_or(AccessError::NotFound("person"))?;
            token::check(&scopes, role, at.now.0, expires.0)?;
            let (name, scopes) = (name.clone(), words.clone());
            let new = Token { id, person, name, scopes, made: at.now, expires, used: None, ended: None, held: None };
            tx.token_insert(&new, &hash)?;
            let fact = Fact::new("token-made", &id).with("scopes", words.as_str());
            Ok((MadeToken { id, token: text.clone(), expires }, fact.with("expires", expires.to_string())))
        })
        .await?;
    Ok(done.answer)
}

/// Ends a token: one's own, or with the right for it another's.
///
/// # Errors
/// When there is none, it ended already, or it is not allowed.
pub async fn end(app: &App, ask: Ask, id: Id<kinds::Token>, own_only: bool) -> Result<(), AccessError> {
    let person = ask.by.person();
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        let found = tx.token(id)?.filter(|token| !own_only || Some(token.person) == person);
        let found = found.ok_or(AccessError::NotFound("token"))?;
        if !tx.token_end(id, at.now)? {
            return Err(AccessError::Conflict("the token has ended already"));
        }
        Ok(((), Fact::new("token-ended", &id).with("person", found.person.to_string())))
    })
    .await?;
    Ok(())
}

/// Ends a token by the right that fits: one's own, or another's.
///
/// # Errors
/// As [`end`].
pub async fn end_as(app: &App, by: Caller, once: Option<Once>, id: Id<kinds::Token>) -> Result<(), AccessError> {
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.token(id)).await?;
    let own = found.is_some_and(|token| Some(token.person) == by.person());
    let right = if own { Action::TokenRevokeOwn } else { Action::TokenRevokeAny };
    end(app, Ask::new(by, right).once(once), id, own).await
}

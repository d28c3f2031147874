//! Passkeys of people: adding and removing; signing in with one; showing with one that it is oneself.

mod confirm;
mod sign_in;

use steadfast_store::{Id, Passkey, StoreError, Time, Tx, kinds};

pub use confirm::{finish_confirming, start_confirming};
pub use sign_in::{finish_sign_in, start_sign_in};

use super::authorise::Refused;
use super::error::AccessError;
use super::factors::{draw_codes, first_codes, own, strong_enough};
use super::fields;
use super::passkey::{Owner, PasskeyError, Passkeys, Signed};
use super::session::SIGN_IN;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

/// Nothing was asked of the browser, or too long ago.
const NOT_ASKED: AccessError = AccessError::NotFound("passkey that is awaited");

fn party(app: &App) -> Result<&Passkeys, AccessError> {
    app.access.passkeys.as_ref().ok_or_else(|| PasskeyError::NoHostName(app.config.address()).into())
}

fn keys(tx: &mut Tx<'_>, person: Id<kinds::Person>) -> Result<Vec<String>, StoreError> {
    Ok(tx.passkey_list(person)?.into_iter().map(|passkey| passkey.key).collect())
}

/// Writes down that a passkey signed, with its counter.
fn used(tx: &mut Tx<'_>, person: Id<kinds::Person>, signed: &Signed, now: Time) -> Result<(), StoreError> {
    tx.passkey_used(person, &signed.credential, signed.changed.as_deref(), now)
}

fn in_session(by: &Caller) -> Result<(Id<kinds::Person>, Id<kinds::Session>), Refused> {
    match *by {
        Caller::Person { person, session } => Ok((person, session)),
        _ => Err(Refused::WrongCaller),
    }
}

/// Takes the challenge of a session while it is fresh: the name that was asked for with it, and its state.
fn asked(tx: &mut Tx<'_>, session: Id<kinds::Session>, now: Time) -> Result<Option<(String, String)>, StoreError> {
    let found = tx.passkey_challenge_take(session)?;
    let found = found.filter(|(_, _, made)| (0..SIGN_IN).contains(&now.0.saturating_sub(made.0)));
    Ok(found.map(|(name, state, _)| (name, state)))
}

/// Begins to add a passkey: the question for the browser, as JSON.
///
/// # Errors
/// When the server has no host name, the name is empty or too long, or it is not allowed.
pub async fn start_adding(app: &App, ask: Ask, name: &str) -> Result<String, AccessError> {
    let (party, name) = (party(app)?.clone(), fields::label("name", name)?);
    let by = ask.by.clone();
    let id = by.person().ok_or(Refused::WrongCaller)?;
    let (person, keys) = app.store.read::<_, AccessError, _>(move |tx| Ok((own(tx, Some(id))?, keys(tx, id)?))).await?;
    let owner = Owner { id: id.bytes(), email: &person.email, name: &person.name };
    let challenge = party.start_adding(owner, &keys)?;
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        let (_, session) = in_session(&by)?;
        tx.passkey_challenge_put(session, &name, &challenge.state, at.now)?;
        Ok(((), Fact::new("second-factor-proposed", &id).with("kind", "passkey")))
    })
    .await?;
    Ok(challenge.question)
}

/// Ends adding a passkey with the browser's answer. Where there are no recovery codes yet, ten are made.
///
/// # Errors
/// When the answer does not fit the challenge, there is none, or it is not allowed.
pub async fn finish_adding(app: &App, ask: Ask, answer: String) -> Result<Vec<String>, AccessError> {
    let party = party(app)?.clone();
    let (by, id, drawn) = (ask.by.clone(), app.ambient.id(), draw_codes(app));
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let (person, session) = in_session(&by)?;
            let (name, state) = asked(tx, session, at.now)?.filter(|(name, _)| !name.is_empty()).ok_or(NOT_ASKED)?;
            let (credential, key) = party.finish_adding(&state, &answer)?;
            tx.passkey_insert(&Passkey { id, person, credential, name, key, made: at.now, used: None })?;
            let codes = first_codes(tx, person, &drawn)?;
            let fact = Fact::new("second-factor-added", &person).with("kind", "passkey");
            Ok((codes, fact.with("passkey", id.to_string())))
        })
        .await?;
    Ok(done.answer)
}

/// Removes one of one's own passkeys.
///
/// # Errors
/// When it is none of theirs, the password is too weak to stand alone, or it is not allowed.
pub async fn remove(app: &App, ask: Ask, id: Id<kinds::Passkey>) -> Result<(), AccessError> {
    let person = ask.by.person().ok_or(AccessError::NotFound("person"))?;
    app.act::<_, AccessError, _>(ask, move |tx, _| {
        if !tx.passkey_drop(id, person)? {
            return Err(AccessError::NotFound("passkey of yours"));
        }
        strong_enough(tx, person)?;
        let fact = Fact::new("second-factor-removed", &person).with("kind", "passkey");
        Ok(((), fact.with("passkey", id.to_string())))
    })
    .await?;
    Ok(())
}

//! Passkeys of people: adding, removing, and signing in with one.

use steadfast_store::{Id, Passkey, StoreError, Tx, kinds};

use super::authorise::Passage;
use super::digest::Purpose;
use super::door::Visitor;
use super::error::AccessError;
use super::factors::{draw_codes, first_codes, own, strong_enough};
use super::opening::Opening;
use super::passkey::{PasskeyError, Passkeys, Signed};
use super::session::{SIGN_IN, Secret};
use super::sign_in::signed_in;
use super::{authorise::Refused, fields};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

fn party(app: &App) -> Result<&Passkeys, AccessError> {
    app.access.passkeys.as_ref().ok_or_else(|| PasskeyError::NoHostName(app.config.address()).into())
}

fn keys(tx: &mut Tx<'_>, person: Id<kinds::Person>) -> Result<Vec<String>, StoreError> {
    Ok(tx.passkey_list(person)?.into_iter().map(|passkey| passkey.key).collect())
}

/// Begins to add a passkey: the question for the browser, as JSON.
///
/// # Errors
/// When the server has no host name, or it is not allowed.
pub async fn start_adding(app: &App, ask: Ask, name: &str) -> Result<String, AccessError> {
    let party = party(app)?.clone();
    let name = fields::label("name", name)?;
    let Caller::Person { person: id, session } = ask.by else { return Err(Refused::WrongCaller.into()) };
    let (person, keys) = app.store.read::<_, AccessError, _>(move |tx| Ok((own(tx, Some(id))?, keys(tx, id)?))).await?;
    let challenge = party.start_adding(id.bytes(), &person.email, &keys)?;
    app.act::<_, AccessError, _>(ask, move |tx, at| {
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
    let Caller::Person { person, session } = ask.by else { return Err(Refused::WrongCaller.into()) };
    let (id, drawn) = (app.ambient.id(), draw_codes(app));
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let found = tx.passkey_challenge_take(session)?;
            let (name, state, made) = found.ok_or(AccessError::NotFound("passkey that is being added"))?;
            if at.now.0.saturating_sub(made.0) > SIGN_IN {
                return Err(AccessError::SignInOver);
            }
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

/// Begins a sign-in by passkey: as second step where a password was right before, else alone. Gives the question for the
/// browser, and the secret of a new sign-in where there was none.
///
/// # Errors
/// When the server has no host name, or the person has no passkey.
pub async fn start_sign_in(app: &App, visitor: &Visitor) -> Result<(String, Option<Secret>), AccessError> {
    let (party, now) = (party(app)?.clone(), app.ambient.now());
    let (alone, secret) = (party.start_sign_in()?, Secret::new(app.ambient.random()));
    let (under_way, new) = (visitor.sign_in, secret.hash(Purpose::SignIn));
    let asked = alone.question.clone();
    let question = app
        .store
        .write::<_, AccessError, _>(move |tx| {
            tx.sign_in_sweep(steadfast_store::Time(now.0.saturating_sub(SIGN_IN)))?;
            let person = under_way.map(|hash| tx.sign_in(&hash)).transpose()?.flatten().and_then(|row| row.person);
            if let (Some(hash), Some(person)) = (under_way, person) {
                let challenge = party.start_proof(&keys(tx, person)?)?;
                tx.sign_in_challenge(&hash, Some(&challenge.state))?;
                return Ok(Some(challenge.question));
            }
            tx.sign_in_insert(&new, None, Some(&alone.state), now)?;
            Ok(None)
        })
        .await?;
    Ok(question.map_or((asked, Some(secret)), |question| (question, None)))
}

/// Ends a sign-in by passkey with the browser's answer.
///
/// # Errors
/// When the answer does not fit, the sign-in is over, or it cannot be done.
pub async fn finish_sign_in(app: &App, answer: String, visitor: Visitor) -> Result<Opening, AccessError> {
    let (party, hash) = (party(app)?.clone(), visitor.sign_in.ok_or(AccessError::SignInOver)?);
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::SignIn), move |tx, at| {
        let found = tx.sign_in(&hash)?.filter(|row| at.now.0.saturating_sub(row.made.0) < SIGN_IN);
        let found = found.ok_or(AccessError::SignInOver)?;
        let state = found.challenge.ok_or(AccessError::SignInOver)?;
        let claimed = match found.person {
            Some(person) => person,
            None => Id::from_bytes(party.claimed(&answer)?),
        };
        let person = tx.person(claimed)?.filter(|person| person.active).ok_or(AccessError::SignInRefused)?;
        let keys = keys(tx, claimed)?;
        let signed: Signed = match found.person {
            Some(_) => party.finish_proof(&state, &answer, &keys)?,
            None => party.finish_sign_in(&state, &answer, &keys)?,
        };
        tx.passkey_used(claimed, &signed.credential, signed.changed.as_deref(), at.now)?;
        tx.sign_in_end(&hash)?;
        begun.begin(tx, claimed, at)?;
        let by = if found.person.is_some() { "password and passkey" } else { "passkey" };
        Ok(((), signed_in(&person, &begun, by)))
    })
    .await?;
    Ok(opening)
}

//! Signing in by passkey: as second step where a password was right before, else alone. Either way the device verifies its
//! user, so that a passkey alone is two factors: what one has, and what one knows or is.

use steadfast_store::{Person, Time, Tx};

use super::{keys, party, used};
use crate::access::argon::GateError;
use crate::access::authorise::Passage;
use crate::access::digest::Purpose;
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::access::opening::Opening;
use crate::access::passkey::{PasskeyError, Passkeys, Signed};
use crate::access::session::{SIGN_IN, Secret};
use crate::access::sign_in::{signed_in, under_way};
use crate::act::{Ask, At};
use crate::app::App;
use crate::caller::Caller;

/// Begins a sign-in by passkey: the question for the browser, and the secret of a new sign-in where none was under way.
///
/// # Errors
/// When the server has no host name, the sign-in under way is over, or its person has no passkey.
pub async fn start_sign_in(app: &App, visitor: &Visitor) -> Result<(String, Option<Secret>), AccessError> {
    match visitor.sign_in {
        Some(hash) if waits(app, hash).await? => Ok((start_second(app, hash).await?, None)),
        _ => start_alone(app).await.map(|(question, secret)| (question, Some(secret))),
    }
}

/// Whether the sign-in waits for its second step.
async fn waits(app: &App, hash: [u8; 32]) -> Result<bool, AccessError> {
    let found = app.store.read::<_, AccessError, _>(move |tx| Ok(tx.sign_in(&hash)?)).await?;
    Ok(found.is_some_and(|row| row.person.is_some()))
}

async fn start_second(app: &App, hash: [u8; 32]) -> Result<String, AccessError> {
    let (party, now) = (party(app)?.clone(), app.ambient.now());
    app.store
        .write::<_, AccessError, _>(move |tx| {
            let person = under_way(tx, &hash, now)?;
            let challenge = party.start_proof(&keys(tx, person.id)?)?;
            tx.sign_in_challenge(&hash, Some(&challenge.state))?;
            Ok(challenge.question)
        })
        .await
}

/// Sign-ins at once that wait for a passkey: anybody can begin one, so they are bounded.
const NAMELESS: i64 = 4096;

async fn start_alone(app: &App) -> Result<(String, Secret), AccessError> {
    let (challenge, now) = (party(app)?.start_sign_in()?, app.ambient.now());
    let secret = Secret::new(app.ambient.random());
    let (hash, state) = (secret.hash(Purpose::SignIn), challenge.state);
    app.store
        .write::<_, AccessError, _>(move |tx| {
            tx.sign_in_sweep(Time(now.0.saturating_sub(SIGN_IN)))?;
            if tx.sign_in_nameless(NAMELESS)? {
                return Err(GateError::Busy.into());
            }
            Ok(tx.sign_in_insert(&hash, None, Some(&state), now)?)
        })
        .await?;
    Ok((challenge.question, secret))
}

/// Ends a sign-in by passkey with the browser's answer. Nothing in it can be guessed, so no budget is drawn on.
///
/// # Errors
/// When the answer does not fit, the sign-in is over, or it cannot be done.
pub async fn finish_sign_in(app: &App, answer: String, visitor: Visitor) -> Result<Opening, AccessError> {
    let (party, hash) = (party(app)?.clone(), visitor.sign_in.ok_or(AccessError::SignInOver)?);
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::SignIn), move |tx, at| {
        let (person, signed, by) = proof(tx, &party, &hash, &answer, at)?;
        used(tx, person.id, &signed, at.now)?;
        tx.sign_in_end(&hash)?;
        begun.begin(tx, person.id, at)?;
        Ok(((), signed_in(&person, &begun, by)))
    })
    .await?;
    Ok(opening)
}

/// Who proved to be whom, and by what.
fn proof(
    tx: &mut Tx<'_>,
    party: &Passkeys,
    hash: &[u8; 32],
    answer: &str,
    at: &At,
) -> Result<(Person, Signed, &'static str), AccessError> {
    let found = tx.sign_in(hash)?.filter(|row| (0..SIGN_IN).contains(&at.now.0.saturating_sub(row.made.0)));
    let found = found.ok_or(AccessError::SignInOver)?;
    let state = found.challenge.ok_or(AccessError::SignInOver)?;
    if found.person.is_some() {
        let person = under_way(tx, hash, at.now)?;
        let signed = party.finish_proof(&state, answer, &keys(tx, person.id)?)?;
        return Ok((person, signed, "password and passkey"));
    }
    let claimed = steadfast_store::Id::from_bytes(party.claimed(answer)?);
    let person = tx.person(claimed)?.filter(|person| person.active).ok_or(PasskeyError::Unknown)?;
    let signed = party.finish_sign_in(&state, answer, &keys(tx, person.id)?)?;
    Ok((person, signed, "passkey"))
}

//! Showing once more that it is oneself, by a passkey whose device verifies its user: as good as every factor.

use super::{NOT_ASKED, asked, keys, party, used};
use crate::access::authorise::{Passage, Refused};
use crate::access::confirm::{Proof, in_person};
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::act::Ask;
use crate::app::App;
use crate::caller::Caller;

/// The name of a challenge that adds nothing: no passkey has an empty one.
const CONFIRMATION: &str = "";

/// Begins: the question for the browser, as JSON. Only the session's own person can answer it.
///
/// # Errors
/// When the server has no host name, the person has no passkey, or it is no person's session.
pub async fn start_confirming(app: &App, by: &Caller) -> Result<String, AccessError> {
    let Caller::Person { person, session } = *by else { return Err(Refused::WrongCaller.into()) };
    let (party, now) = (party(app)?.clone(), app.ambient.now());
    app.store
        .write::<_, AccessError, _>(move |tx| {
            let challenge = party.start_proof(&keys(tx, person)?)?;
            tx.passkey_challenge_put(session, CONFIRMATION, &challenge.state, now)?;
            Ok(challenge.question)
        })
        .await
}

/// Ends with the browser's answer: the session counts as just signed in. Nothing in it can be guessed, so no budget is
/// drawn on.
///
/// # Errors
/// When the answer does not fit the challenge, there is none, or it is no person's session.
pub async fn finish_confirming(app: &App, by: Caller, answer: String, visitor: Visitor) -> Result<Proof, AccessError> {
    let Caller::Person { person, session } = by else { return Err(Refused::WrongCaller.into()) };
    let (party, proof) = (party(app)?.clone(), Proof::draw(app));
    let kept = proof.clone();
    app.act::<_, AccessError, _>(Ask::new(by.clone(), Passage::SignIn), move |tx, at| {
        in_person(tx, &by, at.now)?;
        let (_, state) = asked(tx, session, at.now)?.filter(|(name, _)| name == CONFIRMATION).ok_or(NOT_ASKED)?;
        let signed = party.finish_proof(&state, &answer, &keys(tx, person)?)?;
        used(tx, person, &signed, at.now)?;
        Ok(((), kept.keep(tx, at, &by, visitor.browser, "passkey")?))
    })
    .await?;
    Ok(proof)
}

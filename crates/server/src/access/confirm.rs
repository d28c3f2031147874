//! Showing once more that it is you: every factor again, within a session, for what is sensitive.

use axum::http::HeaderMap;
use steadfast_store::{Person, Tx};
use zeroize::Zeroizing;

use super::argon::Checked;
use super::authorise::{Passage, Refused, identify};
use super::budgets::{self, moment, pass, purse};
use super::cookie::{Channel, Cookie};
use super::digest::Purpose;
use super::door::{Visitor, channel};
use super::error::AccessError;
use super::opening::put;
use super::session::Secret;
use super::sign_in::{Factor, Ways, take_recovery, take_totp, ways};
use super::throttle::Budget;
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;

/// A session's new secret: the earlier one ends with each proof.
#[derive(Clone, Debug)]
pub struct Proof {
    secret: Secret,
    channel: Channel,
}

impl Proof {
    /// Draws the secret, before its transaction.
    pub(super) fn draw(app: &App) -> Self {
        Self { secret: Secret::new(app.ambient.random()), channel: channel(app) }
    }

    /// Notes within a transaction that the caller gave every factor now: the session's proof is fresh, its secret a new
    /// one, and the tries are back.
    pub(super) fn keep(
        &self,
        tx: &mut Tx<'_>,
        at: &At,
        by: &Caller,
        browser: Option<[u8; 32]>,
        how: &'static str,
    ) -> Result<Fact, AccessError> {
        let Caller::Person { person, session } = *by else { return Err(Refused::WrongCaller.into()) };
        if !tx.session_prove(session, &self.secret.hash(Purpose::Session), at.now)? {
            return Err(Refused::NotSignedIn.into());
        }
        let known = budgets::known(tx, person, browser)?;
        budgets::succeeded(tx, person, known)?;
        Ok(Fact::new("identity-confirmed", &person).with("session", session.to_string()).with("by", how))
    }

    /// The cookie that goes to the browser.
    #[must_use]
    pub fn cookies(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        put(&mut headers, &Cookie::Session.set(self.channel, &self.secret.text()));
        headers
    }
}

/// The person of a caller whose session still counts.
pub(super) fn in_person(tx: &mut Tx<'_>, by: &Caller, at: steadfast_store::Time) -> Result<Person, AccessError> {
    if !matches!(by, Caller::Person { .. }) {
        return Err(Refused::WrongCaller.into());
    }
    Ok(identify(tx, by, at)?.ok_or(Refused::NotSignedIn)?.person)
}

/// Password and, where there is one, second factor, once more. The try is counted before anything is looked at, on the
/// same budgets as a sign-in.
///
/// # Errors
/// When a factor is wrong or missing, it is throttled, nobody is signed in, or it cannot be done.
pub async fn confirm(
    app: &App,
    by: Caller,
    password: Zeroizing<String>,
    factor: Option<Factor>,
    visitor: Visitor,
) -> Result<Proof, AccessError> {
    let person = counted(app, by.clone(), visitor.browser).await?;
    let checked = app.access.gate.check(password, person.password).await?;
    if !matches!(checked, Checked::Right | Checked::RightButOld) {
        return Err(AccessError::ConfirmRefused);
    }
    let proof = Proof::draw(app);
    let (kept, vault) = (proof.clone(), app.vault.clone());
    app.act::<_, AccessError, _>(Ask::new(by.clone(), Passage::SignIn), move |tx, at| {
        let person = in_person(tx, &by, at.now)?;
        let needed = ways(tx, &person)?;
        let how = match &factor {
            _ if !needed.totp && !needed.passkey => "password",
            Some(Factor::Totp(code)) => take_totp(tx, &vault, &person, code, at)?,
            Some(Factor::Recovery(code)) => take_recovery(tx, &person, code)?,
            None => return Err(AccessError::CodeWrong),
        };
        Ok(((), kept.keep(tx, at, &by, visitor.browser, how)?))
    })
    .await?;
    Ok(proof)
}

async fn counted(app: &App, by: Caller, browser: Option<[u8; 32]>) -> Result<Person, AccessError> {
    let (now, moment) = (app.ambient.now(), moment(app));
    let (person, answer) = app
        .store
        .write::<_, AccessError, _>(move |tx| {
            let person = in_person(tx, &by, now)?;
            let (purse, _) = purse(tx, &person, browser)?;
            let answer = purse.attempt(tx, moment, Budget::attempt)?;
            Ok((person, answer))
        })
        .await?;
    pass(app, answer)?;
    Ok(person)
}

/// Which second factors the caller has, for the page that asks for them.
///
/// # Errors
/// When nobody is signed in.
pub async fn ways_of(app: &App, by: Caller) -> Result<Ways, AccessError> {
    let now = app.ambient.now();
    app.store
        .read::<_, AccessError, _>(move |tx| {
            let person = in_person(tx, &by, now)?;
            Ok(ways(tx, &person)?)
        })
        .await
}

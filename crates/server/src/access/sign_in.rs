//! Signing in by password and second factor, and signing out.

use steadfast_store::{Id, Person, StoreError, Time, Tx, kinds};
use zeroize::Zeroizing;

use super::argon::Checked;
use super::authorise::{Passage, Refused};
use super::budgets::{Purse, moment, pass, purse};
use super::digest::Purpose;
use super::door::Visitor;
use super::error::AccessError;
use super::opening::Opening;
use super::session::{SIGN_IN, SKEW, Secret};
use super::throttle::{Answer, Budget, SECOND_FACTOR_TRIES};
use super::{name, recovery_codes, totp};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;

/// How a sign-in goes on after the password was right.
#[derive(Debug)]
pub enum First {
    /// There is no second factor: the session begins.
    Done(Box<Opening>),
    /// A second factor is asked for.
    Second {
        /// For the cookie of the sign-in under way.
        sign_in: Secret,
        /// The ways there are.
        ways: Ways,
    },
}

/// Which second factors a person has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// An authenticator app.
    pub totp: bool,
    /// A passkey.
    pub passkey: bool,
    /// Recovery codes left.
    pub recovery_codes: i64,
}

/// A second factor as it was typed.
#[derive(Debug)]
pub enum Factor {
    /// A code of the authenticator app.
    Totp(Zeroizing<String>),
    /// A recovery code.
    Recovery(Zeroizing<String>),
}

/// The second factors of a person.
///
/// # Errors
/// When the database fails.
pub fn ways(tx: &mut Tx<'_>, person: &Person) -> Result<Ways, StoreError> {
    let passkey = !tx.passkey_list(person.id)?.is_empty();
    Ok(Ways { totp: person.totp.is_some(), passkey, recovery_codes: tx.recovery_code_count(person.id)? })
}

/// The first step: address and password. The try is counted before the password is looked at, and names that nobody
/// has are answered alike, in words, waits and time.
///
/// # Errors
/// When it is refused, throttled, or cannot be done.
pub async fn first(
    app: &App,
    email: &str,
    password: Zeroizing<String>,
    visitor: Visitor,
) -> Result<First, AccessError> {
    let (person, known) = counted(app, email, visitor.browser).await?;
    let stored = person.as_ref().and_then(|person| person.password.clone());
    let gate = if known { &app.access.known } else { &app.access.gate };
    let checked = gate.check(password.clone(), stored).await?;
    let (Some(person), Checked::Right | Checked::RightButOld) = (person, checked) else {
        return Err(AccessError::SignInRefused);
    };
    if checked == Checked::RightButOld {
        rehash(app, &person, password).await?;
    }
    let (id, now) = (person.id, app.ambient.now());
    let ways = app.store.read(move |tx| ways(tx, &person)).await?;
    if !ways.totp && !ways.passkey {
        return open(app, id, visitor, "password").await.map(|opening| First::Done(Box::new(opening)));
    }
    let sign_in = Secret::new(app.ambient.random());
    let hash = sign_in.hash(Purpose::SignIn);
    app.store
        .write::<_, StoreError, _>(move |tx| {
            tx.sign_in_sweep(Time(now.0.saturating_sub(SIGN_IN)))?;
            tx.sign_in_insert(&hash, Some(id), None, now)
        })
        .await?;
    Ok(First::Second { sign_in, ways })
}

/// Counts a try, and finds the person with an open account behind the address, and whether the browser is one of theirs.
async fn counted(app: &App, email: &str, browser: Option<[u8; 32]>) -> Result<(Option<Person>, bool), AccessError> {
    let email = name::canonical(email).unwrap_or_default();
    let (now, key) = (moment(app), super::digest::digest(Purpose::UnknownName, &app.vault.check_value()));
    let (answer, person, known) = app
        .store
        .write::<_, StoreError, _>(move |tx| {
            let person = tx.person_by_email(&email)?.filter(|person| person.active);
            let (purse, known) = match &person {
                Some(person) => purse(tx, person, browser)?,
                None => (Purse::unknown(name::unknown_row(&key, &email)), false),
            };
            Ok((purse.attempt(tx, now, Budget::attempt)?, person, known))
        })
        .await?;
    pass(app, answer)?;
    Ok((person, known))
}

/// The cost of hashes has changed: the right password is hashed anew. Nothing that anybody asked for, so no record.
async fn rehash(app: &App, person: &Person, password: Zeroizing<String>) -> Result<(), AccessError> {
    let phc = app.access.gate.hash(password, app.ambient.random()).await?;
    let (id, alone) = (person.id, person.password_alone);
    Ok(app.store.write::<_, StoreError, _>(move |tx| tx.person_set_password(id, &phc, alone)).await?)
}

/// The second step: a code. It is counted before it is looked at, and three wrong ones end the sign-in.
///
/// # Errors
/// When it is refused, throttled, over, or cannot be done.
pub async fn second(app: &App, factor: Factor, visitor: Visitor) -> Result<Opening, AccessError> {
    let hash = visitor.sign_in.ok_or(AccessError::SignInOver)?;
    count_second(app, hash, visitor.browser).await?;
    let opening = Opening::draw(app, visitor);
    let (begun, vault) = (opening.clone(), app.vault.clone());
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::SignIn), move |tx, at| {
        let person = under_way(tx, &hash, at.now)?;
        let by = match &factor {
            Factor::Totp(code) => take_totp(tx, &vault, &person, code, at)?,
            Factor::Recovery(code) => take_recovery(tx, &person, code)?,
        };
        begun.begin(tx, person.id, at)?;
        Ok(((), signed_in(&person, &begun, by)))
    })
    .await?;
    Ok(opening)
}

async fn count_second(app: &App, hash: [u8; 32], browser: Option<[u8; 32]>) -> Result<(), AccessError> {
    let (now, moment) = (app.ambient.now(), moment(app));
    let answer = app
        .store
        .write::<_, AccessError, _>(move |tx| {
            let person = under_way(tx, &hash, now)?;
            tx.sign_in_try(&hash)?;
            let (purse, _) = purse(tx, &person, browser)?;
            Ok(purse.attempt(tx, moment, Budget::second_factor)?)
        })
        .await?;
    if answer == Answer::Stopped { Err(AccessError::Locked) } else { Ok(()) }
}

/// The person of a sign-in that is still under way.
pub(super) fn under_way(tx: &mut Tx<'_>, hash: &[u8; 32], now: Time) -> Result<Person, AccessError> {
    let found = tx.sign_in(hash)?.ok_or(AccessError::SignInOver)?;
    let age = now.0.saturating_sub(found.made.0);
    let in_time = (-SKEW..SIGN_IN).contains(&age) && found.tries <= i64::from(SECOND_FACTOR_TRIES);
    let person = found.person.filter(|_| in_time).ok_or(AccessError::SignInOver)?;
    tx.person(person)?.filter(|person| person.active).ok_or(AccessError::SignInOver)
}

pub(super) fn take_totp(
    tx: &mut Tx<'_>,
    vault: &crate::vault::Vault,
    person: &Person,
    code: &str,
    at: &At,
) -> Result<&'static str, AccessError> {
    let sealed = person.totp.as_ref().ok_or(AccessError::CodeWrong)?;
    let secret = super::factors::opened(vault, person.id, sealed)?;
    let last = u64::try_from(person.totp_step).ok();
    let step = totp::check(&secret, code, at.now.0, last).map_err(|_| AccessError::Sealed)?;
    let step = step.and_then(|step| i64::try_from(step).ok()).ok_or(AccessError::CodeWrong)?;
    if tx.person_take_step(person.id, step)? { Ok("password and app") } else { Err(AccessError::CodeWrong) }
}

pub(super) fn take_recovery(tx: &mut Tx<'_>, person: &Person, code: &str) -> Result<&'static str, AccessError> {
    let hash = recovery_codes::hash(code).ok_or(AccessError::CodeWrong)?;
    if tx.recovery_code_take(person.id, &hash)? {
        Ok("password and recovery code")
    } else {
        Err(AccessError::CodeWrong)
    }
}

/// Begins a session for somebody who gave every factor.
pub(crate) async fn open(
    app: &App,
    id: Id<kinds::Person>,
    visitor: Visitor,
    by: &'static str,
) -> Result<Opening, AccessError> {
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::SignIn), move |tx, at| {
        let person = tx.person(id)?.filter(|person| person.active).ok_or(AccessError::SignInRefused)?;
        begun.begin(tx, id, at)?;
        Ok(((), signed_in(&person, &begun, by)))
    })
    .await?;
    Ok(opening)
}

pub(super) fn signed_in(person: &Person, opening: &Opening, by: &str) -> Fact {
    Fact::new("signed-in", &person.id).with("session", opening.session().to_string()).with("by", by)
}

/// Ends the session of a caller.
///
/// # Errors
/// When there is none, or it cannot be ended.
pub async fn sign_out(app: &App, caller: Caller) -> Result<(), AccessError> {
    let Caller::Person { person, session } = caller else { return Err(Refused::WrongCaller.into()) };
    app.act::<_, AccessError, _>(Ask::new(caller, Passage::SignIn), move |tx, at| {
        tx.session_end(session, at.now)?;
        Ok(((), Fact::new("signed-out", &person).with("session", session.to_string())))
    })
    .await?;
    Ok(())
}

/// Which ways the sign-in under way has, for its page.
///
/// # Errors
/// When it is over.
pub async fn ways_of(app: &App, visitor: &Visitor) -> Result<Ways, AccessError> {
    let hash = visitor.sign_in.ok_or(AccessError::SignInOver)?;
    let now = app.ambient.now();
    app.store
        .read::<_, AccessError, _>(move |tx| {
            let person = under_way(tx, &hash, now)?;
            Ok(ways(tx, &person)?)
        })
        .await
}

//! People, managed by others: roles, closing and opening accounts; and one's own password.

use steadfast_store::{Id, Person, StoreError, Tx, kinds};
use zeroize::Zeroizing;

use super::authorise::{authorise, role};
use super::budgets::{moment, pass, purse};
use super::door::Visitor;
use super::error::AccessError;
use super::factors::{drop_all, own, strong_enough};
use super::fields;
use super::password::Factors;
use super::role::Role;
use super::sign_in::ways;
use super::throttle::Budget;
use crate::act::{ActError, Ask, Fact};
use crate::app::App;

/// A person by id.
pub(super) fn of(tx: &mut Tx<'_>, id: Id<kinds::Person>) -> Result<Person, AccessError> {
    tx.person(id)?.ok_or(AccessError::NotFound("person"))
}

/// Gives a person another role. The role admin is given through an approval.
///
/// # Errors
/// When it is the last admin's, the role is admin, or it is not allowed.
pub async fn set_role(app: &App, ask: Ask, id: Id<kinds::Person>, new: Role) -> Result<(), AccessError> {
    if new == Role::Admin {
        return Err(AccessError::AdminTakesTwo);
    }
    app.act::<_, AccessError, _>(ask, move |tx, _| {
        let person = of(tx, id)?;
        not_the_last_admin(tx, &person)?;
        tx.person_set_role(id, new.as_str())?;
        let fact = Fact::new("person-role-changed", &id).with("from", person.role.as_str());
        Ok(((), fact.with("to", new.as_str())))
    })
    .await?;
    Ok(())
}

/// Nobody may take away the last open account that can manage people.
fn not_the_last_admin(tx: &mut Tx<'_>, person: &Person) -> Result<(), AccessError> {
    let counts = person.active && role(person)? == Role::Admin;
    if counts && tx.person_active_count(Role::Admin.as_str())? <= 1 {
        return Err(AccessError::LastAdmin);
    }
    Ok(())
}

/// Closes an account: its sessions and tokens end at once.
///
/// # Errors
/// When it is the last admin's, it is closed already, or it is not allowed.
pub async fn disable(app: &App, ask: Ask, id: Id<kinds::Person>) -> Result<(), AccessError> {
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        let person = of(tx, id)?;
        if !person.active {
            return Err(AccessError::AccountClosed);
        }
        not_the_last_admin(tx, &person)?;
        tx.person_set_active(id, false)?;
        let sessions = tx.session_end_all(id, None, at.now)?;
        let tokens = tx.token_end_all(id, at.now)?;
        tx.recovery_end(id, at.now)?;
        Ok(((), Fact::new("person-disabled", &id).with("sessions", sessions).with("tokens", tokens)))
    })
    .await?;
    Ok(())
}

/// Opens a closed account again.
///
/// # Errors
/// When it is open, it is an admin's, or it is not allowed.
pub async fn enable(app: &App, ask: Ask, id: Id<kinds::Person>) -> Result<(), AccessError> {
    app.act::<_, AccessError, _>(ask, move |tx, _| {
        let person = of(tx, id)?;
        if person.active {
            return Err(AccessError::AccountOpen);
        }
        // Opening an admin's account would give the role admin by one person.
        if role(&person)? == Role::Admin {
            tx.person_set_role(id, Role::Viewer.as_str())?;
        }
        tx.person_set_active(id, true)?;
        let now = of(tx, id)?;
        Ok(((), Fact::new("person-enabled", &id).with("role", now.role.as_str())))
    })
    .await?;
    Ok(())
}

/// Takes every second factor of a person away.
///
/// # Errors
/// When their password is too weak to stand alone, or it is not allowed.
pub async fn reset_factors(app: &App, ask: Ask, id: Id<kinds::Person>) -> Result<(), AccessError> {
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        of(tx, id)?;
        drop_all(tx, id)?;
        strong_enough(tx, id)?;
        let sessions = tx.session_end_all(id, None, at.now)?;
        Ok(((), Fact::new("second-factors-reset", &id).with("sessions", sessions)))
    })
    .await?;
    Ok(())
}

/// Ends all sessions of a person; of one's own, all but the one that asks.
///
/// # Errors
/// When it is not allowed.
pub async fn end_sessions(app: &App, ask: Ask, id: Id<kinds::Person>) -> Result<u64, AccessError> {
    let keep = match ask.by {
        crate::caller::Caller::Person { person, session } if person == id => Some(session),
        _ => None,
    };
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            of(tx, id)?;
            let ended = tx.session_end_all(id, keep, at.now)?;
            Ok((ended, Fact::new("sessions-ended", &id).with("sessions", ended)))
        })
        .await?;
    Ok(done.answer)
}

/// Ends one session of one's own.
///
/// # Errors
/// When it is none of theirs, or it is not allowed.
pub async fn end_session(app: &App, ask: Ask, id: Id<kinds::Session>) -> Result<(), AccessError> {
    let person = ask.by.person();
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        let session = tx.session(id)?.filter(|session| Some(session.person) == person);
        let session = session.ok_or(AccessError::NotFound("session of yours"))?;
        tx.session_end(id, at.now)?;
        Ok(((), Fact::new("session-ended", &session.person).with("session", id.to_string())))
    })
    .await?;
    Ok(())
}

/// Changes one's own password; every other session ends. The current one is asked for, and wrong ones are counted.
///
/// # Errors
/// When the current one is wrong, the new one refused, or it is not allowed.
pub async fn change_password(
    app: &App,
    ask: Ask,
    current: Zeroizing<String>,
    new: Zeroizing<String>,
    visitor: Visitor,
) -> Result<(), AccessError> {
    // Under the new password the current one of the request is wrong.
    if app.earlier::<()>(&ask).await?.is_some() {
        return Ok(());
    }
    let (asked, at, now) = (ask.clone(), app.ambient.now(), moment(app));
    let (person, second, purse, answer) = app
        .store
        .write::<_, AccessError, _>(move |tx| {
            // Whoever may not change it guesses neither.
            authorise(tx, &asked.by, asked.right, at).map_err(ActError::from)?;
            let person = own(tx, asked.by.person())?;
            let ways = ways(tx, &person)?;
            let (purse, _) = purse(tx, &person, visitor.browser)?;
            let answer = purse.attempt(tx, now, Budget::attempt)?;
            Ok((person, ways.totp || ways.passkey, purse, answer))
        })
        .await?;
    pass(app, answer)?;
    if !fields::is_current(app, &person, current).await? {
        return Err(AccessError::PasswordWrong);
    }
    let factors = if second { Factors::WithSecond } else { Factors::Alone };
    let hashed = fields::password(app, new, factors, &[&person.name, &person.email]).await?;
    let (id, session) = (person.id, session_of(&ask));
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        tx.person_set_password(id, &hashed.phc, hashed.alone)?;
        // The second factor that a short password was judged by may be gone since.
        strong_enough(tx, id)?;
        // One factor gives no tries of the second one back.
        if !second {
            purse.refill(tx)?;
        }
        let ended = tx.session_end_all(id, session, at.now)?;
        Ok(((), Fact::new("password-changed", &id).with("sessions", ended)))
    })
    .await?;
    Ok(())
}

fn session_of(ask: &Ask) -> Option<Id<kinds::Session>> {
    match ask.by {
        crate::caller::Caller::Person { session, .. } => Some(session),
        _ => None,
    }
}

/// Everything about one person's ways in, for pages and the API.
#[derive(Clone, Debug)]
pub struct Account {
    /// The person.
    pub person: Person,
    /// Their second factors.
    pub ways: super::sign_in::Ways,
    /// Their passkeys.
    pub passkeys: Vec<steadfast_store::Passkey>,
    /// Their sessions.
    pub sessions: Vec<steadfast_store::Session>,
}

/// Reads a person's account.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn account(app: &App, id: Id<kinds::Person>) -> Result<Account, AccessError> {
    let now = app.ambient.now().0;
    let made = steadfast_store::Time(now.saturating_sub(super::session::ABSOLUTE));
    let used = steadfast_store::Time(now.saturating_sub(super::session::IDLE));
    app.store
        .read::<_, AccessError, _>(move |tx| {
            let person = of(tx, id)?;
            let ways = ways(tx, &person)?;
            let passkeys = tx.passkey_list(id)?;
            let sessions = tx.session_list(id, made, used)?;
            Ok(Account { person, ways, passkeys, sessions })
        })
        .await
}

/// One person.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Person>) -> Result<Person, AccessError> {
    app.store.look_up(move |tx| of(tx, id)).await
}

/// People in the order they came.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, after: Option<Id<kinds::Person>>, limit: i64) -> Result<Vec<Person>, StoreError> {
    app.store.read(move |tx| tx.person_list(after, limit)).await
}

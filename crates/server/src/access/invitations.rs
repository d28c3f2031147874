//! Invitations, and links by which somebody recovers their account.

use steadfast_store::{Id, Invitation, NewPerson, StoreError, Tx, kinds};
use zeroize::Zeroizing;

use super::authorise::Passage;
use super::budgets::Purse;
use super::door::Visitor;
use super::error::AccessError;
use super::link::{self, Kind};
use super::opening::Opening;
use super::password::Factors;
use super::role::Role;
use super::setup::{look, new_link};
use super::{fields, name};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;

/// A link that was just made; its address is shown once.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct MadeLink {
    /// Its id.
    pub id: Id<kinds::Invitation>,
    /// The address to hand over.
    pub address: String,
    /// Until when it opens.
    pub expires: steadfast_store::Time,
}

/// Who is invited.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The role; never admin, which takes two people.
    pub role: Role,
}

/// Secrets of a link that is about to be made.
#[derive(Clone, Debug)]
pub(super) struct NewLink {
    id: Id<kinds::Invitation>,
    kind: Kind,
    hash: [u8; 32],
    address: String,
}

impl NewLink {
    pub(super) fn draw(app: &App, kind: Kind) -> Result<Self, AccessError> {
        let secret = link::secret(&app.ambient.random());
        let hash = kind.hash(&secret).ok_or(AccessError::LinkGone)?;
        Ok(Self {
            id: app.ambient.id(),
            kind,
            hash,
            address: format!("{}{}{secret}", app.config.address(), kind.path()),
        })
    }

    fn keep(&self, tx: &mut Tx<'_>, at: &At, fill: impl Fn(Invitation) -> Invitation) -> Result<MadeLink, StoreError> {
        let link = fill(new_link(self.id, self.kind, at.now));
        tx.invitation_insert(&link, &self.hash)?;
        Ok(MadeLink { id: self.id, address: self.address.clone(), expires: link.expires })
    }
}

/// Invites somebody. An earlier invitation of the same address ends.
///
/// # Errors
/// When a field is refused, the address is taken, or it is not allowed.
pub async fn invite(app: &App, ask: Ask, guest: Guest) -> Result<MadeLink, AccessError> {
    let (name, email) = (fields::label("name", &guest.name)?, fields::email(&guest.email)?);
    if guest.role == Role::Admin {
        return Err(AccessError::AdminTakesTwo);
    }
    let (new, maker, role) = (NewLink::draw(app, Kind::Invitation)?, ask.by.person(), guest.role);
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            if tx.person_by_email(&email)?.is_some() {
                return Err(AccessError::EmailTaken);
            }
            tx.invitation_end_for(&email, at.now)?;
            let made = new.keep(tx, at, |link| Invitation {
                email: Some(email.clone()),
                name: Some(name.clone()),
                role: Some(role.as_str().to_owned()),
                maker,
                ..link
            })?;
            Ok((made, Fact::new("person-invited", &new.id).with("role", role.as_str())))
        })
        .await?;
    Ok(done.answer)
}

/// Takes an invitation back.
///
/// # Errors
/// When there is none that is open, or it is not allowed.
pub async fn revoke(app: &App, ask: Ask, id: Id<kinds::Invitation>) -> Result<(), AccessError> {
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        if !tx.invitation_end(id, at.now)? {
            return Err(AccessError::NotFound("open invitation"));
        }
        tx.invitation_forget(id)?;
        Ok(((), Fact::new("invitation-revoked", &id)))
    })
    .await?;
    Ok(())
}

/// The invited person makes their account, and is signed in.
///
/// # Errors
/// When the link is gone, a field is refused, or it cannot be done.
pub async fn accept(
    app: &App,
    code: &str,
    name: &str,
    password: Zeroizing<String>,
    visitor: Visitor,
) -> Result<Opening, AccessError> {
    let link = look(app, Kind::Invitation, code).await?;
    let (Some(email), Some(role)) = (link.email.clone(), link.role.clone()) else { return Err(AccessError::LinkGone) };
    let name = fields::label("name", name)?;
    let hashed = fields::password(app, password, Factors::Alone, &[&name, &email]).await?;
    let (password, password_alone) = (hashed.phc, hashed.alone);
    let new = NewPerson { id: app.ambient.id(), email, name, role, password, password_alone };
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::Link), move |tx, at| {
        if tx.person_by_email(&new.email)?.is_some() {
            return Err(AccessError::EmailTaken);
        }
        tx.person_insert(&new, at.now)?;
        if !tx.invitation_use(link.id, new.id, at.now)? {
            return Err(AccessError::LinkGone);
        }
        tx.invitation_forget(link.id)?;
        begun.begin(tx, new.id, at)?;
        let fact = Fact::new("invitation-accepted", &new.id).with("role", new.role.as_str());
        Ok(((), fact.with("invitation", link.id.to_string())))
    })
    .await?;
    Ok(opening)
}

/// Somebody on the server's host makes a link by which a person recovers their account.
///
/// # Errors
/// When nobody has that address, or it cannot be done.
pub async fn recover_on_host(app: &App, email: &str) -> Result<MadeLink, AccessError> {
    let email = name::canonical(email)?;
    let new = NewLink::draw(app, Kind::Recovery)?;
    let done = app
        .act::<_, AccessError, _>(Ask::new(Caller::Host, Passage::Host), move |tx, at| {
            let person = tx.person_by_email(&email)?.ok_or(AccessError::NotFound("person"))?;
            let made = recovery(tx, at, &new, person.id, None)?;
            Ok((made, Fact::new("recovery-link-made", &person.id).with("link", new.id.to_string())))
        })
        .await?;
    Ok(done.answer)
}

/// Makes a recovery link for a person; earlier ones end.
pub(super) fn recovery(
    tx: &mut Tx<'_>,
    at: &At,
    new: &NewLink,
    person: Id<kinds::Person>,
    maker: Option<Id<kinds::Person>>,
) -> Result<MadeLink, StoreError> {
    tx.recovery_end(person, at.now)?;
    new.keep(tx, at, |link| Invitation { person: Some(person), maker, ..link })
}

/// A person recovers their account by a link: a new password; every second factor, session and known browser ends, the
/// throttle opens again, and they are signed in.
///
/// # Errors
/// When the link is gone, the password is refused, or it cannot be done.
pub async fn recover(
    app: &App,
    code: &str,
    password: Zeroizing<String>,
    visitor: Visitor,
) -> Result<Opening, AccessError> {
    let link = look(app, Kind::Recovery, code).await?;
    let id = link.person.ok_or(AccessError::LinkGone)?;
    let person = app.store.read::<_, StoreError, _>(move |tx| tx.person(id)).await?.ok_or(AccessError::LinkGone)?;
    let hashed = fields::password(app, password, Factors::Alone, &[&person.name, &person.email]).await?;
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::Link), move |tx, at| {
        if !tx.invitation_use(link.id, id, at.now)? || tx.person(id)?.is_none_or(|person| !person.active) {
            return Err(AccessError::LinkGone);
        }
        tx.person_set_password(id, &hashed.phc, hashed.alone)?;
        super::factors::drop_all(tx, id)?;
        tx.session_end_all(id, None, at.now)?;
        tx.browsers_drop(id)?;
        Purse::strangers(id).refill(tx)?;
        begun.begin(tx, id, at)?;
        Ok(((), Fact::new("recovered", &id).with("link", link.id.to_string())))
    })
    .await?;
    Ok(opening)
}

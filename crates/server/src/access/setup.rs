//! The first start: a link that works once makes the first person.

use steadfast_store::{Id, Invitation, NewPerson, StoreError};
use zeroize::Zeroizing;

use super::authorise::Passage;
use super::door::Visitor;
use super::error::AccessError;
use super::fields;
use super::link::{self, Kind, Standing};
use super::opening::Opening;
use super::password::Factors;
use super::role::Role;
use super::session::SKEW;
use crate::act::{ActError, Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

/// The setting with the organisation's name.
pub const ORGANISATION: &str = "organisation";

/// Why there is no set-up link.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// The database.
    #[error("the set-up link cannot be made: {0}")]
    Store(#[from] StoreError),
    /// The record of it.
    #[error("the set-up link cannot be made: {0}")]
    Act(#[from] ActError),
}

/// What the first person gives.
#[derive(Debug)]
pub struct FirstPerson {
    /// The organisation's name.
    pub organisation: String,
    /// The person's name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The password.
    pub password: Zeroizing<String>,
}

/// A fresh link while nobody has an account; earlier ones no longer work.
///
/// # Errors
/// When the database fails.
pub async fn link(app: &App) -> Result<Option<String>, SetUpError> {
    if app.store.read::<_, StoreError, _>(|tx| tx.person_count()).await? > 0 {
        return Ok(None);
    }
    let secret = link::secret(&app.ambient.random());
    let (hash, id) = (Kind::SetUp.hash(&secret), app.ambient.id());
    app.act::<_, SetUpError, _>(Ask::new(Caller::Host, Passage::Host), move |tx, at| {
        tx.invitation_end_kind(Kind::SetUp.as_str(), at.now)?;
        if let Some(hash) = hash {
            tx.invitation_insert(&new_link(id, Kind::SetUp, at.now), &hash)?;
        }
        Ok(((), Fact::new("set-up-link-made", &id)))
    })
    .await?;
    Ok(Some(format!("{}{}{secret}", app.config.address(), Kind::SetUp.path())))
}

/// A link without anybody in it yet.
pub(super) fn new_link(
    id: Id<steadfast_store::kinds::Invitation>,
    kind: Kind,
    now: steadfast_store::Time,
) -> Invitation {
    Invitation {
        id,
        kind: kind.as_str().to_owned(),
        person: None,
        email: None,
        name: None,
        role: None,
        maker: None,
        made: now,
        expires: steadfast_store::Time(now.0.saturating_add(kind.life())),
        used: None,
        ended: None,
    }
}

/// Finds a link that still opens.
///
/// # Errors
/// When it was used, taken back, is too old or never was.
pub async fn look(app: &App, kind: Kind, code: &str) -> Result<Invitation, AccessError> {
    let (hash, now) = (kind.hash(code).ok_or(AccessError::LinkGone)?, app.ambient.now());
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.invitation_by_hash(&hash)).await?;
    let found = found.filter(|found| found.kind == kind.as_str());
    let open = |found: &Invitation| {
        let spent = found.used.or(found.ended).map(|time| time.0);
        let is_ahead = found.made.0.saturating_sub(now.0) > SKEW;
        link::standing(found.expires.0, spent, now.0) == Standing::Open && !is_ahead
    };
    found.filter(open).ok_or(AccessError::LinkGone)
}

/// Makes the first person, with the role admin, and signs them in.
///
/// # Errors
/// When the link is gone, a field is refused, or it cannot be done.
pub async fn set_up(app: &App, code: &str, first: FirstPerson, visitor: Visitor) -> Result<Opening, AccessError> {
    let link = look(app, Kind::SetUp, code).await?;
    let organisation = fields::label("organisation", &first.organisation)?;
    let (name, email) = (fields::label("name", &first.name)?, fields::email(&first.email)?);
    let words = [name.as_str(), email.as_str(), organisation.as_str()];
    let hashed = fields::password(app, first.password, Factors::Alone, &words).await?;
    let (phc, alone, role) = (hashed.phc, hashed.alone, Role::Admin.as_str().to_owned());
    let new = NewPerson { id: app.ambient.id(), email, name, role, password: phc, password_alone: alone };
    let opening = Opening::draw(app, visitor);
    let begun = opening.clone();
    app.act::<_, AccessError, _>(Ask::new(Caller::Nobody, Passage::SetUp), move |tx, at| {
        // Two set-ups at once: the first one wins.
        if tx.person_count()? > 0 {
            return Err(AccessError::LinkGone);
        }
        tx.person_insert(&new, at.now)?;
        if !tx.invitation_use(link.id, new.id, at.now)? {
            return Err(AccessError::LinkGone);
        }
        tx.setting_put(ORGANISATION, &organisation)?;
        begun.begin(tx, new.id, at)?;
        Ok(((), Fact::new("set-up", &new.id).with("role", Role::Admin.as_str())))
    })
    .await?;
    Ok(opening)
}

//! Secrets of units that staff make: each is shown once, and kept as a hash.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use steadfast_store::{CodeBy, FreshCode, Id, SecretKind, Time, Tx, UnitSecret, kinds};

use super::error::FleetError;
use super::reason::{Reason, Wrong};
use super::units::in_use;
use super::{code, note};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::rollout::held::OPENS_FOR;

/// How many days a code opens, unless said otherwise; and the most.
pub const DAYS: i64 = 30;
/// The most days that a code opens.
pub const MOST_DAYS: i64 = 366;

/// A secret that was just made. Its text is shown once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The secret itself.
    pub text: String,
    /// Until when it opens.
    pub expires: Option<Time>,
}

/// Makes a code by which a unit enrols, once, within `days`; the one before it is void.
///
/// # Errors
/// When there is no such unit in use, the days are none, or it is not allowed.
pub async fn enrol_code(app: &App, ask: Ask, id: Id<kinds::Unit>, days: Option<i64>) -> Result<Made, FleetError> {
    let days = days.unwrap_or(DAYS);
    let span = u64::try_from(days).ok().filter(|_| (1..=MOST_DAYS).contains(&days));
    let span = span.ok_or_else(|| Wrong::new("days", Reason::Number(1, MOST_DAYS)))?;
    let expires = app.ambient.now().after(Duration::from_secs(span * 86_400));
    let text = code::code(app.ambient.random());
    let hash = code::enrol_hash(&text);
    make(app, ask, id, (SecretKind::EnrolCode, hash), Made { text, expires: Some(expires) }).await
}

/// Makes the token of a unit for the hawkBit door; the one before it is void.
///
/// # Errors
/// When there is no such unit in use, or it is not allowed.
pub async fn token(app: &App, ask: Ask, id: Id<kinds::Unit>) -> Result<Made, FleetError> {
    let text = code::token(&app.ambient.random());
    let hash = code::token_hash(&text);
    make(app, ask, id, (SecretKind::DdiToken, hash), Made { text, expires: None }).await
}

/// Makes another code for the owner of a unit, as after it was sold on: the one before it, on its label too, is void.
///
/// # Errors
/// When there is no such unit in use, or it is not allowed.
pub async fn owner_code(app: &App, ask: Ask, id: Id<kinds::Unit>) -> Result<Made, FleetError> {
    let text = code::code(app.ambient.random());
    let hash = code::owner_hash(&text);
    make(app, ask, id, (SecretKind::OwnerCode, hash), Made { text, expires: None }).await
}

/// By what staff made sure that whoever asks owns a unit. No free words: they would name people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Checked {
    /// They showed what they paid.
    Purchase,
    /// The device itself was there.
    Device,
    /// They were reached where the owner of this unit was known to be reached.
    Contact,
}

impl Checked {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Purchase, Self::Device, Self::Contact];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Device => "device",
            Self::Contact => "contact",
        }
    }
}

/// Makes a code by which the owner of a unit sees what is held of it, once, within an hour: for units that show none themselves.
///
/// # Errors
/// When there is no such unit in use, it shows codes itself, or it is not allowed.
pub async fn fresh_code(app: &App, ask: Ask, id: Id<kinds::Unit>, checked: Checked) -> Result<Made, FleetError> {
    let text = code::code(app.ambient.random());
    let (hash, event) = (code::fresh_hash(&text), app.ambient.id());
    let done = app.act::<_, FleetError, _>(ask, move |tx, at| {
        let unit = in_use(tx, id)?;
        if unit.key.is_some() {
            return Err(FleetError::ShowsCodes);
        }
        let expires = Time(at.now.0.saturating_add(OPENS_FOR));
        tx.unit_fresh_code_put(unit.number, &FreshCode { hash, by: CodeBy::Staff, made: at.now, expires, used: None })?;
        let facts = json!({"record": at.record.to_string(), "secret": "fresh-code", "checked": checked.as_str()});
        note(tx, unit.number, event, "secret-made", facts)?;
        let fact = Fact::new("fresh-code-made", &id).with("checked", checked.as_str());
        Ok((Made { text: text.clone(), expires: Some(expires) }, fact.with("expires", expires.to_string())))
    });
    Ok(done.await?.answer)
}

async fn make(
    app: &App,
    ask: Ask,
    id: Id<kinds::Unit>,
    secret: (SecretKind, [u8; 32]),
    made: Made,
) -> Result<Made, FleetError> {
    let event = app.ambient.id();
    let done = app.act::<_, FleetError, _>(ask, move |tx, at| {
        let fact = keep(tx, at, (id, event), secret, made.expires)?;
        Ok((made.clone(), fact))
    });
    Ok(done.await?.answer)
}

fn keep(
    tx: &mut Tx<'_>,
    at: &At,
    (id, event): (Id<kinds::Unit>, Id<kinds::UnitEvent>),
    (kind, hash): (SecretKind, [u8; 32]),
    expires: Option<Time>,
) -> Result<Fact, FleetError> {
    let unit = in_use(tx, id)?;
    tx.unit_secret_put(unit.number, &UnitSecret { kind, hash, expires, made: at.now })?;
    let facts = json!({"record": at.record.to_string(), "secret": kind.as_str()});
    note(tx, unit.number, event, "secret-made", facts)?;
    let fact = Fact::new("unit-secret-made", &id).with("secret", kind.as_str());
    Ok(match expires {
        Some(expires) => fact.with("expires", expires.to_string()),
        None => fact,
    })
}

//! Which unit asks: by the token of that unit, which is kept as a hash and compared in constant time, or by a certificate
//! that names that unit. There is nothing that serves for several.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header;
use axum::http::request::Parts;
use steadfast_store::{SecretKind, StoreError, Time, Tx, Unit, UnitState};

use crate::access::digest::same;
use crate::app::App;
use crate::fleet::code::token_hash;
use crate::http::listen::{Certified, Peer};
use crate::http::problem::Problem;

/// The one tenant, in any case: a server is one organisation.
const TENANT: &str = "default";
const MINUTE: i64 = 60_000_000;

/// What a unit shows. A certificate is never passed over: who shows one that names another unit is refused, whatever token
/// comes with it.
enum Shown {
    Certificate(Certified),
    Token(Option<[u8; 32]>),
}

impl Shown {
    fn by(parts: &Parts) -> Self {
        match parts.extensions.get::<Certified>() {
            Some(certified) => Self::Certificate(certified.clone()),
            None => Self::Token(token(parts).map(|token| token_hash(&token))),
        }
    }

    /// What to say where it is not this unit's.
    fn refused(&self) -> &'static str {
        match self {
            Self::Certificate(_) => {
                "the certificate of this device names another one: its common name is the serial number"
            }
            Self::Token(_) => "show the token of this device: Authorization: TargetToken …",
        }
    }
}

/// A unit that showed its token or its certificate.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The unit.
    pub(super) unit: Unit,
    /// Where this door begins for it: scheme, host, tenant and name.
    pub(super) base: String,
}

/// The same for what is not counted: a download comes in thousands of ranges.
#[derive(Clone, Debug)]
pub(super) struct Downloading(pub(super) Known);

impl FromRequestParts<Arc<App>> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let known = known(parts, app).await?;
        let now = app.ambient.steady();
        match app.guesses.asks(known.unit.number, now) {
            Some(wait) => Err(Problem::throttled("this device asks too often").retry_after(wait)),
            None => Ok(known),
        }
    }
}

impl FromRequestParts<Arc<App>> for Downloading {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        known(parts, app).await.map(Self)
    }
}

async fn known(parts: &mut Parts, app: &Arc<App>) -> Result<Known, Problem> {
    // Behind a proxy everything comes from there: nobody is to be blamed for all.
    let peer = parts.extensions.get::<Peer>().map(|peer| peer.0).filter(|_| !app.config.behind_proxy);
    let now = app.ambient.steady();
    if let Some(wait) = peer.and_then(|peer| app.guesses.over(peer, now)) {
        return Err(Problem::throttled("too many requests from this address failed").retry_after(wait));
    }
    let (tenant, controller) = named(parts, app).await?;
    let shown = Shown::by(parts);
    let (called, refused) = (controller.clone(), shown.refused());
    let found = app.store.look_up::<_, StoreError, _>(move |tx| shows(tx, &called, &shown)).await?;
    match found {
        Some(unit) => Ok(Known { unit, base: base(parts, app, &tenant, &controller) }),
        None => {
            if let Some(peer) = peer {
                app.guesses.failed(peer, now);
            }
            Err(Problem::not_signed_in(refused))
        }
    }
}

async fn named(parts: &mut Parts, app: &Arc<App>) -> Result<(String, String), Problem> {
    let absent = || Problem::not_found("nothing lies at this address");
    let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| absent())?;
    let find = |name: &str| path.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    let (tenant, controller) = find("tenant").zip(find("controller")).ok_or_else(absent)?;
    if tenant.eq_ignore_ascii_case(TENANT) { Ok((tenant, controller)) } else { Err(absent()) }
}

fn token(parts: &Parts) -> Option<String> {
    let shown = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = shown.split_once(' ')?;
    scheme.eq_ignore_ascii_case("TargetToken").then(|| token.trim().to_owned())
}

/// The unit, where what is shown is its own. A token that nobody has costs as much to refuse.
fn shows(tx: &mut Tx<'_>, controller: &str, shown: &Shown) -> Result<Option<Unit>, StoreError> {
    let unit = tx.unit_of_controller(controller)?.filter(|unit| unit.state != UnitState::Decommissioned);
    let number = unit.as_ref().map_or(0, |unit| unit.number);
    let kept = tx.unit_secret(number, SecretKind::DdiToken)?.map_or([0; 32], |secret| secret.hash);
    let right = match shown {
        Shown::Certificate(Certified(name)) => name.as_deref() == Some(controller),
        Shown::Token(shown) => shown.as_ref().is_some_and(|shown| same(shown, &kept)),
    };
    Ok(unit.filter(|_| right))
}

/// Addresses lead back to the host that the device asked.
fn base(parts: &Parts, app: &App, tenant: &str, controller: &str) -> String {
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if app.config.device_speaks_tls() { "https" } else { "http" };
    let controller = steadfast_trust::tuf::quoted(controller);
    format!("{scheme}://{host}/{tenant}/controller/v1/{controller}")
}

/// Whether it is known that a unit is awake.
pub(super) fn is_awake(unit: &Unit) -> bool {
    unit.state == UnitState::Active && !unit.silent
}

/// Whether it is to be noted that a unit was heard of: about once a minute says enough. What was noted counts once it was
/// brought to the unit.
pub(super) fn is_due(unit: &Unit, now: Time) -> bool {
    unit.last_seen.is_none_or(|seen| now.0 - seen.0 >= MINUTE)
}

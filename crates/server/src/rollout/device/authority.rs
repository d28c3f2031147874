//! Which unit asks: by the key that signed the request.

use std::net::IpAddr;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use steadfast_protocol::{CONTENT_TYPE, Envelope, Message, decode};
use steadfast_store::{StoreError, Unit};
use steadfast_trust::key::UnitPublicKey;

use super::error::DeviceError;
use crate::app::App;

/// A unit, its key, and what it says.
pub(super) struct Known<M> {
    pub(super) unit: Unit,
    pub(super) key: UnitPublicKey,
    pub(super) said: M,
}

/// Opens a request by the key of the unit that it names.
pub(super) async fn open<M: Message>(app: &App, body: &[u8]) -> Result<Known<M>, DeviceError> {
    let envelope: Envelope = decode(body)?;
    let named = *envelope.key;
    let unit = app.store.look_up::<_, StoreError, _>(move |tx| tx.unit_of_key(&named)).await?;
    let unit = unit.filter(|unit| !unit.is_closed()).ok_or(DeviceError::Unknown)?;
    let key = unit.public_key.as_deref().and_then(UnitPublicKey::from_bytes).ok_or(DeviceError::Unknown)?;
    let said = envelope.open(&key)?;
    Ok(Known { unit, key, said })
}

/// When an address that failed too often is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blame {
    /// Before it is heard: it could guess.
    Before,
    /// When it fails again: whoever signs rightly is heard, whoever else is behind the same address.
    After,
}

/// Answers a request, and counts what may be a guess.
pub(super) async fn guarded(
    app: &App,
    peer: Option<IpAddr>,
    blame: Blame,
    answer: impl Future<Output = Result<Vec<u8>, DeviceError>>,
) -> Response {
    let over = || peer.and_then(|peer| app.guesses.over(peer, app.ambient.steady()));
    if let (Blame::Before, Some(wait)) = (blame, over()) {
        return DeviceError::Throttled(wait).into_response();
    }
    match answer.await {
        Ok(answer) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], answer).into_response(),
        Err(error) => {
            if let Some(wait) = over().filter(|_| error.is_a_guess()) {
                return DeviceError::Throttled(wait).into_response();
            }
            if let Some(peer) = peer.filter(|_| error.is_a_guess()) {
                app.guesses.failed(peer, app.ambient.steady());
            }
            error.into_response()
        }
    }
}

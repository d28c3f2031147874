//! A unit's first request: it brings the key that it made.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::Response;
use serde_json::json;
use steadfast_protocol::{Enrol, Enrolled, Envelope, EnvelopeError, KnownPart, decode, encode};
use steadfast_store::{Id, IdError, SecretKind, Time, Tx, Unit, UnitEvent, UnitStatement, kinds};
use steadfast_trust::key::UnitPublicKey;

use super::answer::seconds;
use super::authority::{Blame, guarded};
use super::error::DeviceError;
use crate::access::digest::same;
use crate::app::App;
use crate::fleet::code::enrol_hash;
use crate::fleet::units::Parts;
use crate::http::listen::Peer;

/// What a unit said, its key, and the ids under which what comes of it is kept.
struct Asked {
    said: Enrol,
    product: Id<kinds::Product>,
    key: UnitPublicKey,
    envelope: Vec<u8>,
    event: Id<kinds::UnitEvent>,
    statement: Id<kinds::UnitStatement>,
    now: Time,
}

pub(super) async fn enrol(State(app): State<Arc<App>>, extensions: Extensions, body: Bytes) -> Response {
    let answer = async {
        let asked = read(&app, &body)?;
        let write = || app.store.write::<_, DeviceError, _>(move |tx| entered(tx, &asked));
        let (enrolled, refused) = app.admission.admit(write).await?;
        refused.map_or(Ok(encode(&enrolled)), Err)
    };
    guarded(&app, Peer::blamed(&app, &extensions), Blame::Before, answer).await
}

fn read(app: &App, body: &[u8]) -> Result<Asked, DeviceError> {
    let envelope: Envelope = decode(body)?;
    let claimed: Enrol = decode(&envelope.payload)?;
    let key = UnitPublicKey::from_bytes(&*claimed.key).ok_or(EnvelopeError::Signature)?;
    let said: Enrol = envelope.open(&key)?;
    let product = said.product.parse().map_err(|_: IdError| DeviceError::Code)?;
    let (event, statement, now) = (app.ambient.id(), app.ambient.id(), app.ambient.now());
    Ok(Asked { said, product, key, envelope: body.to_vec(), event, statement, now })
}

/// Enters the key. One that was entered before is answered as it was then; what is refused where two units meet is noted in
/// the history of the one that has the key.
fn entered(tx: &mut Tx<'_>, asked: &Asked) -> Result<(Enrolled, Option<DeviceError>), DeviceError> {
    let unit = tx.unit_of_serial(asked.product, &asked.said.serial)?;
    let unit = unit.filter(|unit| !unit.is_closed()).ok_or(DeviceError::Code)?;
    let fingerprint = asked.key.fingerprint().0;
    if let Some(other) = tx.unit_of_key(&fingerprint)?.filter(|other| other.number != unit.number) {
        note(tx, asked, &other, "key-shown-by-another")?;
        return Ok((Enrolled::default(), Some(DeviceError::KeyTaken)));
    }
    match (unit.key, &unit.public_key) {
        (Some(key), Some(_)) if key == fingerprint => {}
        (Some(key), None) if key == fingerprint => {
            tx.unit_set_public(unit.number, &fingerprint, &asked.key.to_bytes())?;
            welcomed(tx, asked, &unit, "list")?;
        }
        (Some(_), _) => {
            shown(tx, asked, &unit)?;
            return Err(DeviceError::OtherKey);
        }
        (None, _) => {
            shown(tx, asked, &unit)?;
            tx.unit_secret_remove(unit.number, SecretKind::EnrolCode)?;
            tx.unit_set_key(unit.number, Some(&fingerprint), Some(&asked.key.to_bytes()))?;
            welcomed(tx, asked, &unit, "code")?;
        }
    }
    Ok((enrolled(tx, &unit, asked.now)?, None))
}

/// Whether it shows the unit's code. Who does not learns nothing of the unit, nor whether there is one.
fn shown(tx: &mut Tx<'_>, asked: &Asked, unit: &Unit) -> Result<(), DeviceError> {
    let shown = enrol_hash(asked.said.code.as_deref().unwrap_or_default());
    let kept = tx.unit_secret(unit.number, SecretKind::EnrolCode)?;
    let open = kept.as_ref().is_some_and(|kept| kept.expires.is_none_or(|expires| asked.now < expires));
    let fits = same(&shown, &kept.map_or([0; 32], |kept| kept.hash));
    if open && fits { Ok(()) } else { Err(DeviceError::Code) }
}

fn welcomed(tx: &mut Tx<'_>, asked: &Asked, unit: &Unit, by: &str) -> Result<(), DeviceError> {
    tx.unit_seen(unit.number, asked.now)?;
    let facts = json!({ "by": by, "key": asked.key.fingerprint().to_string() }).to_string();
    tx.unit_event(unit.number, &UnitEvent { id: asked.event, kind: "enrolled".to_owned(), facts })?;
    let statement = UnitStatement {
        id: asked.statement,
        unit: unit.number,
        kind: "enrolled".to_owned(),
        content: asked.envelope.clone(),
        digest: Envelope::digest(&asked.envelope),
        told: None,
    };
    tx.unit_statement_insert(&statement)?;
    Ok(())
}

fn note(tx: &mut Tx<'_>, asked: &Asked, unit: &Unit, kind: &str) -> Result<(), DeviceError> {
    let facts = json!({ "serial": asked.said.serial }).to_string();
    Ok(tx.unit_event(unit.number, &UnitEvent { id: asked.event, kind: kind.to_owned(), facts })?)
}

fn enrolled(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<Enrolled, DeviceError> {
    let known = tx.unit_of_number(unit.number)?.ok_or(DeviceError::Unknown)?;
    let parts = Parts::of(tx, unit.product)?.0.into_iter();
    Ok(Enrolled {
        unit: known.id.to_string(),
        counter: u64::try_from(known.counter).unwrap_or(0),
        parts: parts.map(|part| KnownPart { id: part.id.to_string(), name: part.name }).collect(),
        time: seconds(now),
    })
}

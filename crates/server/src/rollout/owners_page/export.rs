//! What is held as a file: events and findings as OCSF has them, or the batches as the device signed them. A line each, read in
//! slices, so that nobody waits for it.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Form;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use serde_json::json;
use steadfast_monitor::detect::Reason;
use steadfast_monitor::event::{Class, Event};
use steadfast_monitor::ocsf;
use steadfast_store::{EventBatch, StoreError, Tx, Unit};
use steadfast_trust::encoding::{base64, hex};

use super::enter::Owner;
use super::held::Sent;
use super::pass::Pass;
use super::view::over;
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::batch;
use crate::monitoring::read::{alerts_of, reasons};
use crate::rollout::RolloutError;
use crate::rollout::owner::owned;

/// Batches in one slice.
const SLICE: i64 = 16;
/// Alerts whose reasons are told.
const ALERTS: i64 = 1000;

/// Whose device it is about.
#[derive(Clone, Debug)]
struct Whose {
    unit: Unit,
    id: String,
    product: String,
    vendor: String,
    /// The newest of its logs.
    log: i64,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Events,
    Signed,
}

/// Where an export stands.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Head,
    /// Class, log, and the number of the last event that was written.
    Batches(i64, i64, i64),
    Alerts,
}

/// The file.
pub(super) async fn export(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let pass = Pass::read(&app, &sent.pass).filter(|pass| pass.is_fresh);
    let Some(pass) = pass else { return Ok(over(&owner.0)) };
    let now = app.ambient.now();
    let read = move |tx: &mut Tx<'_>| {
        let unit = owned(tx, pass.unit, &pass.proof(), now)?;
        whose(tx, unit)
    };
    let whose = match app.store.read::<_, RolloutError, _>(read).await {
        Ok(whose) => whose,
        Err(RolloutError::CodeVoid) => return Ok(over(&owner.0)),
        Err(error) => return Err(error.into()),
    };
    let (kind, name) = if sent.kind == "signed" { (Kind::Signed, "signed") } else { (Kind::Events, "events") };
    let lines = stream::unfold(Some(Stage::Head), move |stage| {
        let (app, whose) = (Arc::clone(&app), whose.clone());
        async move { next(&app, &whose, kind, stage?).await }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.jsonl\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

fn whose(tx: &mut Tx<'_>, unit: Unit) -> Result<Whose, RolloutError> {
    let product = tx.product(unit.product)?;
    let maker = product.as_ref().map(|product| tx.manufacturer(product.manufacturer)).transpose()?.flatten();
    Ok(Whose {
        id: unit.id.to_string(),
        log: tx.unit_log(unit.number)?.log,
        product: product.map(|product| product.name).unwrap_or_default(),
        vendor: maker.map(|maker| maker.name).unwrap_or_default(),
        unit,
    })
}

type Line = Result<Bytes, std::io::Error>;

/// An export that breaks off ends the connection before its end: a browser says so.
async fn next(app: &App, whose: &Whose, kind: Kind, stage: Stage) -> Option<(Line, Option<Stage>)> {
    match slice(app, whose, kind, stage).await {
        Ok((text, next)) => Some((Ok(Bytes::from(text)), next)),
        Err(error) => {
            tracing::error!(%error, "the export of an owner broke off");
            Some((Err(std::io::Error::other(error)), None))
        }
    }
}

async fn slice(app: &App, whose: &Whose, kind: Kind, stage: Stage) -> Result<(String, Option<Stage>), StoreError> {
    match stage {
        Stage::Head => Ok((head(whose, kind), Some(Stage::Batches(0, 0, 0)))),
        Stage::Batches(class, log, after) => {
            let unit = whose.unit.number;
            let read = move |tx: &mut Tx<'_>| tx.event_batches((unit, log, class), after, SLICE);
            let found = app.store.read::<_, StoreError, _>(read).await?;
            let text = match kind {
                Kind::Signed => found.iter().map(signed).collect(),
                Kind::Events => events(whose, &found, after),
            };
            Ok((text, Some(following(whose, &found, (class, log)))))
        }
        Stage::Alerts if kind == Kind::Signed => Ok((String::new(), None)),
        Stage::Alerts => {
            let unit = whose.unit.number;
            let found = app.store.read::<_, StoreError, _>(move |tx| alerts_of(tx, unit, ALERTS)).await?;
            let all: Vec<Reason> = found.iter().flat_map(|(_, seen)| reasons(seen)).collect();
            Ok((all.iter().map(|reason| line(&ocsf::finding(reason, &of(whose, reason.last)))).collect(), None))
        }
    }
}

/// What is looked at next: the rest of this log, the next log, the next class, what was concluded.
fn following(whose: &Whose, found: &[EventBatch], (class, log): (i64, i64)) -> Stage {
    match found.last() {
        Some(last) => Stage::Batches(class, log, last.last),
        None if log < whose.log => Stage::Batches(class, log + 1, 0),
        None if class + 1 < Class::ALL.len() as i64 => Stage::Batches(class + 1, 0, 0),
        None => Stage::Alerts,
    }
}

/// Signed batches begin with what they are checked by; events need no head.
fn head(whose: &Whose, kind: Kind) -> String {
    let key = whose.unit.public_key.as_deref().map(hex);
    let head = json!({
        "schema": "steadfast-signed-events-v1", "unit": whose.id, "serial": whose.unit.serial, "product": whose.product,
        "maker": whose.vendor, "algorithm": "ed25519", "public_key": key,
    });
    if kind == Kind::Signed { line(&head.to_string()) } else { String::new() }
}

fn signed(batch: &EventBatch) -> String {
    let class = u8::try_from(batch.class).ok().and_then(Class::of).map(Class::code);
    let it = json!({
        "log": batch.log, "class": class, "first": batch.first, "last": batch.last, "taken": batch.taken.to_string(),
        "sha256": hex(&batch.digest), "envelope": batch::signed(batch).ok().map(|signed| base64(&signed)),
    });
    line(&it.to_string())
}

/// The events of batches, each once: what came twice stands in two of them.
fn events(whose: &Whose, found: &[EventBatch], after: i64) -> String {
    let (mut text, mut last) = (String::new(), u64::try_from(after).unwrap_or(0));
    for kept in found {
        let Ok(opened) = batch::open(kept) else { continue };
        for (bytes, number) in opened.events.iter().zip(opened.first..).filter(|(_, number)| *number > last) {
            let Ok(event) = Event::decode(bytes) else { continue };
            let received = kept.taken.0.div_euclid(1_000_000);
            text.push_str(&line(&ocsf::event(&Event { number, ..event }, &of(whose, received))));
        }
        last = last.max(opened.last);
    }
    text
}

fn of(whose: &Whose, received: i64) -> ocsf::Unit<'_> {
    ocsf::Unit { unit: &whose.id, product: &whose.product, vendor: &whose.vendor, received }
}

fn line(object: &str) -> String {
    let mut text = String::with_capacity(object.len() + 1);
    let _ = writeln!(text, "{object}");
    text
}

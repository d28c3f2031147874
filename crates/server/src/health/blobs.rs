//! The place of blobs: asked at most once a minute, by putting one, reading it and removing it.

use std::time::Duration;

use tokio::time::timeout;

use super::Part;
use super::store::milliseconds;
use super::watch::Probe;
use crate::app::App;
use crate::web::pages::health::{Condition, Value};

/// For so long an answer is good enough, in microseconds.
const FRESH: i64 = 60_000_000;
/// Whoever looks waits no longer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(app: &App) -> Part {
    let probe = fresh(app).await;
    let place = app.config.blob_place().map_or(Value::Unknown, |place| Value::Plain(place.to_string()));
    let part = Part::good("blobs").figure("place", place).figure("probed", Value::At(probe.at.0));
    match probe.outcome {
        Ok(took) => part.figure("answered-in", Value::Milliseconds(milliseconds(took))),
        Err(words) => part
            .figure("answered-in", Value::Unknown)
            .figure("fault", Value::Plain(words))
            .but(Condition::Bad, "blobs-away"),
    }
}

/// The last answer, or a new one. One asks, the others wait for it.
async fn fresh(app: &App) -> Probe {
    let mut last = app.watch.blobs.lock().await;
    let steady = app.ambient.steady();
    if let Some(known) = last.as_ref().filter(|known| steady.saturating_sub(known.steady) < FRESH) {
        return known.clone();
    }
    let probe = probe(app, steady).await;
    *last = Some(probe.clone());
    probe
}

async fn probe(app: &App, began: i64) -> Probe {
    let at = app.ambient.now();
    let asked = timeout(PATIENCE, app.blobs.probe(&app.ambient.random::<32>())).await;
    let outcome = match asked {
        Ok(Ok(_)) => Ok(app.ambient.steady().saturating_sub(began)),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} seconds", PATIENCE.as_secs())),
    };
    if let Err(words) = &outcome {
        tracing::warn!(reason = %words, "blobs cannot be kept and read");
    }
    Probe { at, steady: app.ambient.steady(), outcome }
}

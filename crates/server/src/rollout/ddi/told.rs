//! What a device says about itself: its attributes, and what it runs.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use steadfast_store::{Part, PartKind, Tx, Unit};

use super::authority::Known;
use super::links::hal;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::report::{Runs, runs};

/// Parts of a product.
const PARTS: i64 = 100;

/// Attributes. `version` is what the device software is, or what the only part is; an attribute with the name of a part is
/// the version of that part. Everything else is passed over.
pub(super) async fn config_data(
    State(app): State<Arc<App>>,
    known: Known,
    Json(said): Json<Value>,
) -> Result<Response, Problem> {
    let attributes: Vec<(String, String)> = said["data"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect();
    taken(&app, known.unit, move |parts| {
        let versions = attributes.iter().filter_map(|(name, version)| Some((part_of(parts, name)?, version.clone())));
        versions.collect()
    })
    .await
}

/// The device says what it runs, as after it left the factory.
pub(super) async fn installed(
    State(app): State<Arc<App>>,
    known: Known,
    Json(said): Json<Value>,
) -> Result<Response, Problem> {
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let (name, version) = (text("name"), text("version"));
    if version.is_empty() {
        return Err(Problem::invalid("say \"name\" and \"version\""));
    }
    taken(&app, known.unit, move |parts| {
        let part = part_of(parts, &name).or_else(|| part_of(parts, "version"));
        part.map(|part| (part, version.clone())).into_iter().collect()
    })
    .await
}

fn part_of<'a>(parts: &'a [Part], name: &str) -> Option<&'a Part> {
    let named = parts.iter().find(|part| part.name == name);
    let devices: Vec<&Part> = parts.iter().filter(|part| part.kind == PartKind::Device).collect();
    let only = match (devices.as_slice(), parts) {
        ([device], _) => Some(*device),
        ([], [part]) => Some(part),
        _ => None,
    };
    named.or_else(|| only.filter(|_| name.eq_ignore_ascii_case("version")))
}

async fn taken(
    app: &App,
    unit: Unit,
    versions: impl Fn(&[Part]) -> Vec<(&Part, String)> + Send + 'static,
) -> Result<Response, Problem> {
    let (event, now) = (app.ambient.id(), app.ambient.now());
    let write = move |tx: &mut Tx<'_>| {
        tx.unit_seen(unit.number, now)?;
        let parts = tx.part_list(unit.product, PARTS)?;
        for (part, label) in versions(&parts) {
            let label = label.trim().chars().take(100).collect();
            runs(tx, &unit, &Runs { part: part.id, label, starts: None, fits: true, names_image: false }, event, now)?;
        }
        Ok(())
    };
    app.store.write::<_, RolloutError, _>(write).await?;
    app.wake.notify_one();
    Ok(hal(json!({})))
}

//! The files of an update, for the device that it is for.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use steadfast_store::{Artifact, ArtifactFile, Tx, Unit};
use steadfast_trust::encoding::hex;

use super::authority::{Downloading, Known};
use super::deployment::{name_of, shown};
use super::links::hal;
use crate::app::App;
use crate::http::problem::Problem;
use crate::http::range;
use crate::rollout::content::content;
use crate::rollout::{RolloutError, manage};

type Files = Vec<(Artifact, ArtifactFile)>;

async fn files(app: &App, unit: Unit, module: i64) -> Result<Files, RolloutError> {
    let read = move |tx: &mut Tx<'_>| {
        let action = tx.rollout_action(unit.number, module)?.ok_or(RolloutError::NoUpdate)?;
        let rollout = manage::of(tx, action.rollout)?;
        Ok(content(tx, &unit, &rollout)?.files)
    };
    app.store.look_up::<_, RolloutError, _>(read).await
}

pub(super) async fn list(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, module)): Path<(String, String, i64)>,
) -> Result<Response, Problem> {
    let address = format!("{}/softwaremodules/{module}/artifacts", known.base);
    let found = files(&app, known.unit, module).await?;
    Ok(hal(Value::Array(found.iter().map(|(artifact, file)| shown(artifact, file, &address)).collect())))
}

pub(super) async fn one(
    State(app): State<Arc<App>>,
    Downloading(Known { unit, .. }): Downloading,
    Path((_, _, module, name)): Path<(String, String, i64, String)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let found = files(&app, unit, module).await?;
    let named = |wanted: &str| found.iter().find(|(artifact, _)| name_of(&artifact.path) == wanted);
    if let Some((_, file)) = name.strip_suffix(".MD5SUM").and_then(named) {
        let wanted = name.trim_end_matches(".MD5SUM");
        return Ok(format!("{}  {wanted}\n", hex(&file.md5)).into_response());
    }
    let (artifact, file) = named(&name).ok_or_else(|| Problem::not_found("this update has no such file"))?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"))];
    range::serve(&app.blobs, artifact.blob, file.length.unsigned_abs(), &asked, &kind).await
}

//! What to install.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use steadfast_store::{Artifact, ArtifactFile, PartKind, RolloutAction, Tx};
use steadfast_trust::encoding::hex;
use steadfast_trust::tuf::quoted;

use super::authority::Known;
use super::links::{Links, hal};
use super::poll::{Heard, hear};
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::content::content;
use crate::rollout::{RolloutError, manage};

pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    match hear(&app, known.unit.clone(), now).await? {
        Heard::Deployment(heard) if heard.number == action => Ok(hal(body(&app, &known, &heard, "deployment").await?)),
        _ => Err(Problem::not_found("there is nothing to install under this number")),
    }
}

/// The answer for an update; `member` is `deployment` or `confirmation`.
pub(super) async fn body(
    app: &App,
    known: &Known,
    action: &RolloutAction,
    member: &str,
) -> Result<Value, RolloutError> {
    let (unit, id) = (known.unit.clone(), action.rollout);
    let read = move |tx: &mut Tx<'_>| {
        let rollout = manage::of(tx, id)?;
        content(tx, &unit, &rollout)
    };
    let content = app.store.read::<_, RolloutError, _>(read).await?;
    let part = if content.part.kind == PartKind::Device { "os" } else { "bApp" };
    let module = format!("{}/softwaremodules/{}/artifacts", known.base, action.number);
    let artifacts: Vec<Value> = content.files.iter().map(|(artifact, file)| shown(artifact, file, &module)).collect();
    let chunk = json!({
        "part": part, "version": content.release.label, "name": content.part.name, "artifacts": artifacts,
    });
    let mut value = json!({ "id": action.number.to_string() });
    value[member] = json!({ "download": "forced", "update": "forced", "chunks": [chunk] });
    Ok(value)
}

pub(super) fn shown(artifact: &Artifact, file: &ArtifactFile, module: &str) -> Value {
    let name = name_of(&artifact.path);
    let href = format!("{module}/{}", quoted(name));
    let sum = format!("{href}.MD5SUM");
    let links = Links::default().with("download", href.clone()).with("md5sum", sum.clone());
    let plain = href.starts_with("http://");
    let links = if plain { links.with("download-http", href).with("md5sum-http", sum) } else { links };
    json!({
        "filename": name, "size": file.length, "_links": links.value(),
        "hashes": { "sha1": hex(&file.sha1), "md5": hex(&file.md5), "sha256": file.blob.to_string() },
    })
}

//! A document, its hashes, its signature.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use sha2::{Digest, Sha256, Sha512};
use steadfast_store::{AdvisoryRevision, Tx};
use steadfast_trust::encoding::hex;

use super::{answer, path};
use crate::advisories::error::AdvisoryError;
use crate::app::App;
use crate::http::problem::Problem;

/// What is asked for of a document.
#[derive(Clone, Copy)]
enum Part {
    Document,
    Sha256,
    Sha512,
    Signature,
}

fn part(file: &str) -> (&str, Part) {
    let parts = [(".sha256", Part::Sha256), (".sha512", Part::Sha512), (".asc", Part::Signature)];
    let found = parts.into_iter().find_map(|(ending, part)| Some((file.strip_suffix(ending)?, part)));
    found.unwrap_or((file, Part::Document))
}

/// The document in its newest version, or what belongs to it.
pub(super) async fn file(
    State(app): State<Arc<App>>,
    Path((year, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (document, part) = part(&file);
    let wanted = format!("white/{year}/{document}");
    let name = document.strip_suffix(".json").unwrap_or_default().to_uppercase();
    let found = app.store.read::<_, AdvisoryError, _>(move |tx| newest(tx, &name, &wanted)).await?;
    let found = found.ok_or_else(|| Problem::not_found("there is no such advisory"))?;
    let bytes = found.document.as_bytes();
    Ok(match part {
        Part::Document => answer("application/json", found.document),
        Part::Sha256 => answer("text/plain", format!("{}  {document}\n", hex(&Sha256::digest(bytes)))),
        Part::Sha512 => answer("text/plain", format!("{}  {document}\n", hex(&Sha512::digest(bytes)))),
        Part::Signature => answer("application/pgp-signature", found.signature),
    })
}

/// The newest version, where it is white and lies at this path.
fn newest(tx: &mut Tx<'_>, name: &str, wanted: &str) -> Result<Option<AdvisoryRevision>, AdvisoryError> {
    let Some(advisory) = tx.advisory_named(name)? else { return Ok(None) };
    if advisory.tlp != "white" || path(&advisory) != wanted {
        return Ok(None);
    }
    Ok(tx.advisory_revision(advisory.id, advisory.revision)?)
}

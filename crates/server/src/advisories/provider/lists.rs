//! The provider's metadata, its key, and its lists: `index.txt`, `changes.csv`, a ROLIE feed.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{DOCTYPE, html};
use serde_json::{Value, json};
use steadfast_store::{Advisory, Tx};

use super::{GROUND, answer, path, public};
use crate::access::setup::ORGANISATION;
use crate::advisories::error::AdvisoryError;
use crate::advisories::publish::moment;
use crate::advisories::{key, read};
use crate::app::App;
use crate::http::problem::Problem;

/// The document by which everything else is found.
pub(super) async fn metadata(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let (address, vault) = (app.config.address(), app.vault.clone());
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        let fingerprint = key::key(tx, &vault)?.fingerprint();
        let before: Vec<String> = key::before(tx)?.into_iter().map(|key| key.fingerprint).collect();
        let updated = public(tx)?.first().and_then(|newest| newest.released).map(moment);
        Ok((tx.setting(ORGANISATION)?.unwrap_or_default(), (fingerprint, before), updated))
    });
    let (name, (fingerprint, before), updated) = read.await?;
    let at = |path: &str| format!("{address}{GROUND}/{path}");
    let named = |fingerprint: &String, path: &str| json!({"fingerprint": fingerprint, "url": at(path)});
    let before = before.iter().map(|key| named(key, &format!("keys/{key}.asc")));
    let keys: Vec<Value> = std::iter::once(named(&fingerprint, "openpgp.asc")).chain(before).collect();
    let document = json!({
        "canonical_url": at("provider-metadata.json"),
        "distributions": [
            {"directory_url": at("white/")},
            {"rolie": {"feeds": [{
                "summary": "All advisories that everybody may read",
                "tlp_label": "WHITE",
                "url": at("white/csaf-feed-tlp-white.json"),
            }]}},
        ],
        // Before the first advisory there is no other time that would be true.
        "last_updated": updated.unwrap_or_else(|| moment(app.ambient.now())),
        "list_on_CSAF_aggregators": true,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": true,
        "public_openpgp_keys": keys,
        "publisher": {"category": "vendor", "name": name, "namespace": address},
        "role": "csaf_trusted_provider",
    });
    Ok(answer("application/json", format!("{document:#}\n")))
}

/// The public key, for whoever checks signatures.
pub(super) async fn public_key(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let vault = app.vault.clone();
    let key = app.store.read::<_, AdvisoryError, _>(move |tx| key::key(tx, &vault)).await?;
    Ok(answer("application/pgp-keys", key.public()))
}

/// A key that signed here before, for whoever checks what it signed.
pub(super) async fn key_before(State(app): State<Arc<App>>, Path(file): Path<String>) -> Result<Response, Problem> {
    let before = app.store.read::<_, AdvisoryError, _>(key::before).await?;
    let found = before.into_iter().find(|key| file == format!("{}.asc", key.fingerprint));
    let found = found.ok_or_else(|| Problem::not_found("no such key signed here"))?;
    Ok(answer("application/pgp-keys", found.public))
}

async fn all(app: &App) -> Result<Vec<Advisory>, Problem> {
    Ok(app.store.read::<_, AdvisoryError, _>(public).await?)
}

/// The path of an advisory below the directory, without its label.
fn below(advisory: &Advisory) -> String {
    path(advisory).trim_start_matches("white/").to_owned()
}

/// Every document's path, one on a line.
pub(super) async fn index(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let lines = all(&app).await?.iter().map(|advisory| below(advisory) + "\n").collect();
    Ok(answer("text/plain", lines))
}

/// Every document's path with the time of its newest version, the last changed first.
pub(super) async fn changes(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let line = |advisory: &Advisory| {
        let released = advisory.released.map(moment).unwrap_or_default();
        format!("\"{}\",\"{released}\"\n", below(advisory))
    };
    let lines = all(&app).await?.iter().map(line).collect();
    Ok(answer("text/csv", lines))
}

/// The listing of the directory: its lists, and a folder for each year.
pub(super) async fn directory(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let all = all(&app).await?;
    let years: BTreeSet<String> =
        all.iter().filter_map(|one| Some(format!("{}/", below(one).split_once('/')?.0))).collect();
    let lists = ["changes.csv", "csaf-feed-tlp-white.json", "index.txt"].map(str::to_owned);
    Ok(listing("white/", lists.into_iter().chain(years)))
}

/// The listing of a year.
pub(super) async fn year(State(app): State<Arc<App>>, Path(year): Path<String>) -> Result<Response, Problem> {
    let (all, folder) = (all(&app).await?, format!("{year}/"));
    let files = all.iter().map(below).filter_map(|path| Some(path.strip_prefix(&folder)?.to_owned()));
    let files: BTreeSet<String> =
        files.flat_map(|file| ["", ".sha256", ".sha512", ".asc"].map(|end| format!("{file}{end}"))).collect();
    if files.is_empty() {
        return Err(Problem::not_found("there is no advisory of this year"));
    }
    Ok(listing(&format!("white/{folder}"), files.into_iter()))
}

/// A folder as tools and people read it.
fn listing(folder: &str, names: impl Iterator<Item = String>) -> Response {
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (folder) } }
            body { h1 { (folder) } ul { @for name in names { li { a href=(name) { (name) } } } } }
        }
    };
    answer("text/html; charset=utf-8", body.into_string())
}

/// The ROLIE feed (RFC 8322).
pub(super) async fn feed(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let (address, now) = (app.config.address(), app.ambient.now());
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        let all = public(tx)?;
        let updated = all.first().and_then(|newest| newest.released).unwrap_or(now);
        let entries: Result<Vec<Value>, AdvisoryError> = all.iter().map(|one| entry(tx, one, &address)).collect();
        let own = format!("{address}{GROUND}/white/csaf-feed-tlp-white.json");
        Ok(json!({"feed": {
            "category": [{"scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf"}],
            "entry": entries?,
            "id": "csaf-feed-tlp-white",
            "link": [{"href": own, "rel": "self"}],
            "title": "Advisories that everybody may read (TLP:WHITE)",
            "updated": moment(updated),
        }}))
    });
    Ok(answer("application/json", format!("{:#}\n", read.await?)))
}

fn entry(tx: &mut Tx<'_>, advisory: &Advisory, address: &str) -> Result<Value, AdvisoryError> {
    let newest = tx.advisory_revision(advisory.id, advisory.revision)?.ok_or(AdvisoryError::NotFound("version"))?;
    let content = read::content(&newest.content)?;
    let at = format!("{address}{GROUND}/{}", path(advisory));
    Ok(json!({
        "content": {"src": at, "type": "application/json"},
        "format": {
            "schema": "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json",
            "version": "2.0",
        },
        "id": advisory.name,
        "link": [
            {"href": at, "rel": "self"},
            {"href": format!("{at}.sha256"), "rel": "hash"},
            {"href": format!("{at}.sha512"), "rel": "hash"},
            {"href": format!("{at}.asc"), "rel": "signature"},
        ],
        "published": advisory.published.map(moment),
        "summary": {"content": content.summary.en},
        "title": content.title.en,
        "updated": advisory.released.map(moment),
    }))
}

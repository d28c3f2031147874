//! What shops read of products: one document for each, and one for all.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use steadfast_store::{StoreError, Time, Tx};

use super::{base, fresh};
use crate::app::App;
use crate::http::problem::Problem;
use crate::lifecycle::page::{self, Public, SupportedPart};
use crate::reports::public::visitor::Visitor;
use crate::reports::settings;
use crate::web::urls;

/// The version of these documents: a field that others may rely on is never taken away or given another meaning under it.
const SCHEMA: u32 = 1;
/// The most products of one document.
const MOST: i64 = 2000;

/// All published products.
#[derive(Serialize)]
struct Feed {
    schema: u32,
    /// When something of it was changed last that staff say for this page.
    updated: Option<Time>,
    products: Vec<Shown>,
}

/// One product.
#[derive(Serialize)]
struct One {
    schema: u32,
    #[serde(flatten)]
    product: Shown,
}

/// What everybody may read of it. What nobody stated is `null`.
#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    designation: String,
    gtin: Option<String>,
    updated: Time,
    page: String,
    manufacturer: Maker,
    /// The single point of contact (Article 13(17)).
    contact: Option<String>,
    report: String,
    security_txt: String,
    /// Ends of support, by the day of placing (Article 13(19)).
    support: Vec<Support>,
    /// The end for a device that is placed today.
    support_ends: Option<String>,
    ce: &'static str,
    declaration: Option<Declaration>,
    languages: Vec<String>,
    supported: Vec<SupportedPart>,
}

#[derive(Serialize)]
struct Maker {
    name: String,
    address: Option<String>,
    contact: Option<String>,
}

#[derive(Serialize)]
struct Support {
    placed_from: Option<String>,
    ends: String,
}

#[derive(Serialize)]
struct Declaration {
    address: String,
    signed: String,
}

fn stated(text: &str) -> Option<String> {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The address of a product's page: its word, or its id.
pub(super) fn address(base: &str, public: &Public) -> String {
    let id = public.product.id.to_string();
    let word = if public.page.slug.is_empty() { &id } else { &public.page.slug };
    format!("{base}{}", urls::with(urls::PUBLIC_PRODUCT, &[word]))
}

/// Where flaws are reported: what the product says, else its manufacturer's contact.
pub(super) fn contact(public: &Public) -> Option<String> {
    stated(&public.product.contact).or_else(|| stated(&public.maker.contact))
}

fn shown(base: &str, public: Public) -> Shown {
    Shown {
        id: public.product.id.to_string(),
        page: address(base, &public),
        contact: contact(&public),
        gtin: stated(&public.page.gtin),
        updated: public.page.changed,
        manufacturer: Maker {
            name: public.maker.name,
            address: stated(&public.maker.address),
            contact: stated(&public.maker.contact),
        },
        report: format!("{base}{}", urls::REPORT),
        security_txt: format!("{base}{}", urls::SECURITY_TXT),
        support: public.ends.into_iter().map(|(placed_from, ends)| Support { placed_from, ends }).collect(),
        support_ends: public.ends_today,
        ce: if public.declared.is_some() { "declared" } else { "not-declared-yet" },
        declaration: public.declared.map(|one| Declaration { address: one.address, signed: one.day }),
        languages: public.page.languages.split_whitespace().map(str::to_owned).collect(),
        supported: public.parts,
        name: public.product.name,
        designation: public.product.designation,
    }
}

fn written(document: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec_pretty(document).map_err(|error| {
        tracing::error!(%error, "a document for shops cannot be written");
        Problem::defect("the server's log has the cause under this request's id")
    })
}

/// All of them.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    app.readers.count(visitor.network, now.0)?;
    let read = app.store.read::<_, StoreError, _>(move |tx| Ok((settings::kept(tx)?, all(tx, now)?)));
    let (kept, found) = read.await?;
    let base = base(&app, &kept.disclosure);
    let updated = found.iter().map(|public| public.page.changed).max();
    let products = found.into_iter().map(|public| shown(&base, public)).collect();
    Ok(fresh(&headers, "application/json", written(&Feed { schema: SCHEMA, updated, products })?))
}

fn all(tx: &mut Tx<'_>, now: Time) -> Result<Vec<Public>, StoreError> {
    let mut found = Vec::new();
    for one in tx.public_pages(MOST)? {
        found.extend(page::whole(tx, one, now)?);
    }
    Ok(found)
}

/// One of them.
pub(super) fn one(headers: &HeaderMap, base: &str, public: Public) -> Result<Response, Problem> {
    Ok(fresh(headers, "application/json", written(&One { schema: SCHEMA, product: shown(base, public) })?))
}

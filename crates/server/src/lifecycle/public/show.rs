//! The page of a product for everybody, in the reader's language; its JSON where the address ends with `.json`.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::StoreError;

use super::{base, feed, fresh, put};
use crate::app::App;
use crate::http::problem::Problem;
use crate::lifecycle::page::{self, Public};
use crate::reports::public::visitor::Visitor;
use crate::reports::settings;
use crate::web::pages::public_product::{PublicProductView, public_product};
use crate::web::policy::PAGE_HEADERS;
use crate::web::{Frame, Language, Texts, urls};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    lang: String,
}

/// The page, or its JSON.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
    Asked(wanted): Asked<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    app.readers.count(visitor.network, now.0)?;
    let (word, is_json) = match name.strip_suffix(".json") {
        Some(word) => (word.to_owned(), true),
        None => (name, false),
    };
    let read = app.store.read::<_, StoreError, _>(move |tx| Ok((settings::kept(tx)?, page::public(tx, &word, now)?)));
    let (kept, public) = read.await?;
    let public = public.ok_or_else(|| Problem::not_found("no such product is published here"))?;
    if is_json {
        return feed::one(&headers, &base(&app, &kept.disclosure), public);
    }
    let texts = Language::from_code(&wanted.lang).map_or(visitor.frame.texts, Texts::new);
    let frame = Frame { texts, ..visitor.frame };
    Ok(answer(&headers, &frame, &view(public)))
}

fn view(public: Public) -> PublicProductView {
    let contact = feed::contact(&public);
    let address = feed::address("", &public);
    PublicProductView {
        address,
        contact,
        security: urls::with(urls::PUBLIC_ADVISORIES, &[&public.product.id.to_string()]),
        name: public.product.name,
        designation: public.product.designation,
        gtin: public.page.gtin,
        maker: [public.maker.name, public.maker.address, public.maker.contact],
        ends: public.ends,
        ends_today: public.ends_today,
        declared: public.declared.map(|one| (one.address, one.day)),
        languages: public.page.languages.split_whitespace().map(str::to_owned).collect(),
        parts: public.parts.into_iter().map(|one| (one.part, one.versions)).collect(),
    }
}

/// A page that others may keep: nothing in it is about who reads.
fn answer(headers: &HeaderMap, frame: &Frame, view: &PublicProductView) -> Response {
    let markup = public_product(&Frame { flash: None, ..frame.clone() }, view).into_string();
    let mut response = fresh(headers, "text/html; charset=utf-8", markup);
    let kept = PAGE_HEADERS.iter().filter(|(name, _)| *name != header::CACHE_CONTROL.as_str());
    if response.status() == StatusCode::OK {
        for (name, value) in kept {
            put(&mut response, axum::http::HeaderName::from_static(name), value);
        }
    }
    response
}

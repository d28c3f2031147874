//! From a request to the frame of its page, and from markup to an answer.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use steadfast_store::StoreError;

use super::policy::PAGE_HEADERS;
use super::{Flash, Frame, Language, Texts, Theme, flash};
use crate::access::setup::ORGANISATION;
use crate::app::App;

/// Language, theme and address of a request.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    texts: Texts,
    theme: Theme,
    path: String,
    back: String,
    flash: Option<Flash>,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Infallible> {
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let language = Language::negotiate(cookie(&parts.headers, Language::COOKIE), accept);
        let theme = cookie(&parts.headers, Theme::COOKIE).map(Theme::from_key).unwrap_or_default();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let texts = Texts::new(language);
        let flash = flash::waiting(&parts.headers, texts);
        let back = if parts.method == Method::GET { path.clone() } else { referred(&parts.headers) };
        Ok(Self { texts, theme, path, back, flash })
    }
}

/// The page of this server that a form was sent from, as its browser says; nothing where it does not say.
fn referred(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let uri = referer.and_then(|text| text.parse::<Uri>().ok());
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let own = uri.filter(|uri| uri.authority().map(|authority| authority.as_str()) == host);
    own.and_then(|uri| uri.path_and_query().map(|path| path.as_str().to_owned())).unwrap_or_default()
}

impl Visit {
    /// Where to come back to after a sign-in: this page, or the one whose form was sent; empty where that is unknown.
    pub(crate) fn back(&self) -> &str {
        &self.back
    }

    /// The frame of a page for somebody who is not signed in.
    pub(crate) async fn frame(&self, app: &App) -> Result<Frame, StoreError> {
        let organisation = app.store.look_up::<_, StoreError, _>(|tx| tx.setting(ORGANISATION)).await?;
        Ok(Frame { organisation: organisation.unwrap_or_default(), ..self.bare(app) })
    }

    /// The same from nothing but the request, for pages that must be shown while the database is away.
    pub(crate) fn bare(&self, app: &App) -> Frame {
        Frame {
            texts: self.texts,
            theme: self.theme,
            now: app.ambient.now().0,
            path: self.path.clone(),
            organisation: String::new(),
            person: None,
            flash: self.flash.clone(),
            ringing: Vec::new(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sample: app.demo.is_some(),
        }
    }
}

pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
}

/// A page with the headers that every page is sent with.
pub(crate) fn page(status: StatusCode, markup: Markup) -> Response {
    let mut response = (status, markup.into_string()).into_response();
    for (name, value) in PAGE_HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// 303: the browser goes on with GET.
pub(crate) fn see(path: &str, cookies: HeaderMap) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    *response.headers_mut() = cookies;
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, place);
    response
}

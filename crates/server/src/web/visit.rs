//! From a request to the frame of its page, and from markup to an answer.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use steadfast_store::StoreError;

use super::policy::PAGE_HEADERS;
use super::{Frame, Language, Texts, Theme};
use crate::access::setup::ORGANISATION;
use crate::app::App;

/// Language, theme and address of a request.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    language: Language,
    theme: Theme,
    path: String,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Infallible> {
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let language = Language::negotiate(cookie(&parts.headers, Language::COOKIE), accept);
        let theme = cookie(&parts.headers, Theme::COOKIE).map(Theme::from_key).unwrap_or_default();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { language, theme, path })
    }
}

impl Visit {
    /// The frame of a page for somebody who is not signed in.
    pub(crate) async fn frame(&self, app: &App) -> Result<Frame, StoreError> {
        let organisation = app.store.read::<_, StoreError, _>(|tx| tx.setting(ORGANISATION)).await?;
        Ok(Frame {
            texts: Texts::new(self.language),
            theme: self.theme,
            now: app.ambient.now().0,
            path: self.path.clone(),
            organisation: organisation.unwrap_or_default(),
            person: None,
            flash: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
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

//! Signing in by passkey, from the first step or the second; and showing by one that it is oneself.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::confirm::shown as confirm_form;
use super::factors::question;
use super::refusal::at_field;
use super::sign_in::{Back, first_form, onward, second_form};
use crate::access::cookie::Cookie;
use crate::access::door::{SignedIn, Visitor, channel};
use crate::access::error::AccessError;
use crate::access::opening::put;
use crate::access::passkey::PasskeyError;
use crate::access::passkeys::{finish_confirming, finish_sign_in, start_confirming, start_sign_in};
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::reader::Reader;
use crate::web::visit::{Visit, see};
use crate::web::{Filled, urls};

/// The question for the browser.
pub(super) async fn begin(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Problem> {
    let (json, new) = start_sign_in(&app, &visitor).await?;
    let mut response = question(json);
    if let Some(secret) = new {
        put(response.headers_mut(), &Cookie::SignIn.set(channel(&app), &secret.text()));
    }
    Ok(response)
}

/// What the form of a passkey sends.
#[derive(Deserialize)]
pub(super) struct Answered {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    back: String,
}

/// The browser's answer. What is wrong with it is said on the page of the step that it came from.
pub(super) async fn finish(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Form(sent): Form<Answered>,
) -> Result<Response, Problem> {
    let back = Back::from(sent.back).own();
    let error = match finish_sign_in(&app, sent.answer, visitor.clone()).await {
        Ok(opening) => return Ok(see(onward(&back), opening.cookies())),
        Err(AccessError::SignInOver) => {
            return Ok(see(&urls::query(urls::SIGN_IN, &[("back", &back)]), HeaderMap::new()));
        }
        Err(error) => error,
    };
    let filled = match at_field(&app, Filled::empty(), error) {
        Ok(filled) => filled,
        Err(response) => return Ok(*response),
    };
    if crate::access::sign_in::ways_of(&app, &visitor).await.is_ok() {
        return second_form(&app, &visit, &visitor, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    first_form(&app, &visit, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The question for the browser, before what is sensitive.
pub(super) async fn begin_confirming(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    Ok(question(start_confirming(&app, &by.caller).await?))
}

/// The browser's answer to it.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    reader: Reader,
    visitor: Visitor,
    Form(sent): Form<Answered>,
) -> Result<Response, Problem> {
    let back = Back::from(sent.back).own();
    let error = match finish_confirming(&app, reader.by.caller.clone(), sent.answer, visitor).await {
        Ok(proof) => return Ok(see(onward(&back), proof.cookies())),
        Err(AccessError::NotFound(_)) => PasskeyError::Unknown.into(),
        Err(error) => error,
    };
    match at_field(&app, Filled::empty(), error) {
        Ok(filled) => confirm_form(&app, &reader, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(response) => Ok(*response),
    }
}

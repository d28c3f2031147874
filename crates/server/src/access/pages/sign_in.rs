//! The pages of sign-in, its second step, and sign-out.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::refusal::at_field;
use crate::access::cookie::Cookie;
use crate::access::door::{SignedIn, Visitor, channel};
use crate::access::error::AccessError;
use crate::access::opening::put;
use crate::access::sign_in::{Factor, First, first, second, sign_out, ways_of};
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::sign_in::{SecondStepView, SignInView, second_step, sign_in};
use crate::web::visit::{Visit, page, see};
use crate::web::{Filled, urls};

/// Where to go afterwards.
#[derive(Default, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

impl From<String> for Back {
    fn from(back: String) -> Self {
        Self { back }
    }
}

impl Back {
    /// Only a path of this server.
    pub(super) fn own(self) -> String {
        if urls::is_own(&self.back) { self.back } else { String::new() }
    }
}

/// Where to go on: back, or to the first page.
pub(super) fn onward(back: &str) -> &str {
    if back.is_empty() { urls::TODAY } else { back }
}

/// The first step's form. Whoever begins anew has no second step to come.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Query(back): Query<Back>,
) -> Result<Response, Problem> {
    let mut response = first_form(&app, &visit, back.own(), Filled::empty(), StatusCode::OK).await?;
    if visitor.sign_in.is_some() {
        put(response.headers_mut(), &Cookie::SignIn.clear(channel(&app)));
    }
    Ok(response)
}

/// Where passkeys work; nothing where the server has no host name.
pub(super) fn passkeys_at(app: &App) -> Option<String> {
    app.access.passkeys.as_ref().map(|passkeys| passkeys.origin().to_owned())
}

/// The first step's form, with what was wrong in it.
pub(super) async fn first_form(
    app: &App,
    visit: &Visit,
    back: String,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let view = SignInView { back, passkeys_at: passkeys_at(app), filled };
    Ok(page(status, sign_in(&visit.frame(app).await?, &view)))
}

/// What the first step sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

/// The first step.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let back = Back::from(sent.back).own();
    let filled = Filled::empty().with("email", &sent.email);
    let error = match first(&app, &sent.email, Zeroizing::new(sent.password), visitor).await {
        Ok(First::Done(opening)) => return Ok(see(onward(&back), opening.cookies())),
        Ok(First::Second { sign_in, .. }) => {
            let mut cookies = HeaderMap::new();
            put(&mut cookies, &Cookie::SignIn.set(channel(&app), &sign_in.text()));
            return Ok(see(&urls::query(urls::SIGN_IN_SECOND, &[("back", &back)]), cookies));
        }
        Err(error) => error,
    };
    match at_field(&app, filled, error) {
        Ok(filled) => first_form(&app, &visit, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(response) => Ok(*response),
    }
}

/// The second step's form; back to the first where that is over.
pub(super) async fn show_second(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Query(back): Query<Back>,
) -> Result<Response, Problem> {
    second_form(&app, &visit, &visitor, back.own(), Filled::empty(), StatusCode::OK).await
}

/// The second step's form, with what was wrong in it; back to the first where it is over.
pub(super) async fn second_form(
    app: &App,
    visit: &Visit,
    visitor: &Visitor,
    back: String,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let ways = match ways_of(app, visitor).await {
        Ok(ways) => ways,
        Err(AccessError::SignInOver) => {
            return Ok(see(&urls::query(urls::SIGN_IN, &[("back", &back)]), HeaderMap::new()));
        }
        Err(other) => return Err(other.into()),
    };
    let recovery_codes = u32::try_from(ways.recovery_codes).unwrap_or(0);
    let (totp, passkey) = (ways.totp, ways.passkey);
    let view = SecondStepView { totp, passkey, passkeys_at: passkeys_at(app), recovery_codes, back, filled };
    Ok(page(status, second_step(&visit.frame(app).await?, &view)))
}

/// What the second step sends.
#[derive(Deserialize)]
pub(super) struct SentSecond {
    method: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    back: String,
}

/// The second step.
pub(super) async fn send_second(
    State(app): State<Arc<App>>,
    visit: Visit,
    visitor: Visitor,
    Form(sent): Form<SentSecond>,
) -> Result<Response, Problem> {
    let back = Back::from(sent.back).own();
    let recovery = sent.method == "recovery";
    let factor = match recovery {
        true => Factor::Recovery(Zeroizing::new(sent.recovery)),
        false => Factor::Totp(Zeroizing::new(sent.code)),
    };
    let error = match second(&app, factor, visitor.clone()).await {
        Ok(opening) => return Ok(see(onward(&back), opening.cookies())),
        Err(error) => error,
    };
    let filled = match error {
        AccessError::CodeWrong if recovery => Filled::empty().wrong("recovery", crate::web::Problem::CodeWrong),
        AccessError::SignInOver => Filled::empty(),
        other => match at_field(&app, Filled::empty(), other) {
            Ok(filled) => filled,
            Err(response) => return Ok(*response),
        },
    };
    second_form(&app, &visit, &visitor, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Sign-out.
pub(super) async fn leave(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    sign_out(&app, by.caller).await?;
    let mut cookies = HeaderMap::new();
    put(&mut cookies, &Cookie::Session.clear(channel(&app)));
    Ok(see(urls::SIGN_IN, cookies))
}

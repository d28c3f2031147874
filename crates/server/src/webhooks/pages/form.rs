//! The forms: a new webhook, and one that is changed.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::web::flash::done;
use crate::web::pages::webhook_form::{WebhookFormView, WebhookSecretView, webhook_form, webhook_secret};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, urls};
use crate::webhooks::error::WebhookError;
use crate::webhooks::kinds::{KNOWN, kept};
use crate::webhooks::manage::{self, Wanted};
use crate::webhooks::reach::AddressError;

/// What a form sends; the kinds come one by one.
type Sent = Vec<(String, String)>;

fn first(sent: &Sent, field: &str) -> String {
    sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn wanted(sent: &Sent) -> Wanted {
    let kinds = sent.iter().filter(|(name, _)| name == "kind").map(|(_, value)| value.clone()).collect();
    Wanted { name: Some(first(sent, "name")), url: Some(first(sent, "url")), kinds: Some(kinds) }
}

fn filled(sent: &Sent) -> Filled {
    let shown = sent.iter().filter(|(name, _)| ["name", "url", "kind"].contains(&name.as_str()));
    shown.fold(Filled::empty(), |filled, (name, value)| filled.with(name, value))
}

/// The kinds of this version, and those that were chosen in another.
fn choices(filled: &Filled, chosen: &[String]) -> Vec<String> {
    let mut kinds: Vec<String> = KNOWN.iter().map(|kind| (*kind).to_owned()).collect();
    kinds.extend(chosen.iter().filter(|kind| !KNOWN.contains(&kind.as_str()) && filled.has("kind", kind)).cloned());
    kinds
}

fn form(
    reader: &Reader,
    changes: Option<(String, i64)>,
    filled: Filled,
    chosen: &[String],
    status: StatusCode,
) -> Response {
    let kinds = choices(&filled, chosen);
    page(status, webhook_form(&reader.frame, &WebhookFormView { changes, kinds, filled }))
}

/// The form again with each error at its field; an error of no field is a problem of its own.
fn again(app: &App, reader: &Reader, changes: Option<(String, i64)>, sent: &Sent, error: WebhookError) -> Response {
    let wanted = wanted(sent);
    let refused = manage::refused(app, &wanted);
    if refused.is_empty() {
        return HttpProblem::from(error).into_response();
    }
    let wrong = |filled: Filled, error| {
        let (field, problem) = at_field(reader, &filled, error);
        filled.wrong(field, problem)
    };
    let filled = refused.into_iter().fold(filled(sent), wrong);
    form(reader, changes, filled, &wanted.kinds.unwrap_or_default(), StatusCode::UNPROCESSABLE_ENTITY)
}

fn at_field(reader: &Reader, filled: &Filled, error: WebhookError) -> (&'static str, Problem) {
    let is_empty = |field| filled.value(field).trim().is_empty();
    match error {
        WebhookError::Name(_) if is_empty("name") => ("name", Problem::Missing),
        WebhookError::Name(most) => ("name", Problem::TooLong { most: u32::try_from(most).unwrap_or(u32::MAX) }),
        WebhookError::Address(_) if is_empty("url") => ("url", Problem::Missing),
        WebhookError::Address(AddressError::Inside) => {
            ("url", Problem::Other(crate::t!(reader.frame.texts, "problem-address-inside")))
        }
        WebhookError::Address(_) => ("url", Problem::NotAnAddress),
        WebhookError::Kind(_) => ("kind", Problem::NoSuchChoice),
        other => ("form", Problem::Other(other.to_string())),
    }
}

/// The form of a new webhook.
pub(super) async fn show_new(reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::WebhookChange)?;
    Ok(form(&reader, None, Filled::empty(), &[], StatusCode::OK))
}

/// Makes a webhook; the answer shows its secret.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::WebhookChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::WebhookChange);
    Ok(match manage::make(&app, ask, wanted(&sent)).await {
        Ok(shown) => {
            let view = WebhookSecretView { id: shown.id.to_string(), secret: shown.secret, former_until: None };
            page(StatusCode::OK, webhook_secret(&reader.frame, &view))
        }
        Err(error) => again(&app, &reader, None, &sent, error),
    })
}

/// The form of a webhook that is there.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::WebhookChange)?;
    let (webhook, _) = manage::one(&app, id.parse().map_err(WebhookError::from)?).await?;
    let chosen = kept(&webhook.kinds);
    let filled = Filled::empty().with("name", webhook.name).with("url", webhook.url);
    let filled = chosen.iter().fold(filled, |filled, kind| filled.with("kind", kind));
    Ok(form(&reader, Some((id, webhook.version)), filled, &chosen, StatusCode::OK))
}

/// Changes a webhook on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::WebhookChange)?;
    let webhook = id.parse().map_err(WebhookError::from)?;
    let version = first(&sent, "version").parse().unwrap_or(0);
    let ask = Ask::new(reader.by.caller.clone(), Action::WebhookChange);
    Ok(match manage::change(&app, ask, webhook, version, wanted(&sent)).await {
        Ok(_) => done(&urls::with(urls::WEBHOOK, &[&id]), "webhook-changed"),
        Err(error) => again(&app, &reader, Some((id, version)), &sent, error),
    })
}

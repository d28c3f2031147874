//! What the forms of a notice do.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, kinds};

use super::show::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::wrong;
use crate::http::problem::Problem;
use crate::owner_notices::content::{Content, Scope, Words};
use crate::owner_notices::{draft, edit, send as sending};
use crate::t;
use crate::web::flash::done;
use crate::web::pages::owner_notice_form::FIELDS;
use crate::web::reader::Reader;
use crate::web::{Filled, urls};

/// What a form sends: some fields come several times.
type Sent = Vec<(String, String)>;

type NoticeId = Id<kinds::OwnerNotice>;

fn field(sent: &Sent, name: &str) -> String {
    sent.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

fn every(sent: &Sent, name: &str) -> Vec<String> {
    sent.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
}

fn at(id: &str, sent: &Sent) -> Result<(NoticeId, i64), CaseError> {
    Ok((id.parse()?, field(sent, "seen").parse().unwrap_or(-1)))
}

/// Begins a notice, or one in the place of another.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(case): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::OwnerNoticeWrite)?;
    let case = case.parse().map_err(CaseError::Id)?;
    let corrects = Some(field(&sent, "corrects")).filter(|text| !text.is_empty());
    let corrects = corrects.map(|text| text.parse().map_err(CaseError::Id)).transpose()?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnerNoticeWrite);
    let id = draft::draft(&app, ask, case, corrects).await?;
    Ok(done(&urls::with(urls::OWNER_NOTICE, &[&id.to_string()]), "owner-notice-drafted"))
}

/// Keeps what was typed.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::OwnerNoticeWrite)?;
    let at = at(&id, &sent)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnerNoticeWrite);
    let outcome = edit::edit(&app, ask, at, content(&sent), scope(&sent)).await.map(|_| "owner-notice-changed");
    answered(&app, &reader, at.0, Some(&sent), outcome).await
}

fn content(sent: &Sent) -> Content {
    let words = |title: &str, happened: &str, advice: &str| {
        let text = |name: &str| field(sent, name).replace("\r\n", "\n");
        Words { title: text(title), happened: text(happened), advice: text(advice) }
    };
    Content {
        en: words("en-title", "en-happened", "en-advice"),
        de: words("de-title", "de-happened", "de-advice"),
        gravity: field(sent, "gravity"),
        address: field(sent, "address"),
    }
}

fn scope(sent: &Sent) -> Scope {
    let markets = field(sent, "markets");
    let markets = markets.split([',', ' ']).filter(|market| !market.is_empty()).map(str::to_ascii_uppercase);
    Scope {
        base: field(sent, "base"),
        releases: every(sent, "releases"),
        markets: markets.collect(),
        later: field(sent, "later") == "yes",
    }
}

/// Sends it to as many units as were shown.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::OwnerNoticeSend)?;
    let at = at(&id, &sent)?;
    let units = field(&sent, "units").parse().unwrap_or(0);
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnerNoticeSend);
    let outcome = sending::send(&app, ask, at, units).await.map(|_| "owner-notice-sent");
    answered(&app, &reader, at.0, None, outcome).await
}

/// Recalls it.
pub(super) async fn recall(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::OwnerNoticeSend)?;
    let at = at(&id, &sent)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnerNoticeSend);
    let outcome = sending::recall(&app, ask, at).await.map(|()| "owner-notice-recalled");
    answered(&app, &reader, at.0, None, outcome).await
}

/// Drops a draft.
pub(super) async fn discard(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::OwnerNoticeWrite)?;
    let at = at(&id, &sent)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnerNoticeWrite);
    match edit::discard(&app, ask, at).await {
        Ok(case) => Ok(done(&urls::with(urls::CASE, &[&case.to_string()]), "owner-notice-dropped")),
        Err(error) => answered(&app, &reader, at.0, None, Err(error)).await,
    }
}

/// The notice's page after something was done; else the page again with what stands against it.
async fn answered(
    app: &App,
    reader: &Reader,
    id: NoticeId,
    sent: Option<&Sent>,
    outcome: Result<&'static str, CaseError>,
) -> Result<Response, Problem> {
    let texts = reader.frame.texts;
    let (status, refused) = match outcome {
        Ok(what) => return Ok(done(&urls::with(urls::OWNER_NOTICE, &[&id.to_string()]), what)),
        Err(CaseError::Fields(refused)) => {
            let filled = wrong(texts, typed(sent), &refused, named);
            return shown(app, reader, id, (Some(filled), None), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(CaseError::Changed) => (StatusCode::CONFLICT, t!(texts, "owner-notice-moved")),
        Err(CaseError::Already) => (StatusCode::CONFLICT, t!(texts, "owner-notice-already")),
        Err(CaseError::Nobody) => (StatusCode::CONFLICT, t!(texts, "owner-notice-nobody")),
        Err(CaseError::Wider(units)) => (StatusCode::CONFLICT, t!(texts, "owner-notice-wider", count = units)),
        Err(CaseError::SamePerson) => (StatusCode::FORBIDDEN, t!(texts, "owner-notice-same-person")),
        Err(other) => return Ok(Problem::from(other).into_response()),
    };
    shown(app, reader, id, (sent.map(|sent| typed(Some(sent))), Some(refused)), status).await
}

fn typed(sent: Option<&Sent>) -> Filled {
    let Some(sent) = sent else { return Filled::empty() };
    let filled = FIELDS.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)));
    let several =
        ["releases", "later"].iter().flat_map(|name| every(sent, name).into_iter().map(move |one| (*name, one)));
    several.fold(filled, |filled, (name, one)| filled.with(name, one))
}

/// What a refused field is called in the form.
fn named(field: &'static str) -> &'static str {
    match field {
        "title" => "en-title",
        "happened" => "en-happened",
        other => other,
    }
}

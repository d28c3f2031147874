//! Importers and dealers, and their forms.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Partner, StoreError};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field, filled, wrong};
use crate::http::problem::Problem;
use crate::recalls::error::RecallError;
use crate::recalls::partners::{self, WantedPartner};
use crate::web::Filled;
use crate::web::components::{Paging, Total};
use crate::web::flash::done;
use crate::web::pages::partners::{PartnerRow, PartnersView, partners as partners_page};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 100;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

fn row(one: &Partner) -> PartnerRow {
    PartnerRow {
        id: one.id.to_string(),
        kind: one.kind.as_str(),
        name: one.name.clone(),
        market: one.market.clone(),
        mail: one.mail.clone(),
        language: one.language.clone(),
        version: one.version,
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallRead)?;
    shown(&app, &reader, wanted, (String::new(), Filled::empty()), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    wanted: Wanted,
    returned: (String, Filled),
    status: StatusCode,
) -> Result<Response, Problem> {
    let (kind, name) = wanted.after.split_once('.').unwrap_or_default();
    let (kind, name) = (kind.to_owned(), name.to_owned());
    let read = app.store.read::<_, StoreError, _>(move |tx| tx.partner_list((&name, &kind), ROWS as i64 + 1));
    let mut found = read.await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let view = PartnersView {
        rows: found.iter().map(row).collect(),
        paging: Paging {
            before: None,
            after: found.last().filter(|_| more).map(|last| format!("{}.{}", last.kind.as_str(), last.name)),
            total: Total::Unknown,
        },
        may_change: reader.by.may(Action::RecallWork).is_ok(),
        returned,
    };
    Ok(page(status, partners_page(&reader.frame, &view)))
}

fn given(sent: &Sent) -> WantedPartner {
    let of = |name| field(sent, name);
    WantedPartner {
        kind: of("kind"),
        name: of("name"),
        market: of("market"),
        mail: of("mail"),
        language: of("language"),
    }
}

/// Enters one.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::RecallWork);
    let outcome = partners::make(&app, ask, given(&sent)).await.map(|_| "partner-made");
    answered(&app, &reader, (String::new(), &sent), outcome).await
}

/// Changes one.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let id = text.parse().map_err(RecallError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::RecallWork);
    let seen = field(&sent, "seen").parse().unwrap_or(-1);
    let outcome = partners::change(&app, ask, id, seen, given(&sent)).await.map(|_| "partner-changed");
    answered(&app, &reader, (text, &sent), outcome).await
}

async fn answered(
    app: &App,
    reader: &Reader,
    (id, sent): (String, &Sent),
    outcome: Result<&'static str, RecallError>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(what) => Ok(done(urls::PARTNERS, what)),
        Err(RecallError::Case(CaseError::Fields(refused))) => {
            reader.by.may(Action::RecallRead)?;
            let typed = filled(sent, &["kind", "name", "market", "mail", "language"]);
            let filled = wrong(reader.frame.texts, typed, &refused, |field| field);
            shown(app, reader, Wanted::default(), (id, filled), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

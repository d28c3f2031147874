//! One recall, its file of devices, and its forms.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Id, Time, ToldPartner, kinds};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field, filled, wrong};
use crate::http::problem::Problem;
use crate::recalls::come_back;
use crate::recalls::error::RecallError;
use crate::recalls::export::{self, Format};
use crate::recalls::letter::letter;
use crate::recalls::read::{self, Whole};
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::recall::{RecallView, ToldRow, recall};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Serial numbers that are named on the page.
const NAMED: usize = 20;

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn told(one: &ToldPartner) -> ToldRow {
    ToldRow {
        kind: one.partner.kind.as_str(),
        name: one.partner.name.clone(),
        has_mail: !one.partner.mail.is_empty(),
        units: count(one.units),
        told: one.told.map(|(units, _, at)| (count(units), at.0)),
    }
}

fn view(reader: &Reader, whole: Whole, now: Time) -> RecallView {
    let draft = letter(&whole, now);
    let may = |action| reader.by.may(action).is_ok();
    let recall = whole.recall;
    RecallView {
        id: recall.id.to_string(),
        number: recall.number,
        kind: recall.kind.as_str(),
        state: recall.state.as_str(),
        product: (recall.product.to_string(), recall.product_name),
        case: recall.case.map(|case| case.to_string()),
        reason: recall.reason,
        times: (recall.decided.map(|at| at.0), recall.ended.map(|at| at.0)),
        releases: whole
            .releases
            .iter()
            .map(|one| (one.release.to_string(), format!("{} {}", one.part_name, one.label)))
            .collect(),
        units: whole
            .units
            .map(|units| [units.corrected, units.returned, units.decommissioned, units.unknown, units.open].map(count)),
        places: whole.places.into_iter().map(|one| (one.market, one.importer, one.dealer, count(one.units))).collect(),
        partners: whole.partners.iter().map(told).collect(),
        letter: (draft.text, draft.gaps),
        rights: (may(Action::RecallWork), reader.by.rights.contains(&Action::RecallDecide), may(Action::UnitRead)),
        returned: ("", Filled::empty()),
        strange: Vec::new(),
    }
}

fn id(text: &str) -> Result<Id<kinds::Recall>, RecallError> {
    Ok(text.parse()?)
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallRead)?;
    shown(&app, &reader, id(&text)?, ("", Filled::empty()), (Vec::new(), StatusCode::OK)).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Recall>,
    returned: (&'static str, Filled),
    (strange, status): (Vec<String>, StatusCode),
) -> Result<Response, Problem> {
    let found = app.store.read::<_, CaseError, _>(move |tx| read::whole(tx, id)).await?;
    let view = RecallView { returned, strange, ..view(reader, found, app.ambient.now()) };
    Ok(page(status, recall(&reader.frame, &view)))
}

/// How the file is written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct How {
    #[serde(default)]
    format: String,
}

/// Its devices as a file.
pub(super) async fn units(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Asked(how): Asked<How>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallRead)?;
    reader.by.may(Action::UnitRead)?;
    let format = if how.format == "json" { Format::Json } else { Format::Csv };
    Ok(export::response(app, id(&text)?, format).await?)
}

/// Notes what came back. What is no device of it is told.
pub(super) async fn returned(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let (id, ask) = (id(&text)?, Ask::new(reader.by.caller.clone(), Action::RecallWork));
    match come_back::came_back(&app, ask, id, come_back::serials(&field(&sent, "serials"))).await {
        Ok(found) if found.strange.is_empty() => Ok(done(&urls::with(urls::RECALL, &[&text]), "recall-returned")),
        Ok(mut found) => {
            found.strange.truncate(NAMED);
            shown(&app, &reader, id, ("", Filled::empty()), (found.strange, StatusCode::OK)).await
        }
        Err(error) => again(&app, &reader, id, ("returned", filled(&sent, &["serials"])), error).await,
    }
}

/// Ends it.
pub(super) async fn end(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let (id, ask) = (id(&text)?, Ask::new(reader.by.caller.clone(), Action::RecallWork));
    match come_back::end(&app, ask, id, field(&sent, "reason")).await {
        Ok(()) => Ok(done(&urls::with(urls::RECALL, &[&text]), "recall-ended")),
        Err(error) => again(&app, &reader, id, ("end", filled(&sent, &["reason"])), error).await,
    }
}

async fn again(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Recall>,
    (form, filled): (&'static str, Filled),
    error: RecallError,
) -> Result<Response, Problem> {
    let RecallError::Case(CaseError::Fields(refused)) = error else { return Ok(Problem::from(error).into_response()) };
    reader.by.may(Action::RecallRead)?;
    let filled = wrong(reader.frame.texts, filled, &refused, |field| field);
    shown(app, reader, id, (form, filled), (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY)).await
}

//! Reports of a case to maintainers.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, Tx, Upstream, UpstreamAnswer, UpstreamWay, kinds};

use super::{Sent, field, filled, wrong};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::upstream::draft::{self, WantedUpstream};
use crate::reports::upstream::{contact, track};
use crate::web::flash::done;
use crate::web::pages::upstream::{UpstreamRow, UpstreamView, upstream};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

type CaseId = Id<kinds::Case>;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    shown(&app, &reader, id.parse().map_err(ReportError::Id)?, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: CaseId,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let found = app.store.read::<_, ReportError, _>(move |tx| {
        let case = tx.case(id)?.ok_or(ReportError::NotFound("case"))?;
        let rows = tx.upstreams(id)?.into_iter().map(|one| row(tx, one)).collect::<Result<Vec<_>, _>>()?;
        Ok((case, rows))
    });
    let (case, rows) = found.await?;
    let view = UpstreamView {
        case: (case.id.to_string(), case.number, case.title),
        rows,
        may_change: reader.by.may(Action::UpstreamChange).is_ok(),
        filled,
    };
    Ok(page(status, upstream(&reader.frame, &view)))
}

fn row(tx: &mut Tx<'_>, one: Upstream) -> Result<UpstreamRow, ReportError> {
    let sender = one.sender.map(|id| tx.person(id)).transpose()?.flatten().map(|person| person.name);
    Ok(UpstreamRow {
        id: one.id.to_string(),
        number: one.number,
        component: (one.component, one.purl),
        contact: one.contact,
        state: one.state.as_str(),
        drafted: one.drafted.0,
        sent: one.sent.map(|at| (at.0, sender, one.way.map_or("other", UpstreamWay::as_str))),
        answered: one.answered.map(|at| (at.0, one.answer.map_or("other", UpstreamAnswer::as_str))),
        words: one.words,
    })
}

/// Writes one. Where nobody typed a contact, the bill of materials is asked.
pub(super) async fn draft(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UpstreamChange)?;
    let id: CaseId = id.parse().map_err(ReportError::Id)?;
    let component = field(&sent, "component");
    let typed = Some(field(&sent, "contact")).filter(|text| !text.is_empty());
    let contact = match typed {
        Some(typed) => typed,
        None => contact::stated(&app, id, &component).await?.unwrap_or_default(),
    };
    let wanted = WantedUpstream {
        component,
        purl: field(&sent, "purl"),
        versions: field(&sent, "versions"),
        contact,
        note: field(&sent, "note"),
        fix: field(&sent, "fix"),
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::UpstreamChange);
    match draft::draft(&app, ask, id, wanted).await {
        Ok(_) => Ok(done(&urls::with(urls::CASE_UPSTREAM, &[&id.to_string()]), "upstream-drafted")),
        Err(ReportError::Fields(refused)) => {
            reader.by.may(Action::CaseRead)?;
            let typed = filled(&sent, &["component", "purl", "versions", "contact", "note", "fix"]);
            let typed = wrong(reader.frame.texts, typed, &refused);
            shown(&app, &reader, id, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

async fn tracked(app: &App, reader: &Reader, text: &str) -> Result<(Id<kinds::Upstream>, String, Ask), Problem> {
    reader.by.may(Action::UpstreamChange)?;
    let id: Id<kinds::Upstream> = text.parse().map_err(ReportError::Id)?;
    let found = app.store.read::<_, ReportError, _>(move |tx| Ok(tx.upstream(id)?)).await?;
    let case = found.ok_or(ReportError::NotFound("report upstream"))?.case;
    let back = urls::with(urls::CASE_UPSTREAM, &[&case.to_string()]);
    Ok((id, back, Ask::new(reader.by.caller.clone(), Action::UpstreamChange)))
}

/// Notes that it was sent.
pub(super) async fn sent(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, back, ask) = tracked(&app, &reader, &id).await?;
    track::sent(&app, ask, id, (&field(&sent, "way"), None)).await?;
    Ok(done(&back, "upstream-sent"))
}

/// Notes what came back.
pub(super) async fn answered(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, back, ask) = tracked(&app, &reader, &id).await?;
    track::answered(&app, ask, id, &field(&sent, "answer")).await?;
    Ok(done(&back, "upstream-answered"))
}

/// What is told to the maintainer, for machines.
pub(super) async fn facts(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let id: Id<kinds::Upstream> = text.parse().map_err(ReportError::Id)?;
    let found = app.store.read::<_, ReportError, _>(move |tx| Ok(tx.upstream(id)?)).await?;
    let facts = found.ok_or(ReportError::NotFound("report upstream"))?.facts;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.json\"")),
    ];
    Ok((headers, facts).into_response())
}

//! The form, and what comes of it.

use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::form::{Sent, TICKET, TRAP, TYPED, read};
use super::gate::Turned;
use super::visitor::Visitor;
use super::{kept_file, told};
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::quarantine::{LONGEST_FILE, MOST_BYTES, MOST_FILES};
use crate::reports::settings;
use crate::reports::submit::{Taken, earlier, submit};
use crate::reports::ticket::Ticket;
use crate::t;
use crate::web::pages::report::{FormView, ReceiptView, form, receipt};
use crate::web::visit::page;
use crate::web::{Filled, Problem as Fault, Texts, urls};

/// The form.
pub(super) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Problem> {
    shown(&app, &visitor, &Ticket::draw(&app), Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visitor: &Visitor,
    ticket: &Ticket,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let kept = app.store.look_up::<_, ReportError, _>(|tx| Ok(settings::kept(tx)?)).await?;
    let view = FormView {
        ticket: (TICKET, ticket.sealed(app)),
        trap: TRAP,
        days: kept.disclosure.acknowledge_days,
        contact: kept.disclosure.contact,
        files: (MOST_FILES, (LONGEST_FILE as u64, MOST_BYTES as u64)),
        filled,
    };
    Ok(page(status, form(&visitor.frame, &view)))
}

/// Takes a report, and shows where it is read from now on.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    multipart: Multipart,
) -> Result<Response, Problem> {
    let visitor = visitor.at(urls::REPORT);
    let sent = read(&app, visitor.network, multipart).await?;
    let Some(ticket) = sent.ticket.clone().filter(|_| sent.turned.is_none()) else {
        return turned(&app, &visitor, &sent).await;
    };
    if let Some(taken) = earlier(&app, &ticket).await? {
        return told_taken(&app, &visitor, &headers, &ticket, taken).await;
    }
    match submit(&app, &ticket, &sent.wanted(), sent.files.clone()).await {
        Ok(taken) => told_taken(&app, &visitor, &headers, &ticket, taken).await,
        Err(ReportError::Fields(refused)) => {
            let say = |code| Fault::Other(visitor.frame.texts.named("report-refused", code));
            let filled = refused.iter().fold(typed(&sent), |filled, one| filled.wrong(one.field, say(one.code)));
            shown(&app, &visitor, &ticket, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

fn typed(sent: &Sent) -> Filled {
    TYPED.iter().fold(Filled::empty(), |filled, name| filled.with(name, sent.value(name)))
}

/// The form again, with what was typed and why: files have to be chosen anew, as browsers have it.
async fn turned(app: &App, visitor: &Visitor, sent: &Sent) -> Result<Response, Problem> {
    let reason = sent.turned.unwrap_or(Turned::Old);
    let ticket = Ticket::read(app, sent.value(TICKET)).filter(|_| reason != Turned::Old);
    let ticket = ticket.unwrap_or_else(|| Ticket::draw(app));
    let filled = typed(sent).wrong("form", Fault::Other(why(visitor.frame.texts, reason)));
    let (status, wait) = match reason {
        Turned::Network(wait) => (StatusCode::TOO_MANY_REQUESTS, Some(wait)),
        Turned::Young(wait) => (StatusCode::UNPROCESSABLE_ENTITY, Some(wait)),
        Turned::Full | Turned::Busy | Turned::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, None),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, None),
    };
    let mut response = shown(app, visitor, &ticket, filled, status).await?;
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    Ok(response)
}

fn why(texts: Texts, reason: Turned) -> String {
    match reason {
        Turned::Old => t!(texts, "report-turned-old"),
        Turned::Young(seconds) => t!(texts, "report-turned-young", seconds = seconds),
        Turned::Machine => t!(texts, "report-turned-machine"),
        Turned::Network(seconds) => t!(texts, "report-turned-network", seconds = seconds),
        Turned::Full => t!(texts, "report-turned-full"),
        Turned::TooManyFiles => t!(texts, "report-turned-files", count = MOST_FILES),
        Turned::TooLarge => t!(
            texts,
            "report-turned-large",
            one = texts.bytes(LONGEST_FILE as u64),
            all = texts.bytes(MOST_BYTES as u64)
        ),
        Turned::NoRoom => t!(texts, "report-turned-room"),
        Turned::Busy => t!(texts, "report-turned-busy"),
    }
}

/// Where it is read from now on: as a page, or as plain text for whoever asks for that.
async fn told_taken(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    ticket: &Ticket,
    taken: Taken,
) -> Result<Response, Problem> {
    let secret = ticket.secret().text();
    let address = told::address(app, headers, &secret).await?;
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.trim_start().starts_with("text/plain") {
        return Ok(kept_file("report.txt", told::receipt_text(visitor.frame.texts, &address)));
    }
    let view = ReceiptView { number: taken.number, is_new: taken.is_new, address, secret };
    Ok(page(if taken.is_new { StatusCode::CREATED } else { StatusCode::OK }, receipt(&visitor.frame, &view)))
}

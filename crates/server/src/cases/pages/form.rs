//! The form of a case that somebody opens by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;

use super::list::PRODUCTS;
use super::moment;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::open::{self, WantedCase};
use crate::cases::signal::WantedSignal;
use crate::http::problem::Problem as HttpProblem;
use crate::http::refused::RefusedField;
use crate::web::flash::done;
use crate::web::pages::case_form::{CaseFormView, FIELDS, case_form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, Texts, urls};

/// What a form sends.
pub(crate) type Sent = BTreeMap<String, String>;

pub(crate) fn field(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// What was typed into these fields.
pub(crate) fn filled(sent: &Sent, fields: &[&str]) -> Filled {
    fields.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)))
}

/// The same with what is wrong at each field, under the names that the form has for them.
pub(crate) fn wrong(
    texts: Texts,
    filled: Filled,
    refused: &[RefusedField],
    named: impl Fn(&'static str) -> &'static str,
) -> Filled {
    let say = |refused: &RefusedField| Problem::Other(texts.named("case-refused", refused.code));
    refused.iter().fold(filled, |filled, one| filled.wrong(named(one.field), say(one)))
}

/// A signal as a form sends it.
pub(super) fn signal(sent: &Sent) -> WantedSignal {
    WantedSignal {
        kind: field(sent, "signal"),
        received: moment::read_over(&field(sent, "received")),
        about: field(sent, "about"),
        reference: field(sent, "reference"),
    }
}

/// The form.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::CaseOpen)?;
    let fresh = Filled::empty().with("kind", "vulnerability").with("received", moment::typed(app.ambient.now()));
    shown(&app, &reader, StatusCode::OK, fresh).await
}

async fn shown(app: &App, reader: &Reader, status: StatusCode, filled: Filled) -> Result<Response, HttpProblem> {
    let products = app.store.read::<_, StoreError, _>(|tx| tx.product_names(PRODUCTS)).await?;
    let products = products.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(page(status, case_form(&reader.frame, &CaseFormView { products, filled })))
}

/// Opens a case.
pub(super) async fn open(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::CaseOpen)?;
    let wanted = WantedCase {
        kind: field(&sent, "kind"),
        title: field(&sent, "title"),
        product: Some(field(&sent, "product")),
        flaw: field(&sent, "flaw"),
        signal: signal(&sent),
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseOpen);
    match open::by_hand(&app, ask, wanted).await {
        Ok(opened) => Ok(done(&urls::with(urls::CASE, &[&opened.id.to_string()]), "case-opened")),
        Err(CaseError::Fields(refused)) => {
            let filled = wrong(reader.frame.texts, filled(&sent, &FIELDS), &refused, |field| field);
            shown(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, filled).await
        }
        Err(error) => Ok(HttpProblem::from(error).into_response()),
    }
}

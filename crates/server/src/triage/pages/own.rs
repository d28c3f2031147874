//! The pages of the own register.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{OwnFlaw, StoreError, Tx};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::http::refused::RefusedField;
use crate::triage::error::TriageError;
use crate::triage::own::{self, WantedFlaw};
use crate::triage::read::severity_word;
use crate::web::components::{self, Paging, Total};
use crate::web::flash::done;
use crate::web::pages::own_flaws::{FIELDS, OwnFlawFormView, OwnFlawRow, OwnFlawsView, own_flaw_form, own_flaws};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, urls};

/// Rows on a page.
const ROWS: i64 = 50;
/// Parts that the form offers.
const OFFERED: i64 = 500;

type Sent = BTreeMap<String, String>;

/// What the address of the list says.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// The register.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawRead)?;
    let lost = |_| HttpProblem::invalid("the address names no page of this list");
    let given = Some(wanted.after.as_str()).filter(|text| !text.is_empty());
    let before = given.map(|text| text.parse().map_err(lost)).transpose()?;
    if !["", "open", "closed"].contains(&wanted.state.as_str()) {
        return Err(HttpProblem::invalid("state is open or closed"));
    }
    let state = wanted.state.clone();
    let mut rows = app.store.read(move |tx| rows(tx, &state, before)).await?;
    let more = i64::try_from(rows.len()).is_ok_and(|count| count > ROWS);
    rows.truncate(usize::try_from(ROWS).unwrap_or(0));
    let after = rows.last().filter(|_| more).map(|row| row.id.clone());
    let whole = after.is_none() && wanted.after.is_empty();
    let total = if whole { Total::Exact(rows.len() as u64) } else { Total::Unknown };
    let paging = Paging { before: (!wanted.after.is_empty()).then(String::new), after, total };
    let query = components::Query::new(urls::OWN_FLAWS).filter("state", wanted.state);
    let may_change = reader.by.may(Action::OwnFlawChange).is_ok();
    Ok(page(StatusCode::OK, own_flaws(&reader.frame, &OwnFlawsView { rows, query, paging, may_change })))
}

fn rows(
    tx: &mut Tx<'_>,
    state: &str,
    before: Option<steadfast_store::Id<steadfast_store::kinds::OwnFlaw>>,
) -> Result<Vec<OwnFlawRow>, StoreError> {
    let found = tx.own_flaw_list(state, before, ROWS + 1)?;
    found.into_iter().map(|entry| row(tx, &entry)).collect()
}

fn row(tx: &mut Tx<'_>, entry: &OwnFlaw) -> Result<OwnFlawRow, StoreError> {
    let part = tx.part(entry.part)?;
    let product = part.as_ref().map(|part| tx.product(part.product)).transpose()?.flatten();
    let name = |part: steadfast_store::Part| match product {
        Some(product) => format!("{} · {}", product.name, part.name),
        None => part.name,
    };
    Ok(OwnFlawRow {
        id: entry.id.to_string(),
        flaw: entry.flaw,
        name: entry.name.clone(),
        title: entry.title.clone(),
        source: entry.source.to_string(),
        part: part.map(name).unwrap_or_default(),
        range: (entry.first_sequence, entry.fixed_sequence),
        severity: severity_word(entry.severity),
        exploited: entry.exploited,
        open: entry.open,
        created: entry.created.0,
    })
}

/// Every part, by id and name of product and part.
fn parts(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let mut found = Vec::new();
    for (product, name) in tx.product_names(OFFERED)? {
        for part in tx.part_list(product, OFFERED)? {
            found.push((part.id.to_string(), format!("{name} · {}", part.name)));
        }
    }
    Ok(found)
}

fn field(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
}

fn wanted(sent: &Sent) -> WantedFlaw {
    // What is no number comes before every release, which is refused at the field.
    let number = |text: String| text.parse().unwrap_or(-1);
    WantedFlaw {
        source: Some(field(sent, "source")),
        title: Some(field(sent, "title")),
        detail: Some(field(sent, "detail")),
        part: Some(field(sent, "part")),
        first: Some(number(field(sent, "first"))),
        fixed: Some(Some(field(sent, "fixed")).filter(|text| !text.is_empty()).map(number)),
        severity: Some(field(sent, "severity")),
        vector_v3: Some(field(sent, "vector_v3")),
        vector_v4: Some(field(sent, "vector_v4")),
        exploited: Some(field(sent, "exploited") == "yes"),
    }
}

fn filled(sent: &Sent) -> Filled {
    FIELDS.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)))
}

fn of_entry(entry: &OwnFlaw) -> Filled {
    let fixed = entry.fixed_sequence.map(|fixed| fixed.to_string()).unwrap_or_default();
    Filled::empty()
        .with("source", entry.source.as_str())
        .with("title", entry.title.clone())
        .with("detail", entry.detail.clone())
        .with("first", entry.first_sequence.to_string())
        .with("fixed", fixed)
        .with("severity", severity_word(entry.severity))
        .with("vector_v3", entry.vector_v3.clone().unwrap_or_default())
        .with("vector_v4", entry.vector_v4.clone().unwrap_or_default())
        .with("exploited", if entry.exploited { "yes" } else { "" })
}

/// The form of a new entry.
pub(super) async fn show_new(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawChange)?;
    let filled = Filled::empty().with("severity", "unrated").with("first", "1");
    new_form(&app, &reader, StatusCode::OK, filled).await
}

async fn new_form(app: &App, reader: &Reader, status: StatusCode, filled: Filled) -> Result<Response, HttpProblem> {
    let view = OwnFlawFormView { changes: None, parts: app.store.read(parts).await?, filled, may_change: true };
    Ok(page(status, own_flaw_form(&reader.frame, &view)))
}

/// The form again with each error at its field; an error of no field is a problem of its own.
fn refused(reader: &Reader, sent: &Sent, error: TriageError) -> Result<Filled, Box<Response>> {
    let TriageError::Fields(refused) = error else {
        return Err(Box::new(HttpProblem::from(error).into_response()));
    };
    let say = |refused: &RefusedField| Problem::Other(reader.frame.texts.named("triage-refused", refused.code));
    Ok(refused.iter().fold(filled(sent), |filled, one| filled.wrong(one.field, say(one))))
}

/// Enters a flaw.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnFlawChange);
    match own::enter(&app, ask, wanted(&sent)).await {
        Ok(entered) => Ok(done(&urls::with(urls::FLAW, &[&entered.flaw.to_string()]), "own-flaw-entered")),
        Err(error) => match refused(&reader, &sent, error) {
            Ok(filled) => new_form(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, filled).await,
            Err(answer) => Ok(*answer),
        },
    }
}

/// One entry, as the form that changes it.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawRead)?;
    form_of(&app, &reader, &id, StatusCode::OK, None).await
}

async fn form_of(
    app: &App,
    reader: &Reader,
    id: &str,
    status: StatusCode,
    sent: Option<(Filled, i64)>,
) -> Result<Response, HttpProblem> {
    let id = id.parse().map_err(TriageError::from)?;
    let found = app.store.read::<_, TriageError, _>(move |tx| {
        let entry = tx.own_flaw(id)?.ok_or(TriageError::NotFound("entry"))?;
        Ok((row(tx, &entry)?, entry))
    });
    let (row, entry) = found.await?;
    let (filled, version) = sent.unwrap_or_else(|| (of_entry(&entry), entry.version));
    let may_change = reader.by.may(Action::OwnFlawChange).is_ok();
    let view = OwnFlawFormView { changes: Some((row, version)), parts: Vec::new(), filled, may_change };
    Ok(page(status, own_flaw_form(&reader.frame, &view)))
}

/// Changes an entry on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawChange)?;
    let version = field(&sent, "version").parse().unwrap_or(0);
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnFlawChange);
    match own::change(&app, ask, id.parse().map_err(TriageError::from)?, version, wanted(&sent)).await {
        Ok(_) => Ok(done(&urls::with(urls::OWN_FLAW, &[&id]), "own-flaw-changed")),
        Err(error) => match refused(&reader, &sent, error) {
            Ok(filled) => form_of(&app, &reader, &id, StatusCode::UNPROCESSABLE_ENTITY, Some((filled, version))).await,
            Err(answer) => Ok(*answer),
        },
    }
}

/// Closes an entry.
pub(super) async fn close(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    switch(&app, reader, &id, false).await
}

/// Opens an entry again.
pub(super) async fn reopen(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    switch(&app, reader, &id, true).await
}

async fn switch(app: &App, reader: Reader, id: &str, open: bool) -> Result<Response, HttpProblem> {
    reader.by.may(Action::OwnFlawChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::OwnFlawChange);
    own::switch(app, ask, id.parse().map_err(TriageError::from)?, open).await?;
    let what = if open { "own-flaw-reopened" } else { "own-flaw-closed" };
    Ok(done(&urls::with(urls::OWN_FLAW, &[id]), what))
}

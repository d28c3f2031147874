//! The page on which one says to whose coordinator reports go, and who hands them in.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_cra::coordinator::csirt;
use steadfast_cra::member_state::MemberState;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, everybody, field, wrong};
use crate::http::problem::Problem;
use crate::notices::prepare::prepare as keep;
use crate::notices::readiness::{self, Establishment, Readiness, Representative, Standing};
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::readiness::{CoordinatorView, PersonView, ReadinessView, readiness as render};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Ready => "ready",
        Standing::Missing => "missing",
        Standing::Unknown => "unknown",
    }
}

fn filled(said: &Readiness) -> Filled {
    let answers =
        said.establishment.words().into_iter().fold(Filled::empty(), |filled, (name, word)| filled.with(name, word));
    answers
        .with("first_reported_to", said.establishment.first_reported_to.as_str())
        .with("coordinator", said.coordinator.as_str())
}

fn person(said: &Readiness, (id, name): (String, String)) -> PersonView {
    let one = said.representatives.iter().find(|one| one.person == id);
    let role = match one {
        Some(one) if one.deputy => "deputy",
        Some(_) => "representative",
        None => "none",
    };
    PersonView { person: (id, name), role, login: one.is_some_and(|one| one.login) }
}

fn view(reader: &Reader, said: &Readiness, people: Vec<(String, String)>) -> ReadinessView {
    let choice = said.establishment.choice();
    ReadinessView {
        points: said.points().iter().map(|point| (point.code, standing(point.standing))).collect(),
        follows: choice.state.map(|(state, rule)| CoordinatorView {
            state: state.code(),
            name: &csirt(state).name,
            source: rule.source,
        }),
        open: choice.open().map(|rule| rule.source).collect(),
        people: people.into_iter().map(|one| person(said, one)).collect(),
        states: MemberState::all().map(|state| (state.code(), csirt(state).name.as_str())).collect(),
        filled: filled(said),
        version: said.version,
        may_prepare: reader.by.may(Action::NoticePrepare).is_ok(),
        changed: false,
    }
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let read = app.store.read::<_, CaseError, _>(|tx| Ok((readiness::readiness(tx)?, everybody(tx)?)));
    let (said, people) = read.await?;
    Ok(page(StatusCode::OK, render(&reader.frame, &view(&reader, &said, people))))
}

fn sent_of(sent: &Sent) -> Readiness {
    let establishment = Establishment {
        decisions: field(sent, "decisions"),
        employees: field(sent, "employees"),
        representative: field(sent, "representative"),
        importer: field(sent, "importer"),
        distributor: field(sent, "distributor"),
        users: field(sent, "users"),
        first_reported_to: field(sent, "first_reported_to"),
    };
    let people = sent.iter().filter_map(|(name, role)| Some((name.strip_prefix("role.")?, role.as_str())));
    let representatives = people.filter(|(_, role)| *role != "none").map(|(id, role)| Representative {
        person: id.to_owned(),
        deputy: role == "deputy",
        login: field(sent, &format!("login.{id}")) == "yes",
    });
    Readiness {
        establishment,
        coordinator: field(sent, "coordinator"),
        representatives: representatives.collect(),
        ..Readiness::default()
    }
}

/// Says it. Who was slower sees what stands now, with their own answers in the form.
pub(super) async fn prepare(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::NoticePrepare)?;
    reader.by.may(Action::CaseRead)?;
    let (wanted, seen) = (sent_of(&sent), field(&sent, "seen").parse().unwrap_or(-1));
    let ask = Ask::new(reader.by.caller.clone(), Action::NoticePrepare);
    let (status, refused) = match keep(&app, ask, seen, wanted.clone()).await {
        Ok(_) => return Ok(done(urls::READINESS, "notice-prepared")),
        Err(CaseError::Changed) => (StatusCode::CONFLICT, Vec::new()),
        Err(CaseError::Fields(refused)) => (StatusCode::UNPROCESSABLE_ENTITY, refused),
        Err(error) => return Ok(Problem::from(error).into_response()),
    };
    let read = app.store.read::<_, CaseError, _>(|tx| Ok((readiness::readiness(tx)?, everybody(tx)?)));
    let (said, people) = read.await?;
    let wanted = Readiness { version: said.version, ..wanted };
    let again = view(&reader, &wanted, people);
    let filled = wrong(reader.frame.texts, again.filled.clone(), &refused, |field| match field {
        "establishment" => "decisions",
        other => other,
    });
    Ok(page(status, render(&reader.frame, &ReadinessView { filled, changed: status == StatusCode::CONFLICT, ..again })))
}

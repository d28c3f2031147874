//! The forms: a new receiver, and one that is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Carrier, NamePage, Receiver, StoreError, Tx};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::messages::error::MessageError;
use crate::messages::manage::{self, Wanted, kinds_of, least_word};
use crate::web::flash::done;
use crate::web::pages::message_forms::{ReceiverFormView, receiver_form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, Texts, urls};

/// What a form sends.
pub(super) type Sent = BTreeMap<String, String>;
/// People and products to choose from.
const MOST: i64 = 500;
const FIELDS: [&str; 10] =
    ["name", "way", "person", "address", "language", "carrier", "authority", "hears", "product", "least"];

/// What a field holds.
pub(super) fn field(sent: &Sent, name: &str) -> String {
    sent.get(name).cloned().unwrap_or_default()
}

fn wanted(sent: &Sent) -> Wanted {
    let of = |name: &str| field(sent, name);
    let given = |name: &str| Some(of(name)).filter(|text| !text.is_empty());
    Wanted {
        name: of("name"),
        way: of("way"),
        person: given("person"),
        address: of("address"),
        language: of("language"),
        carrier: given("carrier"),
        authority: of("authority"),
        kinds: of("hears").split_whitespace().map(str::to_owned).collect(),
        product: given("product"),
        least: of("least"),
    }
}

/// A form with an error at its field.
pub(super) fn wrong(texts: Texts, filled: Filled, error: &MessageError, place: &'static str) -> Option<Filled> {
    let (field, code) = error.field()?;
    let field = match field {
        "address" => place,
        "kinds" => "hears",
        other => other,
    };
    let words = texts.named_maybe("problem-message", code).unwrap_or_else(|| error.to_string());
    Some(filled.wrong(field, Problem::Other(words)))
}

async fn form(
    app: &App,
    reader: &Reader,
    changes: Option<&Receiver>,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, HttpProblem> {
    let (people, products) = app.store.read(choices).await?;
    let view = ReceiverFormView {
        changes: changes.map(|receiver| (receiver.id.to_string(), receiver.version)),
        way: changes.map(|receiver| receiver.way.to_string()),
        is_person: changes.is_some_and(|receiver| receiver.person.is_some()),
        people,
        products,
        filled,
    };
    Ok(page(status, receiver_form(&reader.frame, &view)))
}

type Pairs = Vec<(String, String)>;

fn choices(tx: &mut Tx<'_>) -> Result<(Pairs, Pairs), StoreError> {
    let people = tx.person_list(None, MOST)?.into_iter().filter(|person| person.active);
    let people = people.map(|person| (person.id.to_string(), format!("{} <{}>", person.name, person.email))).collect();
    let products = tx.product_list("", NamePage::First, MOST)?;
    Ok((people, products.into_iter().map(|product| (product.id.to_string(), product.name)).collect()))
}

/// The form of a new receiver.
pub(super) async fn show_new(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let language = reader.frame.texts.language().code();
    let filled =
        Filled::empty().with("way", "mail").with("language", language).with("hears", "alert").with("least", "low");
    form(&app, &reader, None, filled, StatusCode::OK).await
}

/// Makes a receiver.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ReceiverChange);
    match manage::make(&app, ask, wanted(&sent)).await {
        Ok(id) => Ok(done(&urls::with(urls::RECEIVER, &[&id.to_string()]), "receiver-made")),
        Err(error) => again(&app, &reader, None, &sent, error).await,
    }
}

/// The form again with the error at its field; an error of no field is a problem of its own.
async fn again(
    app: &App,
    reader: &Reader,
    changes: Option<&Receiver>,
    sent: &Sent,
    error: MessageError,
) -> Result<Response, HttpProblem> {
    let filled = FIELDS.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)));
    match wrong(reader.frame.texts, filled, &error, "address") {
        Some(filled) => form(app, reader, changes, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
        None => Ok(HttpProblem::from(error).into_response()),
    }
}

/// The form of a receiver that is there.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let receiver = manage::one(&app, id.parse().map_err(MessageError::from)?, None, None, 0).await?.receiver;
    let filled = Filled::empty()
        .with("name", receiver.name.clone())
        .with("address", receiver.address.clone())
        .with("language", receiver.language.clone())
        .with("carrier", receiver.carrier.map_or("", Carrier::as_str))
        .with("authority", receiver.authority.clone().unwrap_or_default())
        .with("product", receiver.product.map(|product| product.to_string()).unwrap_or_default())
        .with("hears", kinds_of(&receiver).join(" "))
        .with("least", least_word(receiver.least));
    form(&app, &reader, Some(&receiver), filled, StatusCode::OK).await
}

/// Changes a receiver on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let kept = manage::one(&app, id.parse().map_err(MessageError::from)?, None, None, 0).await?.receiver;
    let version = field(&sent, "version").parse().unwrap_or(0);
    let ask = Ask::new(reader.by.caller.clone(), Action::ReceiverChange);
    let wanted = wanted(&sent);
    match manage::change(&app, ask, kept.id, version, wanted).await {
        Ok(_) => Ok(done(&urls::with(urls::RECEIVER, &[&id]), "receiver-changed")),
        Err(error) => again(&app, &reader, Some(&Receiver { version, ..kept }), &sent, error).await,
    }
}

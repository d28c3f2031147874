//! The declarations of a product as pages: the list with a form for a new one, one of them, and what is done with it.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use steadfast_product::ProductFile;
use steadfast_store::{Declaration, DeclarationState, Id, Release, StoreError, Time, Tx, kinds};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::pages::{Sent, field, filled};
use crate::conformity::declare::content::{Content, media_type};
use crate::conformity::declare::open;
use crate::conformity::declare::prepare::{WantedDeclaration, prepare};
use crate::conformity::declare::refusal::{NotOpen, Refusal};
use crate::conformity::declare::route::Routes;
use crate::conformity::declare::sign::{WantedSignature, sign as signed};
use crate::conformity::declare::{end, read};
use crate::conformity::error::ConformityError;
use crate::conformity::read as register;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::lifecycle::read::day;
use crate::t;
use crate::web::Problem as Wrong;
use crate::web::flash::done;
use crate::web::pages::declaration::{DeclarationView, declaration};
use crate::web::pages::declarations::{DeclarationRow, DeclarationsView, RouteRow, declarations};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Texts, urls};

const ASKED: [&str; 8] =
    ["release", "procedure", "body-name", "body-number", "certificate", "number", "marking", "acts"];

/// What stands against what was sent, with what was typed.
#[derive(Default)]
struct Returned {
    refused: Option<String>,
    filled: Option<Filled>,
}

/// The list.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    listed(&app, &reader, &id, Returned::default(), StatusCode::OK).await
}

async fn listed(
    app: &App,
    reader: &Reader,
    id: &str,
    returned: Returned,
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let found = read::all(app, product).await?;
    let standing = register::register(app, product, None, None).await?;
    let release = standing.register.release.parse::<Id<kinds::Release>>().ok();
    let read = app.store.read::<_, StoreError, _>(move |tx| named(tx, product, release)).await?;
    let (name, current) = read;
    let today = day(app.ambient.now());
    let routes = current.and_then(|release| release.file).and_then(|(_, text)| routes(&text, today));
    let view = DeclarationsView {
        product: id.to_owned(),
        name,
        routes: routes.map(|routes| RouteRow::all(&routes)),
        release: standing.register.release.clone(),
        releases: standing.releases.iter().map(|one| (one.id.clone(), one.version.clone())).collect(),
        rows: found.iter().map(row).collect::<Result<_, ConformityError>>()?,
        may_prepare: reader.by.may(Action::DeclarationPrepare).is_ok(),
        refused: returned.refused,
        filled: returned.filled.unwrap_or_else(Filled::empty),
    };
    Ok(page(status, declarations(&reader.frame, &view)))
}

fn routes(text: &str, today: jiff::civil::Date) -> Option<Routes> {
    Routes::of(&ProductFile::read(text.as_bytes()).ok()?, today)
}

fn named(
    tx: &mut Tx<'_>,
    product: Id<kinds::Product>,
    release: Option<Id<kinds::Release>>,
) -> Result<(String, Option<Release>), StoreError> {
    let name = tx.product(product)?.map(|product| product.name).unwrap_or_default();
    let release = release.map(|release| tx.release(release)).transpose()?.flatten();
    Ok((name, release))
}

fn row(row: &Declaration) -> Result<DeclarationRow, ConformityError> {
    let said = Content::kept(&row.content)?.declaration;
    let micros = |time: Option<Time>| time.map(|time| time.0);
    Ok(DeclarationRow {
        id: row.id.to_string(),
        versions: said.product.versions.join(", "),
        procedure: said.assessment.procedure.map(|procedure| procedure.as_str().to_owned()).unwrap_or_default(),
        state: row.state.as_str(),
        sample: row.sample,
        prepared: row.prepared.0,
        signed: micros(row.signed),
        ended: micros(row.ended),
    })
}

/// Prepares one.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DeclarationPrepare)?;
    let of = |name| field(&sent, name);
    let acts = of("acts").lines().filter(|line| !line.trim().is_empty()).map(act).collect();
    let wanted = WantedDeclaration {
        release: register::named(&of("release"))?,
        procedure: of("procedure"),
        body_name: of("body-name"),
        body_number: of("body-number"),
        certificate: of("certificate"),
        sample: of("sample") == "yes",
        number: of("number"),
        acts,
        marking: of("marking"),
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::DeclarationPrepare);
    let product = id.parse().map_err(ConformityError::from)?;
    match prepare(&app, ask, product, wanted).await {
        Ok(made) => Ok(done(&urls::with(urls::DECLARATION, &[&made.to_string()]), "declaration-prepared")),
        Err(error) => {
            let typed = filled(&sent, &ASKED).with("sample", of("sample"));
            let (status, returned) = stands_against(reader.frame.texts, typed, error)?;
            listed(&app, &reader, &id, returned, status).await
        }
    }
}

/// A line of the form: `Directive 2014/53/EU; OJ L 153, 22.5.2014`.
fn act(line: &str) -> (String, String) {
    let (name, reference) = line.split_once(';').unwrap_or((line, ""));
    (name.trim().to_owned(), reference.trim().to_owned())
}

/// What is said on the page of what was refused; anything else is a problem of its own.
fn stands_against(
    texts: Texts,
    typed: Filled,
    error: ConformityError,
) -> Result<(StatusCode, Returned), ConformityError> {
    match error {
        ConformityError::Field(RefusedField { field, code, .. }) => {
            let problem = Wrong::Other(texts.named("declaration-refused", code));
            let filled = Some(typed.wrong(field, problem));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Returned { refused: None, filled }))
        }
        ConformityError::Declare(refusal) => {
            let refused = Some(against(texts, &refusal));
            Ok((StatusCode::CONFLICT, Returned { refused, filled: Some(typed) }))
        }
        other => Err(other),
    }
}

fn against(texts: Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoFile => t!(texts, "declaration-no-file"),
        Refusal::NoCategory => t!(texts, "declaration-no-category"),
        Refusal::SamePerson => t!(texts, "declaration-same-person"),
        Refusal::State(_) => t!(texts, "declaration-state-over"),
        Refusal::Changed => t!(texts, "declaration-changed"),
        Refusal::InForce(_) => t!(texts, "declaration-other-in-force"),
        Refusal::Route(refused) => not_open(texts, refused),
        Refusal::Incomplete(gaps) => {
            let gaps: Vec<String> = gaps.iter().map(|gap| format!("{} ({})", gap.title, gap.reference)).collect();
            t!(texts, "declaration-incomplete", gaps = gaps.join("; "))
        }
    }
}

/// The article, why, and what is open.
fn not_open(texts: Texts, refused: &NotOpen) -> String {
    let (class, open) = (texts.named("declaration-class", refused.class.as_str()), refused.open.join(", "));
    let Some(answer) = &refused.answer else {
        return t!(texts, "declaration-no-procedure", class = class, open = open);
    };
    let (procedure, reason) = (answer.procedure.as_str(), answer.reason.text.of(texts.language().code()));
    let reference = answer.reason.reference.as_str();
    t!(
        texts,
        "declaration-not-open",
        procedure = procedure,
        class = class,
        reason = reason,
        reference = reference,
        open = open
    )
}

/// One of them.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &reader, &id, Returned::default(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: &str,
    returned: Returned,
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierRead)?;
    let row = read::one(app, id.parse().map_err(ConformityError::from)?).await?;
    let content = Content::kept(&row.content)?;
    let (product, people) = (row.product, [Some(row.preparer), row.signer]);
    let read = app.store.read::<_, StoreError, _>(move |tx| {
        let mut names = Vec::new();
        for person in people.into_iter().flatten() {
            names.push(tx.person(person)?.map(|person| person.name).unwrap_or_default());
        }
        Ok((tx.product(product)?.map(|product| product.name).unwrap_or_default(), names))
    });
    let (name, names) = read.await?;
    let open = match row.state {
        DeclarationState::Prepared => open::of(&register::register(app, row.product, Some(row.release), None).await?),
        _ => serde_json::from_str(&row.open).map_err(ConformityError::from)?,
    };
    let own = reader.by.caller.person() == Some(row.preparer);
    let role = |action: Action| reader.by.may(action).is_ok();
    let view = DeclarationView {
        id: id.to_owned(),
        product: (row.product.to_string(), name),
        names,
        open: open.into_iter().map(|one| (one.requirement, one.verdict)).collect(),
        may_sign: row.state == DeclarationState::Prepared && role(Action::DeclarationSign),
        own,
        may_drop: row.state == DeclarationState::Prepared && role(Action::DeclarationPrepare),
        may_withdraw: row.state == DeclarationState::Signed && role(Action::DeclarationWithdraw),
        papers: papers(&content),
        refused: returned.refused,
        filled: returned.filled.unwrap_or_else(Filled::empty),
        row,
        content,
    };
    Ok(page(status, declaration(&reader.frame, &view)))
}

/// The names of the papers that there are.
fn papers(content: &Content) -> Vec<String> {
    if content.papers.is_empty() {
        let draft = |tag: &str| [format!("declaration.{tag}.html"), format!("declaration.{tag}.pdf")];
        return ["en", "de"].into_iter().flat_map(draft).collect();
    }
    content.papers.keys().cloned().collect()
}

/// Signs it.
pub(super) async fn sign(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DeclarationSign)?;
    let of = |name| field(&sent, name);
    let wanted = WantedSignature { place: of("place"), function: of("function"), words: of("words") };
    let ask = Ask::new(reader.by.caller.clone(), Action::DeclarationSign);
    let outcome = signed(&app, ask, id.parse().map_err(ConformityError::from)?, wanted).await;
    answered(&app, &reader, &id, filled(&sent, &["place", "function", "words"]), outcome, "declaration-signed").await
}

/// Drops one that nobody signed.
pub(super) async fn drop_declaration(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DeclarationPrepare)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DeclarationPrepare);
    let outcome = end::drop_prepared(&app, ask, id.parse().map_err(ConformityError::from)?).await;
    answered(&app, &reader, &id, Filled::empty(), outcome, "declaration-dropped").await
}

/// Withdraws one that is signed.
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DeclarationWithdraw)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DeclarationWithdraw);
    let declaration = id.parse().map_err(ConformityError::from)?;
    let outcome = end::withdraw(&app, ask, declaration, &field(&sent, "reason")).await;
    answered(&app, &reader, &id, filled(&sent, &["reason"]), outcome, "declaration-withdrawn").await
}

async fn answered(
    app: &App,
    reader: &Reader,
    id: &str,
    typed: Filled,
    outcome: Result<(), ConformityError>,
    said: &'static str,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(done(&urls::with(urls::DECLARATION, &[id]), said)),
        Err(error) => {
            let (status, returned) = stands_against(reader.frame.texts, typed, error)?;
            shown(app, reader, id, returned, status).await
        }
    }
}

/// A paper of it.
pub(super) async fn paper(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierRead)?;
    let row = read::one(&app, id.parse().map_err(ConformityError::from)?).await?;
    let bytes = read::paper(&app, &row, &name).await?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)))], bytes).into_response())
}

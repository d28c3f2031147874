//! `GET` and `POST /api/v1/products/{id}/declarations`, and what is done with one of them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steadfast_store::Declaration;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::declare::content::media_type;
use crate::conformity::declare::prepare::{WantedDeclaration, prepare as prepared};
use crate::conformity::declare::sign::{WantedSignature, sign as signed};
use crate::conformity::declare::{end, read};
use crate::conformity::error::ConformityError;
use crate::conformity::read::named;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// A declaration to be prepared. What is left out, the product file of the release says.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DeclarationRequest {
    /// The release: `rel_…`; without it, the newest one on sale.
    release: String,
    /// `A`, `B+C`, `H` or `certification` (Art. 32(1)).
    procedure: String,
    /// The notified body's name.
    body_name: String,
    /// Its number: four digits.
    body_number: String,
    /// Number and date of its certificate or decision.
    certificate: String,
    /// Whether that certificate is made up, for practice: a sample counts for nothing.
    sample: bool,
    /// The manufacturer's own number for the declaration.
    number: String,
    /// Other Union acts that the declaration is for (Art. 28(3)).
    acts: Vec<ActRequest>,
    /// Where the CE marking stands: `product`, `packaging`, `declaration`, or a website's address (Art. 30(1)).
    marking: String,
}

/// Another Union act.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ActRequest {
    /// As it is cited: `Directive 2014/53/EU`.
    name: String,
    /// Where it is published.
    #[serde(default)]
    reference: String,
}

/// A declaration.
#[derive(Serialize, ToSchema)]
pub(super) struct DeclarationRead {
    /// Its id: `dcl_…`.
    id: String,
    /// The product.
    product: String,
    /// The release that it was made for.
    release: String,
    /// `prepared`, `signed`, `withdrawn` or `dropped`.
    state: &'static str,
    /// Whether it is made with a made-up certificate, for practice.
    sample: bool,
    /// What it says by Annex V, where its CE marking stands, and its papers by name with their SHA-256 once it is signed.
    #[schema(value_type = Object)]
    content: Value,
    /// Entries of the register that were open when it was prepared.
    #[schema(value_type = Vec<Object>)]
    open: Value,
    /// Who prepared it: `usr_…`.
    prepared_by: String,
    /// When.
    prepared: String,
    /// Who signed it.
    signed_by: Option<String>,
    /// When.
    signed: Option<String>,
    /// The record that stands for the signature.
    record: Option<String>,
    /// When it was withdrawn or dropped.
    ended: Option<String>,
    /// What the signer said to what is open; why it was withdrawn.
    reason: String,
}

impl DeclarationRead {
    fn of(row: Declaration) -> Result<Self, ConformityError> {
        Ok(Self {
            id: row.id.to_string(),
            product: row.product.to_string(),
            release: row.release.to_string(),
            state: row.state.as_str(),
            sample: row.sample,
            content: serde_json::from_str(&row.content)?,
            open: serde_json::from_str(&row.open)?,
            prepared_by: row.preparer.to_string(),
            prepared: row.prepared.to_string(),
            signed_by: row.signer.map(|person| person.to_string()),
            signed: row.signed.map(|time| time.to_string()),
            record: row.record.map(|record| record.to_string()),
            ended: row.ended.map(|time| time.to_string()),
            reason: row.reason,
        })
    }
}

/// The id of a declaration that was prepared.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct DeclarationMade {
    /// `dcl_…`.
    id: String,
}

/// Prepares a declaration of conformity: refused where its procedure is not open to the product (Art. 32), or where a point of
/// Annex V is missing. Somebody else signs it.
#[utoipa::path(
    post, path = "/products/{id}/declarations", tag = "conformity", params(("id" = String, Path)),
    request_body = DeclarationRequest,
    responses(
        (status = 201, body = DeclarationMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn prepare(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<DeclarationRequest>,
) -> Result<(StatusCode, Json<DeclarationMade>), Problem> {
    by.may(Action::DeclarationPrepare)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let wanted = WantedDeclaration {
        release: named(&body.release)?,
        procedure: body.procedure,
        body_name: body.body_name,
        body_number: body.body_number,
        certificate: body.certificate,
        sample: body.sample,
        number: body.number,
        acts: body.acts.into_iter().map(|act| (act.name, act.reference)).collect(),
        marking: body.marking,
    };
    let ask = Ask::new(by.caller, Action::DeclarationPrepare).once(once);
    let id = prepared(&app, ask, product, wanted).await?;
    Ok((StatusCode::CREATED, Json(DeclarationMade { id: id.to_string() })))
}

/// The declarations of a product, the newest first; at most 200.
#[utoipa::path(
    get, path = "/products/{id}/declarations", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<DeclarationRead>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn declarations(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Vec<DeclarationRead>>, Problem> {
    by.may(Action::DossierRead)?;
    let found = read::all(&app, id.parse().map_err(ConformityError::from)?).await?;
    Ok(Json(found.into_iter().map(DeclarationRead::of).collect::<Result<_, _>>()?))
}

/// A signature.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureRequest {
    /// Where it is signed.
    place: String,
    /// What the person is at the manufacturer.
    function: String,
    /// Why conformity is declared although entries of the register are open; needed where one is.
    #[serde(default)]
    words: String,
}

/// Signs a declaration, as a person who shows anew who they are and who did not prepare it. It is in force from then on, unless
/// it is a sample.
#[utoipa::path(
    post, path = "/declarations/{id}/sign", tag = "conformity", params(("id" = String, Path)),
    request_body = SignatureRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn sign(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<SignatureRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DeclarationSign)?;
    let SignatureRequest { place, function, words } = body;
    let ask = Ask::new(by.caller, Action::DeclarationSign).once(once);
    let wanted = WantedSignature { place, function, words };
    signed(&app, ask, id.parse().map_err(ConformityError::from)?, wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops a declaration that nobody signed.
#[utoipa::path(
    post, path = "/declarations/{id}/drop", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn drop_declaration(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::DeclarationPrepare)?;
    let ask = Ask::new(by.caller, Action::DeclarationPrepare).once(once);
    end::drop_prepared(&app, ask, id.parse().map_err(ConformityError::from)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a declaration does not hold any more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawalRequest {
    /// In words.
    reason: String,
}

/// Withdraws a declaration that is signed. Its papers stay kept.
#[utoipa::path(
    post, path = "/declarations/{id}/withdraw", tag = "conformity", params(("id" = String, Path)),
    request_body = WithdrawalRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<WithdrawalRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DeclarationWithdraw)?;
    let ask = Ask::new(by.caller, Action::DeclarationWithdraw).once(once);
    end::withdraw(&app, ask, id.parse().map_err(ConformityError::from)?, &body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One paper of a declaration: `declaration.en.pdf`, `simplified-declaration.de.html`, `ce-marking.en.pdf` and the like. Before
/// it is signed there is the draft of the declaration alone.
#[utoipa::path(
    get, path = "/declarations/{id}/papers/{name}", tag = "conformity",
    params(("id" = String, Path), ("name" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn declaration_paper(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::DossierRead)?;
    let row = read::one(&app, id.parse().map_err(ConformityError::from)?).await?;
    let bytes = read::paper(&app, &row, &name).await?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)))], bytes).into_response())
}

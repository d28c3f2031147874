//! What takes two people.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Approval, ApprovalState, Id, StoreError, Time, kinds};
use utoipa::ToSchema;

use super::invitations::LinkShown;
use crate::access::action::Action;
use crate::access::approvals::{self as service, Outcome, Proposal, ProposalError, Verdict};
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// An approval.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApprovalShown {
    /// `apr_…`.
    id: String,
    /// The action's name.
    action: String,
    /// The id of what it is about.
    subject: String,
    /// `usr_…`.
    proposer: String,
    reason: String,
    /// `waiting`, `approved`, `refused`, `withdrawn`, `alone`, `confirmed` or `objected`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    /// Until when a second person must look at what was done alone.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    /// Whether nobody looked in time.
    overdue: bool,
    /// `usr_…`.
    decider: Option<String>,
    decision: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided: Option<Time>,
}

fn shown(approval: Approval, now: Time) -> ApprovalShown {
    let overdue = approval.state == ApprovalState::Alone && approval.due.is_some_and(|due| due <= now);
    ApprovalShown {
        id: approval.id.to_string(),
        action: approval.action,
        subject: approval.subject,
        proposer: approval.proposer.to_string(),
        reason: approval.reason,
        state: approval.state.as_str(),
        made: approval.made,
        due: approval.due,
        overdue,
        decider: approval.decider.map(|person| person.to_string()),
        decision: approval.decision,
        decided: approval.decided,
    }
}

/// What doing it gave.
#[derive(Serialize, ToSchema)]
pub(crate) struct Performed {
    /// A link to hand over, shown once.
    link: Option<LinkShown>,
}

impl From<Outcome> for Performed {
    fn from(outcome: Outcome) -> Self {
        Self { link: outcome.link.map(Into::into) }
    }
}

fn id(text: &str) -> Result<Id<kinds::Approval>, AccessError> {
    Ok(text.parse()?)
}

/// Approvals, newest first.
#[utoipa::path(
    get, path = "/approvals", tag = "approvals", params(PageQuery),
    responses((status = 200, body = Page<ApprovalShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ApprovalShown>>, Problem> {
    by.may(Action::ApprovalRead)?;
    let (limit, before, now) = (page.limit()?, page.behind()?, app.ambient.now());
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.approval_list(before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |approval| approval.id.to_string(), |approval| shown(approval, now))))
}

/// One approval.
#[utoipa::path(
    get, path = "/approvals/{id}", tag = "approvals", params(("id" = String, Path)),
    responses((status = 200, body = ApprovalShown), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<ApprovalShown>, Problem> {
    by.may(Action::ApprovalRead)?;
    let (id, now) = (id(&text)?, app.ambient.now());
    let found = app.store.look_up::<_, StoreError, _>(move |tx| tx.approval(id)).await?;
    let found = found.ok_or(AccessError::Proposal(ProposalError::Unknown))?;
    Ok(Json(shown(found, now)))
}

/// What is proposed, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposeRequest {
    proposal: Proposal,
    reason: String,
}

/// The id of a new approval.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proposed {
    /// `apr_…`.
    id: String,
}

/// Proposes something that takes two people. Nothing is done yet.
#[utoipa::path(
    post, path = "/approvals", tag = "approvals", request_body = ProposeRequest,
    responses(
        (status = 201, body = Proposed), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn propose(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ProposeRequest>,
) -> Result<(StatusCode, Json<Proposed>), Problem> {
    let ask = Ask::new(by.caller, Action::ApprovalPropose).once(once);
    let id = service::propose(&app, ask, body.proposal, &body.reason).await?;
    Ok((StatusCode::CREATED, Json(Proposed { id: id.to_string() })))
}

/// Somebody's own words.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    reason: String,
}

macro_rules! verdicts {
    ($($(#[$doc:meta])* $name:ident $path:literal $verdict:ident;)+) => {
        $($(#[$doc])*
        #[utoipa::path(
            post, path = $path, tag = "approvals", params(("id" = String, Path)), request_body = Option<Words>,
            responses(
                (status = 200, body = Performed), (status = 401, body = Problem), (status = 403, body = Problem),
                (status = 404, body = Problem), (status = 409, body = Problem),
            ),
            security(("session" = []))
        )]
        pub(crate) async fn $name(
            State(app): State<Arc<App>>,
            by: SignedIn,
            Path(text): Path<String>,
            Command { body, once }: Command<Option<Words>>,
        ) -> Result<Json<Performed>, Problem> {
            let ask = Ask::new(by.caller, Action::ApprovalConfirm).once(once);
            let words = body.unwrap_or_default().reason;
            Ok(Json(service::decide(&app, ask, id(&text)?, Verdict::$verdict, &words).await?.into()))
        })+
    };
}

verdicts! {
    /// A second person agrees: it is done now.
    approve "/approvals/{id}/approve" Approve;
    /// A second person refuses, with a reason.
    refuse "/approvals/{id}/refuse" Refuse;
    /// A second person finds right what was done alone.
    confirm "/approvals/{id}/confirm" Confirm;
    /// A second person objects, with a reason, to what was done alone.
    object "/approvals/{id}/object" Object;
}

/// The proposer takes it back.
#[utoipa::path(
    post, path = "/approvals/{id}/withdraw", tag = "approvals", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn withdraw(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    service::withdraw(&app, Ask::new(by.caller, Action::ApprovalWithdraw).once(once), id(&text)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Break glass: the proposer does it alone, with a reason; a second person must look at it within 72 hours.
#[utoipa::path(
    post, path = "/approvals/{id}/break-glass", tag = "approvals", params(("id" = String, Path)), request_body = Words,
    responses(
        (status = 200, body = Performed), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn break_glass(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<Words>,
) -> Result<Json<Performed>, Problem> {
    let ask = Ask::new(by.caller, Action::ApprovalBreakGlass).once(once);
    Ok(Json(service::break_glass(&app, ask, id(&text)?, &body.reason).await?.into()))
}

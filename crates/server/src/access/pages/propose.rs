//! Proposing what takes two people.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::StoreError;

use super::approvals::about;
use super::refusal::at_field;
use crate::access::action::Action;
use crate::access::approvals::{Proposal, propose};
use crate::access::error::AccessError;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::propose::{ProposeView, propose as form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// What is to be proposed, and why.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    reason: String,
}

impl Sent {
    fn proposal(&self) -> Result<Proposal, Problem> {
        let id = || AccessError::NotFound("person");
        Ok(match self.kind.as_str() {
            "make-admin" => Proposal::MakeAdmin { person: self.subject.parse().map_err(|_| id())? },
            "recover" => Proposal::Recover { person: self.subject.parse().map_err(|_| id())? },
            "erase-record" => {
                let record = self.subject.parse().map_err(|_| AccessError::NotFound("record"))?;
                Proposal::EraseRecord { record }
            }
            "approve-rollout" => {
                let rollout = self.subject.parse().map_err(|_| AccessError::NotFound("rollout"))?;
                Proposal::ApproveRollout { rollout }
            }
            "sell-against-verdict" => {
                let release = self.subject.parse().map_err(|_| AccessError::NotFound("release"))?;
                Proposal::SellAgainstVerdict { release }
            }
            "decide-recall" => {
                let recall = self.subject.parse().map_err(|_| AccessError::NotFound("recall"))?;
                Proposal::DecideRecall { recall }
            }
            _ => {
                return Err(Problem::invalid(
                    "kind is make-admin, recover, erase-record, approve-rollout, sell-against-verdict or decide-recall",
                ));
            }
        })
    }
}

/// The form by itself, where no page brings it along.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(sent): Query<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ApprovalPropose)?;
    let proposal = sent.proposal()?;
    reader.by.may(proposal.action())?;
    shown(&app, &reader, sent, &proposal, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    sent: Sent,
    proposal: &Proposal,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let subject = sent.subject.clone();
    let about = app.store.read::<_, StoreError, _>(move |tx| about(tx, &subject)).await?;
    let action = proposal.action().as_str().to_owned();
    let view = ProposeView { kind: sent.kind, action, subject: sent.subject, about, filled };
    Ok(page(status, form(&reader.frame, &view)))
}

/// Proposes it.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ApprovalPropose)?;
    let proposal = sent.proposal()?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ApprovalPropose);
    let Err(error) = propose(&app, ask, proposal.clone(), &sent.reason).await else {
        return Ok(done(urls::APPROVALS, "proposed"));
    };
    match at_field(&app, Filled::empty().with("reason", &sent.reason), error) {
        Ok(filled) => shown(&app, &reader, sent, &proposal, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(response) => Ok(*response),
    }
}

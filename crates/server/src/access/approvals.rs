//! Four eyes: what takes two people, and what one person may do alone in need.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use steadfast_store::{Approval, ApprovalState, Id, RolloutState, StoreError, Tx, kinds};
use utoipa::ToSchema;

use super::action::Action;
use super::authorise::{Refused, identify};
use super::error::AccessError;
use super::fields;
use super::invitations::{MadeLink, NewLink, recovery};
use super::link::Kind;
use super::people::of;
use super::role::Role;
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::catalogue::sale::{self, Basis};
use crate::http::problem::Problem;
use crate::recalls::decide as recalls;
use crate::rollout::{RolloutError, manage};

/// For so long a second person has time to look at what one did alone.
pub const LOOK_WITHIN: Duration = Duration::from_secs(72 * 3600);

/// What takes two people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Proposal {
    /// Somebody is to have the role admin.
    MakeAdmin {
        /// Who.
        #[schema(value_type = String)]
        person: Id<kinds::Person>,
    },
    /// A link by which somebody recovers their account.
    Recover {
        /// Who.
        #[schema(value_type = String)]
        person: Id<kinds::Person>,
    },
    /// The content of a record is to be erased; its hash stays.
    EraseRecord {
        /// Which.
        #[schema(value_type = String)]
        record: Id<kinds::Record>,
    },
    /// A rollout that reaches every unit of a product may begin.
    ApproveRollout {
        /// Which.
        #[schema(value_type = String)]
        rollout: Id<kinds::Rollout>,
    },
    /// A release is to be sold although its release check did not pass.
    SellAgainstVerdict {
        /// Which.
        #[schema(value_type = String)]
        release: Id<kinds::Release>,
    },
    /// Releases are withdrawn from sale, or recalled.
    DecideRecall {
        /// Which plan.
        #[schema(value_type = String)]
        recall: Id<kinds::Recall>,
    },
}

/// What doing it gave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// A link to hand over, shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<MadeLink>,
}

/// Why an approval cannot go on so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposalError {
    /// There is none with this id.
    #[error("there is no such approval")]
    Unknown,
    /// Somebody was quicker, or it is at another stage.
    #[error("the approval is at another stage by now; load the page again")]
    Stage,
    /// The second person must be another one.
    #[error("a second person decides: neither who proposed it nor whom it is about")]
    SamePerson,
    /// Only the proposer may do this.
    #[error("only who proposed it can do this")]
    NotProposer,
    /// It makes no sense, or no longer.
    #[error("there is nothing to be done: it is so already")]
    Pointless,
}

impl From<ProposalError> for Problem {
    fn from(error: ProposalError) -> Self {
        let words = error.to_string();
        match error {
            ProposalError::Unknown => Self::not_found(words),
            ProposalError::SamePerson => Self::forbidden(words).because("same-person"),
            ProposalError::NotProposer => Self::forbidden(words).because("not-proposer"),
            ProposalError::Stage => Self::conflict(words).because("other-stage"),
            ProposalError::Pointless => Self::conflict(words).because("pointless"),
        }
    }
}

impl From<RolloutError> for AccessError {
    fn from(error: RolloutError) -> Self {
        match error {
            RolloutError::Act(error) => error.into(),
            RolloutError::Store(error) => error.into(),
            RolloutError::NotFound(what) => Self::NotFound(what),
            _ => ProposalError::Stage.into(),
        }
    }
}

impl Proposal {
    /// The action that it is.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::MakeAdmin { .. } => Action::PeopleMakeAdmin,
            Self::Recover { .. } => Action::PeopleRecover,
            Self::EraseRecord { .. } => Action::RecordErase,
            Self::ApproveRollout { .. } => Action::RolloutApprove,
            Self::SellAgainstVerdict { .. } => Action::ReleaseOverride,
            Self::DecideRecall { .. } => Action::RecallDecide,
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::MakeAdmin { person } | Self::Recover { person } => person.to_string(),
            Self::EraseRecord { record } => record.to_string(),
            Self::ApproveRollout { rollout } => rollout.to_string(),
            Self::SellAgainstVerdict { release } => release.to_string(),
            Self::DecideRecall { recall } => recall.to_string(),
        }
    }

    fn about(&self) -> Option<Id<kinds::Person>> {
        match self {
            Self::MakeAdmin { person } | Self::Recover { person } => Some(*person),
            Self::EraseRecord { .. }
            | Self::ApproveRollout { .. }
            | Self::SellAgainstVerdict { .. }
            | Self::DecideRecall { .. } => None,
        }
    }

    /// Whether there is something to be done.
    fn check(&self, tx: &mut Tx<'_>) -> Result<(), AccessError> {
        let sensible = match self {
            Self::MakeAdmin { person } => {
                let person = of(tx, *person)?;
                person.active && person.role != Role::Admin.as_str()
            }
            Self::Recover { person } => of(tx, *person)?.active,
            Self::EraseRecord { record } => {
                tx.record(*record)?.ok_or(AccessError::NotFound("record"))?.content.is_some()
            }
            Self::ApproveRollout { rollout } => {
                tx.rollout(*rollout)?.ok_or(AccessError::NotFound("rollout"))?.state == RolloutState::Draft
            }
            Self::SellAgainstVerdict { release } => basis(tx, *release)?.can_be_overridden(),
            Self::DecideRecall { recall } => recalls::waits(tx, *recall)?.ok_or(AccessError::NotFound("recall"))?,
        };
        if sensible { Ok(()) } else { Err(ProposalError::Pointless.into()) }
    }

    fn perform(&self, tx: &mut Tx<'_>, at: &At, by: Id<kinds::Person>, new: &NewLink) -> Result<Outcome, AccessError> {
        self.check(tx)?;
        match self {
            Self::MakeAdmin { person } => tx.person_set_role(*person, Role::Admin.as_str())?,
            Self::Recover { person } => {
                return Ok(Outcome { link: Some(recovery(tx, at, new, *person, Some(by))?) });
            }
            Self::EraseRecord { record } => {
                if let Some((number, _)) = tx.record(*record)?.and_then(|row| row.place) {
                    tx.delivery_erase(number)?;
                }
                tx.record_erase(*record)?;
                // Erased content counts as unknown, in the index too: it is folded anew.
                tx.evidence_clear()?;
            }
            Self::ApproveRollout { rollout } => manage::approve(tx, *rollout, at.now)?,
            Self::DecideRecall { recall } => recalls::perform(tx, *recall, at.now)?,
            Self::SellAgainstVerdict { release } => {
                let basis = basis(tx, *release)?;
                sale::put_on_sale(tx, at, &basis.release)?;
                tx.release_set_overridden(*release, Some(at.now))?;
            }
        }
        Ok(Outcome::default())
    }

    /// What the record of doing it says besides.
    fn told(&self, tx: &mut Tx<'_>, approval: &Approval, fact: Fact) -> Result<Fact, AccessError> {
        Ok(match self {
            Self::SellAgainstVerdict { release } => {
                basis(tx, *release)?.told(fact).with("reason", approval.reason.as_str())
            }
            Self::DecideRecall { recall } => recalls::told(tx, *recall, fact)?,
            _ => fact,
        })
    }

    /// Somebody objected afterwards: what goes by the decision does so no longer.
    fn objected(&self, tx: &mut Tx<'_>) -> Result<(), AccessError> {
        match self {
            Self::SellAgainstVerdict { release } => Ok(tx.release_set_overridden(*release, None)?),
            _ => Ok(()),
        }
    }
}

fn basis(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Basis, AccessError> {
    Basis::read(tx, release)?.ok_or(AccessError::NotFound("release"))
}

fn person(by: &Caller) -> Result<Id<kinds::Person>, AccessError> {
    by.person().ok_or_else(|| Refused::WrongCaller.into())
}

fn found(tx: &mut Tx<'_>, id: Id<kinds::Approval>) -> Result<(Approval, Proposal), AccessError> {
    let approval = tx.approval(id)?.ok_or(ProposalError::Unknown)?;
    let proposal = serde_json::from_str(&approval.proposal).map_err(|_| AccessError::Kept("proposal"))?;
    Ok((approval, proposal))
}

fn fact(kind: &'static str, approval: &Approval) -> Fact {
    Fact::new(kind, &approval.subject)
        .with("approval", approval.id.to_string())
        .with("action", approval.action.as_str())
}

/// The proposer's role must still have the action itself.
fn has(tx: &mut Tx<'_>, by: &Caller, action: Action, at: &At) -> Result<(), AccessError> {
    let known = identify(tx, by, at.now)?.ok_or(Refused::NotSignedIn)?;
    if known.has(action) { Ok(()) } else { Err(Refused::NotAllowed(action).into()) }
}

/// Proposes something that takes two people. Nothing is done yet.
///
/// # Errors
/// When there is nothing to be done, or it is not allowed.
pub async fn propose(app: &App, ask: Ask, proposal: Proposal, why: &str) -> Result<Id<kinds::Approval>, AccessError> {
    let (id, by, proposer, reason) = (app.ambient.id(), ask.by.clone(), person(&ask.by)?, fields::reason(why)?);
    let text = serde_json::to_string(&proposal).map_err(|_| AccessError::Kept("proposal"))?;
    let done = app.act::<_, AccessError, _>(ask, move |tx, at| {
        has(tx, &by, proposal.action(), at)?;
        proposal.check(tx)?;
        let new = Approval {
            id,
            action: proposal.action().as_str().to_owned(),
            subject: proposal.subject(),
            proposal: text.clone(),
            proposer,
            reason: reason.clone(),
            state: ApprovalState::Waiting,
            made: at.now,
            alone: None,
            due: None,
            decider: None,
            decision: None,
            decided: None,
        };
        tx.approval_insert(&new)?;
        Ok((id, fact("proposed", &new)))
    });
    Ok(done.await?.answer)
}

/// What a second person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes: it is done now.
    Approve,
    /// No: it is not done.
    Refuse,
    /// It was done alone, and rightly.
    Confirm,
    /// It was done alone, and should not have been.
    Object,
}

impl Verdict {
    const fn step(self) -> (ApprovalState, ApprovalState, &'static str) {
        match self {
            Self::Approve => (ApprovalState::Waiting, ApprovalState::Approved, "approved"),
            Self::Refuse => (ApprovalState::Waiting, ApprovalState::Refused, "refused"),
            Self::Confirm => (ApprovalState::Alone, ApprovalState::Confirmed, "confirmed-afterwards"),
            Self::Object => (ApprovalState::Alone, ApprovalState::Objected, "objected-afterwards"),
        }
    }
}

/// A second person decides.
///
/// # Errors
/// When it is the same person, another stage, or not allowed.
pub async fn decide(
    app: &App,
    ask: Ask,
    id: Id<kinds::Approval>,
    verdict: Verdict,
    words: &str,
) -> Result<Outcome, AccessError> {
    let (decider, new) = (person(&ask.by)?, NewLink::draw(app, Kind::Recovery)?);
    let needs_reason = matches!(verdict, Verdict::Refuse | Verdict::Object);
    let words = if needs_reason { fields::reason(words)? } else { words.trim().chars().take(1000).collect() };
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let (approval, proposal) = found(tx, id)?;
            if approval.proposer == decider || proposal.about() == Some(decider) {
                return Err(ProposalError::SamePerson.into());
            }
            let (from, to, kind) = verdict.step();
            if !tx.approval_decide(id, from, to, decider, &words, at.now)? {
                return Err(ProposalError::Stage.into());
            }
            let told = fact(kind, &approval);
            match verdict {
                Verdict::Approve => {
                    let told = proposal.told(tx, &approval, told)?;
                    Ok((proposal.perform(tx, at, decider, &new)?, told))
                }
                Verdict::Object => {
                    proposal.objected(tx)?;
                    Ok((Outcome::default(), told))
                }
                Verdict::Refuse | Verdict::Confirm => Ok((Outcome::default(), told)),
            }
        })
        .await?;
    Ok(done.answer)
}

/// The proposer takes it back before anybody decided.
///
/// # Errors
/// When they did not propose it, it is at another stage, or it is not allowed.
pub async fn withdraw(app: &App, ask: Ask, id: Id<kinds::Approval>) -> Result<(), AccessError> {
    let by = person(&ask.by)?;
    app.act::<_, AccessError, _>(ask, move |tx, at| {
        let (approval, _) = found(tx, id)?;
        proposed_by(&approval, by)?;
        let (from, to) = (ApprovalState::Waiting, ApprovalState::Withdrawn);
        if !tx.approval_decide(id, from, to, by, "", at.now)? {
            return Err(ProposalError::Stage.into());
        }
        Ok(((), fact("withdrawn", &approval)))
    })
    .await?;
    Ok(())
}

fn proposed_by(approval: &Approval, by: Id<kinds::Person>) -> Result<(), ProposalError> {
    if approval.proposer == by { Ok(()) } else { Err(ProposalError::NotProposer) }
}

/// Break glass: the proposer does it alone, with a reason. A second person must look at it within 72 hours; until they
/// do, it is shown as waiting, and after that as overdue.
///
/// # Errors
/// When they did not propose it, their role lacks the action, it is at another stage, or it is not allowed.
pub async fn break_glass(app: &App, ask: Ask, id: Id<kinds::Approval>, why: &str) -> Result<Outcome, AccessError> {
    let (by, who, reason) = (ask.by.clone(), person(&ask.by)?, fields::reason(why)?);
    let new = NewLink::draw(app, Kind::Recovery)?;
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let (approval, proposal) = found(tx, id)?;
            proposed_by(&approval, who)?;
            has(tx, &by, proposal.action(), at)?;
            let due = at.now.after(LOOK_WITHIN);
            if !tx.approval_alone(id, at.now, due, &reason)? {
                return Err(ProposalError::Stage.into());
            }
            let told = fact("acted-alone", &approval).with("due", due.to_string());
            let told = proposal.told(tx, &Approval { reason: reason.clone(), ..approval }, told)?;
            Ok((proposal.perform(tx, at, who, &new)?, told))
        })
        .await?;
    Ok(done.answer)
}

/// What waits for a second person, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn open(app: &App) -> Result<Vec<Approval>, StoreError> {
    app.store.read(|tx| tx.approval_open(200)).await
}

//! The page of what waits for a second person, and what people do there.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Approval, ApprovalState, Id, StoreError, Tx, kinds};
use steadfast_trust::encoding::hex;

use super::refusal::at_field;
use crate::access::action::Action;
use crate::access::approvals::{self as service, Outcome, Verdict};
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::roster::name_of;
use crate::act::{Ask, Once};
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::names::release_name;
use crate::web::flash::done;
use crate::web::pages::approvals::{AboutView, ApprovalView, ApprovalsView, DecidedView, approvals};
use crate::web::pages::propose::{OutcomeView, outcome};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Whatever waits is on the page; beyond this, what waits longest.
const OPEN: i64 = 200;
/// So many decisions stand on one page.
const DECIDED: usize = 20;

/// Which decisions.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ApprovalRead)?;
    let view = read(&app, &reader.by, asked.after.and_then(|text| text.parse().ok())).await?;
    Ok(page(StatusCode::OK, approvals(&reader.frame, &view)))
}

async fn read(app: &App, by: &SignedIn, after: Option<Id<kinds::Approval>>) -> Result<ApprovalsView, StoreError> {
    let (reader, stale) = (by.clone(), !by.fresh(app.ambient.now()));
    let once = hex(&app.ambient.random::<16>());
    app.store
        .read(move |tx| {
            let open: Result<Vec<_>, StoreError> =
                tx.approval_open(OPEN)?.into_iter().map(|one| Ok((one.state, waiting(tx, &reader, one)?))).collect();
            let (alone, proposed): (Vec<_>, Vec<_>) =
                open?.into_iter().partition(|(state, _)| *state == ApprovalState::Alone);
            let mut to_confirm: Vec<ApprovalView> = alone.into_iter().map(|(_, view)| view).collect();
            to_confirm.sort_by_key(|approval| approval.due);
            let mut decisions = tx.approval_decided(after, DECIDED as i64 + 1)?;
            let more = decisions.len() > DECIDED;
            decisions.truncate(DECIDED);
            let earlier = decisions.last().filter(|_| more).map(|last| last.id.to_string());
            let decided: Result<Vec<_>, StoreError> = decisions.into_iter().map(|one| decided(tx, one)).collect();
            let proposed = proposed.into_iter().map(|(_, view)| view).collect();
            Ok(ApprovalsView { to_confirm, proposed, decided: decided?, earlier, once: once.clone(), stale })
        })
        .await
}

/// A person by name and address, a release by product and version, a record by its id.
pub(super) fn about(tx: &mut Tx<'_>, subject: &str) -> Result<AboutView, StoreError> {
    if let Ok(id) = subject.parse::<Id<kinds::Person>>() {
        let person = tx.person(id)?;
        let words = person.map_or_else(|| subject.to_owned(), |person| format!("{} ({})", person.name, person.email));
        return Ok(AboutView { words, page: Some(urls::with(urls::PERSON, &[subject])) });
    }
    if let Ok(id) = subject.parse::<Id<kinds::Release>>() {
        let words = release_name(tx, id)?.unwrap_or_else(|| subject.to_owned());
        return Ok(AboutView { words, page: Some(urls::with(urls::RELEASE, &[subject])) });
    }
    if let Ok(id) = subject.parse::<Id<kinds::Rollout>>() {
        let release = tx.rollout(id)?.map(|rollout| rollout.release);
        let words = release.map(|release| release_name(tx, release)).transpose()?.flatten();
        let page = Some(urls::with(urls::ROLLOUT, &[subject]));
        return Ok(AboutView { words: words.unwrap_or_else(|| subject.to_owned()), page });
    }
    if let Ok(id) = subject.parse::<Id<kinds::Recall>>() {
        let words = tx.recall(id)?.map(|recall| format!("#{} {}", recall.number, recall.product_name));
        let page = Some(urls::with(urls::RECALL, &[subject]));
        return Ok(AboutView { words: words.unwrap_or_else(|| subject.to_owned()), page });
    }
    Ok(AboutView { words: subject.to_owned(), page: Some(urls::with(urls::RECORD, &[subject])) })
}

fn waiting(tx: &mut Tx<'_>, by: &SignedIn, approval: Approval) -> Result<ApprovalView, StoreError> {
    let has = |action| by.rights.contains(&action);
    let (mine, waits) = (approval.proposer == by.person.id, approval.state == ApprovalState::Waiting);
    let allowed = approval.action.parse().is_ok_and(has);
    Ok(ApprovalView {
        id: approval.id.to_string(),
        about: about(tx, &approval.subject)?,
        by: name_of(tx, Some(approval.proposer))?,
        at: approval.alone.unwrap_or(approval.made).0,
        reason: approval.reason,
        due: approval.due.map(|due| due.0),
        mine,
        about_me: approval.subject == by.person.id.to_string(),
        may_decide: has(Action::ApprovalConfirm),
        may_break_glass: mine && waits && allowed && has(Action::ApprovalBreakGlass),
        may_withdraw: mine && waits && has(Action::ApprovalWithdraw),
        asked: None,
        filled: Filled::empty(),
        action: approval.action,
    })
}

fn decided(tx: &mut Tx<'_>, approval: Approval) -> Result<DecidedView, StoreError> {
    Ok(DecidedView {
        about: about(tx, &approval.subject)?,
        proposed_by: name_of(tx, Some(approval.proposer))?,
        reason: approval.reason,
        outcome: approval.state.as_str(),
        by: name_of(tx, approval.decider)?,
        words: approval.decision.unwrap_or_default(),
        at: approval.decided.unwrap_or(approval.made).0,
        action: approval.action,
    })
}

/// What the forms send.
#[derive(Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    once: String,
}

impl Sent {
    /// The page's key, so that a second click gets the first one's answer.
    fn once(&self, path: &str, id: &str) -> Option<Once> {
        let key = (!self.once.is_empty() && self.once.len() <= 64).then_some(&self.once)?;
        Some(Once::new(key, &[path.as_bytes(), id.as_bytes(), self.reason.as_bytes()]))
    }
}

fn id(text: &str) -> Result<Id<kinds::Approval>, AccessError> {
    Ok(text.parse()?)
}

/// The link that came of it, shown this once; else back to the page with a message.
async fn answer(app: &App, reader: &Reader, made: Outcome, what: &'static str) -> Result<Response, Problem> {
    let Some(link) = made.link else { return Ok(done(urls::APPROVALS, what)) };
    let name = app
        .store
        .read::<_, StoreError, _>(move |tx| {
            let whose = tx.invitation(link.id)?.and_then(|link| link.person);
            name_of(tx, whose)
        })
        .await?;
    let view = OutcomeView { name: name.unwrap_or_default(), link: link.address, expires: link.expires.0 };
    Ok(page(StatusCode::OK, outcome(&reader.frame, &view)))
}

/// The page again, with the error at the form that it came from.
async fn again(
    app: &App,
    reader: &Reader,
    at: (&str, &'static str),
    sent: &Sent,
    error: AccessError,
) -> Result<Response, Problem> {
    let filled = match at_field(app, Filled::empty().with("reason", &sent.reason), error) {
        Ok(filled) => filled,
        Err(response) => return Ok(*response),
    };
    let (id, form) = at;
    let mut view = read(app, &reader.by, None).await?;
    for approval in view.to_confirm.iter_mut().chain(&mut view.proposed).filter(|approval| approval.id == id) {
        (approval.asked, approval.filled) = (Some(form), filled.clone());
    }
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, approvals(&reader.frame, &view)))
}

macro_rules! verdicts {
    ($($(#[$doc:meta])* $name:ident $verdict:ident, $path:ident, $done:literal;)+) => {
        $($(#[$doc])*
        pub(super) async fn $name(
            State(app): State<Arc<App>>,
            reader: Reader,
            Path(text): Path<String>,
            Form(sent): Form<Sent>,
        ) -> Result<Response, Problem> {
            reader.by.may(Action::ApprovalConfirm)?;
            let ask = Ask::new(reader.by.caller.clone(), Action::ApprovalConfirm).once(sent.once(urls::$path, &text));
            match service::decide(&app, ask, id(&text)?, Verdict::$verdict, &sent.reason).await {
                Ok(made) => answer(&app, &reader, made, $done).await,
                Err(error) => again(&app, &reader, (&text, urls::$path), &sent, error).await,
            }
        })+
    };
}

verdicts! {
    /// It is done now.
    approve Approve, APPROVAL_APPROVE, "approved";
    /// It is not done.
    refuse Refuse, APPROVAL_REFUSE, "refused";
    /// It was done alone, and rightly.
    confirm Confirm, APPROVAL_CONFIRM, "found-right";
    /// It was done alone, and should not have been.
    object Object, APPROVAL_OBJECT, "objected";
}

/// The proposer takes it back.
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    service::withdraw(&app, Ask::new(reader.by.caller, Action::ApprovalWithdraw), id(&text)?).await?;
    Ok(done(urls::APPROVALS, "withdrawn"))
}

/// The proposer does it alone, with a reason.
pub(super) async fn break_glass(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ApprovalBreakGlass)?;
    let path = urls::APPROVAL_BREAK_GLASS;
    let ask = Ask::new(reader.by.caller.clone(), Action::ApprovalBreakGlass).once(sent.once(path, &text));
    match service::break_glass(&app, ask, id(&text)?, &sent.reason).await {
        Ok(made) => answer(&app, &reader, made, "acted-alone").await,
        Err(error) => again(&app, &reader, (&text, path), &sent, error).await,
    }
}

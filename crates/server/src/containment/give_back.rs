//! Giving back what was held: what another case still holds stays held, what somebody changed meanwhile stays as it is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_store::{
    Containment, ContainmentMove, EntryKind, HeldKind, HeldThing, Id, Receiver, ReceiverState, StoreError, Time, Tx,
    Webhook, WebhookState, kinds,
};
use utoipa::ToSchema;

use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::cases::error::CaseError;
use crate::cases::step::{self, Step, Told};
use crate::rollout::manage;

/// What became of what was held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GivenBack {
    /// It goes on.
    pub given_back: i64,
    /// Another case holds it still.
    pub held_elsewhere: i64,
    /// Somebody changed it meanwhile, or it is gone.
    pub changed_since: i64,
}

/// Gives back what one act held.
///
/// # Errors
/// When it was given back before, a token asks for tokens, or it is not allowed.
pub async fn give_back(
    app: &App,
    ask: Ask,
    id: Id<kinds::Case>,
    act: Id<kinds::Containment>,
) -> Result<GivenBack, CaseError> {
    let (person, by) = (ask.by.person(), ask.by.clone());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        let act = of_case(tx, id, act)?;
        // Who stole a token must not give life to others by it, nor have sent what waits.
        if act.what != ContainmentMove::Rollouts && matches!(by, Caller::Token { .. }) {
            return Err(CaseError::NeedsPerson);
        }
        if !tx.containment_end(act.id, at.now, person)? {
            return Err(CaseError::Already);
        }
        let back = all_of(tx, &act, at.now)?;
        let told = Told::new(EntryKind::Contained).with("move", act.what.as_str()).with("undone", true);
        let told = told.with("things", back.given_back).with("held_elsewhere", back.held_elsewhere);
        Step { person, at: *at }.tell(tx, id, told.with("changed_since", back.changed_since))?;
        let fact = step::about(Fact::new("case-containment-undone", &id), &case).with("move", act.what.as_str());
        let fact = fact.with("containment", act.id.to_string()).with("given-back", back.given_back);
        Ok((back, fact.with("held-elsewhere", back.held_elsewhere).with("changed-since", back.changed_since)))
    });
    let back = done.await?.answer;
    app.wake.notify_one();
    Ok(back)
}

fn of_case(tx: &mut Tx<'_>, case: Id<kinds::Case>, act: Id<kinds::Containment>) -> Result<Containment, CaseError> {
    tx.containment(act)?.filter(|act| act.case == case).ok_or(CaseError::NotFound("containment of this case"))
}

/// Gives back everything of an act that was just ended.
fn all_of(tx: &mut Tx<'_>, act: &Containment, now: Time) -> Result<GivenBack, CaseError> {
    let things = tx.containment_things(act.id)?;
    let mut still = BTreeSet::new();
    for kind in things.iter().map(|(held, _)| held.kind).collect::<BTreeSet<_>>() {
        still.extend(tx.containment_holding(kind)?.into_iter().map(|one| one.held));
    }
    let mut back = GivenBack::default();
    for (held, version) in things {
        let counted = match still.contains(&held) {
            true => &mut back.held_elsewhere,
            false if let_go(tx, (held, version), now)? => &mut back.given_back,
            false => &mut back.changed_since,
        };
        *counted += 1;
    }
    Ok(back)
}

/// Lets one thing go on; false where it is not as it was left.
fn let_go(tx: &mut Tx<'_>, (held, version): (HeldThing, i64), now: Time) -> Result<bool, CaseError> {
    match held.kind {
        HeldKind::Rollout => Ok(manage::give_back(tx, held.id(), version, now)?),
        HeldKind::Webhook => Ok(webhook(tx, held.id(), version, now)?),
        HeldKind::Receiver => Ok(receiver(tx, held.id(), version, now)?),
        HeldKind::Token => Ok(tx.token_give_back(held.id())?),
    }
}

/// It is told at once what waited for it.
fn webhook(tx: &mut Tx<'_>, id: Id<kinds::Webhook>, version: i64, now: Time) -> Result<bool, StoreError> {
    let is_as_left = |one: &Webhook| one.state == WebhookState::Off && one.version == version;
    let Some(off) = tx.webhook(id)?.filter(is_as_left) else { return Ok(false) };
    let is_on = tx.webhook_change(&Webhook { state: WebhookState::On, ..off })?;
    tx.delivery_all_due(id, now)?;
    Ok(is_on)
}

fn receiver(tx: &mut Tx<'_>, id: Id<kinds::Receiver>, version: i64, now: Time) -> Result<bool, StoreError> {
    let found = tx.receiver(id)?.filter(|one| one.state == ReceiverState::Off && one.version == version);
    let Some(off) = found else { return Ok(false) };
    let is_on = tx.receiver_change(&Receiver { state: ReceiverState::On, ..off })?;
    tx.messages_all_due(id, now)?;
    Ok(is_on)
}

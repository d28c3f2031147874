//! Holding: one act, everything in one transaction.

use std::collections::BTreeSet;

use steadfast_store::{
    Containment, ContainmentMove, EntryKind, HeldKind, HeldThing, Id, Receiver, ReceiverState, Time, Tx, Webhook,
    WebhookState, kinds,
};

use super::ids_of;
use super::reach::Reach;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;
use crate::cases::error::CaseError;
use crate::cases::step::{self, Step, Told};
use crate::rollout::manage;

type ContainmentId = Id<kinds::Containment>;

/// What is to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedHold {
    /// The rollouts of the case's product that run.
    Rollouts {
        /// How many somebody saw.
        seen: i64,
    },
    /// These webhooks and receivers.
    Deliveries {
        /// Webhooks.
        webhooks: Vec<Id<kinds::Webhook>>,
        /// Receivers of alerts.
        receivers: Vec<Id<kinds::Receiver>>,
    },
    /// Tokens of one person, or all that have rights over products.
    Tokens {
        /// Whose.
        person: Option<Id<kinds::Person>>,
        /// How many somebody saw.
        seen: i64,
    },
}

impl WantedHold {
    /// Which move it is.
    #[must_use]
    pub const fn what(&self) -> ContainmentMove {
        match self {
            Self::Rollouts { .. } => ContainmentMove::Rollouts,
            Self::Deliveries { .. } => ContainmentMove::Deliveries,
            Self::Tokens { .. } => ContainmentMove::Tokens,
        }
    }

    /// What it means now. More than somebody saw is nothing that they decided on.
    fn things(&self, reach: &Reach) -> Result<Vec<HeldThing>, CaseError> {
        let (things, seen) = match self {
            Self::Rollouts { seen } => {
                (reach.rollouts.iter().map(|one| HeldThing::new(HeldKind::Rollout, one.id)).collect(), Some(*seen))
            }
            Self::Deliveries { webhooks, receivers } => (deliveries(reach, webhooks, receivers)?, None),
            Self::Tokens { person, seen } => {
                let tokens = reach.tokens_of(*person);
                (tokens.map(|one| HeldThing::new(HeldKind::Token, one.id)).collect(), Some(*seen))
            }
        };
        let count = i64::try_from(things.len()).unwrap_or(i64::MAX);
        match seen {
            _ if count == 0 => Err(CaseError::NothingToHold),
            Some(seen) if count > seen => Err(CaseError::MoreToHold(count)),
            _ => Ok(things),
        }
    }
}

/// Those that were chosen, each once. One that is not at hand is told, so that nobody believes it held.
fn deliveries(
    reach: &Reach,
    webhooks: &[Id<kinds::Webhook>],
    receivers: &[Id<kinds::Receiver>],
) -> Result<Vec<HeldThing>, CaseError> {
    let mut things = BTreeSet::new();
    for id in webhooks {
        let found = reach.webhooks.iter().find(|webhook| webhook.id == *id);
        found.ok_or(CaseError::NotFound("webhook that is on"))?;
        things.insert(HeldThing::new(HeldKind::Webhook, *id));
    }
    for id in receivers {
        let found = reach.receivers.iter().find(|receiver| receiver.id == *id);
        found.ok_or(CaseError::NotFound("receiver of alerts that is on"))?;
        things.insert(HeldThing::new(HeldKind::Receiver, *id));
    }
    Ok(things.into_iter().collect())
}

/// Holds it because of a case; the id of the act.
///
/// # Errors
/// When there is nothing to hold, it would be more than was seen, the case is closed, or it is not allowed.
pub async fn hold(app: &App, ask: Ask, id: Id<kinds::Case>, wanted: WantedHold) -> Result<ContainmentId, CaseError> {
    let (new, person, by) = (app.ambient.id(), ask.by.person(), ask.by.clone());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        // Whoever stole a token must not silence those who would notice, nor stop the tokens of others.
        if wanted.what() != ContainmentMove::Rollouts && matches!(by, Caller::Token { .. }) {
            return Err(CaseError::NeedsPerson);
        }
        let case = step::open(tx, id)?;
        let things = wanted.things(&Reach::read(tx, &case, &by, at.now)?)?;
        let left = things.into_iter().map(|held| Ok((held, take(tx, held, at.now)?)));
        let things: Vec<(HeldThing, i64)> = left.collect::<Result<_, CaseError>>()?;
        let count = i64::try_from(things.len()).unwrap_or(i64::MAX);
        let what = wanted.what();
        let act = Containment {
            id: new,
            case: id,
            what,
            made: at.now,
            maker: person,
            undone: None,
            undoer: None,
            things: count,
        };
        tx.containment_insert(&act, &things)?;
        let told = Told::new(EntryKind::Contained).with("move", what.as_str()).with("undone", false);
        Step { person, at: *at }.tell(tx, id, told.with("things", count))?;
        let fact = step::about(Fact::new("case-contained", &id), &case).with("containment", new.to_string());
        Ok((
            new,
            fact.with("move", what.as_str())
                .with("things", count)
                .with("held", ids_of(things.iter().map(|(held, _)| *held))),
        ))
    });
    Ok(done.await?.answer)
}

/// Holds one thing; one that another case holds stays as it is. Its version afterwards.
fn take(tx: &mut Tx<'_>, held: HeldThing, now: Time) -> Result<i64, CaseError> {
    match held.kind {
        HeldKind::Rollout => Ok(manage::hold(tx, held.id(), now)?),
        HeldKind::Webhook => webhook(tx, held.id()),
        HeldKind::Receiver => receiver(tx, held.id()),
        HeldKind::Token => tx.token_hold(held.id(), now).map(|_| 0).map_err(CaseError::from),
    }
}

fn webhook(tx: &mut Tx<'_>, id: Id<kinds::Webhook>) -> Result<i64, CaseError> {
    let found = tx.webhook(id)?.ok_or(CaseError::Changed)?;
    let version = found.version;
    if found.state != WebhookState::On {
        return Ok(version);
    }
    let is_off = tx.webhook_change(&Webhook { state: WebhookState::Off, ..found })?;
    if is_off { Ok(version + 1) } else { Err(CaseError::Changed) }
}

fn receiver(tx: &mut Tx<'_>, id: Id<kinds::Receiver>) -> Result<i64, CaseError> {
    let found = tx.receiver(id)?.ok_or(CaseError::Changed)?;
    let version = found.version;
    if found.state != ReceiverState::On {
        return Ok(version);
    }
    let is_off = tx.receiver_change(&Receiver { state: ReceiverState::Off, ..found })?;
    if is_off { Ok(version + 1) } else { Err(CaseError::Changed) }
}

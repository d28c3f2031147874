//! What each move would hold now, and what was held.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_store::{
    Case, Containment, HeldKind, HeldThing, Id, Receiver, ReceiverState, Rollout, RolloutFilter, RolloutState,
    StoreError, Time, Token, Tx, Webhook, WebhookState, kinds,
};

use crate::access::action::Action;
use crate::caller::Caller;
use crate::messages::manage::kinds_of;
use crate::messages::{ALERT, RING};

/// More of each kind than one act holds; what is more is held by another one.
const MOST: i64 = 1000;
/// Acts of a case that are shown.
const SHOWN: i64 = 50;

/// What a token must have so that it reaches a product: by tokens nobody tells one product from another.
const OVER_PRODUCTS: [Action; 11] = [
    Action::ExposureAssess,
    Action::CatalogueChange,
    Action::ReleaseChange,
    Action::ReleaseSell,
    Action::RepositoryChange,
    Action::ReleasePublish,
    Action::RolloutChange,
    Action::UnitDecide,
    Action::UnitEnrol,
    Action::UnitChange,
    Action::UnitDecommission,
];

/// What could be held now.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    /// Rollouts of the case's product that run; nothing where the case names none.
    pub(crate) rollouts: Vec<Rollout>,
    /// Webhooks that are on.
    pub(crate) webhooks: Vec<Webhook>,
    /// Receivers of alerts that are on. What rings people, and what importers and dealers are told, is no such receiver.
    pub(crate) receivers: Vec<Receiver>,
    /// Tokens that count, with the names of their owners, but for the one that asks.
    pub(crate) tokens: Vec<(Token, String)>,
}

/// How many tokens one person has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) person: Id<kinds::Person>,
    pub(crate) name: String,
    pub(crate) tokens: i64,
}

/// What is held because of other cases, and not because of this one: it is at hand as if nobody held it.
struct Elsewhere(BTreeSet<HeldThing>);

impl Elsewhere {
    fn read(tx: &mut Tx<'_>, case: Id<kinds::Case>, kind: HeldKind) -> Result<Self, StoreError> {
        let holding = tx.containment_holding(kind)?;
        let own: BTreeSet<_> = holding.iter().filter(|one| one.case == case).map(|one| one.held).collect();
        Ok(Self(holding.into_iter().map(|one| one.held).filter(|held| !own.contains(held)).collect()))
    }

    fn has<K: steadfast_store::Kind>(&self, kind: HeldKind, id: Id<K>) -> bool {
        self.0.contains(&HeldThing::new(kind, id))
    }
}

impl Reach {
    /// What is at hand now for whoever asks.
    pub(crate) fn read(tx: &mut Tx<'_>, case: &Case, by: &Caller, now: Time) -> Result<Self, StoreError> {
        Ok(Self {
            rollouts: rollouts(tx, case)?,
            webhooks: webhooks(tx, case)?,
            receivers: receivers(tx, case)?,
            tokens: tokens(tx, case, by, now)?,
        })
    }

    /// Tokens that reach products, or those of one person.
    pub(crate) fn tokens_of(&self, person: Option<Id<kinds::Person>>) -> impl Iterator<Item = &Token> {
        let is_meant =
            move |token: &&Token| person.map_or_else(|| over_products(token), |person| token.person == person);
        self.tokens.iter().map(|(token, _)| token).filter(is_meant)
    }

    /// Everybody who has tokens, by name.
    pub(crate) fn holders(&self) -> Vec<Holder> {
        let mut found = BTreeMap::new();
        for (token, name) in &self.tokens {
            *found.entry((name.clone(), token.person)).or_insert(0) += 1;
        }
        found.into_iter().map(|((name, person), tokens)| Holder { person, name, tokens }).collect()
    }
}

fn over_products(token: &Token) -> bool {
    token.scopes.split(' ').any(|scope| OVER_PRODUCTS.iter().any(|action| action.as_str() == scope))
}

fn rollouts(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<Rollout>, StoreError> {
    let Some(product) = case.product else { return Ok(Vec::new()) };
    let elsewhere = Elsewhere::read(tx, case.id, HeldKind::Rollout)?;
    let mut of = |state| {
        let filter = RolloutFilter { product: Some(product), state: Some(state) };
        tx.rollout_list(&filter, None, MOST)
    };
    let (mut found, paused) = (of(RolloutState::Running)?, of(RolloutState::Paused)?);
    found.extend(paused.into_iter().filter(|rollout| elsewhere.has(HeldKind::Rollout, rollout.id)));
    Ok(found)
}

fn webhooks(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<Webhook>, StoreError> {
    let elsewhere = Elsewhere::read(tx, case.id, HeldKind::Webhook)?;
    let mut found = tx.webhook_list(None, MOST)?;
    found.retain(|webhook| {
        let is_held = webhook.state == WebhookState::Off && elsewhere.has(HeldKind::Webhook, webhook.id);
        webhook.state == WebhookState::On || is_held
    });
    Ok(found)
}

fn receivers(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<Receiver>, StoreError> {
    let elsewhere = Elsewhere::read(tx, case.id, HeldKind::Receiver)?;
    let mut found = tx.receiver_list(None, MOST)?;
    found.retain(|receiver| {
        let hears = |kind: &str| kinds_of(receiver).iter().any(|one| one == kind);
        let is_held = receiver.state == ReceiverState::Off && elsewhere.has(HeldKind::Receiver, receiver.id);
        hears(ALERT) && !hears(RING) && (receiver.state == ReceiverState::On || is_held)
    });
    Ok(found)
}

fn tokens(tx: &mut Tx<'_>, case: &Case, by: &Caller, now: Time) -> Result<Vec<(Token, String)>, StoreError> {
    let elsewhere = Elsewhere::read(tx, case.id, HeldKind::Token)?;
    let mut found = tx.token_unended(now, MOST)?;
    found.retain(|(token, _)| {
        let asks = matches!(by, Caller::Token { token: own, .. } if *own == token.id);
        !asks && (token.held.is_none() || elsewhere.has(HeldKind::Token, token.id))
    });
    Ok(found)
}

/// What was held because of a case, the newest first.
pub(crate) fn held(tx: &mut Tx<'_>, case: Id<kinds::Case>) -> Result<Vec<Containment>, StoreError> {
    tx.containments_of(case, SHOWN)
}

//! Webhooks, managed by people.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use steadfast_store::{Id, NewDelivery, StoreError, Time, Tx, Webhook, WebhookState, kinds};

use super::error::WebhookError;
use super::event::Teller;
use super::kinds as record_kinds;
use super::secret::SigningSecret;
use crate::act::{Ask, Fact};
use crate::app::App;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;
/// The most webhooks: each record is told to each of them.
pub const MOST: usize = 100;
/// For so long after a rotation deliveries are signed by the former secret too.
pub const OVERLAP: Duration = Duration::from_secs(24 * 3600);

/// What a webhook is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What people call it.
    pub name: Option<String>,
    /// Where deliveries go.
    pub url: Option<String>,
    /// The kinds of records it hears of; an empty list means every kind.
    pub kinds: Option<Vec<String>>,
}

/// A webhook's secret, shown once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// The webhook.
    pub id: Id<kinds::Webhook>,
    /// `whsec_…`.
    pub secret: String,
    /// Until when the former secret signs too.
    pub former_until: Option<Time>,
}

/// The parts of [`Wanted`], checked.
#[derive(Clone)]
struct Checked {
    name: Option<String>,
    url: Option<String>,
    kinds: Option<String>,
}

/// Everything that is not taken, field by field.
#[must_use]
pub fn refused(app: &App, wanted: &Wanted) -> Vec<WebhookError> {
    let parts = [
        Wanted { name: wanted.name.clone(), ..Wanted::default() },
        Wanted { url: wanted.url.clone(), ..Wanted::default() },
        Wanted { kinds: wanted.kinds.clone(), ..Wanted::default() },
    ];
    parts.into_iter().filter_map(|part| Checked::of(app, part).err()).collect()
}

impl Checked {
    fn of(app: &App, wanted: Wanted) -> Result<Self, WebhookError> {
        let url = wanted.url.map(|url| app.webhooks.reach.read(&url).map(|uri| uri.to_string())).transpose()?;
        let kinds = wanted.kinds.map(|kinds| record_kinds::read(&kinds).map_err(WebhookError::Kind)).transpose()?;
        Ok(Self {
            name: wanted.name.as_deref().map(name).transpose()?,
            url,
            kinds: kinds.map(|kinds| record_kinds::text(&kinds)),
        })
    }
}

fn name(text: &str) -> Result<String, WebhookError> {
    let text: String = text.trim().chars().filter(|letter| !letter.is_control()).collect();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_NAME;
    if fits { Ok(text) } else { Err(WebhookError::Name(LONGEST_NAME)) }
}

fn of(tx: &mut Tx<'_>, id: Id<kinds::Webhook>) -> Result<Webhook, WebhookError> {
    tx.webhook(id)?.ok_or(WebhookError::NotFound("webhook"))
}

fn on(tx: &mut Tx<'_>, id: Id<kinds::Webhook>) -> Result<Webhook, WebhookError> {
    let webhook = of(tx, id)?;
    if webhook.state == WebhookState::On { Ok(webhook) } else { Err(WebhookError::Off) }
}

/// What the ledger is told of a webhook: never the address, which may hold a secret.
fn of_it(fact: Fact, webhook: &Webhook) -> Fact {
    fact.with("kinds", record_kinds::kept(&webhook.kinds)).with("state", webhook.state.as_str())
}

/// Makes a webhook that hears of records from now on.
///
/// # Errors
/// When name, address or kinds are not taken, there are enough, or it is not allowed.
pub async fn make(app: &App, ask: Ask, wanted: Wanted) -> Result<Shown, WebhookError> {
    let whole = Wanted {
        name: Some(wanted.name.unwrap_or_default()),
        url: Some(wanted.url.unwrap_or_default()),
        kinds: Some(wanted.kinds.unwrap_or_default()),
    };
    let (checked, id) = (Checked::of(app, whole)?, app.ambient.id());
    let secret = SigningSecret::new(app.ambient.random());
    let sealed = secret.seal(&app.vault, id, &app.ambient.random())?;
    let maker = ask.by.person().ok_or(WebhookError::NotFound("person"))?;
    let shown = Shown { id, secret: secret.text(), former_until: None };
    let done = app.act::<_, WebhookError, _>(ask, move |tx, at| {
        if tx.webhook_list(None, i64::try_from(MOST).unwrap_or(i64::MAX))?.len() >= MOST {
            return Err(WebhookError::Enough(MOST));
        }
        let new = Webhook {
            id,
            name: checked.name.clone().unwrap_or_default(),
            url: checked.url.clone().unwrap_or_default(),
            kinds: checked.kinds.clone().unwrap_or_default(),
            state: WebhookState::On,
            reason: None,
            secret: sealed.clone(),
            former: None,
            // Records that wait for their numbers came before.
            position: tx.ledger_head()?.map_or(0, |head| head.size) + tx.ledger_waiting_count()?,
            failing: None,
            tries: 0,
            pause: Time(0),
            delivered: None,
            maker,
            created: at.now,
            version: 1,
        };
        tx.webhook_insert(&new)?;
        Ok((shown.clone(), of_it(Fact::new("webhook-made", &id), &new)))
    });
    Ok(done.await?.answer)
}

/// Changes a webhook on top of `version`; its new version.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Webhook>,
    version: i64,
    wanted: Wanted,
) -> Result<i64, WebhookError> {
    let checked = Checked::of(app, wanted)?;
    let done = app.act::<_, WebhookError, _>(ask, move |tx, _| {
        let before = of(tx, id)?;
        let changed = Webhook {
            name: checked.name.clone().unwrap_or(before.name),
            url: checked.url.clone().unwrap_or(before.url),
            kinds: checked.kinds.clone().unwrap_or(before.kinds),
            version,
            ..before
        };
        if !tx.webhook_change(&changed)? {
            return Err(WebhookError::Changed);
        }
        Ok((version + 1, of_it(Fact::new("webhook-changed", &id), &changed)))
    });
    Ok(done.await?.answer)
}

/// Switches a webhook on or off. One that comes on is told at once what it missed.
///
/// # Errors
/// When it is so already, or it is not allowed.
pub async fn switch(app: &App, ask: Ask, id: Id<kinds::Webhook>, to_on: bool) -> Result<(), WebhookError> {
    let (state, fact) = match to_on {
        true => (WebhookState::On, Fact::new("webhook-enabled", &id)),
        false => (WebhookState::Off, Fact::new("webhook-disabled", &id)),
    };
    app.act::<_, WebhookError, _>(ask, move |tx, at| {
        let before = of(tx, id)?;
        if before.state == state {
            return Err(WebhookError::Already);
        }
        let changed = Webhook { state, ..before };
        if !tx.webhook_change(&changed)? {
            return Err(WebhookError::Changed);
        }
        if to_on {
            tx.delivery_all_due(id, at.now)?;
        }
        Ok(((), of_it(fact.clone(), &changed)))
    })
    .await?;
    Ok(())
}

/// Gives a webhook another secret; the former one signs too for [`OVERLAP`].
///
/// # Errors
/// When there is none, or it is not allowed.
pub async fn rotate(app: &App, ask: Ask, id: Id<kinds::Webhook>) -> Result<Shown, WebhookError> {
    let secret = SigningSecret::new(app.ambient.random());
    let sealed = secret.seal(&app.vault, id, &app.ambient.random())?;
    let done = app.act::<_, WebhookError, _>(ask, move |tx, at| {
        let until = at.now.after(OVERLAP);
        if !tx.webhook_rotate(id, &sealed, until)? {
            return Err(WebhookError::NotFound("webhook"));
        }
        let shown = Shown { id, secret: secret.text(), former_until: Some(until) };
        Ok((shown, Fact::new("webhook-secret-rotated", &id).with("former-until", until.to_string())))
    });
    Ok(done.await?.answer)
}

/// Removes a webhook with its deliveries.
///
/// # Errors
/// When there is none, or it is not allowed.
pub async fn remove(app: &App, ask: Ask, id: Id<kinds::Webhook>) -> Result<(), WebhookError> {
    app.act::<_, WebhookError, _>(ask, move |tx, _| {
        if !tx.webhook_remove(id)? {
            return Err(WebhookError::NotFound("webhook"));
        }
        Ok(((), Fact::new("webhook-removed", &id)))
    })
    .await?;
    Ok(())
}

/// Sends a test; the id of its delivery.
///
/// # Errors
/// When the webhook is off, or it is not allowed.
pub async fn test(app: &App, ask: Ask, id: Id<kinds::Webhook>) -> Result<Id<kinds::Delivery>, WebhookError> {
    let (delivery, teller) = (app.ambient.id(), Teller::of(app));
    let done = app.act::<_, WebhookError, _>(ask, move |tx, at| {
        on(tx, id)?;
        let body = teller.test(id, delivery, at.now);
        tx.delivery_insert(&NewDelivery { id: delivery, webhook: id, number: None, body }, at.now)?;
        tx.webhook_unpause(id)?;
        Ok((delivery, Fact::new("webhook-tested", &id).with("delivery", delivery.to_string())))
    });
    Ok(done.await?.answer)
}

/// Sends a delivery once more, whatever became of it, under the same id.
///
/// # Errors
/// When it is none of this webhook's, the webhook is off, or it is not allowed.
pub async fn again(
    app: &App,
    ask: Ask,
    id: Id<kinds::Webhook>,
    delivery: Id<kinds::Delivery>,
) -> Result<(), WebhookError> {
    app.act::<_, WebhookError, _>(ask, move |tx, at| {
        on(tx, id)?;
        let found = tx.delivery(delivery)?.filter(|found| found.webhook == id);
        found.ok_or(WebhookError::NotFound("delivery"))?;
        tx.delivery_again(delivery, at.now)?;
        tx.webhook_unpause(id)?;
        Ok(((), Fact::new("delivery-sent-again", &id).with("delivery", delivery.to_string())))
    })
    .await?;
    Ok(())
}

/// A webhook, and how many of its deliveries wait.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Webhook>) -> Result<(Webhook, u64), WebhookError> {
    app.store
        .read::<_, WebhookError, _>(move |tx| {
            let webhook = of(tx, id)?;
            Ok((webhook, u64::try_from(tx.delivery_waiting(id)?).unwrap_or(0)))
        })
        .await
}

/// Up to `limit` webhooks made before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, before: Option<Id<kinds::Webhook>>, limit: i64) -> Result<Vec<Webhook>, StoreError> {
    app.store.read(move |tx| tx.webhook_list(before, limit)).await
}

//! Notices on their way to addresses of owners': by the mail machinery and by the rules of webhooks, at least once. One that is
//! away for a day loses nothing.

use std::time::Duration;

use serde_json::json;
use steadfast_store::{
    ContactWay, Id, Lease, OwnerAttempt, OwnerContact, OwnerDelivery, OwnerNoticeRow, OwnerNoticeState, StoreError,
    Time, Unit, kinds,
};
use tokio::task::spawn_blocking;

use super::contact::{Kept, link_ends};
use super::content::Content;
use crate::app::App;
use crate::messages::mail::{self, Letter};
use crate::messages::settings::{MailServer, server};
use crate::outward::{Shut, Way};
use crate::sending::patience::pause;
use crate::sending::{self, Line};
use crate::t;
use crate::web::{Language, Texts, urls};
use crate::webhooks::post;
use crate::webhooks::secret::{SigningSecret, seconds};

/// Owners that are looked at in one round.
const MOST: i64 = 200;
/// After so long without success a notice is given up.
const GIVEN_UP: Duration = Duration::from_secs(5 * 86_400);
/// How long a webhook's status is told as proof, in characters.
const KEPT: usize = 200;

/// A process's part in sending to owners.
pub type Sender = sending::Sender<OwnerPosts>;

/// Notices on their way to owners.
#[derive(Debug)]
pub enum OwnerPosts {}

impl Line for OwnerPosts {
    const LEASE: &'static str = "owner-notices";
    /// A unit's number.
    type To = i64;
    type Error = StoreError;

    async fn work(app: &App) -> Result<(bool, Vec<i64>), StoreError> {
        let now = app.ambient.now();
        Ok((false, app.store.read::<_, StoreError, _>(move |tx| tx.owner_deliveries_due(now, MOST)).await?))
    }

    async fn step(_: &App, _: &Lease) -> Result<bool, StoreError> {
        Ok(false)
    }

    async fn attempt(app: &App, lease: &Lease, unit: i64) -> Result<bool, StoreError> {
        let now = app.ambient.now();
        let due = app.store.read::<_, StoreError, _>(move |tx| {
            let Some(unit) = tx.unit_of_number(unit)? else { return Ok(None) };
            let server = server(tx)?;
            if let Some(contact) = tx.owner_contact_due(unit.number, now)? {
                return Ok(Some((unit, server, contact, None)));
            }
            let Some(delivery) = tx.owner_delivery_due(unit.number, now)? else { return Ok(None) };
            let notice = tx.owner_notice(delivery.notice)?.filter(|notice| notice.state == OwnerNoticeState::Sent);
            Ok(notice.map(|notice| (unit, server, delivery.contact.clone(), Some((delivery, notice)))))
        });
        let Some((unit, server, contact, delivery)) = due.await? else { return Ok(false) };
        let Some(kept) = Kept::open(&app.vault, unit.id, &contact) else {
            tracing::error!(unit = %unit.id, "what an owner left cannot be opened: the notice waits");
            return Ok(false);
        };
        match delivery {
            Some((delivery, notice)) => told(app, lease, (&unit, server), &kept, &delivery, &notice).await,
            None => asked(app, lease, (&unit, server), &kept, &contact).await,
        }
    }

    fn is_lost(error: &StoreError) -> bool {
        matches!(error, StoreError::LeaseLost(_))
    }
}

/// How an attempt ended: whether the other side took it, and what it said.
type Answer = (bool, String);

/// The language that an owner chose.
fn texts(contact: &OwnerContact) -> Texts {
    Texts::new(if contact.language == "de" { Language::German } else { Language::English })
}

async fn by_mail(app: &App, server: Option<MailServer>, letter: Letter) -> Answer {
    let Some(server) = server else { return (false, "no mail server is set".to_owned()) };
    let Ok(password) = server.password(&app.vault) else {
        return (false, "the password of the mail server cannot be opened".to_owned());
    };
    let Ok(leave) = app.outward.leave(Way::Mail) else { return (false, Shut.to_string()) };
    let sent = spawn_blocking(move || mail::send(&leave, &server, password.as_ref(), &letter)).await;
    sent.map_or_else(|_| (false, "the attempt broke off".to_owned()), |answer| (answer.is_well, answer.text))
}

/// Sends the mail with the link: nothing else goes to an address before it was opened.
async fn asked(
    app: &App,
    lease: &Lease,
    (unit, server): (&Unit, Option<MailServer>),
    kept: &Kept,
    contact: &OwnerContact,
) -> Result<bool, StoreError> {
    let texts = texts(contact);
    let address = format!("{}{}", app.config.address(), urls::with(urls::OWNER_CONFIRM, &[&kept.secret]));
    let letter = Letter {
        id: format!("confirm-{}-{}", unit.number, contact.asked.0),
        thread: None,
        to: kept.address.clone(),
        subject: t!(texts, "owner-mail-confirm"),
        text: t!(texts, "owner-mail-confirm-text", address = address),
        written: contact.asked,
    };
    let (is_well, answer) = by_mail(app, server, letter).await;
    if !is_well {
        tracing::warn!(unit = %unit.id, answer, "the mail to confirm an owner's address did not go");
    }
    let (now, random) = (app.ambient.now(), u16::from_be_bytes(app.ambient.random()));
    let next = now.after(pause(contact.attempts, random));
    let due = (!is_well && next < link_ends(contact.asked)).then_some(next);
    let (lease, contact) = (lease.clone(), contact.clone());
    let write = app.store.write::<_, StoreError, _>(move |tx| {
        tx.lease_check(&lease)?;
        tx.owner_contact_attempted(&contact, due)
    });
    write.await?;
    Ok(is_well)
}

/// Tells a notice, and keeps what the other side answered.
async fn told(
    app: &App,
    lease: &Lease,
    (unit, server): (&Unit, Option<MailServer>),
    kept: &Kept,
    delivery: &OwnerDelivery,
    notice: &OwnerNoticeRow,
) -> Result<bool, StoreError> {
    let content = Content::kept(&notice.content).unwrap_or_default();
    let (is_well, answer) = match delivery.contact.way {
        ContactWay::Mail => by_mail(app, server, letter(app, kept, delivery, (notice, &content))).await,
        ContactWay::Webhook => by_webhook(app, unit, kept, delivery, (notice, &content)).await,
    };
    let (now, random) = (app.ambient.now(), u16::from_be_bytes(app.ambient.random()));
    let is_old = now.since(notice.sent.unwrap_or(now)) >= GIVEN_UP;
    let (state, due) = match is_well {
        true => ("delivered", now),
        false if is_old => ("failed", now),
        false => ("waiting", now.after(pause(delivery.attempts, random))),
    };
    let answer = without(&answer, &kept.address);
    let (lease, delivery) = (lease.clone(), delivery.clone());
    let write = app.store.write::<_, StoreError, _>(move |tx| {
        tx.lease_check(&lease)?;
        tx.owner_delivery_attempted(&delivery, &OwnerAttempt { state, due, tried: now, answer: &answer })
    });
    write.await?;
    Ok(is_well)
}

/// An answer without the address that it may repeat: that is never shown to staff.
fn without(answer: &str, address: &str) -> String {
    answer.replace(address, "…").chars().take(KEPT).collect()
}

fn letter(app: &App, kept: &Kept, delivery: &OwnerDelivery, (notice, content): (&OwnerNoticeRow, &Content)) -> Letter {
    let texts = texts(&delivery.contact);
    let words = if delivery.contact.language == "de" { &content.de } else { &content.en };
    let more = if content.address.is_empty() { String::new() } else { format!("\n\n{}", content.address) };
    let own = format!("{}{}", app.config.address(), urls::OWNER);
    let foot = t!(texts, "owner-mail-foot", address = own);
    Letter {
        id: format!("{}-{}", notice.id, delivery.contact.unit),
        thread: notice.corrects.map(|earlier| format!("{earlier}-{}", delivery.contact.unit)),
        to: kept.address.clone(),
        subject: words.title.clone(),
        text: format!("{}\n\n{}{more}\n\n-- \n{foot}\n", words.happened, words.advice),
        written: notice.sent.unwrap_or(Time(0)),
    }
}

async fn by_webhook(
    app: &App,
    unit: &Unit,
    kept: &Kept,
    delivery: &OwnerDelivery,
    (notice, content): (&OwnerNoticeRow, &Content),
) -> Answer {
    let Some(secret) = secret(&kept.secret) else { return (false, "the secret cannot be read".to_owned()) };
    let (now, id) = (seconds(app.ambient.now()), format!("{}-{}", notice.id, unit.number));
    let body = body(unit, delivery, (notice, content));
    let signatures = secret.sign(&id, now, &body);
    let letter = post::Letter { url: kept.address.clone(), id, seconds: now, signatures, body };
    let Ok(leave) = app.outward.leave(Way::Webhook) else { return (false, Shut.to_string()) };
    let post = app.webhooks.post();
    let sent = spawn_blocking(move || post.send(&leave, &letter)).await;
    match sent {
        Ok(answer) => {
            let status = answer.status.map_or(answer.text.clone(), |status| format!("HTTP {status}"));
            (answer.is_well(), status)
        }
        Err(_) => (false, "the attempt broke off".to_owned()),
    }
}

fn secret(text: &str) -> Option<SigningSecret> {
    let bytes = steadfast_trust::encoding::from_hex(text)?;
    Some(SigningSecret::new(bytes.try_into().ok()?))
}

/// What an owner's webhook is told: the notice, in the language that they chose, and which unit it is about.
fn body(unit: &Unit, delivery: &OwnerDelivery, (notice, content): (&OwnerNoticeRow, &Content)) -> String {
    let words = if delivery.contact.language == "de" { &content.de } else { &content.en };
    let corrects = notice.corrects.map(|earlier: Id<kinds::OwnerNotice>| earlier.to_string());
    json!({
        "type": "owner-notice",
        "timestamp": notice.sent.map(|sent| sent.to_string()),
        "data": {
            "notice": notice.id.to_string(), "corrects": corrects, "unit": unit.id.to_string(), "serial": unit.serial,
            "gravity": content.gravity, "language": delivery.contact.language, "title": words.title,
            "happened": words.happened, "advice": words.advice, "address": content.address,
        },
    })
    .to_string()
}

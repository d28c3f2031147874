//! Sending: each receiver's messages, the oldest first; several at once where one connection carries them.

use std::time::Duration;

use steadfast_store::{Id, Lease, Message, Receiver, ReceiverState, StoreError, Time, Tx, Way, kinds};
use tokio::task::spawn_blocking;

use super::error::MessageError;
use super::gather::{self, LINES};
use super::judge::{self, Answer};
use super::mail::{self, Letter};
use super::manage::MOST;
use super::said::Teller;
use super::settings::{MailServer, server};
use super::syslog;
use super::words::Words;
use crate::app::App;
use crate::config::host_name;
use crate::outward::{Leave, Shut};
use crate::sending::{self, Line};

/// A process's part in sending messages.
pub type Sender = sending::Sender<Messages>;

/// Messages on their way to receivers.
#[derive(Debug)]
pub enum Messages {}

impl Line for Messages {
    const LEASE: &'static str = "messages";
    type To = Id<kinds::Receiver>;
    type Error = MessageError;

    async fn work(app: &App) -> Result<(bool, Vec<Self::To>), StoreError> {
        let now = app.ambient.now();
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let found = app
            .store
            .read::<_, StoreError, _>(move |tx| Ok((gather::next(tx, now)?.is_some(), tx.receivers_due(now, most)?)));
        found.await
    }

    async fn step(app: &App, lease: &Lease) -> Result<bool, StoreError> {
        gather::step(app, lease).await
    }

    async fn attempt(app: &App, lease: &Lease, to: Self::To) -> Result<bool, MessageError> {
        let now = app.ambient.now();
        let around = (app.config.address(), host_name());
        let due = app.store.read::<_, StoreError, _>(move |tx| Due::read(tx, to, now, (&around.0, &around.1)));
        let Some(due) = due.await? else { return Ok(false) };
        if !due.gone.is_empty() {
            drop_gone(app, lease, due.gone).await?;
            return Ok(true);
        }
        let begin = app.ambient.steady();
        let answer = due.send(app).await;
        let took = u64::try_from(app.ambient.steady().saturating_sub(begin)).unwrap_or(0);
        keep(app, lease, &due, &answer, Duration::from_micros(took)).await?;
        Ok(answer.is_well)
    }

    fn is_lost(error: &MessageError) -> bool {
        matches!(error, MessageError::Store(StoreError::LeaseLost(_)))
    }
}

/// What is to be sent, and what it takes.
#[derive(Clone, Debug)]
struct Due {
    receiver: Receiver,
    /// Where mail goes; nothing: the person is not there any more.
    to: Option<String>,
    server: Option<MailServer>,
    /// Each with what it says now.
    messages: Vec<(Message, Words)>,
    /// Those of which nothing is left: the only device that an alert was seen at shares no events any more.
    gone: Vec<Id<kinds::Message>>,
}

impl Due {
    fn read(
        tx: &mut Tx<'_>,
        to: Id<kinds::Receiver>,
        now: Time,
        (here, host): (&str, &str),
    ) -> Result<Option<Self>, StoreError> {
        let is_on = |receiver: &Receiver| receiver.state == ReceiverState::On && !receiver.pauses(now);
        let Some(receiver) = tx.receiver(to)?.filter(is_on) else { return Ok(None) };
        let most = if receiver.way == Way::Syslog { i64::try_from(LINES).unwrap_or(1) } else { 1 };
        let due = tx.messages_due(to, now, most)?;
        if due.is_empty() {
            return Ok(None);
        }
        let teller = Teller { receiver: &receiver, address: here, host };
        let (mut messages, mut gone) = (Vec::new(), Vec::new());
        for message in due {
            match teller.words(tx, &message)? {
                Some(words) => messages.push((message, words)),
                None => gone.push(message.id),
            }
        }
        let to = address(tx, &receiver)?;
        Ok(Some(Self { to, server: server(tx)?, receiver, messages, gone }))
    }

    async fn send(&self, app: &App) -> Answer {
        let due = self.clone();
        let password = self.server.as_ref().map(|server| server.password(&app.vault)).transpose();
        let Ok(password) = password.map(Option::flatten) else {
            return Answer::none("the password of the mail server cannot be opened");
        };
        let Ok(leave) = app.outward.leave(self.receiver.way.into()) else {
            return Answer::well(Shut.to_string());
        };
        let sent = spawn_blocking(move || match due.receiver.way {
            Way::Mail => due.mail(&leave, password.as_ref()),
            Way::Syslog => {
                let lines: Vec<&str> = due.messages.iter().map(|(_, words)| words.text.as_str()).collect();
                syslog::send(&leave, &due.receiver, &lines)
            }
        });
        sent.await.unwrap_or_else(|_| Answer::none("the attempt broke off"))
    }

    fn mail(&self, leave: &Leave, password: Option<&zeroize::Zeroizing<String>>) -> Answer {
        let Some(server) = &self.server else { return Answer::none("no mail server is set") };
        let Some(to) = self.to.clone() else { return Answer::none("the person's account is closed") };
        let Some((message, words)) = self.messages.first() else { return Answer::none("nothing is due") };
        let letter = Letter {
            id: message.id.to_string(),
            thread: message.alert.map(|alert| alert.to_string()),
            to,
            subject: words.subject.clone(),
            text: words.text.clone(),
            written: message.created,
        };
        mail::send(leave, server, password, &letter)
    }
}

/// Where mail to a receiver goes: to the address of the person as it is now, or to the one that was set.
pub(super) fn address(tx: &mut Tx<'_>, receiver: &Receiver) -> Result<Option<String>, StoreError> {
    match receiver.person {
        Some(person) => Ok(tx.person(person)?.filter(|person| person.active).map(|person| person.email)),
        None => Ok(Some(receiver.address.clone())),
    }
}

async fn drop_gone(app: &App, lease: &Lease, gone: Vec<Id<kinds::Message>>) -> Result<(), StoreError> {
    let lease = lease.clone();
    let dropped = app.store.write(move |tx| {
        tx.lease_check(&lease)?;
        gone.iter().try_for_each(|id| tx.message_drop(*id))
    });
    dropped.await
}

/// Keeps how an attempt ended, where this process still leads.
async fn keep(app: &App, lease: &Lease, due: &Due, answer: &Answer, took: Duration) -> Result<(), StoreError> {
    let (now, random) = (app.ambient.now(), u16::from_be_bytes(app.ambient.random()));
    let pause = judge::pause(&due.receiver, now, random);
    let ended = due.messages.iter().map(|(message, _)| (message.id, judge::attempt(message, answer, pause, now, took)));
    let ended: Vec<_> = ended.collect();
    let (lease, tried, is_well) = (lease.clone(), due.receiver.clone(), answer.is_well);
    let kept = app.store.write(move |tx| {
        tx.lease_check(&lease)?;
        for (id, attempt) in &ended {
            tx.message_attempted(*id, attempt, now)?;
        }
        if is_well { tx.receiver_well(tried.id, now) } else { tx.receiver_badly(&tried, pause, now) }
    });
    kept.await
}

//! Who is told of what, managed by administrators.

use steadfast_store::{
    Carrier, DeliveryState, Id, Message, NewMessage, Receiver, ReceiverState, StoreError, Time, Tx, Way, kinds,
};

use super::error::MessageError;
use super::mail::is_authority;
use super::place::Place;
use super::said::{self, texts};
use super::settings::{address, server};
use super::syslog::{Level, line};
use super::words::{self, Words};
use super::{ALERT, KINDS, RING, TEST};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::config::host_name;
use crate::monitoring::sight::Sight;
use crate::web::{Language, Texts};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;
/// The most receivers: each alert is told to each of them.
pub const MOST: usize = 200;
/// The words for how surprising alerts are at least, with the scores behind them.
pub const LEAST: [(&str, i64); 3] = [("low", 0), ("medium", 300), ("high", 600)];

/// What a receiver is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What people call it.
    pub name: String,
    /// `mail` or `syslog`; stays as it was made.
    pub way: String,
    /// The person whose own address mail goes to; stays as it was made.
    pub person: Option<String>,
    /// An address of mail, or host and port.
    pub address: String,
    /// The language that it is told in.
    pub language: String,
    /// What carries syslog.
    pub carrier: Option<String>,
    /// The authority, in PEM, that the server's certificate must come from.
    pub authority: String,
    /// What it hears of.
    pub kinds: Vec<String>,
    /// The product that it hears of; nothing: all.
    pub product: Option<String>,
    /// How surprising alerts are at least: `low`, `medium` or `high`.
    pub least: String,
}

/// The word for the least score of a receiver.
#[must_use]
pub fn least_word(score: i64) -> &'static str {
    LEAST.iter().rev().find(|(_, least)| *least <= score).map_or("low", |(word, _)| word)
}

/// The parts of [`Wanted`], checked.
#[derive(Clone, Debug)]
struct Checked {
    name: String,
    way: Way,
    person: Option<Id<kinds::Person>>,
    address: String,
    language: String,
    carrier: Option<Carrier>,
    authority: Option<String>,
    kinds: String,
    product: Option<Id<kinds::Product>>,
    least: i64,
}

impl Checked {
    fn of(wanted: &Wanted) -> Result<Self, MessageError> {
        let way: Way = wanted.way.parse().map_err(|_| MessageError::Way)?;
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let person = given(&wanted.person).map(|id| id.parse()).transpose().map_err(|_| MessageError::Person)?;
        let product = given(&wanted.product).map(|id| id.parse()).transpose().map_err(|_| MessageError::Product)?;
        let carrier = given(&wanted.carrier).map(|word| word.parse()).transpose().map_err(|_| MessageError::Way)?;
        let name = name(&wanted.name)?;
        let (address, carrier, authority) = match way {
            Way::Mail if person.is_some() && !wanted.address.trim().is_empty() => return Err(MessageError::Both),
            Way::Mail if person.is_some() => (String::new(), None, None),
            Way::Mail => (address(&wanted.address)?, None, None),
            Way::Syslog => syslog(wanted, carrier)?,
        };
        if way == Way::Syslog && wanted.kinds.iter().any(|kind| kind == RING) {
            return Err(MessageError::Kind(RING.to_owned()));
        }
        let person = person.filter(|_| way == Way::Mail);
        let language = Language::from_code(&wanted.language).ok_or(MessageError::Language)?.code().to_owned();
        let (kinds, least) = (heard(&wanted.kinds)?, least(&wanted.least)?);
        Ok(Self { name, way, person, address, language, carrier, authority, kinds, product, least })
    }

    /// Whether product and person are there.
    fn there(&self, tx: &mut Tx<'_>) -> Result<(), MessageError> {
        if let Some(product) = self.product {
            tx.product(product)?.ok_or(MessageError::Product)?;
        }
        if let Some(person) = self.person {
            tx.person(person)?.filter(|person| person.active).ok_or(MessageError::Person)?;
        }
        Ok(())
    }

    fn receiver(self, id: Id<kinds::Receiver>, maker: Id<kinds::Person>, now: Time) -> Receiver {
        Receiver {
            id,
            way: self.way,
            name: self.name,
            person: self.person,
            address: self.address,
            language: self.language,
            carrier: self.carrier,
            authority: self.authority,
            kinds: self.kinds,
            product: self.product,
            least: self.least,
            state: ReceiverState::On,
            failing: None,
            tries: 0,
            pause: Time(0),
            delivered: None,
            maker,
            created: now,
            version: 1,
        }
    }
}

type Reached = (String, Option<Carrier>, Option<String>);

/// Where syslog goes, by what, and who vouches for it.
fn syslog(wanted: &Wanted, carrier: Option<Carrier>) -> Result<Reached, MessageError> {
    let place: Place = wanted.address.parse()?;
    let carrier = carrier.ok_or(MessageError::Way)?;
    let authority = Some(wanted.authority.trim().to_owned()).filter(|text| !text.is_empty());
    match (carrier, &authority) {
        (Carrier::Tls, None) => Err(MessageError::NoAuthority),
        (Carrier::Tls, Some(pem)) if !is_authority(pem) => Err(MessageError::Authority),
        (Carrier::Tls, _) => Ok((place.to_string(), Some(carrier), authority)),
        (Carrier::Tcp | Carrier::Udp, _) => Ok((place.to_string(), Some(carrier), None)),
    }
}

fn name(text: &str) -> Result<String, MessageError> {
    let text: String = text.trim().chars().filter(|letter| !letter.is_control()).collect();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_NAME;
    if fits { Ok(text) } else { Err(MessageError::Name(LONGEST_NAME)) }
}

/// What it hears of, in order and once each, as the database keeps it. Without a choice: alerts.
fn heard(kinds: &[String]) -> Result<String, MessageError> {
    if let Some(wrong) = kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(MessageError::Kind(wrong.chars().take(40).collect()));
    }
    // Who says nothing hears of alerts: rings are for those who are on duty.
    let is_heard = |kind: &&&str| if kinds.is_empty() { **kind == ALERT } else { kinds.iter().any(|one| one == *kind) };
    let heard: Vec<&&str> = KINDS.iter().filter(is_heard).collect();
    Ok(serde_json::json!(heard).to_string())
}

fn least(word: &str) -> Result<i64, MessageError> {
    LEAST.iter().find(|(known, _)| *known == word).map(|(_, score)| *score).ok_or(MessageError::Least)
}

/// What a receiver hears of.
#[must_use]
pub fn kinds_of(receiver: &Receiver) -> Vec<String> {
    serde_json::from_str(&receiver.kinds).unwrap_or_default()
}

fn of(tx: &mut Tx<'_>, id: Id<kinds::Receiver>) -> Result<Receiver, MessageError> {
    tx.receiver(id)?.ok_or(MessageError::NotFound("receiver"))
}

fn on(tx: &mut Tx<'_>, id: Id<kinds::Receiver>) -> Result<Receiver, MessageError> {
    let receiver = of(tx, id)?;
    if receiver.state == ReceiverState::On { Ok(receiver) } else { Err(MessageError::Off) }
}

/// What the ledger is told of a receiver: never its name or address.
fn of_it(fact: Fact, receiver: &Receiver) -> Fact {
    fact.with("way", receiver.way.as_str())
        .with("carrier", receiver.carrier.map(Carrier::as_str))
        .with("person", receiver.person.map(|person| person.to_string()))
        .with("kinds", kinds_of(receiver))
        .with("product", receiver.product.map(|product| product.to_string()))
        .with("least", least_word(receiver.least))
        .with("state", receiver.state.as_str())
}

/// Makes a receiver that hears of what happens from now on; its id.
///
/// # Errors
/// When something is not taken, there are enough, or it is not allowed.
pub async fn make(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Receiver>, MessageError> {
    let (checked, id) = (Checked::of(&wanted)?, app.ambient.id());
    let maker = ask.by.person().ok_or(MessageError::NotFound("person"))?;
    let done = app.act::<_, MessageError, _>(ask, move |tx, at| {
        if tx.receiver_list(None, i64::try_from(MOST).unwrap_or(i64::MAX))?.len() >= MOST {
            return Err(MessageError::Enough(MOST));
        }
        checked.there(tx)?;
        let new = checked.clone().receiver(id, maker, at.now);
        tx.receiver_insert(&new)?;
        Ok((id, of_it(Fact::new("receiver-made", &id), &new)))
    });
    Ok(done.await?.answer)
}

/// Changes a receiver on top of `version`; its new version. How it is reached, and whom, stays.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Receiver>,
    version: i64,
    wanted: Wanted,
) -> Result<i64, MessageError> {
    let done = app.act::<_, MessageError, _>(ask, move |tx, at| {
        let before = of(tx, id)?;
        let person = before.person.map(|person| person.to_string());
        let kinds = if wanted.kinds.is_empty() { kinds_of(&before) } else { wanted.kinds.clone() };
        let checked = Checked::of(&Wanted { way: before.way.to_string(), person, kinds, ..wanted.clone() })?;
        checked.there(tx)?;
        let state = before.state;
        let changed = Receiver { state, version, ..checked.receiver(id, before.maker, at.now) };
        if !tx.receiver_change(&changed)? {
            return Err(MessageError::Changed);
        }
        tx.messages_all_due(id, at.now)?;
        Ok((version + 1, of_it(Fact::new("receiver-changed", &id), &changed)))
    });
    Ok(done.await?.answer)
}

/// Switches a receiver on or off. One that comes on is told of open alerts that it missed.
///
/// # Errors
/// When it is so already, or it is not allowed.
pub async fn switch(app: &App, ask: Ask, id: Id<kinds::Receiver>, to_on: bool) -> Result<(), MessageError> {
    let (state, fact) = match to_on {
        true => (ReceiverState::On, Fact::new("receiver-enabled", &id)),
        false => (ReceiverState::Off, Fact::new("receiver-disabled", &id)),
    };
    app.act::<_, MessageError, _>(ask, move |tx, at| {
        let before = of(tx, id)?;
        if before.state == state {
            return Err(MessageError::Already);
        }
        let changed = Receiver { state, ..before };
        if !tx.receiver_change(&changed)? {
            return Err(MessageError::Changed);
        }
        if to_on {
            tx.messages_all_due(id, at.now)?;
        }
        Ok(((), of_it(fact.clone(), &changed)))
    })
    .await?;
    Ok(())
}

/// Removes a receiver with its messages.
///
/// # Errors
/// When there is none, or it is not allowed.
pub async fn remove(app: &App, ask: Ask, id: Id<kinds::Receiver>) -> Result<(), MessageError> {
    app.act::<_, MessageError, _>(ask, move |tx, _| {
        if !tx.receiver_remove(id)? {
            return Err(MessageError::NotFound("receiver"));
        }
        Ok(((), Fact::new("receiver-removed", &id)))
    })
    .await?;
    Ok(())
}

/// Sends a test; the id of its message.
///
/// # Errors
/// When the receiver is off, there is no mail server, or it is not allowed.
pub async fn test(app: &App, ask: Ask, id: Id<kinds::Receiver>) -> Result<Id<kinds::Message>, MessageError> {
    let (message, address) = (app.ambient.id(), app.config.address());
    let done = app.act::<_, MessageError, _>(ask, move |tx, at| {
        let receiver = on(tx, id)?;
        if receiver.way == Way::Mail && server(tx)?.is_none() {
            return Err(MessageError::NoServer);
        }
        tx.message_insert(&test_of(&receiver, message, &address, at), at.now)?;
        tx.receiver_unpause(id)?;
        Ok((message, Fact::new("receiver-tested", &id).with("message", message.to_string())))
    });
    Ok(done.await?.answer)
}

fn test_of(receiver: &Receiver, id: Id<kinds::Message>, address: &str, at: &At) -> NewMessage {
    let Words { subject, text } = words::test(texts(receiver), address);
    let body = match receiver.way {
        Way::Mail => text,
        Way::Syslog => line(Level::Notice, at.now, &host_name(), TEST, &test_event(id, &subject, at.now)),
    };
    NewMessage { id, receiver: receiver.id, kind: TEST.to_owned(), alert: None, subject, body }
}

/// An event of OCSF's base class: no finding, for nothing was found.
fn test_event(id: Id<kinds::Message>, says: &str, now: Time) -> String {
    let product = serde_json::json!({ "name": "Steadfast", "vendor_name": "Steadfast" });
    let event = serde_json::json!({
        "category_uid": 0, "class_uid": 0, "activity_id": 99, "activity_name": TEST, "type_uid": 99, "severity_id": 1,
        "time": now.millis(), "message": says,
        "metadata": { "version": steadfast_monitor::ocsf::VERSION, "uid": id.to_string(), "product": product },
    });
    event.to_string()
}

/// Sends a message once more, whatever became of it, under the same id.
///
/// # Errors
/// When it is none of this receiver's, the receiver is off, or it is not allowed.
pub async fn again(
    app: &App,
    ask: Ask,
    id: Id<kinds::Receiver>,
    message: Id<kinds::Message>,
) -> Result<(), MessageError> {
    app.act::<_, MessageError, _>(ask, move |tx, at| {
        on(tx, id)?;
        let found = tx.message(message)?.filter(|found| found.receiver == id);
        found.ok_or(MessageError::NotFound("message"))?;
        tx.message_again(message, at.now)?;
        tx.receiver_unpause(id)?;
        Ok(((), Fact::new("message-sent-again", &id).with("message", message.to_string())))
    })
    .await?;
    Ok(())
}

/// A receiver, how many of its messages wait, and the newest of them.
#[derive(Clone, Debug)]
pub struct WithMessages {
    /// The receiver.
    pub receiver: Receiver,
    /// Where it is: the person's own address, or the one that was set.
    pub address: Option<String>,
    /// How many messages wait.
    pub waiting: u64,
    /// The newest messages, those before the one that was asked for.
    pub messages: Vec<Message>,
}

/// A receiver with up to `limit` of its messages.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(
    app: &App,
    id: Id<kinds::Receiver>,
    state: Option<DeliveryState>,
    before: Option<Id<kinds::Message>>,
    limit: i64,
) -> Result<WithMessages, MessageError> {
    app.store
        .read::<_, MessageError, _>(move |tx| {
            let receiver = of(tx, id)?;
            Ok(WithMessages {
                address: super::sender::address(tx, &receiver)?,
                waiting: u64::try_from(tx.messages_waiting(id)?).unwrap_or(0),
                messages: tx.message_list(id, state, before, limit)?,
                receiver,
            })
        })
        .await
}

/// What messages are called, each in its turn, for somebody who sees so much of alerts.
///
/// # Errors
/// When the database fails.
pub(super) async fn headlines(
    app: &App,
    messages: &[Message],
    texts: Texts,
    sight: Sight,
) -> Result<Vec<String>, StoreError> {
    let messages = messages.to_vec();
    app.store.read(move |tx| messages.iter().map(|message| said::headline(tx, message, texts, sight)).collect()).await
}

/// A receiver in a list: where it is, and how many of its messages wait.
pub type Listed = (Receiver, Option<String>, u64);

/// Up to `limit` receivers made before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, before: Option<Id<kinds::Receiver>>, limit: i64) -> Result<Vec<Listed>, StoreError> {
    app.store
        .read(move |tx| {
            let mut found = Vec::new();
            for receiver in tx.receiver_list(before, limit)? {
                let waiting = u64::try_from(tx.messages_waiting(receiver.id)?).unwrap_or(0);
                found.push((receiver.clone(), super::sender::address(tx, &receiver)?, waiting));
            }
            Ok(found)
        })
        .await
}

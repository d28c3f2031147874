//! Receivers, messages and the mail server as the API shows them.

use serde::{Deserialize, Serialize};
use steadfast_store::{Carrier, DeliveryState, Message, Receiver, Time};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::messages::manage::{self, Listed, kinds_of, least_word};
use crate::messages::settings::{MailServer, Security, Wanted};
use crate::monitoring::sight::Sight;

/// A receiver.
#[derive(Serialize, ToSchema)]
pub(super) struct ReceiverShown {
    /// `rcv_…`.
    id: String,
    name: String,
    /// `mail` or `syslog`.
    way: String,
    /// The person whose own address mail goes to.
    person: Option<String>,
    /// An address of mail, or host and port; nothing: the person's account is closed.
    address: Option<String>,
    /// `en` or `de`.
    language: String,
    /// What carries syslog: `tls`, `tcp` or `udp`.
    carrier: Option<String>,
    /// The authority, in PEM, that the server's certificate must come from.
    authority: Option<String>,
    /// What it hears of: `alert`.
    kinds: Vec<String>,
    /// The product that it hears of; nothing: all.
    product: Option<String>,
    /// How surprising alerts are at least: `low`, `medium` or `high`.
    least: String,
    /// `on` or `off`.
    state: String,
    /// Since when no attempt succeeded; nothing while they do.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Time>,
    /// When something arrived last.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_delivered: Option<Time>,
    /// Messages that wait for an attempt.
    waiting: u64,
    /// Who made it.
    maker: String,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<Listed> for ReceiverShown {
    fn from((receiver, address, waiting): Listed) -> Self {
        let kinds = kinds_of(&receiver);
        let Receiver { id, way, name, person, language, carrier, authority, product, least, state, .. } = receiver;
        Self {
            id: id.to_string(),
            name,
            way: way.to_string(),
            person: person.map(|person| person.to_string()),
            address,
            language,
            carrier: carrier.map(Carrier::as_str).map(str::to_owned),
            authority,
            kinds,
            product: product.map(|product| product.to_string()),
            least: least_word(least).to_owned(),
            state: state.to_string(),
            failing_since: receiver.failing,
            last_delivered: receiver.delivered,
            waiting,
            maker: receiver.maker.to_string(),
            created: receiver.created,
            version: receiver.version,
        }
    }
}

/// What a receiver is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceiverRequest {
    /// What people call it.
    name: String,
    /// `mail` or `syslog`. It stays as it was made.
    way: String,
    /// The person whose own address mail goes to, in place of `address`. It stays as it was made.
    #[serde(default)]
    person: Option<String>,
    /// An address of mail, or host and port of a server that takes syslog.
    #[serde(default)]
    address: String,
    /// `en` or `de`.
    #[serde(default = "english")]
    language: String,
    /// What carries syslog: `tls`, `tcp` or `udp`.
    #[serde(default)]
    carrier: Option<String>,
    /// The authority, in PEM, that the server's certificate must come from; syslog by TLS needs one.
    #[serde(default)]
    authority: String,
    /// What it hears of; an empty list, or none, means everything.
    #[serde(default)]
    kinds: Vec<String>,
    /// The product that it hears of; nothing: all.
    #[serde(default)]
    product: Option<String>,
    /// How surprising alerts are at least: `low`, `medium` or `high`.
    #[serde(default = "low")]
    least: String,
}

fn english() -> String {
    "en".to_owned()
}

fn low() -> String {
    "low".to_owned()
}

impl From<ReceiverRequest> for manage::Wanted {
    fn from(asked: ReceiverRequest) -> Self {
        let ReceiverRequest { name, way, person, address, language, carrier, authority, kinds, product, least } = asked;
        Self { name, way, person, address, language, carrier, authority, kinds, product, least }
    }
}

/// A message.
#[derive(Serialize, ToSchema)]
pub(super) struct MessageShown {
    /// `msg_…`: of the header `Message-ID`, and of `metadata.uid` in a line of syslog, in each of its attempts.
    id: String,
    /// `alert` or `test`.
    kind: String,
    /// The alert that it is about; nothing: several, or none.
    alert: Option<String>,
    /// What it is about, by what is known now, as far as whoever asks may read it.
    subject: String,
    /// `waiting`, `delivered` or `failed` (given up).
    state: String,
    attempts: i64,
    /// The last answer, or why there was none.
    answer: Option<String>,
    /// How many milliseconds the last attempt took.
    took: Option<i64>,
    /// When it is tried next, where it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    /// When the last attempt ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// What is sent, where its words are fixed, for who may read events. What is said of alerts is made when it is sent, and not
    /// kept.
    body: Option<String>,
}

impl MessageShown {
    pub(super) fn of(message: Message, subject: String, sight: Sight) -> Self {
        let waits = message.state == DeliveryState::Waiting;
        Self {
            id: message.id.to_string(),
            kind: message.kind,
            alert: message.alert.map(|alert| alert.to_string()),
            subject,
            state: message.state.to_string(),
            attempts: message.attempts,
            answer: message.answer,
            took: message.took,
            due: waits.then_some(message.due),
            ended: message.ended,
            created: message.created,
            body: Some(message.body).filter(|body| !body.is_empty() && sight == Sight::Whole),
        }
    }
}

/// The mail server, without its password.
#[derive(Serialize, ToSchema)]
pub(super) struct MailShown {
    /// Its name or address.
    host: String,
    port: u16,
    /// How a connection is encrypted: `tls` from the first byte, `starttls`, or `none` on this machine alone.
    security: Security,
    /// Who signs in there.
    user: Option<String>,
    /// Whether a password is kept.
    has_password: bool,
    /// Whom mail is from.
    from: String,
    /// The authority, in PEM, that its certificate must come from; nothing: those that browsers know.
    authority: Option<String>,
    /// Whether mail names addresses, accounts and values that devices tell of.
    details: bool,
}

impl From<MailServer> for MailShown {
    fn from(server: MailServer) -> Self {
        let has_password = server.has_password();
        let MailServer { host, port, security, user, from, authority, details, .. } = server;
        Self { host, port, security, user, has_password, from, authority, details }
    }
}

/// What the mail server is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MailRequest {
    /// Its name or address.
    host: String,
    port: u16,
    /// How a connection is encrypted: `tls` from the first byte, `starttls`, or `none` on this machine alone.
    security: Security,
    /// Who signs in there; empty, or none: nobody.
    #[serde(default)]
    user: String,
    /// With what. Left out, the password stays where server, user and encryption stay; an empty one takes it away.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    password: Option<Zeroizing<String>>,
    /// Whom mail is from.
    from: String,
    /// The authority, in PEM, that its certificate must come from; empty, or none: those that browsers know.
    #[serde(default)]
    authority: String,
    /// Whether mail names addresses, accounts and values that devices tell of.
    #[serde(default)]
    details: bool,
}

impl From<MailRequest> for Wanted {
    fn from(asked: MailRequest) -> Self {
        let MailRequest { host, port, security, user, password, from, authority, details } = asked;
        Self { host, port, security, user, password, from, authority, details }
    }
}

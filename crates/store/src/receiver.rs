//! Receivers: people, addresses and servers that are told of things.

use crate::assessment::words;
use crate::delivery::LONGEST_WAIT;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO receiver (id, way, name, person, address, language, carrier, authority, kinds, product, least,
        state, tries, pause, gathered, maker, created, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, 0, 0, ?13, ?14, 1)";
    GET = "SELECT id, way, name, person, address, language, carrier, authority, kinds, product, least, state, failing,
        tries, pause, delivered, maker, created, version FROM receiver WHERE id = ?1";
    LIST = "SELECT id, way, name, person, address, language, carrier, authority, kinds, product, least, state, failing,
        tries, pause, delivered, maker, created, version FROM receiver WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    CHANGE = "UPDATE receiver SET name = ?2, address = ?3, language = ?4, carrier = ?5, authority = ?6, kinds = ?7,
        product = ?8, least = ?9, state = ?10, failing = NULL, tries = 0, pause = 0, version = version + 1
        WHERE id = ?1 AND version = ?11";
    FORGET_NEWS = "DELETE FROM alert_news WHERE receiver = ?1";
    FORGET_HEARD = "DELETE FROM alert_heard WHERE receiver = ?1";
    FORGET_TOLD = "DELETE FROM message_alert WHERE message IN (SELECT id FROM message WHERE receiver = ?1)";
    FORGET_MESSAGES = "DELETE FROM message WHERE receiver = ?1";
    REMOVE = "DELETE FROM receiver WHERE id = ?1";
    WELL = "UPDATE receiver SET failing = NULL, tries = 0, pause = 0, delivered = ?2, attempted = ?2 WHERE id = ?1";
    BADLY = "UPDATE receiver SET failing = COALESCE(failing, ?2), tries = tries + 1, pause = ?3, attempted = ?2
        WHERE id = ?1 AND version = ?4";
    UNPAUSE = "UPDATE receiver SET pause = 0 WHERE id = ?1";
    UNPAUSE_WAY = "UPDATE receiver SET pause = 0 WHERE way = ?1";
    LISTENING = "SELECT CAST(COUNT(*) AS INT8) FROM receiver r WHERE r.state = 'on' AND r.kinds LIKE '%\"alert\"%'
        AND (r.person IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = r.person AND p.state = 'active'))";
    DUE = "SELECT r.id FROM receiver r WHERE r.state = 'on' AND (r.pause <= ?1 OR r.pause > ?3) AND EXISTS (SELECT 1
        FROM message m WHERE m.receiver = r.id AND m.state = 'waiting' AND (m.due <= ?1 OR m.due > ?3))
        ORDER BY r.id LIMIT ?2";
    FAILING = "SELECT CAST(COUNT(*) AS INT8) FROM receiver WHERE state = 'on' AND failing <= ?1";
}

/// How a receiver is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By mail.
    Mail,
    /// By syslog.
    Syslog,
}

words!(Way, "way", Mail = "mail", Syslog = "syslog");

/// What carries syslog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// TLS (RFC 5425).
    Tls,
    /// TCP, with a count before each message (RFC 6587).
    Tcp,
    /// UDP (RFC 5426).
    Udp,
}

words!(Carrier, "carrier of syslog", Tls = "tls", Tcp = "tcp", Udp = "udp");

/// Whether a receiver hears of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiverState {
    /// It does.
    On,
    /// Staff switched it off.
    Off,
}

words!(ReceiverState, "receiver state", On = "on", Off = "off");

/// A receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Its id. What is older than it is not told to it.
    pub id: Id<kinds::Receiver>,
    /// How it is reached.
    pub way: Way,
    /// What people call it.
    pub name: String,
    /// The person whose own address mail goes to; nothing: `address`.
    pub person: Option<Id<kinds::Person>>,
    /// An address of mail, or host and port.
    pub address: String,
    /// The language that it is told in.
    pub language: String,
    /// What carries syslog.
    pub carrier: Option<Carrier>,
    /// The authority, in PEM, that the server's certificate must come from.
    pub authority: Option<String>,
    /// What it hears of, as a JSON array.
    pub kinds: String,
    /// The product that it hears of; nothing: all.
    pub product: Option<Id<kinds::Product>>,
    /// The least score of alerts that it hears of.
    pub least: i64,
    /// Whether it hears of anything.
    pub state: ReceiverState,
    /// Since when no attempt succeeded.
    pub failing: Option<Time>,
    /// Failed attempts in a row.
    pub tries: i64,
    /// No attempt before.
    pub pause: Time,
    /// When something arrived last.
    pub delivered: Option<Time>,
    /// The person who made it.
    pub maker: Id<kinds::Person>,
    /// When it was made.
    pub created: Time,
    /// Rises with every change by staff.
    pub version: i64,
}

impl Receiver {
    /// Whether nothing is to be sent yet.
    #[must_use]
    pub fn pauses(&self, now: Time) -> bool {
        now < self.pause && self.pause <= now.after(LONGEST_WAIT)
    }
}

impl Tx<'_> {
    /// Makes a receiver.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_insert(&mut self, new: &Receiver) -> Result<(), StoreError> {
        let values = [
            new.id.into(),
            new.way.as_str().into(),
            (&new.name).into(),
            new.person.into(),
            (&new.address).into(),
            (&new.language).into(),
            new.carrier.map(Carrier::as_str).into(),
            new.authority.as_ref().into(),
            (&new.kinds).into(),
            new.product.into(),
            new.least.into(),
            new.state.as_str().into(),
            new.maker.into(),
            new.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One receiver.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver(&mut self, id: Id<kinds::Receiver>) -> Result<Option<Receiver>, StoreError> {
        self.optional(GET, &[id.into()], receiver)
    }

    /// Up to `limit` receivers made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_list(
        &mut self,
        before: Option<Id<kinds::Receiver>>,
        limit: i64,
    ) -> Result<Vec<Receiver>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], receiver)
    }

    /// Writes what staff may change, where `changed.version` is still the newest; what failed before is forgotten. False
    /// where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_change(&mut self, changed: &Receiver) -> Result<bool, StoreError> {
        let values = [
            changed.id.into(),
            (&changed.name).into(),
            (&changed.address).into(),
            (&changed.language).into(),
            changed.carrier.map(Carrier::as_str).into(),
            changed.authority.as_ref().into(),
            (&changed.kinds).into(),
            changed.product.into(),
            changed.least.into(),
            changed.state.as_str().into(),
            changed.version.into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Removes a receiver with its messages; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_remove(&mut self, id: Id<kinds::Receiver>) -> Result<bool, StoreError> {
        for statement in [FORGET_NEWS, FORGET_HEARD, FORGET_TOLD, FORGET_MESSAGES] {
            self.execute(statement, &[id.into()])?;
        }
        Ok(self.execute(REMOVE, &[id.into()])? == 1)
    }

    /// It took something.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_well(&mut self, id: Id<kinds::Receiver>, now: Time) -> Result<(), StoreError> {
        self.execute(WELL, &[id.into(), now.into()]).map(drop)
    }

    /// It took nothing; no attempt before `pause`. Where staff changed it since it was tried, nothing is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_badly(&mut self, tried: &Receiver, pause: Time, now: Time) -> Result<(), StoreError> {
        self.execute(BADLY, &[tried.id.into(), now.into(), pause.into(), tried.version.into()]).map(drop)
    }

    /// Lets the next attempt be made at once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receiver_unpause(&mut self, id: Id<kinds::Receiver>) -> Result<(), StoreError> {
        self.execute(UNPAUSE, &[id.into()]).map(drop)
    }

    /// The same for all that are reached in one way.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receivers_unpause(&mut self, way: Way) -> Result<(), StoreError> {
        self.execute(UNPAUSE_WAY, &[way.as_str().into()]).map(drop)
    }

    /// How many receivers hear of alerts: those that are on, and whose person is still there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receivers_of_alerts(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(LISTENING, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// How many receivers that are on took nothing since a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receivers_failing(&mut self, since: Time) -> Result<i64, StoreError> {
        Ok(self.optional(FAILING, &[since.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Up to `limit` receivers that are on and have messages to be tried now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receivers_due(&mut self, now: Time, limit: i64) -> Result<Vec<Id<kinds::Receiver>>, StoreError> {
        self.rows(DUE, &[now.into(), limit.into(), now.after(LONGEST_WAIT).into()], |row| row.get(0))
    }
}

pub(crate) fn receiver(row: &Row<'_>) -> Result<Receiver, StoreError> {
    Ok(Receiver {
        id: row.get(0)?,
        way: row.get::<String>(1)?.parse()?,
        name: row.get(2)?,
        person: row.get(3)?,
        address: row.get(4)?,
        language: row.get(5)?,
        carrier: row.get::<Option<String>>(6)?.map(|word| word.parse()).transpose()?,
        authority: row.get(7)?,
        kinds: row.get(8)?,
        product: row.get(9)?,
        least: row.get(10)?,
        state: row.get::<String>(11)?.parse()?,
        failing: row.get(12)?,
        tries: row.get(13)?,
        pause: row.get(14)?,
        delivered: row.get(15)?,
        maker: row.get(16)?,
        created: row.get(17)?,
        version: row.get(18)?,
    })
}

//! Webhooks: addresses that hear of records.

use std::fmt;
use std::str::FromStr;

use crate::delivery::LONGEST_WAIT;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO webhook (id, name, url, kinds, state, secret, former_until, position, tries, pause, maker,
        created, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 0, 0, ?8, ?9, 1)";
    GET = "SELECT id, name, url, kinds, state, reason, secret, former, former_until, position, failing, tries, pause,
        delivered, attempted, maker, created, version FROM webhook WHERE id = ?1";
    LIST = "SELECT id, name, url, kinds, state, reason, secret, former, former_until, position, failing, tries, pause,
        delivered, attempted, maker, created, version FROM webhook WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    BEHIND = "SELECT id, name, url, kinds, state, reason, secret, former, former_until, position, failing, tries, pause,
        delivered, attempted, maker, created, version FROM webhook w WHERE state = 'on' AND position < ?1 AND (NOT EXISTS
        (SELECT 1 FROM delivery d WHERE d.webhook = w.id AND d.state = 'waiting')
        OR (tries = 0 AND NOT EXISTS
        (SELECT 1 FROM delivery d WHERE d.webhook = w.id AND d.state = 'waiting' LIMIT 1 OFFSET ?2)))
        ORDER BY position, id LIMIT 1";
    CHANGE = "UPDATE webhook SET name = ?2, url = ?3, kinds = ?4, state = ?5, failing = NULL, tries = 0, pause = 0,
        reason = CASE WHEN ?5 = 'stopped' THEN reason ELSE NULL END, version = version + 1 WHERE id = ?1 AND version = ?6";
    SECRET = "UPDATE webhook SET former = secret, former_until = ?3, secret = ?2, version = version + 1 WHERE id = ?1";
    REMOVE_DELIVERIES = "DELETE FROM delivery WHERE webhook = ?1";
    REMOVE = "DELETE FROM webhook WHERE id = ?1";
    MOVE = "UPDATE webhook SET position = ?3 WHERE id = ?1 AND position = ?2 AND state = 'on'";
    WELL = "UPDATE webhook SET failing = NULL, tries = 0, pause = 0, delivered = ?2, attempted = ?2 WHERE id = ?1";
    BADLY = "UPDATE webhook SET failing = COALESCE(failing, ?2), tries = tries + 1, pause = ?3, attempted = ?2
        WHERE id = ?1 AND version = ?4";
    UNPAUSE = "UPDATE webhook SET pause = 0 WHERE id = ?1";
    STOP = "UPDATE webhook SET state = 'stopped', reason = ?2, version = version + 1
        WHERE id = ?1 AND version = ?3 AND state = 'on'";
}

/// Whether a webhook hears of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// It does.
    On,
    /// Staff switched it off.
    Off,
    /// The server stopped it, because its receiver does not answer any more.
    Stopped,
}

impl WebhookState {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Stopped => "stopped",
        }
    }
}

impl fmt::Display for WebhookState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for WebhookState {
    type Err = StoreError;

    fn from_str(word: &str) -> Result<Self, StoreError> {
        let unknown = || StoreError::UnknownWord { what: "webhook state", found: word.to_owned() };
        [Self::On, Self::Off, Self::Stopped].into_iter().find(|state| state.as_str() == word).ok_or_else(unknown)
    }
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: Id<kinds::Webhook>,
    /// What people call it.
    pub name: String,
    /// Where deliveries go.
    pub url: String,
    /// The kinds of records it hears of, as a JSON array; an empty one means every kind.
    pub kinds: String,
    /// Whether it hears of anything.
    pub state: WebhookState,
    /// Why the server stopped it.
    pub reason: Option<String>,
    /// What deliveries are signed with, sealed.
    pub secret: Vec<u8>,
    /// The secret before the last rotation, sealed, and until when deliveries are signed with it too.
    pub former: Option<(Vec<u8>, Time)>,
    /// The number of the next record that it has not heard of.
    pub position: u64,
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

impl Webhook {
    /// Whether nothing is to be sent yet.
    #[must_use]
    pub fn pauses(&self, now: Time) -> bool {
        now < self.pause && self.pause <= now.after(LONGEST_WAIT)
    }
}

impl Tx<'_> {
    /// Makes a webhook that hears of records from `webhook.position` on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_insert(&mut self, webhook: &Webhook) -> Result<(), StoreError> {
        let values = [
            webhook.id.into(),
            (&webhook.name).into(),
            (&webhook.url).into(),
            (&webhook.kinds).into(),
            webhook.state.as_str().into(),
            (&webhook.secret).into(),
            signed(webhook.position).into(),
            webhook.maker.into(),
            webhook.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One webhook.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook(&mut self, id: Id<kinds::Webhook>) -> Result<Option<Webhook>, StoreError> {
        self.optional(GET, &[id.into()], webhook)
    }

    /// Up to `limit` webhooks made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_list(&mut self, before: Option<Id<kinds::Webhook>>, limit: i64) -> Result<Vec<Webhook>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], webhook)
    }

    /// The webhook that is furthest behind a log of `size` records, of those that can take more: at most `queue` of its
    /// deliveries wait, or none, where its receiver fails. What others miss stays in the log until then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_behind(&mut self, size: u64, queue: i64) -> Result<Option<Webhook>, StoreError> {
        self.optional(BEHIND, &[signed(size).into(), queue.into()], webhook)
    }

    /// Writes name, address, kinds and state, where `changed.version` is still the newest; what failed before is
    /// forgotten. False where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_change(&mut self, changed: &Webhook) -> Result<bool, StoreError> {
        let values = [
            changed.id.into(),
            (&changed.name).into(),
            (&changed.url).into(),
            (&changed.kinds).into(),
            changed.state.as_str().into(),
            changed.version.into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Puts a new secret in place; the one before is kept until `former_until`. False where there is no such webhook.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_rotate(
        &mut self,
        id: Id<kinds::Webhook>,
        secret: &[u8],
        former_until: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(SECRET, &[id.into(), secret.into(), former_until.into()])? == 1)
    }

    /// Removes a webhook with its deliveries; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_remove(&mut self, id: Id<kinds::Webhook>) -> Result<bool, StoreError> {
        self.execute(REMOVE_DELIVERIES, &[id.into()])?;
        Ok(self.execute(REMOVE, &[id.into()])? == 1)
    }

    /// Says that a webhook has heard of the records from `from` up to before `to`; false where it was moved or switched
    /// off meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_move(&mut self, id: Id<kinds::Webhook>, from: u64, to: u64) -> Result<bool, StoreError> {
        Ok(self.execute(MOVE, &[id.into(), signed(from).into(), signed(to).into()])? == 1)
    }

    /// Its receiver answered well.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_well(&mut self, id: Id<kinds::Webhook>, now: Time) -> Result<(), StoreError> {
        self.execute(WELL, &[id.into(), now.into()]).map(drop)
    }

    /// Its receiver answered badly or not at all; no attempt before `pause`. Where staff changed it since it was tried,
    /// nothing is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_badly(&mut self, tried: &Webhook, pause: Time, now: Time) -> Result<(), StoreError> {
        self.execute(BADLY, &[tried.id.into(), now.into(), pause.into(), tried.version.into()]).map(drop)
    }

    /// Lets the next attempt be made at once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_unpause(&mut self, id: Id<kinds::Webhook>) -> Result<(), StoreError> {
        self.execute(UNPAUSE, &[id.into()]).map(drop)
    }

    /// Stops a webhook that is on; false where it is not, or was changed since it was tried.
    ///
    /// # Errors
    /// When the database fails.
    pub fn webhook_stop(&mut self, tried: &Webhook, reason: &str) -> Result<bool, StoreError> {
        Ok(self.execute(STOP, &[tried.id.into(), reason.into(), tried.version.into()])? == 1)
    }
}

fn webhook(row: &Row<'_>) -> Result<Webhook, StoreError> {
    let former: Option<Vec<u8>> = row.get(7)?;
    let position: i64 = row.get(9)?;
    Ok(Webhook {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        kinds: row.get(3)?,
        state: row.get::<String>(4)?.parse()?,
        reason: row.get(5)?,
        secret: row.get(6)?,
        former: former.zip(Some(row.get::<Time>(8)?)),
        position: u64::try_from(position).unwrap_or(0),
        failing: row.get(10)?,
        tries: row.get(11)?,
        pause: row.get(12)?,
        delivered: row.get(13)?,
        maker: row.get(15)?,
        created: row.get(16)?,
        version: row.get(17)?,
    })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

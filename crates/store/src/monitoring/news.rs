//! News of alerts: what waits to be told to whom, and who heard of what.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::monitoring::alert::Alert;
use crate::monitoring::told::news;
use crate::receiver::{Receiver, receiver};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    HEARERS = "SELECT r.id FROM receiver r JOIN alert a ON a.id = ?1 WHERE r.state = 'on' AND r.kinds LIKE '%\"alert\"%'
        AND a.ended IS NULL AND r.id < a.id AND r.least <= a.score AND (r.product IS NULL OR r.product = a.product) AND NOT EXISTS
        (SELECT 1 FROM alert_heard h WHERE h.alert = a.id AND h.receiver = r.id) ORDER BY r.id";
    UNHEARD = "SELECT a.id FROM alert a WHERE a.ended IS NULL AND a.told = 1 AND EXISTS (SELECT 1 FROM receiver r
        WHERE r.state = 'on' AND r.kinds LIKE '%\"alert\"%' AND r.id < a.id AND r.least <= a.score
        AND (r.product IS NULL OR r.product = a.product) AND NOT EXISTS
        (SELECT 1 FROM alert_heard h WHERE h.alert = a.id AND h.receiver = r.id)) ORDER BY a.id LIMIT ?1";
    HEARD = "INSERT INTO alert_heard (alert, receiver, units, told)
        SELECT a.id, r.id, a.units, ?3 FROM alert a JOIN receiver r ON r.id = ?2 WHERE a.id = ?1
        ON CONFLICT (alert, receiver) DO UPDATE SET units = excluded.units, told = excluded.told";
    NEWS = "INSERT INTO alert_news (receiver, alert, stage, created)
        SELECT r.id, a.id, ?3, ?4 FROM alert a JOIN receiver r ON r.id = ?1 WHERE a.id = ?2
        ON CONFLICT (receiver, alert, stage) DO NOTHING";
    ENDED = "INSERT INTO alert_news (receiver, alert, stage, created)
        SELECT h.receiver, h.alert, 'ended', ?2 FROM alert_heard h JOIN receiver r ON r.id = h.receiver
        WHERE h.alert = ?1 AND r.state = 'on' ON CONFLICT (receiver, alert, stage) DO NOTHING";
    GROWN = "SELECT h.alert, h.receiver FROM alert a JOIN alert_heard h ON h.alert = a.id
        JOIN receiver r ON r.id = h.receiver WHERE a.ended IS NULL AND a.units > h.units AND h.told <= ?1
        AND r.state = 'on' ORDER BY h.alert, h.receiver LIMIT ?2";
    READY = "SELECT r.id, r.way, r.name, r.person, r.address, r.language, r.carrier, r.authority, r.kinds, r.product,
        r.least, r.state, r.failing, r.tries, r.pause, r.delivered, r.maker, r.created, r.version FROM receiver r
        WHERE r.state = 'on' AND EXISTS (SELECT 1 FROM alert_news n WHERE n.receiver = r.id
        AND (r.way = 'syslog' OR n.created <= ?2 OR n.created > ?1))
        AND (r.way = 'syslog' OR r.gathered <= ?3 OR r.gathered > ?1)
        AND NOT EXISTS (SELECT 1 FROM message m WHERE m.receiver = r.id AND m.state = 'waiting') ORDER BY r.id LIMIT 1";
    OF = "SELECT n.stage, n.created, a.id, a.product, a.cause, a.detector, a.score, a.units, a.opened, a.latest, a.ended,
        a.answer, a.person, a.note, a.version FROM alert_news n JOIN alert a ON a.id = n.alert WHERE n.receiver = ?1
        ORDER BY a.units DESC, a.score DESC, a.id, n.created, n.stage LIMIT ?2";
    COUNT = "SELECT CAST(COUNT(DISTINCT a.id) AS INT8) FROM alert_news n JOIN alert a ON a.id = n.alert
        WHERE n.receiver = ?1";
    WATCHES = "SELECT 1 FROM unit_watch LIMIT 1";
}

/// What there is to tell of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It is new.
    Opened,
    /// It is seen at more units.
    Grown,
    /// Somebody answered, or nothing more was seen.
    Ended,
}

words!(Stage, "stage of an alert", Opened = "opened", Grown = "grown", Ended = "ended");

/// Something to tell of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertNews {
    /// What.
    pub stage: Stage,
    /// Since when.
    pub created: Time,
    /// The alert as it stands.
    pub alert: Alert,
}

/// An alert, and somebody who is told of it.
pub type AlertReceiver = (Id<kinds::Alert>, Id<kinds::Receiver>);

impl Tx<'_> {
    /// Has everybody told of an alert who hears of such ones and did not yet; how many. One that is over already is news to
    /// nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_opened(&mut self, alert: Id<kinds::Alert>, now: Time) -> Result<usize, StoreError> {
        let hearers: Vec<Id<kinds::Receiver>> = self.rows(HEARERS, &[alert.into()], |row| row.get(0))?;
        for receiver in &hearers {
            self.alert_news_put(alert, *receiver, Stage::Opened, now)?;
        }
        Ok(hearers.len())
    }

    /// Up to `limit` open alerts, known to the ledger, that somebody did not hear of who hears of such ones: alerts that
    /// became more surprising, and receivers that were off.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_unheard(&mut self, limit: i64) -> Result<Vec<Id<kinds::Alert>>, StoreError> {
        self.rows(UNHEARD, &[limit.into()], |row| row.get(0))
    }

    /// Up to `limit` alerts that are at more units than a receiver was told at `before` or earlier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_grown(&mut self, before: Time, limit: i64) -> Result<Vec<AlertReceiver>, StoreError> {
        self.rows(GROWN, &[before.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Has one receiver told of an alert, where both are there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_put(
        &mut self,
        alert: Id<kinds::Alert>,
        receiver: Id<kinds::Receiver>,
        stage: Stage,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(HEARD, &[alert.into(), receiver.into(), now.into()])?;
        self.execute(NEWS, &[receiver.into(), alert.into(), stage.as_str().into(), now.into()]).map(drop)
    }

    /// Has those who heard of an alert told that it is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_ended(&mut self, alert: Id<kinds::Alert>, now: Time) -> Result<(), StoreError> {
        self.execute(ENDED, &[alert.into(), now.into()]).map(drop)
    }

    /// A receiver whose news can be put into a message: none waits for it, by mail the first of them came at `gathered` or
    /// earlier, and those before at `spaced` or earlier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_ready(
        &mut self,
        now: Time,
        gathered: Time,
        spaced: Time,
    ) -> Result<Option<Receiver>, StoreError> {
        self.optional(READY, &[now.into(), gathered.into(), spaced.into()], receiver)
    }

    /// Up to `limit` news for a receiver, those of the alerts at most units first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news(&mut self, receiver: Id<kinds::Receiver>, limit: i64) -> Result<Vec<AlertNews>, StoreError> {
        self.rows(OF, &[receiver.into(), limit.into()], news)
    }

    /// Of how many alerts there are news for a receiver.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_count(&mut self, receiver: Id<kinds::Receiver>) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[receiver.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Whether anything is watched at all: whether there can be alerts.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_can_be(&mut self) -> Result<bool, StoreError> {
        Ok(self.optional(WATCHES, &[], |_| Ok(()))?.is_some())
    }
}

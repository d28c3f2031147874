//! What messages about alerts rest on: the alerts, and what there is to tell of each. Their words are made when they are sent.

use super::alert::read_from;
use super::news::{AlertNews, Stage};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::message::day;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    MOVE_ALL = "INSERT INTO message_alert (day, message, alert, stage, created)
        SELECT ?2, ?3, alert, stage, created FROM alert_news WHERE receiver = ?1";
    MOVE = "INSERT INTO message_alert (day, message, alert, stage, created)
        SELECT ?4, ?5, alert, stage, created FROM alert_news WHERE receiver = ?1 AND alert = ?2 AND stage = ?3";
    TAKE_ALL = "DELETE FROM alert_news WHERE receiver = ?1";
    TAKE = "DELETE FROM alert_news WHERE receiver = ?1 AND alert = ?2 AND stage = ?3";
    GATHERED = "UPDATE receiver SET gathered = ?2 WHERE id = ?1";
    OF = "SELECT n.stage, n.created, a.id, a.product, a.cause, a.detector, a.score, a.units, a.opened, a.latest, a.ended,
        a.answer, a.person, a.note, a.version FROM message_alert n JOIN alert a ON a.id = n.alert WHERE n.message = ?1
        ORDER BY a.units DESC, a.score DESC, a.id, n.created, n.stage LIMIT ?2";
    COUNT = "SELECT CAST(COUNT(DISTINCT alert) AS INT8) FROM message_alert WHERE message = ?1";
    FORGET = "DELETE FROM message_alert WHERE alert = ?1";
    FORGET_NEWS = "DELETE FROM alert_news WHERE alert = ?1";
    FORGET_HEARD = "DELETE FROM alert_heard WHERE alert = ?1";
}

/// News of an alert as a row has them.
pub(super) fn news(row: &Row<'_>) -> Result<AlertNews, StoreError> {
    let stage: Stage = row.get::<String>(0)?.parse()?;
    Ok(AlertNews { stage, created: row.get(1)?, alert: read_from(row, 2)? })
}

impl Tx<'_> {
    /// All news for a receiver are what a message rests on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_taken(
        &mut self,
        receiver: Id<kinds::Receiver>,
        message: Id<kinds::Message>,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(MOVE_ALL, &[receiver.into(), day(message).into(), message.into()])?;
        self.execute(TAKE_ALL, &[receiver.into()])?;
        self.execute(GATHERED, &[receiver.into(), now.into()]).map(drop)
    }

    /// One of them is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_news_take(
        &mut self,
        receiver: Id<kinds::Receiver>,
        message: Id<kinds::Message>,
        news: &AlertNews,
    ) -> Result<(), StoreError> {
        let (alert, stage) = (news.alert.id, news.stage.as_str());
        let to = [receiver.into(), alert.into(), stage.into(), day(message).into(), message.into()];
        self.execute(MOVE, &to)?;
        self.execute(TAKE, &[receiver.into(), alert.into(), stage.into()]).map(drop)
    }

    /// Up to `limit` of the news that a message rests on and that are not gone, those of the alerts at most units first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_news(&mut self, message: Id<kinds::Message>, limit: i64) -> Result<Vec<AlertNews>, StoreError> {
        self.rows(OF, &[message.into(), limit.into()], news)
    }

    /// How many alerts those are about.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_alerts(&mut self, message: Id<kinds::Message>) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[message.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Forgets what waits to be told of an alert that goes, what was, and to whom.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn alert_untell(&mut self, alert: Id<kinds::Alert>) -> Result<(), StoreError> {
        [FORGET, FORGET_NEWS, FORGET_HEARD].into_iter().try_for_each(|one| self.execute(one, &[alert.into()]).map(drop))
    }
}

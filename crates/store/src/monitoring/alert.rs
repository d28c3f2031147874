//! Alerts: one for each cause at a time, whatever units it is seen at.

use super::AlertAnswer;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    GET = "SELECT id, product, cause, detector, score, units, opened, latest, ended, answer, person, note, version
        FROM alert WHERE id = ?1";
    OPEN = "SELECT id, product, cause, detector, score, units, opened, latest, ended, answer, person, note, version
        FROM alert WHERE product = ?1 AND cause = ?2 AND ended IS NULL";
    ALL_OPEN = "SELECT id, product, cause, detector, score, units, opened, latest, ended, answer, person, note, version
        FROM alert WHERE ended IS NULL ORDER BY units DESC, score DESC, id LIMIT ?1";
    PAGE = "SELECT id, product, cause, detector, score, units, opened, latest, ended, answer, person, note, version
        FROM alert WHERE id < ?1 AND (product = ?2 OR ?2 IS NULL)
        AND (ended IS NULL OR CAST(?3 AS INT8) = 0) AND (answer = ?4 OR ?4 IS NULL) ORDER BY id DESC LIMIT ?5";
    PUT = "INSERT INTO alert (id, product, cause, detector, score, units, opened, latest, note, version, told)
        VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, '', 1, 0)";
    MORE = "UPDATE alert SET detector = CASE WHEN ?3 > score THEN ?2 ELSE detector END,
        score = CASE WHEN ?3 > score THEN CAST(?3 AS INT8) ELSE score END,
        latest = CASE WHEN ?4 > latest THEN CAST(?4 AS INT8) ELSE latest END,
        units = units + ?5 WHERE id = ?1";
    ANSWER = "UPDATE alert SET answer = ?2, person = ?3, note = ?4, ended = COALESCE(ended, ?5), version = version + 1
        WHERE id = ?1";
    QUIET = "SELECT id FROM alert WHERE ended IS NULL AND latest < ?1 ORDER BY id LIMIT ?2";
    END = "UPDATE alert SET ended = ?2, version = version + 1 WHERE id = ?1 AND ended IS NULL";
    PRECISION = "SELECT detector, COALESCE(answer, ''), CAST(COUNT(*) AS INT8) FROM alert WHERE opened >= ?1
        GROUP BY detector, COALESCE(answer, '') ORDER BY 1, 2";
    SCORED = "SELECT product, detector, score, COALESCE(answer, ''), CAST(COUNT(*) AS INT8) FROM alert WHERE opened >= ?1
        GROUP BY product, detector, score, COALESCE(answer, '') ORDER BY 1, 2, 3, 4";
    UNTOLD = "SELECT id, product, cause, detector, score, units, opened, latest, ended, answer, person, note, version
        FROM alert WHERE told = 0 ORDER BY id LIMIT ?1";
    TELL = "UPDATE alert SET told = 1 WHERE id = ?1 AND told = 0";
    COUNT_OPEN_OF = "SELECT CAST(COUNT(*) AS INT8) FROM alert WHERE ended IS NULL AND product = ?1";
    COUNT_OPEN = "SELECT CAST(COUNT(*) AS INT8) FROM alert WHERE ended IS NULL";
    OVER = "SELECT id FROM alert WHERE ended < ?1 ORDER BY ended, id LIMIT ?2";
    NO_UNITS = "DELETE FROM alert_unit WHERE alert = ?1";
    DELETE = "DELETE FROM alert WHERE id = ?1 AND ended IS NOT NULL";
    ANSWERS = "SELECT state FROM alert_answers WHERE product = ?1";
    ANSWERS_PUT = "INSERT INTO alert_answers (product, state) VALUES (?1, ?2)
        ON CONFLICT (product) DO UPDATE SET state = excluded.state";
}

/// An alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: Id<kinds::Alert>,
    /// The product whose units it is seen at.
    pub product: Id<kinds::Product>,
    /// What they have in common, as bytes that are equal where it is equal.
    pub cause: Vec<u8>,
    /// What found it, by name.
    pub detector: String,
    /// How rarely it happens by chance, in hundredths of decimal orders.
    pub score: i64,
    /// At how many units.
    pub units: i64,
    /// When it was seen first.
    pub opened: Time,
    /// When it was seen last.
    pub latest: Time,
    /// Since when it is over.
    pub ended: Option<Time>,
    /// What somebody said of it.
    pub answer: Option<AlertAnswer>,
    /// Who.
    pub person: Option<Id<kinds::Person>>,
    /// Why.
    pub note: String,
    /// Rises with each answer, and with its end: not with what is seen anew.
    pub version: i64,
}

/// An alert that opens.
#[derive(Clone, Debug)]
pub struct NewAlert {
    /// Its id.
    pub id: Id<kinds::Alert>,
    /// The product.
    pub product: Id<kinds::Product>,
    /// What its units have in common.
    pub cause: Vec<u8>,
    /// What found it.
    pub detector: String,
    /// How rarely it happens by chance.
    pub score: i64,
    /// When it was seen first.
    pub opened: Time,
}

/// Which alerts are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct AlertFilter {
    /// Of one product.
    pub product: Option<Id<kinds::Product>>,
    /// Only those that are open.
    pub is_open: bool,
    /// Only those that were answered so.
    pub answer: Option<AlertAnswer>,
}

/// How many alerts of one detector were answered how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredShare {
    /// The detector, by name.
    pub detector: String,
    /// The answer; nothing: not answered.
    pub answer: Option<AlertAnswer>,
    /// How many.
    pub alerts: i64,
}

/// How many alerts of one product and detector reached a score and were answered so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredShare {
    /// The product.
    pub product: Id<kinds::Product>,
    /// The detector, by name.
    pub detector: String,
    /// The score, in hundredths of decimal orders.
    pub score: i64,
    /// The answer; nothing: not answered.
    pub answer: Option<AlertAnswer>,
    /// How many.
    pub alerts: i64,
}

/// An answer as statements that group have it: empty where there is none.
fn answer(word: &str) -> Result<Option<AlertAnswer>, StoreError> {
    if word.is_empty() { Ok(None) } else { Ok(Some(word.parse()?)) }
}

fn read(row: &Row<'_>) -> Result<Alert, StoreError> {
    read_from(row, 0)
}

/// An alert whose columns begin at `first`.
pub(crate) fn read_from(row: &Row<'_>, first: usize) -> Result<Alert, StoreError> {
    Ok(Alert {
        id: row.get(first)?,
        product: row.get(first + 1)?,
        cause: row.get(first + 2)?,
        detector: row.get(first + 3)?,
        score: row.get(first + 4)?,
        units: row.get(first + 5)?,
        opened: row.get(first + 6)?,
        latest: row.get(first + 7)?,
        ended: row.get(first + 8)?,
        answer: row.get::<Option<String>>(first + 9)?.map(|word| word.parse()).transpose()?,
        person: row.get(first + 10)?,
        note: row.get(first + 11)?,
        version: row.get(first + 12)?,
    })
}

impl Tx<'_> {
    /// An alert.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert(&mut self, id: Id<kinds::Alert>) -> Result<Option<Alert>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The open alert of a product with a cause.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_open(&mut self, product: Id<kinds::Product>, cause: &[u8]) -> Result<Option<Alert>, StoreError> {
        self.optional(OPEN, &[product.into(), cause.into()], read)
    }

    /// Up to `limit` open alerts, those at most units first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_open(&mut self, limit: i64) -> Result<Vec<Alert>, StoreError> {
        self.rows(ALL_OPEN, &[limit.into()], read)
    }

    /// Up to `limit` alerts, the newest first, those before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts(
        &mut self,
        filter: AlertFilter,
        before: Id<kinds::Alert>,
        limit: i64,
    ) -> Result<Vec<Alert>, StoreError> {
        let AlertFilter { product, is_open, answer } = filter;
        let answer = answer.map(AlertAnswer::as_str);
        self.rows(PAGE, &[before.into(), product.into(), is_open.into(), answer.into(), limit.into()], read)
    }

    /// How many alerts are open.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_open_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT_OPEN, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// How many alerts of a product are open.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_open_of_product(&mut self, product: Id<kinds::Product>) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT_OPEN_OF, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Opens an alert. It has no units yet.
    ///
    /// # Errors
    /// When one with its cause is open, or the database fails.
    pub fn alert_insert(&mut self, new: &NewAlert) -> Result<(), StoreError> {
        let NewAlert { id, product, cause, detector, score, opened } = new;
        let values =
            [(*id).into(), (*product).into(), cause.into(), detector.into(), (*score).into(), (*opened).into()];
        self.execute(PUT, &values).map(drop)
    }

    /// More was seen of an alert, at so many units more. The more surprising detector stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_more(
        &mut self,
        id: Id<kinds::Alert>,
        (detector, score): (&str, i64),
        latest: Time,
        units: i64,
    ) -> Result<(), StoreError> {
        self.execute(MORE, &[id.into(), detector.into(), score.into(), latest.into(), units.into()]).map(drop)
    }

    /// Up to `limit` alerts that the ledger was not told of, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_untold(&mut self, limit: i64) -> Result<Vec<Alert>, StoreError> {
        self.rows(UNTOLD, &[limit.into()], read)
    }

    /// The ledger is told of an alert; false where it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_tell(&mut self, id: Id<kinds::Alert>) -> Result<bool, StoreError> {
        Ok(self.execute(TELL, &[id.into()])? == 1)
    }

    /// Somebody says what an alert is. It is over then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_answer(
        &mut self,
        id: Id<kinds::Alert>,
        answer: AlertAnswer,
        (person, note): (Option<Id<kinds::Person>>, &str),
        now: Time,
    ) -> Result<(), StoreError> {
        let values = [id.into(), answer.as_str().into(), person.into(), note.into(), now.into()];
        self.execute(ANSWER, &values).map(drop)
    }

    /// Up to `limit` open alerts that were seen last before a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_quiet(&mut self, before: Time, limit: i64) -> Result<Vec<Id<kinds::Alert>>, StoreError> {
        self.rows(QUIET, &[before.into(), limit.into()], |row| row.get(0))
    }

    /// An alert is over without anybody's answer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_end(&mut self, id: Id<kinds::Alert>, now: Time) -> Result<(), StoreError> {
        self.execute(END, &[id.into(), now.into()]).map(drop)
    }

    /// Up to `limit` alerts that were over before a time, the one that ended first first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_over(&mut self, before: Time, limit: i64) -> Result<Vec<Id<kinds::Alert>>, StoreError> {
        self.rows(OVER, &[before.into(), limit.into()], |row| row.get(0))
    }

    /// Erases an alert that is over, with its units and what was told of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_erase(&mut self, id: Id<kinds::Alert>) -> Result<(), StoreError> {
        self.alert_untell(id)?;
        self.execute(NO_UNITS, &[id.into()])?;
        self.execute(DELETE, &[id.into()]).map(drop)
    }

    /// How alerts that opened since a time were answered, by detector.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_answered(&mut self, since: Time) -> Result<Vec<AnsweredShare>, StoreError> {
        self.rows(PRECISION, &[since.into()], |row| {
            let answer = answer(&row.get::<String>(1)?)?;
            Ok(AnsweredShare { detector: row.get(0)?, answer, alerts: row.get(2)? })
        })
    }

    /// How surprising alerts were that opened since a time, and how they were answered.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alerts_scored(&mut self, since: Time) -> Result<Vec<ScoredShare>, StoreError> {
        self.rows(SCORED, &[since.into()], |row| {
            let (product, detector, score) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(ScoredShare { product, detector, score, answer: answer(&row.get::<String>(3)?)?, alerts: row.get(4)? })
        })
    }

    /// What people's answers to alerts of a product come to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_answers(&mut self, product: Id<kinds::Product>) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(ANSWERS, &[product.into()], |row| row.get(0))
    }

    /// Keeps that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alert_answers_put(&mut self, product: Id<kinds::Product>, state: &[u8]) -> Result<(), StoreError> {
        self.execute(ANSWERS_PUT, &[product.into(), state.into()]).map(drop)
    }
}

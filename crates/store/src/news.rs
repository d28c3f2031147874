//! Whether anything about jobs and deliveries changed: numbers that move when it does.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    JOBS = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(epoch + attempts), 0) AS INT8),
        CAST(COALESCE(SUM(steps), 0) AS INT8), COALESCE(MAX(ended), 0),
        CAST(COALESCE(SUM(CASE state WHEN 'waiting' THEN 1 WHEN 'running' THEN 2 WHEN 'done' THEN 3 ELSE 4 END), 0)
        AS INT8) FROM job";
    WEBHOOKS = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(position), 0) AS INT8),
        CAST(COALESCE(SUM(tries), 0) AS INT8), COALESCE(MAX(attempted), 0),
        CAST(COALESCE(SUM(version), 0) AS INT8) FROM webhook";
    RECEIVERS = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(tries), 0) AS INT8),
        CAST(COALESCE(MAX(gathered), 0) AS INT8), CAST(COALESCE(MAX(attempted), 0) AS INT8),
        CAST(COALESCE(SUM(version), 0) AS INT8) FROM receiver";
}

/// What jobs and deliveries are known by at a moment. Two that differ say that something happened between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Of jobs.
    pub jobs: [i64; 5],
    /// Of webhooks and their deliveries.
    pub deliveries: [i64; 5],
    /// Of receivers and the messages to them.
    pub messages: [i64; 5],
}

impl Tx<'_> {
    /// The news of this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub fn news(&mut self) -> Result<News, StoreError> {
        let jobs = self.optional(JOBS, &[], five)?.unwrap_or_default();
        let deliveries = self.optional(WEBHOOKS, &[], five)?.unwrap_or_default();
        let messages = self.optional(RECEIVERS, &[], five)?.unwrap_or_default();
        Ok(News { jobs, deliveries, messages })
    }
}

fn five(row: &Row<'_>) -> Result<[i64; 5], StoreError> {
    Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
}

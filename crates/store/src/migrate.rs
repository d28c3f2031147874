//! The schema: linear steps, each applied once and never changed afterwards.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::engine::postgres::Session;
use crate::error::{EngineError, StoreError};
use crate::sql::{Sql, schema_for};
use crate::tx::{self, Tx};
use crate::value::Value;

/// One step: its statements, apart by semicolons.
struct Step {
    number: i64,
    name: &'static str,
    text: &'static str,
}

macro_rules! steps {
    ($($number:literal $name:literal;)+) => {
        &[$(Step { number: $number, name: $name, text: include_str!(concat!("../migrations/", $name, ".sql")) }),+]
    };
}

const STEPS: &[Step] = steps! {
    1 "0001_ledger";
    2 "0002_access";
    3 "0003_jobs";
    4 "0004_webhooks";
    5 "0005_checkpoint_time";
    6 "0006_roster";
    7 "0007_work";
    8 "0008_webhooks_anew";
    9 "0009_catalogue";
    10 "0010_feeds";
    11 "0011_exposure";
    12 "0012_assessment";
    13 "0013_exposure_decided";
    14 "0014_fleet";
    15 "0015_repository";
    16 "0016_rollout";
    17 "0017_native_door";
    18 "0018_sightings";
    19 "0019_unit_log";
    20 "0020_unit_end";
    21 "0021_monitoring";
    22 "0022_cases";
    23 "0023_messages";
    24 "0024_owner";
    25 "0025_monitoring_scale";
    26 "0026_event_edges";
    27 "0027_notices";
    28 "0028_ringing";
    29 "0029_reports";
    30 "0030_advisories";
    31 "0031_event_floor";
    32 "0032_messages_of_alerts";
    33 "0033_owner_notices";
    34 "0034_recalls";
    35 "0035_drills";
    36 "0036_containment";
    37 "0037_policy";
    38 "0038_cvss";
    39 "0039_conformity";
    40 "0040_lifecycle";
    41 "0041_declaration";
    42 "0042_evidence_signer";
};

const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS schema_step (number INT8 PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";
const APPLIED: Sql = Sql("SELECT number, digest FROM schema_step ORDER BY number");
const APPLY: Sql = Sql("INSERT INTO schema_step (number, name, digest) VALUES (?1, ?2, ?3)");
/// One process at a time changes the schema of a PostgreSQL.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7316429051)";

/// The last step that this program knows.
#[must_use]
pub fn schema_version() -> i64 {
    STEPS.last().map_or(0, |step| step.number)
}

/// The step that a database is at.
pub(crate) fn step(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(applied(tx)?.last().map_or(0, |(number, _)| *number))
}

/// Applies what is missing, in one transaction.
pub(crate) fn sqlite(connection: &mut Connection) -> Result<(), StoreError> {
    let failed = |error| StoreError::of("a step of the schema", EngineError::from(error));
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    migrate(&mut Tx::new(tx::Connection::Sqlite(&transaction)))?;
    transaction.commit().map_err(failed)
}

/// Applies what is missing, in one transaction. Where it fails, the caller drops the connection and with it the rest.
pub(crate) fn postgres(session: &mut Session) -> Result<(), StoreError> {
    let failed = |error| StoreError::of("a step of the schema", EngineError::from(error));
    session.client().batch_execute("BEGIN").map_err(failed)?;
    session.client().batch_execute(LOCK).map_err(failed)?;
    migrate(&mut Tx::new(tx::Connection::Postgres(session)))?;
    session.client().batch_execute("COMMIT").map_err(failed)
}

fn migrate(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    until(tx, schema_version())
}

/// Applies what is missing up to and with step `last`, to a database as it was then.
pub(crate) fn until(tx: &mut Tx<'_>, last: i64) -> Result<(), StoreError> {
    tx.change_schema(&schema_for(tx.engine(), TABLE))?;
    let applied = applied(tx)?;
    refuse_foreign(&applied)?;
    STEPS.iter().filter(|step| step.number > at(&applied) && step.number <= last).try_for_each(|step| apply(tx, step))
}

fn apply(tx: &mut Tx<'_>, step: &Step) -> Result<(), StoreError> {
    for statement in step.text.split(";\n").map(without_comments).filter(|statement| !statement.is_empty()) {
        tx.change_schema(&schema_for(tx.engine(), &statement))?;
    }
    let digest = digest(step);
    tx.execute(APPLY, &[Value::Int(step.number), Value::Text(step.name), Value::Text(&digest)]).map(drop)
}

fn without_comments(statement: &str) -> String {
    let lines = statement.lines().filter(|line| !line.trim_start().starts_with("--"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn applied(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>, StoreError> {
    tx.rows(APPLIED, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn at(applied: &[(i64, String)]) -> i64 {
    applied.last().map_or(0, |(number, _)| *number)
}

fn refuse_foreign(applied: &[(i64, String)]) -> Result<(), StoreError> {
    if at(applied) > schema_version() {
        return Err(StoreError::Newer { found: at(applied), known: schema_version() });
    }
    let altered = applied
        .iter()
        .find(|(number, found)| STEPS.iter().any(|step| step.number == *number && digest(step) != *found));
    altered.map_or(Ok(()), |(number, _)| Err(StoreError::Altered(*number)))
}

fn digest(step: &Step) -> String {
    let hash = Sha256::digest(step.text.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_units_were_last_heard_of_moves_to_its_own_table() {
        let connection = Connection::open_in_memory().expect("a database");
        let mut tx = Tx::new(tx::Connection::Sqlite(&connection));
        until(&mut tx, 17).expect("the schema of before");
        let units =
            "INSERT INTO unit (number, id, product, serial, counter, hardware, state, silent, last_seen, created,
            version) VALUES (1, x'01', x'01', 'SN-1', 0, '', 'active', 0, 70, 1, 1),
            (2, x'02', x'01', 'SN-2', 0, '', 'expected', 1, NULL, 1, 1)";
        connection.execute(units, []).expect("two units");
        migrate(&mut tx).expect("the schema of now");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let mut found = connection.prepare("SELECT unit, seen FROM unit_seen").expect("a table");
        let found: Result<Vec<_>, _> = found.query_map([], row).expect("rows").collect();
        assert_eq!(found.expect("rows"), [(1, 70)]);
    }
}

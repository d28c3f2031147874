//! A copy of a database alone, as it is at one moment, for whoever wants to try something on it.

use super::BackupError;
use super::database::Database;
use super::tables::{self, tables};
use crate::location::Location;
use crate::migrate;

/// Copies a database into one that is empty, as it is at this moment and while it is in use; of the tables in `without`
/// only that they are there. No blob is copied.
///
/// # Errors
/// When something cannot be read or written, or the target is not empty. Then nothing is in it.
pub fn picture(from: &Location, to: &Location, without: &[&str]) -> Result<(), BackupError> {
    let (mut source, mut target) = (Database::snapshot(from)?, Database::filling(to)?);
    if !tables::is_empty(&mut target)? {
        return Err(BackupError::NotEmpty(to.to_string()));
    }
    let step = migrate::step(&mut source.tx())?;
    migrate::until(&mut target.tx(), step)?;
    let all = tables(&mut target)?;
    // A step of the schema may have brought rows of its own; what refers to others stands behind them.
    all.iter().rev().try_for_each(|table| target.clear(table))?;
    for table in all.iter().filter(|table| !without.contains(&table.name.as_str())) {
        source.each_row(table, |cells| target.insert(table, &cells))?;
    }
    target.commit()
}

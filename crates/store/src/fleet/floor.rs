//! Up to which number events of units were erased: who signed them once could hand them in again.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;

statements! {
    GET = "SELECT number FROM event_floor WHERE unit = ?1 AND log = ?2 AND class = ?3";
    RAISE = "INSERT INTO event_floor (unit, log, class, number) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (unit, log, class) DO UPDATE SET number = excluded.number
        WHERE event_floor.number < excluded.number";
    HELD = "INSERT INTO event_floor (unit, log, class, number)
        SELECT unit, log, class, MAX(last) FROM event_batch WHERE unit = ?1 GROUP BY unit, log, class
        ON CONFLICT (unit, log, class) DO UPDATE SET number = excluded.number
        WHERE event_floor.number < excluded.number";
}

impl Tx<'_> {
    /// The number up to which events of a class of a unit's log were erased; 0 where none ever were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_floor(&mut self, (unit, log, class): (i64, i64, i64)) -> Result<i64, StoreError> {
        let values = [unit, log, class].map(Value::from);
        Ok(self.optional(GET, &values, |row| row.get(0))?.unwrap_or(0))
    }

    /// Events are erased up to this number.
    pub(crate) fn event_floor_raise(&mut self, place: (i64, i64, i64), number: i64) -> Result<(), StoreError> {
        let (unit, log, class) = place;
        self.execute(RAISE, &[unit, log, class, number].map(Value::from)).map(drop)
    }

    /// Everything that is held of a unit is erased.
    pub(crate) fn event_floors_raise(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(HELD, &[unit.into()]).map(drop)
    }
}

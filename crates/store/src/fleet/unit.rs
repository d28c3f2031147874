//! Units: one row for each device or installation, for ever.

use super::{EndedBy, ErasedFor, TestVerdict, UnitState};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A unit's columns.
macro_rules! columns {
    ($($rest:tt)+) => {
        concat!(
            "SELECT u.number, u.id, u.product, u.serial, u.key, u.public_key, u.counter, u.hardware, u.market, \
             u.contact, u.state, u.silent, u.enrolled, (SELECT s.seen FROM unit_seen s WHERE s.unit = u.number), \
             u.created, u.version, u.ended, u.ended_by, u.erased, u.erased_for, u.tested FROM unit u ",
            $($rest)+
        )
    };
}
pub(crate) use columns;

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM unit";
    INSERT = "INSERT INTO unit (number, id, product, serial, key, counter, hardware, market, contact, state, silent,
        created, version) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, 'expected', 1, ?9, 1)";
    GET = columns!("WHERE u.id = ?1");
    OF_NUMBER = columns!("WHERE u.number = ?1");
    OF_SERIAL = columns!("WHERE u.serial = ?1 AND u.product = ?2");
    OF_KEY = columns!("WHERE u.key = ?1");
    OF_CONTROLLER = columns!("WHERE u.serial = ?1 ORDER BY u.product LIMIT 2");
    OF_SERIALS = columns!("WHERE u.serial = ?1 ORDER BY u.product LIMIT ?2");
    CHANGE = "UPDATE unit SET hardware = ?2, market = ?3, contact = ?4, version = version + 1
        WHERE id = ?1 AND version = ?5 AND state <> 'decommissioned'";
    SET_KEY = "UPDATE unit SET key = ?2, public_key = ?3, version = version + 1
        WHERE number = ?1 AND state <> 'decommissioned'";
    SET_PUBLIC = "UPDATE unit SET public_key = ?3 WHERE number = ?1 AND key = ?2 AND state <> 'decommissioned'";
    COUNT = "UPDATE unit SET counter = ?2 WHERE number = ?1 AND counter < ?2
        AND (state <> 'decommissioned' OR ended_by = 'unit')";
    SILENT_AFTER = "SELECT silent_after FROM product WHERE id = ?1";
    SET_SILENT_AFTER = "UPDATE product SET silent_after = ?2 WHERE id = ?1";
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its number, from 1 on.
    pub number: i64,
    /// Its id.
    pub id: Id<kinds::Unit>,
    /// Its product.
    pub product: Id<kinds::Product>,
    /// Its serial number: it is the only one of its product with it, for ever.
    pub serial: String,
    /// The fingerprint of its identity key.
    pub key: Option<[u8; 32]>,
    /// Its identity key.
    pub public_key: Option<Vec<u8>>,
    /// The highest counter of a signed request.
    pub counter: i64,
    /// The hardware revision; empty where it is not known.
    pub hardware: String,
    /// The Member State where it was made available.
    pub market: Option<String>,
    /// Where its owner can be reached, sealed.
    pub contact: Option<Vec<u8>>,
    /// Where it stands.
    pub state: UnitState,
    /// Whether it was not heard of for too long.
    pub silent: bool,
    /// When it was first heard of.
    pub enrolled: Option<Time>,
    /// When it was last heard of.
    pub last_seen: Option<Time>,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change by staff, and when what is stated is erased.
    pub version: i64,
    /// Since when it is out of use, where that is known.
    pub ended: Option<Time>,
    /// By whose word it is out of use.
    pub ended_by: Option<EndedBy>,
    /// When it stated last that everything of its owner's was erased, and what for.
    pub erased: Option<(Time, ErasedFor)>,
    /// What its last self-test came to.
    pub tested: Option<TestVerdict>,
}

impl Unit {
    /// Whether it is out of use for good: nobody listens to it any more.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == UnitState::Decommissioned && self.ended_by != Some(EndedBy::Unit)
    }
}

/// A unit that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// Its id.
    pub id: Id<kinds::Unit>,
    /// Its product.
    pub product: Id<kinds::Product>,
    /// Its serial number.
    pub serial: String,
    /// The fingerprint of its identity key.
    pub key: Option<[u8; 32]>,
    /// The hardware revision; empty where it is not known.
    pub hardware: String,
    /// The Member State.
    pub market: Option<String>,
    /// Its owner's contact, sealed.
    pub contact: Option<Vec<u8>>,
}

pub(crate) fn read(row: &Row<'_>) -> Result<Unit, StoreError> {
    let erased_for = row.get::<Option<String>>(19)?.map(|word| word.parse()).transpose()?;
    Ok(Unit {
        number: row.get(0)?,
        id: row.get(1)?,
        product: row.get(2)?,
        serial: row.get(3)?,
        key: row.get(4)?,
        public_key: row.get(5)?,
        counter: row.get(6)?,
        hardware: row.get(7)?,
        market: row.get(8)?,
        contact: row.get(9)?,
        state: row.get::<String>(10)?.parse()?,
        silent: row.get(11)?,
        enrolled: row.get(12)?,
        last_seen: row.get(13)?,
        created: row.get(14)?,
        version: row.get(15)?,
        ended: row.get(16)?,
        ended_by: row.get::<Option<String>>(17)?.map(|word| word.parse()).transpose()?,
        erased: row.get::<Option<Time>>(18)?.zip(erased_for),
        tested: row.get::<Option<String>>(20)?.map(|word| word.parse()).transpose()?,
    })
}

impl Tx<'_> {
    /// The number that the next new unit gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_next(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1))
    }

    /// Enters a unit under a number of [`Tx::unit_next`]: expected, and silent until it is heard of.
    ///
    /// # Errors
    /// When its serial number or its key is another unit's, or the database fails.
    pub fn unit_insert(&mut self, number: i64, new: &NewUnit, now: Time) -> Result<(), StoreError> {
        let values: [Value<'_>; 9] = [
            number.into(),
            new.id.into(),
            new.product.into(),
            (&new.serial).into(),
            new.key.as_ref().into(),
            (&new.hardware).into(),
            new.market.as_deref().into(),
            new.contact.as_ref().into(),
            now.into(),
        ];
        self.execute(INSERT, &values)?;
        self.coverage_new(new.product, number)
    }

    /// One unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit(&mut self, id: Id<kinds::Unit>) -> Result<Option<Unit>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The unit of a number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_of_number(&mut self, number: i64) -> Result<Option<Unit>, StoreError> {
        self.optional(OF_NUMBER, &[number.into()], read)
    }

    /// The unit of a product that has this serial number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_of_serial(&mut self, product: Id<kinds::Product>, serial: &str) -> Result<Option<Unit>, StoreError> {
        self.optional(OF_SERIAL, &[serial.into(), product.into()], read)
    }

    /// The unit that calls itself so: by its id, or by a serial number that only one product has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_of_controller(&mut self, called: &str) -> Result<Option<Unit>, StoreError> {
        if let Ok(id) = called.parse() {
            return self.unit(id);
        }
        let mut found = self.rows(OF_CONTROLLER, &[called.into()], read)?;
        Ok(found.pop().filter(|_| found.is_empty()))
    }

    /// Up to `limit` units with this serial number, each of another product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_of_serial(&mut self, serial: &str, limit: i64) -> Result<Vec<Unit>, StoreError> {
        self.rows(OF_SERIALS, &[serial.into(), limit.into()], read)
    }

    /// The unit whose identity key has this fingerprint.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_of_key(&mut self, key: &[u8; 32]) -> Result<Option<Unit>, StoreError> {
        self.optional(OF_KEY, &[key.into()], read)
    }

    /// Writes hardware, market and contact, where `changed.version` is still the newest and the unit is in use; false
    /// elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_change(&mut self, changed: &Unit) -> Result<bool, StoreError> {
        let values = [
            changed.id.into(),
            (&changed.hardware).into(),
            changed.market.as_deref().into(),
            changed.contact.as_ref().into(),
            changed.version.into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Gives a unit its identity key; its requests are counted on, so that none of before counts again. It begins another
    /// log. False where it is out of use.
    ///
    /// # Errors
    /// When the key is another unit's, or the database fails.
    pub fn unit_set_key(
        &mut self,
        number: i64,
        key: Option<&[u8; 32]>,
        public: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        let set = self.execute(SET_KEY, &[number.into(), key.into(), public.into()])? == 1;
        if set {
            self.unit_log_anew(number)?;
            self.unit_fresh_code_erase(number)?;
        }
        Ok(set)
    }

    /// Keeps the identity key whose fingerprint is known already; false where it is another one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_set_public(&mut self, number: i64, key: &[u8; 32], public: &[u8]) -> Result<bool, StoreError> {
        Ok(self.execute(SET_PUBLIC, &[number.into(), key.into(), public.into()])? == 1)
    }

    /// Raises the counter of a unit's signed requests; false where it is not above the last one, or staff took it out of use.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_count(&mut self, number: i64, counter: i64) -> Result<bool, StoreError> {
        Ok(self.execute(COUNT, &[number.into(), counter.into()])? == 1)
    }

    /// Takes its identity key from a unit; false where it is out of use.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_clear_key(&mut self, number: i64) -> Result<bool, StoreError> {
        self.unit_set_key(number, None, None)
    }

    /// After how many days a unit of a product counts as silent, where somebody said so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_silent_after(&mut self, id: Id<kinds::Product>) -> Result<Option<i64>, StoreError> {
        Ok(self.optional(SILENT_AFTER, &[id.into()], |row| row.get(0))?.flatten())
    }

    /// Says after how many days a unit of a product counts as silent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_set_silent_after(&mut self, id: Id<kinds::Product>, days: Option<i64>) -> Result<(), StoreError> {
        self.execute(SET_SILENT_AFTER, &[id.into(), days.into()]).map(drop)
    }
}

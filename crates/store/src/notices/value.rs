//! What people typed into the fields of reports. A version is never changed: another one takes its place.

use super::NoticeStage;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A value's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!("SELECT v.case_id, v.field, v.version, v.stage, v.value, v.person, v.time FROM notice_value v ", $rest)
    };
}

statements! {
    STAND = columns!("WHERE v.case_id = ?1 AND v.version = (SELECT MAX(n.version) FROM notice_value n
        WHERE n.case_id = v.case_id AND n.field = v.field) ORDER BY v.field");
    STANDS = columns!("WHERE v.case_id = ?1 AND v.field = ?2 ORDER BY v.version DESC LIMIT 1");
    INSERT = "INSERT INTO notice_value (case_id, field, version, stage, value, person, time)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (case_id, field, version) DO NOTHING";
}

/// What somebody typed into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeValue {
    /// The case.
    pub case: Id<kinds::Case>,
    /// The field, by its stable name.
    pub field: String,
    /// From 1 on.
    pub version: i64,
    /// For which stage.
    pub stage: NoticeStage,
    /// As JSON; nothing: taken back.
    pub value: Option<String>,
    /// Who.
    pub person: Option<Id<kinds::Person>>,
    /// When.
    pub time: Time,
}

fn read(row: &Row<'_>) -> Result<NoticeValue, StoreError> {
    Ok(NoticeValue {
        case: row.get(0)?,
        field: row.get(1)?,
        version: row.get(2)?,
        stage: row.get::<String>(3)?.parse()?,
        value: row.get(4)?,
        person: row.get(5)?,
        time: row.get(6)?,
    })
}

impl Tx<'_> {
    /// The newest value of each field of a case into which somebody typed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_values(&mut self, case: Id<kinds::Case>) -> Result<Vec<NoticeValue>, StoreError> {
        self.rows(STAND, &[case.into()], read)
    }

    /// The newest value of one field.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_value(&mut self, case: Id<kinds::Case>, field: &str) -> Result<Option<NoticeValue>, StoreError> {
        self.optional(STANDS, &[case.into(), field.into()], read)
    }

    /// Keeps what somebody typed; false where there is such a version already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_value_insert(&mut self, new: &NoticeValue) -> Result<bool, StoreError> {
        let values: [Value<'_>; 7] = [
            new.case.into(),
            (&new.field).into(),
            new.version.into(),
            new.stage.as_str().into(),
            new.value.as_ref().into(),
            new.person.into(),
            new.time.into(),
        ];
        Ok(self.execute(INSERT, &values)? == 1)
    }
}

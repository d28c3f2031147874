//! Notices to owners themselves.

use super::{NoticeBase, OwnerNoticeState};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

/// A notice's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.case_id, n.number, n.product, n.content, n.digest, n.corrects, n.base, n.later, n.state, \
             n.editor, n.sender, n.made, n.sent, n.recalled, n.version FROM owner_notice n ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM owner_notice WHERE case_id = ?1";
    INSERT = "INSERT INTO owner_notice (id, case_id, number, product, content, digest, corrects, base, later, state,
        editor, sender, made, sent, recalled, version)
        VALUES (?1, ?2, ?3, ?4, ?5, NULL, ?6, ?7, ?8, 'draft', ?9, NULL, ?10, NULL, NULL, 1)";
    CHANGE = "UPDATE owner_notice SET content = ?3, digest = ?4, base = ?5, later = ?6, state = ?7, editor = ?8,
        sender = ?9, sent = ?10, recalled = ?11, version = version + 1 WHERE id = ?1 AND version = ?2";
    REMOVE = "DELETE FROM owner_notice WHERE id = ?1 AND state = 'draft'";
    GET = columns!("WHERE n.id = ?1");
    OF_CASE = columns!("WHERE n.case_id = ?1 ORDER BY n.number DESC LIMIT ?2");
    FOR_UNIT = columns!("JOIN owner_notice_unit u ON u.notice = n.id WHERE u.unit = ?1 AND u.kept IS NULL
        AND n.state = 'sent' ORDER BY n.sent, n.id LIMIT ?2");
    LATER = columns!("WHERE n.product = ?2 AND n.state = 'sent' AND n.later = 1 AND NOT EXISTS (SELECT 1
        FROM owner_notice_unit u WHERE u.notice = n.id AND u.unit = ?1) ORDER BY n.sent, n.id");
}

/// A notice to owners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerNoticeRow {
    /// Its id.
    pub id: Id<kinds::OwnerNotice>,
    /// The case that it comes of.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// Of which product.
    pub product: Id<kinds::Product>,
    /// What it says, as JSON.
    pub content: String,
    /// The SHA-256 of that, once it is sent.
    pub digest: Option<[u8; 32]>,
    /// The notice in whose place it comes.
    pub corrects: Option<Id<kinds::OwnerNotice>>,
    /// Whom it is for, before markets.
    pub base: NoticeBase,
    /// Whether units are told that come into its scope later.
    pub later: bool,
    /// How far it is.
    pub state: OwnerNoticeState,
    /// Who changed it last.
    pub editor: Option<Id<kinds::Person>>,
    /// Who sent it.
    pub sender: Option<Id<kinds::Person>>,
    /// When it was begun.
    pub made: Time,
    /// When it was sent.
    pub sent: Option<Time>,
    /// When it was recalled.
    pub recalled: Option<Time>,
    /// Rises with each change.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<OwnerNoticeRow, StoreError> {
    Ok(OwnerNoticeRow {
        id: row.get(0)?,
        case: row.get(1)?,
        number: row.get(2)?,
        product: row.get(3)?,
        content: row.get(4)?,
        digest: row.get(5)?,
        corrects: row.get(6)?,
        base: row.get::<String>(7)?.parse()?,
        later: row.get(8)?,
        state: row.get::<String>(9)?.parse()?,
        editor: row.get(10)?,
        sender: row.get(11)?,
        made: row.get(12)?,
        sent: row.get(13)?,
        recalled: row.get(14)?,
        version: row.get(15)?,
    })
}

impl Tx<'_> {
    /// The number that the next notice of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Begins a notice under a number of [`Tx::owner_notice_next`]. It is a draft, whatever its row says.
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn owner_notice_insert(&mut self, new: &OwnerNoticeRow) -> Result<(), StoreError> {
        let values = [
            new.id.into(),
            new.case.into(),
            new.number.into(),
            new.product.into(),
            (&new.content).into(),
            new.corrects.into(),
            new.base.as_str().into(),
            new.later.into(),
            new.editor.into(),
            new.made.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Keeps what may change of a notice, where nobody changed it meanwhile; whether that was so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_change(&mut self, notice: &OwnerNoticeRow) -> Result<bool, StoreError> {
        let values = [
            notice.id.into(),
            notice.version.into(),
            (&notice.content).into(),
            notice.digest.as_ref().into(),
            notice.base.as_str().into(),
            notice.later.into(),
            notice.state.as_str().into(),
            notice.editor.into(),
            notice.sender.into(),
            notice.sent.into(),
            notice.recalled.into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Drops a draft with its scope; false where it was sent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_remove(&mut self, id: Id<kinds::OwnerNotice>) -> Result<bool, StoreError> {
        let is_gone = self.execute(REMOVE, &[id.into()])? == 1;
        if is_gone {
            self.owner_notice_scope(id, &[], &[])?;
        }
        Ok(is_gone)
    }

    /// A notice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice(&mut self, id: Id<kinds::OwnerNotice>) -> Result<Option<OwnerNoticeRow>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` notices of a case, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notices(&mut self, case: Id<kinds::Case>, limit: i64) -> Result<Vec<OwnerNoticeRow>, StoreError> {
        self.rows(OF_CASE, &[case.into(), limit.into()], read)
    }

    /// Up to `limit` notices that a unit is to be told, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notices_for(&mut self, unit: i64, limit: i64) -> Result<Vec<OwnerNoticeRow>, StoreError> {
        self.rows(FOR_UNIT, &[unit.into(), limit.into()], read)
    }

    /// Notices of a product that whoever comes into their scope is told too, and that are not this unit's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notices_later(
        &mut self,
        unit: i64,
        product: Id<kinds::Product>,
    ) -> Result<Vec<OwnerNoticeRow>, StoreError> {
        self.rows(LATER, &[unit.into(), product.into()], read)
    }
}

//! What is withdrawn or recalled: releases of one product, why, and where that stands.

use super::{RecallKind, RecallState};
use crate::catalogue::state::ReleaseState;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

type RecallId = Id<kinds::Recall>;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, kind, product, product_name, case_id, reason, state, made, maker, decided, ended FROM recall ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM recall";
    INSERT = "INSERT INTO recall (id, number, kind, product, product_name, case_id, reason, state, made, maker)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', ?8, ?9)";
    GET = select!("WHERE id = ?1");
    LIST = select!("WHERE number < ?1 ORDER BY number DESC LIMIT ?2");
    OF_CASE = select!("WHERE case_id = ?1 ORDER BY number");
    DECIDED = select!("WHERE state = 'decided' ORDER BY number");
    DECIDE = "UPDATE recall SET state = 'decided', decided = ?2 WHERE id = ?1 AND state = 'draft'";
    END = "UPDATE recall SET state = 'ended', ended = ?2 WHERE id = ?1 AND state = 'decided'";
    RELEASE = "INSERT INTO recall_release (recall, release) VALUES (?1, ?2) ON CONFLICT (recall, release) DO NOTHING";
    RELEASES = "SELECT r.id, r.label, r.part, p.name, r.state FROM recall_release x JOIN release r ON r.id = x.release
        JOIN part p ON p.id = r.part WHERE x.recall = ?1 ORDER BY p.name, r.part, r.sequence DESC";
}

/// A withdrawal or a recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recall {
    /// Its id.
    pub id: RecallId,
    /// Its number, from 1 on.
    pub number: i64,
    /// What is done.
    pub kind: RecallKind,
    /// The product; it may not be there any more.
    pub product: Id<kinds::Product>,
    /// What that was called then.
    pub product_name: String,
    /// The case that it comes of.
    pub case: Option<Id<kinds::Case>>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: RecallState,
    /// When somebody planned it.
    pub made: Time,
    /// Who.
    pub maker: Option<Id<kinds::Person>>,
    /// When it was decided.
    pub decided: Option<Time>,
    /// When it was over.
    pub ended: Option<Time>,
}

/// A release that is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalledRelease {
    /// Which.
    pub release: Id<kinds::Release>,
    /// Its version.
    pub label: String,
    /// Its part.
    pub part: Id<kinds::Part>,
    /// The part's name.
    pub part_name: String,
    /// Where it stands.
    pub state: ReleaseState,
}

fn read(row: &Row<'_>) -> Result<Recall, StoreError> {
    Ok(Recall {
        id: row.get(0)?,
        number: row.get(1)?,
        kind: row.get::<String>(2)?.parse()?,
        product: row.get(3)?,
        product_name: row.get(4)?,
        case: row.get(5)?,
        reason: row.get(6)?,
        state: row.get::<String>(7)?.parse()?,
        made: row.get(8)?,
        maker: row.get(9)?,
        decided: row.get(10)?,
        ended: row.get(11)?,
    })
}

impl Tx<'_> {
    /// The number that the next recall gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_next(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1))
    }

    /// Enters a draft with its releases.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_insert(&mut self, new: &Recall, releases: &[Id<kinds::Release>]) -> Result<(), StoreError> {
        let (kind, name) = (new.kind.as_str().into(), (&new.product_name).into());
        let (case, reason) = (new.case.into(), (&new.reason).into());
        let values = [
            new.id.into(),
            new.number.into(),
            kind,
            new.product.into(),
            name,
            case,
            reason,
            new.made.into(),
            new.maker.into(),
        ];
        self.execute(INSERT, &values)?;
        releases.iter().try_for_each(|release| self.execute(RELEASE, &[new.id.into(), (*release).into()]).map(drop))
    }

    /// One recall.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall(&mut self, id: RecallId) -> Result<Option<Recall>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` recalls before a number, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_list(&mut self, before: Option<i64>, limit: i64) -> Result<Vec<Recall>, StoreError> {
        self.rows(LIST, &[before.unwrap_or(i64::MAX).into(), limit.into()], read)
    }

    /// Those that come of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recalls_of_case(&mut self, case: Id<kinds::Case>) -> Result<Vec<Recall>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }

    /// Those that were decided and are not over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recalls_decided(&mut self) -> Result<Vec<Recall>, StoreError> {
        self.rows(DECIDED, &[], read)
    }

    /// A draft is decided; false where it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_decide(&mut self, id: RecallId, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(DECIDE, &[id.into(), now.into()])? == 1)
    }

    /// What was decided is over; false where it is not under way.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_end(&mut self, id: RecallId, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// The releases of a recall.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_releases(&mut self, id: RecallId) -> Result<Vec<RecalledRelease>, StoreError> {
        self.rows(RELEASES, &[id.into()], |row| {
            Ok(RecalledRelease {
                release: row.get(0)?,
                label: row.get(1)?,
                part: row.get(2)?,
                part_name: row.get(3)?,
                state: row.get::<String>(4)?.parse()?,
            })
        })
    }
}

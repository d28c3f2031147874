//! Policies as they were signed.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, product, case_id, sequence, content, digest, role, expires, made, maker FROM policy ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO policy (id, product, case_id, sequence, content, digest, role, expires, made, maker)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    LONGEST = "SELECT expires FROM policy WHERE product = ?1 ORDER BY expires DESC LIMIT 1";
    NEWEST = select!("WHERE product = ?1 ORDER BY sequence DESC LIMIT 1");
    OF_CASE = select!("WHERE case_id = ?1 ORDER BY made DESC, id DESC LIMIT ?2");
    LINES = "SELECT DISTINCT a.line FROM artifact a JOIN release r ON r.id = a.release JOIN part p ON p.id = r.part
        WHERE p.product = ?1 ORDER BY a.line LIMIT ?2";
}

/// A policy that was given to the units of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its id.
    pub id: Id<kinds::Policy>,
    /// The product.
    pub product: Id<kinds::Product>,
    /// Because of which case.
    pub case: Id<kinds::Case>,
    /// Its place in the order.
    pub sequence: i64,
    /// The file.
    pub content: Vec<u8>,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// The role whose keys signed it.
    pub role: String,
    /// When it ends by itself.
    pub expires: Time,
    /// When it was given.
    pub made: Time,
    /// By whom.
    pub maker: Option<Id<kinds::Person>>,
}

fn read(row: &Row<'_>) -> Result<Policy, StoreError> {
    Ok(Policy {
        id: row.get(0)?,
        product: row.get(1)?,
        case: row.get(2)?,
        sequence: row.get(3)?,
        content: row.get(4)?,
        digest: row.get(5)?,
        role: row.get(6)?,
        expires: row.get(7)?,
        made: row.get(8)?,
        maker: row.get(9)?,
    })
}

impl Tx<'_> {
    /// Enters a policy.
    ///
    /// # Errors
    /// When its place in the order is taken, or the database fails.
    pub fn policy_insert(&mut self, new: &Policy) -> Result<(), StoreError> {
        let values: [Value<'_>; 10] = [
            new.id.into(),
            new.product.into(),
            new.case.into(),
            new.sequence.into(),
            (&new.content).into(),
            (&new.digest).into(),
            (&new.role).into(),
            new.expires.into(),
            new.made.into(),
            new.maker.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// The newest of a product, whether its time is over or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn policy_newest(&mut self, product: Id<kinds::Product>) -> Result<Option<Policy>, StoreError> {
        self.optional(NEWEST, &[product.into()], read)
    }

    /// Until when any policy of a product counts: the longest, whether another one came after it or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn policy_longest(&mut self, product: Id<kinds::Product>) -> Result<Option<Time>, StoreError> {
        self.optional(LONGEST, &[product.into()], |row| row.get(0))
    }

    /// Up to `limit` of a case, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn policies_of(&mut self, case: Id<kinds::Case>, limit: i64) -> Result<Vec<Policy>, StoreError> {
        self.rows(OF_CASE, &[case.into(), limit.into()], read)
    }

    /// The roles of the repository that speak, or spoke, of a product's releases.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lines_of_product(&mut self, product: Id<kinds::Product>, limit: i64) -> Result<Vec<String>, StoreError> {
        self.rows(LINES, &[product.into(), limit.into()], |row| row.get(0))
    }
}

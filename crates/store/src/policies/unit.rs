//! How far units say that they came with policies.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT sequence, stance FROM unit_policy WHERE unit = ?1";
    PUT = "INSERT INTO unit_policy (unit, sequence, stance) VALUES (?1, ?2, ?3)
        ON CONFLICT (unit) DO UPDATE SET sequence = excluded.sequence, stance = excluded.stance";
    ERASE = "DELETE FROM unit_policy WHERE unit = ?1";
    COUNT = "SELECT
        CAST(COUNT(*) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN p.sequence >= ?2 AND p.stance = 'obeys' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN p.sequence >= ?2 AND p.stance = 'waits' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN p.sequence >= ?2 AND p.stance = 'left' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COUNT(p.unit) AS INT8)
        FROM unit u LEFT JOIN unit_policy p ON p.unit = u.number WHERE u.product = ?1 AND u.state = 'active'";
}

/// What a unit does with a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyStance {
    /// It obeys.
    Obeys,
    /// Its owner was asked.
    Waits,
    /// Its owner said no.
    Left,
}

words!(PolicyStance, "stance of a unit", Obeys = "obeys", Waits = "waits", Left = "left");

/// What a unit says of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitPolicy {
    /// The newest that it took; 0: none yet.
    pub sequence: i64,
    /// What it does with it.
    pub stance: Option<PolicyStance>,
}

/// How many units in use came how far with one policy, by their own word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyUnits {
    /// All of the product.
    pub all: i64,
    /// They obey.
    pub obey: i64,
    /// Their owners were asked.
    pub wait: i64,
    /// Their owners said no.
    pub left: i64,
    /// They know of policies at all.
    pub know: i64,
}

impl PolicyUnits {
    /// They know of policies, and did not say that they took this one yet.
    #[must_use]
    pub fn not_yet(&self) -> i64 {
        (self.know - self.obey - self.wait - self.left).max(0)
    }

    /// They never spoke of policies: nothing is known of them.
    #[must_use]
    pub fn unknown(&self) -> i64 {
        self.all - self.know
    }
}

impl Tx<'_> {
    /// What a unit said last; nothing: it never spoke of policies.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_policy(&mut self, unit: i64) -> Result<Option<UnitPolicy>, StoreError> {
        self.optional(GET, &[unit.into()], |row| {
            let stance = row.get::<Option<String>>(1)?.map(|word| word.parse()).transpose()?;
            Ok(UnitPolicy { sequence: row.get(0)?, stance })
        })
    }

    /// Notes what a unit says now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_policy_put(&mut self, unit: i64, said: UnitPolicy) -> Result<(), StoreError> {
        let stance = said.stance.map(PolicyStance::as_str);
        self.execute(PUT, &[unit.into(), said.sequence.into(), stance.into()]).map(drop)
    }

    /// How many units of a product came how far with the policy of this place in the order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn policy_units(&mut self, product: Id<kinds::Product>, sequence: i64) -> Result<PolicyUnits, StoreError> {
        let read = |row: &crate::value::Row<'_>| {
            let [all, obey, wait, left, know] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            Ok(PolicyUnits { all, obey, wait, left, know })
        };
        Ok(self.optional(COUNT, &[product.into(), sequence.into()], read)?.unwrap_or_default())
    }

    /// Erases what a unit said of policies.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_policy_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE, &[unit.into()]).map(drop)
    }
}

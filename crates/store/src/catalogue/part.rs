//! Parts of a product: device software, application, remote data processing.

use super::state::PartKind;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO part (id, product, name, kind, created, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
    GET = "SELECT id, product, name, kind, created, version FROM part WHERE id = ?1";
    LIST = "SELECT id, product, name, kind, created, version FROM part WHERE product = ?1 ORDER BY id LIMIT ?2";
    CHANGE = "UPDATE part SET name = ?2, version = version + 1 WHERE id = ?1 AND version = ?3";
}

/// A part of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id.
    pub id: Id<kinds::Part>,
    /// Of which product.
    pub product: Id<kinds::Product>,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: PartKind,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<Part, StoreError> {
    Ok(Part {
        id: row.get(0)?,
        product: row.get(1)?,
        name: row.get(2)?,
        kind: row.get::<String>(3)?.parse()?,
        created: row.get(4)?,
        version: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Enters a part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn part_insert(&mut self, new: &Part) -> Result<(), StoreError> {
        let (name, kind) = ((&new.name).into(), new.kind.as_str().into());
        self.execute(INSERT, &[new.id.into(), new.product.into(), name, kind, new.created.into()]).map(drop)
    }

    /// One part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn part(&mut self, id: Id<kinds::Part>) -> Result<Option<Part>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` parts of a product, in the order they were entered.
    ///
    /// # Errors
    /// When the database fails.
    pub fn part_list(&mut self, product: Id<kinds::Product>, limit: i64) -> Result<Vec<Part>, StoreError> {
        self.rows(LIST, &[product.into(), limit.into()], read)
    }

    /// Writes the name, where `changed.version` is still the newest; false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn part_change(&mut self, changed: &Part) -> Result<bool, StoreError> {
        Ok(self.execute(CHANGE, &[changed.id.into(), (&changed.name).into(), changed.version.into()])? == 1)
    }
}

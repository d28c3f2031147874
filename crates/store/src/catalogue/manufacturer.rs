//! Legal manufacturers: whoever the products are sold under the name of.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO manufacturer (id, name, address, contact, created, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
    GET = "SELECT id, name, address, contact, created, version FROM manufacturer WHERE id = ?1";
    LIST = "SELECT id, name, address, contact, created, version FROM manufacturer WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    CHANGE = "UPDATE manufacturer SET name = ?2, address = ?3, contact = ?4, version = version + 1
        WHERE id = ?1 AND version = ?5";
}

/// A legal manufacturer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manufacturer {
    /// Its id.
    pub id: Id<kinds::Manufacturer>,
    /// Its name.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// Where it can be reached: an e-mail or web address.
    pub contact: String,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<Manufacturer, StoreError> {
    Ok(Manufacturer {
        id: row.get(0)?,
        name: row.get(1)?,
        address: row.get(2)?,
        contact: row.get(3)?,
        created: row.get(4)?,
        version: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Enters a manufacturer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn manufacturer_insert(&mut self, new: &Manufacturer) -> Result<(), StoreError> {
        let (name, address, contact) = ((&new.name).into(), (&new.address).into(), (&new.contact).into());
        self.execute(INSERT, &[new.id.into(), name, address, contact, new.created.into()]).map(drop)
    }

    /// One manufacturer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn manufacturer(&mut self, id: Id<kinds::Manufacturer>) -> Result<Option<Manufacturer>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` manufacturers entered before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn manufacturer_list(
        &mut self,
        before: Option<Id<kinds::Manufacturer>>,
        limit: i64,
    ) -> Result<Vec<Manufacturer>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], read)
    }

    /// Writes what may change, where `changed.version` is still the newest; false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn manufacturer_change(&mut self, changed: &Manufacturer) -> Result<bool, StoreError> {
        let (name, address, contact) = ((&changed.name).into(), (&changed.address).into(), (&changed.contact).into());
        Ok(self.execute(CHANGE, &[changed.id.into(), name, address, contact, changed.version.into()])? == 1)
    }
}

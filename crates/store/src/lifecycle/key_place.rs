//! Where keys lie that this server does not have.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    PUT = "INSERT INTO key_place (id, name, fingerprint, place, holder, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, fingerprint = excluded.fingerprint, place = excluded.place,
        holder = excluded.holder, changed = excluded.changed";
    LIST = "SELECT id, name, fingerprint, place, holder, changed FROM key_place ORDER BY name, id LIMIT ?1";
    REMOVE = "DELETE FROM key_place WHERE id = ?1";
}

/// Where a key lies, as staff say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPlace {
    /// Its id.
    pub id: Id<kinds::KeyPlace>,
    /// What it signs.
    pub name: String,
    /// Its fingerprint, or how else it is told from others.
    pub fingerprint: String,
    /// Where it lies.
    pub place: String,
    /// The role or office that holds it.
    pub holder: String,
    /// When this was said last.
    pub changed: Time,
}

impl Tx<'_> {
    /// Keeps where a key lies, in the place of what was said under the same id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_place_put(&mut self, new: &KeyPlace) -> Result<(), StoreError> {
        let (name, fingerprint) = ((&new.name).into(), (&new.fingerprint).into());
        let (place, holder) = ((&new.place).into(), (&new.holder).into());
        self.execute(PUT, &[new.id.into(), name, fingerprint, place, holder, new.changed.into()]).map(drop)
    }

    /// Up to `limit` keys by their names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_places(&mut self, limit: i64) -> Result<Vec<KeyPlace>, StoreError> {
        self.rows(LIST, &[limit.into()], |row| {
            Ok(KeyPlace {
                id: row.get(0)?,
                name: row.get(1)?,
                fingerprint: row.get(2)?,
                place: row.get(3)?,
                holder: row.get(4)?,
                changed: row.get(5)?,
            })
        })
    }

    /// Forgets where a key lies; false where nothing was said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn key_place_remove(&mut self, id: Id<kinds::KeyPlace>) -> Result<bool, StoreError> {
        Ok(self.execute(REMOVE, &[id.into()])? == 1)
    }
}

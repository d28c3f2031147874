//! Metadata of roles, byte by byte as it was signed.

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO metadata (role, version, content, expires, published) VALUES (?1, ?2, ?3, ?4, ?5)";
    GET = "SELECT role, version, content, expires, published FROM metadata WHERE role = ?1 AND version = ?2";
    NEWEST = "SELECT role, version, content, expires, published FROM metadata WHERE role = ?1
        ORDER BY version DESC LIMIT 1";
    NEWEST_OF_EACH = "SELECT m.role, m.version, m.content, m.expires, m.published FROM metadata m
        WHERE m.version = (SELECT MAX(n.version) FROM metadata n WHERE n.role = m.role) ORDER BY m.role";
    FORGET = "DELETE FROM metadata WHERE role = ?1 AND version < ?2";
}

/// A version of a role's metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The role.
    pub role: String,
    /// Which version.
    pub version: i64,
    /// The file.
    pub content: Vec<u8>,
    /// Until when it counts.
    pub expires: Time,
    /// When it was published.
    pub published: Time,
}

fn read(row: &Row<'_>) -> Result<Metadata, StoreError> {
    Ok(Metadata {
        role: row.get(0)?,
        version: row.get(1)?,
        content: row.get(2)?,
        expires: row.get(3)?,
        published: row.get(4)?,
    })
}

impl Tx<'_> {
    /// Publishes a version that was not there.
    ///
    /// # Errors
    /// When it was, or the database fails.
    pub fn metadata_insert(&mut self, new: &Metadata) -> Result<(), StoreError> {
        let (role, content) = ((&new.role).into(), (&new.content).into());
        let values = [role, new.version.into(), content, new.expires.into(), new.published.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// One version of a role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn metadata(&mut self, role: &str, version: i64) -> Result<Option<Metadata>, StoreError> {
        self.optional(GET, &[role.into(), version.into()], read)
    }

    /// The newest version of a role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn metadata_newest(&mut self, role: &str) -> Result<Option<Metadata>, StoreError> {
        self.optional(NEWEST, &[role.into()], read)
    }

    /// The newest version of every role, by role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn metadata_newest_of_each(&mut self) -> Result<Vec<Metadata>, StoreError> {
        self.rows(NEWEST_OF_EACH, &[], read)
    }

    /// Forgets a role's versions below one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn metadata_forget(&mut self, role: &str, below: i64) -> Result<u64, StoreError> {
        self.execute(FORGET, &[role.into(), below.into()])
    }
}

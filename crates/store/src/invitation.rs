//! One-time links: set-up, invitations, recoveries. Only hashes of their secrets are kept.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO invitation (id, kind, hash, person, email, name, role, maker, made, expires)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    GET = "SELECT id, kind, person, email, name, role, maker, made, expires, used, ended FROM invitation WHERE id = ?1";
    BY_HASH = "SELECT id, kind, person, email, name, role, maker, made, expires, used, ended FROM invitation
        WHERE hash = ?1";
    OPEN = "SELECT id, kind, person, email, name, role, maker, made, expires, used, ended FROM invitation
        WHERE kind = 'invitation' AND used IS NULL AND ended IS NULL ORDER BY id DESC LIMIT ?1";
    USE = "UPDATE invitation SET used = ?2, person = COALESCE(person, ?3)
        WHERE id = ?1 AND used IS NULL AND ended IS NULL AND expires > ?2";
    END = "UPDATE invitation SET ended = ?2 WHERE id = ?1 AND used IS NULL AND ended IS NULL";
    END_KIND = "UPDATE invitation SET ended = ?2 WHERE kind = ?1 AND used IS NULL AND ended IS NULL";
    END_RECOVERIES = "UPDATE invitation SET ended = ?2
        WHERE kind = 'recovery' AND person = ?1 AND used IS NULL AND ended IS NULL";
    END_FOR = "UPDATE invitation SET ended = ?2
        WHERE kind = 'invitation' AND email = ?1 AND used IS NULL AND ended IS NULL";
    SWEEP = "DELETE FROM invitation WHERE id IN
        (SELECT id FROM invitation WHERE COALESCE(used, ended, expires) < ?1 ORDER BY id LIMIT ?2)";
    FORGET = "UPDATE invitation SET email = NULL, name = NULL WHERE id = ?1";
}

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: Id<kinds::Invitation>,
    /// `set-up`, `invitation` or `recovery`.
    pub kind: String,
    /// Whose account it opens, or made.
    pub person: Option<Id<kinds::Person>>,
    /// Who is invited: address.
    pub email: Option<String>,
    /// Who is invited: name.
    pub name: Option<String>,
    /// The role they will have.
    pub role: Option<String>,
    /// Who made it.
    pub maker: Option<Id<kinds::Person>>,
    /// Since when.
    pub made: Time,
    /// Until when.
    pub expires: Time,
    /// When it was used.
    pub used: Option<Time>,
    /// When it was taken back.
    pub ended: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: row.get(0)?,
        kind: row.get(1)?,
        person: row.get(2)?,
        email: row.get(3)?,
        name: row.get(4)?,
        role: row.get(5)?,
        maker: row.get(6)?,
        made: row.get(7)?,
        expires: row.get(8)?,
        used: row.get(9)?,
        ended: row.get(10)?,
    })
}

impl Tx<'_> {
    /// Keeps a new link's hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_insert(&mut self, new: &Invitation, hash: &[u8; 32]) -> Result<(), StoreError> {
        let values = [
            new.id.into(),
            (&new.kind).into(),
            hash.into(),
            new.person.into(),
            new.email.as_ref().into(),
            new.name.as_ref().into(),
            new.role.as_ref().into(),
            new.maker.into(),
            new.made.into(),
            new.expires.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// A link.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation(&mut self, id: Id<kinds::Invitation>) -> Result<Option<Invitation>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The link with a hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_by_hash(&mut self, hash: &[u8; 32]) -> Result<Option<Invitation>, StoreError> {
        self.optional(BY_HASH, &[hash.into()], read)
    }

    /// Invitations that were neither used nor taken back, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_open(&mut self, limit: i64) -> Result<Vec<Invitation>, StoreError> {
        self.rows(OPEN, &[limit.into()], read)
    }

    /// Uses a link up for a person; false where it is used, taken back or too old.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_use(
        &mut self,
        id: Id<kinds::Invitation>,
        person: Id<kinds::Person>,
        now: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(USE, &[id.into(), now.into(), person.into()])? == 1)
    }

    /// Takes a link back; false where it was used or taken back already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_end(&mut self, id: Id<kinds::Invitation>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// Takes back every unused link of a kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_end_kind(&mut self, kind: &str, now: Time) -> Result<u64, StoreError> {
        self.execute(END_KIND, &[kind.into(), now.into()])
    }

    /// Takes back a person's unused recovery links.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recovery_end(&mut self, person: Id<kinds::Person>, now: Time) -> Result<u64, StoreError> {
        self.execute(END_RECOVERIES, &[person.into(), now.into()])
    }

    /// Takes back the unused invitations of an address.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_end_for(&mut self, email: &str, now: Time) -> Result<u64, StoreError> {
        self.execute(END_FOR, &[email.into(), now.into()])
    }

    /// Forgets the name and address in a link that is done with.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_forget(&mut self, id: Id<kinds::Invitation>) -> Result<(), StoreError> {
        self.execute(FORGET, &[id.into()]).map(drop)
    }
    /// Removes up to `limit` links that were used, taken back or too old before a time; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[before.into(), limit.into()])
    }
}

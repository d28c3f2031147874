//! Passkeys, and challenges for new ones.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    INSERT = "INSERT INTO passkey (id, person, credential, name, key, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    OF = "SELECT id, person, credential, name, key, made, used FROM passkey WHERE person = ?1 ORDER BY id";
    USED = "UPDATE passkey SET used = ?3, key = COALESCE(?4, key) WHERE person = ?1 AND credential = ?2";
    DROP = "DELETE FROM passkey WHERE id = ?1 AND person = ?2";
    DROP_ALL = "DELETE FROM passkey WHERE person = ?1";
    CHALLENGE_PUT = "INSERT INTO passkey_challenge (session, name, state, made) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (session) DO UPDATE SET name = excluded.name, state = excluded.state, made = excluded.made";
    CHALLENGE = "SELECT name, state, made FROM passkey_challenge WHERE session = ?1";
    CHALLENGE_DROP = "DELETE FROM passkey_challenge WHERE session = ?1";
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: Id<kinds::Passkey>,
    /// Whose.
    pub person: Id<kinds::Person>,
    /// The authenticator's own id for it.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// Public key, counter and the rest, as JSON.
    pub key: String,
    /// Since when.
    pub made: Time,
    /// When it was used last.
    pub used: Option<Time>,
}

impl Tx<'_> {
    /// Keeps a new passkey.
    ///
    /// # Errors
    /// When the credential is known already, or the database fails.
    pub fn passkey_insert(&mut self, new: &Passkey) -> Result<(), StoreError> {
        let (credential, name, key) = ((&new.credential).into(), (&new.name).into(), (&new.key).into());
        self.execute(INSERT, &[new.id.into(), new.person.into(), credential, name, key, new.made.into()]).map(drop)
    }

    /// A person's passkeys.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_list(&mut self, person: Id<kinds::Person>) -> Result<Vec<Passkey>, StoreError> {
        self.rows(OF, &[person.into()], |row| {
            Ok(Passkey {
                id: row.get(0)?,
                person: row.get(1)?,
                credential: row.get(2)?,
                name: row.get(3)?,
                key: row.get(4)?,
                made: row.get(5)?,
                used: row.get(6)?,
            })
        })
    }

    /// Notes a use, with the key where its counter moved.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_used(
        &mut self,
        person: Id<kinds::Person>,
        credential: &[u8],
        key: Option<&str>,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(USED, &[person.into(), credential.into(), now.into(), key.into()]).map(drop)
    }

    /// Removes one of a person's passkeys; false where it is none of theirs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_drop(&mut self, id: Id<kinds::Passkey>, person: Id<kinds::Person>) -> Result<bool, StoreError> {
        Ok(self.execute(DROP, &[id.into(), person.into()])? == 1)
    }

    /// Removes all of a person's passkeys.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_drop_all(&mut self, person: Id<kinds::Person>) -> Result<u64, StoreError> {
        self.execute(DROP_ALL, &[person.into()])
    }

    /// Keeps the challenge for a new passkey of a session, in place of an earlier one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_challenge_put(
        &mut self,
        session: Id<kinds::Session>,
        name: &str,
        state: &str,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(CHALLENGE_PUT, &[session.into(), name.into(), state.into(), now.into()]).map(drop)
    }

    /// Takes the challenge of a session: the passkey's name, the state, and since when.
    ///
    /// # Errors
    /// When the database fails.
    pub fn passkey_challenge_take(
        &mut self,
        session: Id<kinds::Session>,
    ) -> Result<Option<(String, String, Time)>, StoreError> {
        let found = self.optional(CHALLENGE, &[session.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.execute(CHALLENGE_DROP, &[session.into()])?;
        Ok(found)
    }
}

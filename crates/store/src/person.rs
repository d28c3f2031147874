//! People at the manufacturer. Names and addresses stand here and nowhere else.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::roster::folded;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO person (id, email, name, role, state, password, password_alone, totp_step, created, version,
            folded)
        VALUES (?1, ?2, ?3, ?4, 'active', ?5, ?6, 0, ?7, 1, ?8)";
    GET = "SELECT id, email, name, role, state, password, password_alone, totp, totp_proposed, totp_step, created, version FROM person
        WHERE id = ?1";
    BY_EMAIL = "SELECT id, email, name, role, state, password, password_alone, totp, totp_proposed, totp_step, created, version
        FROM person WHERE email = ?1";
    LIST = "SELECT id, email, name, role, state, password, password_alone, totp, totp_proposed, totp_step, created, version FROM person
        WHERE id > ?1 ORDER BY id LIMIT ?2";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM person";
    ACTIVE = "SELECT CAST(COUNT(*) AS INT8) FROM person WHERE role = ?1 AND state = 'active'";
    SET_NAME = "UPDATE person SET name = ?2, folded = ?3, version = version + 1 WHERE id = ?1";
    SET_ROLE = "UPDATE person SET role = ?2, version = version + 1 WHERE id = ?1";
    SET_STATE = "UPDATE person SET state = ?2, version = version + 1 WHERE id = ?1";
    SET_PASSWORD = "UPDATE person SET password = ?2, password_alone = ?3, version = version + 1 WHERE id = ?1";
    PROPOSE_TOTP = "UPDATE person SET totp_proposed = ?2, version = version + 1 WHERE id = ?1";
    TAKE_TOTP = "UPDATE person SET totp = totp_proposed, totp_proposed = NULL, totp_step = ?2, version = version + 1
        WHERE id = ?1";
    DROP_TOTP = "UPDATE person SET totp = NULL, totp_proposed = NULL, version = version + 1 WHERE id = ?1";
    TAKE_STEP = "UPDATE person SET totp_step = ?2 WHERE id = ?1
        AND (totp_step < ?2 OR totp_step > ?2 + 2)";
    CODE_INSERT = "INSERT INTO recovery_code (hash, person) VALUES (?1, ?2)";
    CODE_TAKE = "DELETE FROM recovery_code WHERE hash = ?1 AND person = ?2";
    CODES = "SELECT CAST(COUNT(*) AS INT8) FROM recovery_code WHERE person = ?1";
    CODES_DROP = "DELETE FROM recovery_code WHERE person = ?1";
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: Id<kinds::Person>,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// The name that others see.
    pub name: String,
    /// The role's word.
    pub role: String,
    /// Whether the account is open.
    pub active: bool,
    /// The password's PHC string.
    pub password: Option<String>,
    /// Whether that password is good enough without a second factor.
    pub password_alone: bool,
    /// The secret of the authenticator app, sealed.
    pub totp: Option<Vec<u8>>,
    /// A secret that waits for its first code, sealed.
    pub totp_proposed: Option<Vec<u8>>,
    /// The step of the last code that was taken.
    pub totp_step: i64,
    /// Since when.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

/// Somebody who gets an account.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Who.
    pub id: Id<kinds::Person>,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// The name that others see.
    pub name: String,
    /// The role's word.
    pub role: String,
    /// The password's PHC string.
    pub password: String,
    /// Whether that password is good enough without a second factor.
    pub password_alone: bool,
}

fn read(row: &Row<'_>) -> Result<Person, StoreError> {
    read_from(row, 0)
}

/// A person whose columns begin at `first`, as in a join.
pub(crate) fn read_from(row: &Row<'_>, first: usize) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.get(first)?,
        email: row.get(first + 1)?,
        name: row.get(first + 2)?,
        role: row.get(first + 3)?,
        active: row.get::<String>(first + 4)? == "active",
        password: row.get(first + 5)?,
        password_alone: row.get(first + 6)?,
        totp: row.get(first + 7)?,
        totp_proposed: row.get(first + 8)?,
        totp_step: row.get(first + 9)?,
        created: row.get(first + 10)?,
        version: row.get(first + 11)?,
    })
}

impl Tx<'_> {
    /// Makes a person, without second factors.
    ///
    /// # Errors
    /// When the address is taken, or the database fails.
    pub fn person_insert(&mut self, new: &NewPerson, now: Time) -> Result<(), StoreError> {
        let (email, name, role) = ((&new.email).into(), (&new.name).into(), (&new.role).into());
        let (password, alone) = ((&new.password).into(), new.password_alone.into());
        let folded = folded(&new.name, &new.email);
        let values = [new.id.into(), email, name, role, password, alone, now.into(), (&folded).into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// A person.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person(&mut self, id: Id<kinds::Person>) -> Result<Option<Person>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The person with an address in its canonical form.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_by_email(&mut self, email: &str) -> Result<Option<Person>, StoreError> {
        self.optional(BY_EMAIL, &[email.into()], read)
    }

    /// People in the order they came, after `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_list(&mut self, after: Option<Id<kinds::Person>>, limit: i64) -> Result<Vec<Person>, StoreError> {
        let after = after.unwrap_or_else(|| Id::from_bytes([0; 16]));
        self.rows(LIST, &[after.into(), limit.into()], read)
    }

    /// How many people there are, disabled ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// How many open accounts have a role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_active_count(&mut self, role: &str) -> Result<i64, StoreError> {
        Ok(self.optional(ACTIVE, &[role.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Gives a person another name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_set_name(&mut self, id: Id<kinds::Person>, name: &str) -> Result<(), StoreError> {
        let Some(person) = self.person(id)? else { return Ok(()) };
        let folded = folded(name, &person.email);
        self.execute(SET_NAME, &[id.into(), name.into(), (&folded).into()]).map(drop)
    }

    /// Gives a person another role.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_set_role(&mut self, id: Id<kinds::Person>, role: &str) -> Result<(), StoreError> {
        self.execute(SET_ROLE, &[id.into(), role.into()]).map(drop)
    }

    /// Opens or closes an account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_set_active(&mut self, id: Id<kinds::Person>, active: bool) -> Result<(), StoreError> {
        let state = if active { "active" } else { "disabled" };
        self.execute(SET_STATE, &[id.into(), state.into()]).map(drop)
    }

    /// Keeps a new password's PHC string, and whether it is good enough without a second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_set_password(
        &mut self,
        id: Id<kinds::Person>,
        password: &str,
        alone: bool,
    ) -> Result<(), StoreError> {
        self.execute(SET_PASSWORD, &[id.into(), password.into(), alone.into()]).map(drop)
    }

    /// Keeps a sealed secret of an app until its first code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_propose_totp(&mut self, id: Id<kinds::Person>, sealed: &[u8]) -> Result<(), StoreError> {
        self.execute(PROPOSE_TOTP, &[id.into(), sealed.into()]).map(drop)
    }

    /// The proposed secret counts from now on; `step` is the one of its first code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_take_totp(&mut self, id: Id<kinds::Person>, step: i64) -> Result<(), StoreError> {
        self.execute(TAKE_TOTP, &[id.into(), step.into()]).map(drop)
    }

    /// Takes the app away.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_drop_totp(&mut self, id: Id<kinds::Person>) -> Result<(), StoreError> {
        self.execute(DROP_TOTP, &[id.into()]).map(drop)
    }

    /// Marks a code's step as used; false where it, or a later one, was used already. A last step more than two later is
    /// what a clock that ran ahead left behind, and is forgotten.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_take_step(&mut self, id: Id<kinds::Person>, step: i64) -> Result<bool, StoreError> {
        Ok(self.execute(TAKE_STEP, &[id.into(), step.into()])? == 1)
    }

    /// Replaces a person's recovery codes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recovery_codes_replace(&mut self, id: Id<kinds::Person>, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
        self.execute(CODES_DROP, &[id.into()])?;
        for hash in hashes {
            self.execute(CODE_INSERT, &[hash.into(), id.into()])?;
        }
        Ok(())
    }

    /// Uses up a recovery code; false where the person has no such code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recovery_code_take(&mut self, id: Id<kinds::Person>, hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.execute(CODE_TAKE, &[hash.into(), id.into()])? == 1)
    }

    /// How many recovery codes a person has left.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recovery_code_count(&mut self, id: Id<kinds::Person>) -> Result<i64, StoreError> {
        Ok(self.optional(CODES, &[id.into()], |row| row.get(0))?.unwrap_or(0))
    }
}

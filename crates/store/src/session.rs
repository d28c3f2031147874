//! Sessions, sign-ins under way, and browsers that signed in before. Only hashes of their secrets are kept.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::person::{self, Person};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO session (id, hash, person, agent, made, used, proved) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)";
    GET = "SELECT id, person, agent, made, used, proved, ended FROM session WHERE id = ?1";
    WITH_PERSON = "SELECT s.id, s.person, s.agent, s.made, s.used, s.proved, s.ended, p.id, p.email, p.name, p.role, p.state, p.password, p.password_alone,
            p.totp, p.totp_proposed, p.totp_step, p.created, p.version
        FROM session s JOIN person p ON p.id = s.person WHERE s.id = ?1";
    BY_HASH = "SELECT s.id, s.person, s.agent, s.made, s.used, s.proved, s.ended, p.id, p.email, p.name, p.role, p.state, p.password, p.password_alone,
            p.totp, p.totp_proposed, p.totp_step, p.created, p.version
        FROM session s JOIN person p ON p.id = s.person WHERE s.hash = ?1";
    OF = "SELECT id, person, agent, made, used, proved, ended FROM session
        WHERE person = ?1 AND ended IS NULL AND made > ?2 AND used > ?3 ORDER BY id DESC LIMIT 100";
    TOUCH = "UPDATE session SET used = ?2 WHERE id = ?1 AND used < ?2";
    PROVE = "UPDATE session SET proved = ?2, used = ?2 WHERE id = ?1 AND ended IS NULL";
    ROTATE = "UPDATE session SET hash = ?2 WHERE id = ?1 AND ended IS NULL";
    END = "UPDATE session SET ended = ?2 WHERE id = ?1 AND ended IS NULL";
    END_ALL = "UPDATE session SET ended = ?3 WHERE person = ?1 AND id <> ?2 AND ended IS NULL";
    SWEEP_CHALLENGES = "DELETE FROM passkey_challenge WHERE session IN
        (SELECT id FROM session WHERE made < ?1 OR used < ?2 OR ended < ?2 ORDER BY id LIMIT ?3)";
    SWEEP = "DELETE FROM session WHERE id IN
        (SELECT id FROM session WHERE made < ?1 OR used < ?2 OR ended < ?2 ORDER BY id LIMIT ?3)";
    SIGN_IN_INSERT = "INSERT INTO sign_in (hash, person, tries, challenge, made) VALUES (?1, ?2, 0, ?3, ?4)";
    SIGN_IN = "SELECT person, tries, challenge, made FROM sign_in WHERE hash = ?1";
    SIGN_IN_TRY = "UPDATE sign_in SET tries = tries + 1 WHERE hash = ?1";
    SIGN_IN_CHALLENGE = "UPDATE sign_in SET challenge = ?2 WHERE hash = ?1";
    SIGN_IN_END = "DELETE FROM sign_in WHERE hash = ?1";
    SIGN_IN_NAMELESS = "SELECT 1 FROM sign_in WHERE person IS NULL LIMIT 1 OFFSET ?1";
    SIGN_IN_SWEEP = "DELETE FROM sign_in WHERE made < ?1";
    BROWSER_PUT = "INSERT INTO browser (hash, person, used) VALUES (?1, ?2, ?3)
        ON CONFLICT (hash) DO UPDATE SET person = excluded.person, used = excluded.used";
    BROWSER = "SELECT person FROM browser WHERE hash = ?1";
    BROWSER_DROP = "DELETE FROM browser WHERE hash = ?1";
    BROWSERS_DROP = "DELETE FROM browser WHERE person = ?1";
}

/// Somebody signed in at one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Id<kinds::Session>,
    /// Whose.
    pub person: Id<kinds::Person>,
    /// What the browser said it is.
    pub agent: String,
    /// Since when.
    pub made: Time,
    /// Last use, to within some minutes.
    pub used: Time,
    /// When every factor was given last.
    pub proved: Time,
    /// When it was ended.
    pub ended: Option<Time>,
}

/// A sign-in that waits for its second factor, or a passkey's challenge without a person yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Whose password was right.
    pub person: Option<Id<kinds::Person>>,
    /// Second factors tried.
    pub tries: i64,
    /// The state of a passkey's challenge.
    pub challenge: Option<String>,
    /// Since when.
    pub made: Time,
}

fn read(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.get(0)?,
        person: row.get(1)?,
        agent: row.get(2)?,
        made: row.get(3)?,
        used: row.get(4)?,
        proved: row.get(5)?,
        ended: row.get(6)?,
    })
}

fn with_person(row: &Row<'_>) -> Result<(Session, Person), StoreError> {
    Ok((read(row)?, person::read_from(row, 7)?))
}

impl Tx<'_> {
    /// Begins a session whose every factor was given now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_insert(
        &mut self,
        id: Id<kinds::Session>,
        hash: &[u8; 32],
        person: Id<kinds::Person>,
        agent: &str,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(INSERT, &[id.into(), hash.into(), person.into(), agent.into(), now.into()])?;
        self.came(person, now)
    }

    /// A session.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session(&mut self, id: Id<kinds::Session>) -> Result<Option<Session>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// A session and whose it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_with_person(&mut self, id: Id<kinds::Session>) -> Result<Option<(Session, Person)>, StoreError> {
        self.optional(WITH_PERSON, &[id.into()], with_person)
    }

    /// The session of a cookie, by its hash, and whose it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_by_hash(&mut self, hash: &[u8; 32]) -> Result<Option<(Session, Person)>, StoreError> {
        self.optional(BY_HASH, &[hash.into()], with_person)
    }

    /// A person's sessions that were not ended, made after one time and used after another; newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_list(
        &mut self,
        person: Id<kinds::Person>,
        made_after: Time,
        used_after: Time,
    ) -> Result<Vec<Session>, StoreError> {
        self.rows(OF, &[person.into(), made_after.into(), used_after.into()], read)
    }

    /// Notes a use.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_touch(&mut self, id: Id<kinds::Session>, now: Time) -> Result<(), StoreError> {
        self.execute(TOUCH, &[id.into(), now.into()])?;
        self.stayed(id, now)
    }

    /// Notes that every factor was given again, and changes the secret.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_prove(&mut self, id: Id<kinds::Session>, hash: &[u8; 32], now: Time) -> Result<bool, StoreError> {
        self.execute(ROTATE, &[id.into(), hash.into()])?;
        Ok(self.execute(PROVE, &[id.into(), now.into()])? == 1)
    }

    /// Ends a session; false where it was ended already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_end(&mut self, id: Id<kinds::Session>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// Ends all sessions of a person but one; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_end_all(
        &mut self,
        person: Id<kinds::Person>,
        but: Option<Id<kinds::Session>>,
        now: Time,
    ) -> Result<u64, StoreError> {
        let but = but.unwrap_or_else(|| Id::from_bytes([0; 16]));
        self.execute(END_ALL, &[person.into(), but.into(), now.into()])
    }

    /// Removes up to `limit` sessions made before one time, or last used or ended before another; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session_sweep(&mut self, made_before: Time, over_before: Time, limit: i64) -> Result<u64, StoreError> {
        let values = [made_before.into(), over_before.into(), limit.into()];
        self.execute(SWEEP_CHALLENGES, &values)?;
        self.execute(SWEEP, &values)
    }

    /// Begins a sign-in that waits for its second factor or for a passkey.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_insert(
        &mut self,
        hash: &[u8; 32],
        person: Option<Id<kinds::Person>>,
        challenge: Option<&str>,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(SIGN_IN_INSERT, &[hash.into(), person.into(), challenge.into(), now.into()]).map(drop)
    }

    /// Whether more than `most` sign-ins wait for a passkey that says who it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_nameless(&mut self, most: i64) -> Result<bool, StoreError> {
        Ok(self.optional(SIGN_IN_NAMELESS, &[most.into()], |_| Ok(()))?.is_some())
    }

    /// Removes sign-ins begun before a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_sweep(&mut self, before: Time) -> Result<u64, StoreError> {
        self.execute(SIGN_IN_SWEEP, &[before.into()])
    }

    /// The sign-in of a cookie, by its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in(&mut self, hash: &[u8; 32]) -> Result<Option<SignIn>, StoreError> {
        self.optional(SIGN_IN, &[hash.into()], |row| {
            Ok(SignIn { person: row.get(0)?, tries: row.get(1)?, challenge: row.get(2)?, made: row.get(3)? })
        })
    }

    /// Counts a try of its second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_try(&mut self, hash: &[u8; 32]) -> Result<(), StoreError> {
        self.execute(SIGN_IN_TRY, &[hash.into()]).map(drop)
    }

    /// Keeps the state of a passkey's challenge.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_challenge(&mut self, hash: &[u8; 32], challenge: Option<&str>) -> Result<(), StoreError> {
        self.execute(SIGN_IN_CHALLENGE, &[hash.into(), challenge.into()]).map(drop)
    }

    /// Ends it; false where it had ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sign_in_end(&mut self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.execute(SIGN_IN_END, &[hash.into()])? == 1)
    }

    /// Keeps a browser as one of a person's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn browser_put(&mut self, hash: &[u8; 32], person: Id<kinds::Person>, now: Time) -> Result<(), StoreError> {
        self.execute(BROWSER_PUT, &[hash.into(), person.into(), now.into()]).map(drop)
    }

    /// Whose browser it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn browser(&mut self, hash: &[u8; 32]) -> Result<Option<Id<kinds::Person>>, StoreError> {
        self.optional(BROWSER, &[hash.into()], |row| row.get(0))
    }

    /// Forgets a browser.
    ///
    /// # Errors
    /// When the database fails.
    pub fn browser_drop(&mut self, hash: &[u8; 32]) -> Result<(), StoreError> {
        self.execute(BROWSER_DROP, &[hash.into()]).map(drop)
    }

    /// Forgets a person's browsers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn browsers_drop(&mut self, person: Id<kinds::Person>) -> Result<(), StoreError> {
        self.execute(BROWSERS_DROP, &[person.into()]).map(drop)
    }
}

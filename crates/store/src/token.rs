//! API tokens: the hash of each, and what it may do.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::person::{self, Person};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

/// Tokens with their owners' names, by words (?3, a pattern) and state (?4, with the time ?5).
macro_rules! shown {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.person, t.name, t.scopes, t.made, t.expires, t.used, t.ended, t.held, p.name
        FROM token t JOIN person p ON p.id = t.person
        WHERE (?3 = '' OR LOWER(t.name) LIKE ?3 ESCAPE '!' OR LOWER(p.name) LIKE ?3 ESCAPE '!')
        AND (?4 = '' OR (?4 = 'revoked' AND t.ended IS NOT NULL)
            OR (?4 = 'active' AND t.ended IS NULL AND t.held IS NULL AND t.expires > ?5)
            OR (?4 = 'held' AND t.ended IS NULL AND t.held IS NOT NULL AND t.expires > ?5)
            OR (?4 = 'expired' AND t.ended IS NULL AND t.expires <= ?5)) AND ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO token (id, hash, person, name, scopes, made, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    GET = "SELECT id, person, name, scopes, made, expires, used, ended, held FROM token WHERE id = ?1";
    WITH_PERSON = "SELECT t.id, t.person, t.name, t.scopes, t.made, t.expires, t.used, t.ended, t.held, p.id, p.email, p.name, p.role, p.state, p.password, p.password_alone,
            p.totp, p.totp_proposed, p.totp_step, p.created, p.version
        FROM token t JOIN person p ON p.id = t.person WHERE t.id = ?1";
    BY_HASH = "SELECT t.id, t.person, t.name, t.scopes, t.made, t.expires, t.used, t.ended, t.held, p.id, p.email, p.name, p.role, p.state, p.password, p.password_alone,
            p.totp, p.totp_proposed, p.totp_step, p.created, p.version
        FROM token t JOIN person p ON p.id = t.person WHERE t.hash = ?1";
    LIST = "SELECT id, person, name, scopes, made, expires, used, ended, held FROM token
        WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    OF = "SELECT id, person, name, scopes, made, expires, used, ended, held FROM token
        WHERE person = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2";
    OLDER = shown!("t.id < ?1 ORDER BY t.id DESC LIMIT ?2");
    NEWER = shown!("t.id > ?1 ORDER BY t.id LIMIT ?2");
    OLDER_OF = shown!("t.person = ?6 AND t.id < ?1 ORDER BY t.id DESC LIMIT ?2");
    NEWER_OF = shown!("t.person = ?6 AND t.id > ?1 ORDER BY t.id LIMIT ?2");
    TOUCH = "UPDATE token SET used = ?2 WHERE id = ?1";
    END = "UPDATE token SET ended = ?2 WHERE id = ?1 AND ended IS NULL";
    HOLD = "UPDATE token SET held = ?2 WHERE id = ?1 AND ended IS NULL AND held IS NULL";
    GIVE_BACK = "UPDATE token SET held = NULL WHERE id = ?1 AND ended IS NULL AND held IS NOT NULL";
    UNENDED = "SELECT t.id, t.person, t.name, t.scopes, t.made, t.expires, t.used, t.ended, t.held, p.name
        FROM token t JOIN person p ON p.id = t.person WHERE t.ended IS NULL AND t.expires > ?1 ORDER BY t.id DESC LIMIT ?2";
    END_ALL = "UPDATE token SET ended = ?2 WHERE person = ?1 AND ended IS NULL";
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: Id<kinds::Token>,
    /// Whose.
    pub person: Id<kinds::Person>,
    /// What its maker calls it.
    pub name: String,
    /// Actions, apart by spaces.
    pub scopes: String,
    /// Since when.
    pub made: Time,
    /// Until when.
    pub expires: Time,
    /// Last use, to within some minutes.
    pub used: Option<Time>,
    /// When it was ended before its time.
    pub ended: Option<Time>,
    /// Since when it is held: it counts again once it is given back.
    pub held: Option<Time>,
}

/// Which tokens are listed.
#[derive(Clone, Debug)]
pub struct TokenFilter {
    /// Only this person's.
    pub person: Option<Id<kinds::Person>>,
    /// What name or owner contains, in any case; beyond ASCII the case counts.
    pub words: String,
    /// `active`, `held`, `expired` or `revoked`; all of them where it is empty.
    pub state: &'static str,
    /// Now, for the state.
    pub now: Time,
}

/// Which part of a list that begins with the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// Its beginning.
    First,
    /// What is older than this one.
    Older(Id<kinds::Token>),
    /// What is newer than this one, ending just before it.
    Newer(Id<kinds::Token>),
}

fn read(row: &Row<'_>) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        scopes: row.get(3)?,
        made: row.get(4)?,
        expires: row.get(5)?,
        used: row.get(6)?,
        ended: row.get(7)?,
        held: row.get(8)?,
    })
}

fn with_person(row: &Row<'_>) -> Result<(Token, Person), StoreError> {
    Ok((read(row)?, person::read_from(row, 9)?))
}

impl Tx<'_> {
    /// Keeps a new token's hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_insert(&mut self, token: &Token, hash: &[u8; 32]) -> Result<(), StoreError> {
        let (name, scopes) = ((&token.name).into(), (&token.scopes).into());
        let (made, expires) = (token.made.into(), token.expires.into());
        self.execute(INSERT, &[token.id.into(), hash.into(), token.person.into(), name, scopes, made, expires])
            .map(drop)
    }

    /// A token.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token(&mut self, id: Id<kinds::Token>) -> Result<Option<Token>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// A token and whose it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_with_person(&mut self, id: Id<kinds::Token>) -> Result<Option<(Token, Person)>, StoreError> {
        self.optional(WITH_PERSON, &[id.into()], with_person)
    }

    /// The token with a hash, and whose it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_by_hash(&mut self, hash: &[u8; 32]) -> Result<Option<(Token, Person)>, StoreError> {
        self.optional(BY_HASH, &[hash.into()], with_person)
    }

    /// Tokens of one person or of all, newest first, older than `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_list(
        &mut self,
        person: Option<Id<kinds::Person>>,
        before: Option<Id<kinds::Token>>,
        limit: i64,
    ) -> Result<Vec<Token>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        match person {
            None => self.rows(LIST, &[before.into(), limit.into()], read),
            Some(person) => self.rows(OF, &[before.into(), limit.into(), person.into()], read),
        }
    }

    /// Tokens with the names of their owners, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_page(
        &mut self,
        filter: &TokenFilter,
        place: TokenPlace,
        limit: i64,
    ) -> Result<Vec<(Token, String)>, StoreError> {
        let (edge, newer) = match place {
            TokenPlace::First => (Id::<kinds::Token>::from_bytes([0xff; 16]), false),
            TokenPlace::Older(id) => (id, false),
            TokenPlace::Newer(id) => (id, true),
        };
        let words = pattern(&filter.words);
        let mut values = vec![edge.into(), limit.into(), (&words).into(), filter.state.into(), filter.now.into()];
        values.extend(filter.person.map(Into::into));
        let statement = match (newer, filter.person.is_some()) {
            (false, false) => OLDER,
            (true, false) => NEWER,
            (false, true) => OLDER_OF,
            (true, true) => NEWER_OF,
        };
        let mut found = self.rows(statement, &values, |row| Ok((read(row)?, row.get(9)?)))?;
        if newer {
            found.reverse();
        }
        Ok(found)
    }

    /// Notes a use.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_touch(&mut self, id: Id<kinds::Token>, now: Time) -> Result<(), StoreError> {
        self.execute(TOUCH, &[id.into(), now.into()]).map(drop)
    }

    /// Ends a token; false where it was ended already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_end(&mut self, id: Id<kinds::Token>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// Holds a token; false where it is held or ended already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_hold(&mut self, id: Id<kinds::Token>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(HOLD, &[id.into(), now.into()])? == 1)
    }

    /// Gives a token back that was held; false where it is not held, or ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_give_back(&mut self, id: Id<kinds::Token>) -> Result<bool, StoreError> {
        Ok(self.execute(GIVE_BACK, &[id.into()])? == 1)
    }

    /// Up to `limit` tokens that did not end, held or not, with the names of their owners, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_unended(&mut self, now: Time, limit: i64) -> Result<Vec<(Token, String)>, StoreError> {
        self.rows(UNENDED, &[now.into(), limit.into()], |row| Ok((read(row)?, row.get(9)?)))
    }

    /// Ends every token of a person; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token_end_all(&mut self, person: Id<kinds::Person>, now: Time) -> Result<u64, StoreError> {
        self.execute(END_ALL, &[person.into(), now.into()])
    }
}

/// What contains the words as they stand: signs that mean something in a pattern are escaped. Empty for no words.
fn pattern(words: &str) -> String {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return String::new();
    }
    let escaped: String =
        words.chars().flat_map(|sign| ['!'].into_iter().filter(move |_| "!%_".contains(sign)).chain([sign])).collect();
    format!("%{escaped}%")
}

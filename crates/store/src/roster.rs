//! The list of people: filtered, ordered, and read a page at a time, however many there are.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::person::Person;
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// One page in one order: people behind a place, given by the order's own columns and the id.
macro_rules! page {
    ($behind:literal, $order:literal) => {
        concat!(
            "SELECT id, email, name, role, state, seen,
                CAST(CASE WHEN totp IS NOT NULL OR EXISTS (SELECT 1 FROM passkey WHERE passkey.person = person.id)
                    THEN 1 ELSE 0 END AS INT8)
             FROM person
             WHERE (?1 = '' OR folded LIKE ?1 ESCAPE '\\') AND (?2 = '' OR role = ?2) AND (?3 = '' OR state = ?3)
                AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT ?4"
        )
    };
}

statements! {
    NAME_UP = page!("(folded, id) > (?5, ?6)", "folded, id");
    NAME_DOWN = page!("(folded, id) < (?5, ?6)", "folded DESC, id DESC");
    ROLE_UP = page!("(role, folded, id) > (?5, ?6, ?7)", "role, folded, id");
    ROLE_DOWN = page!("(role, folded, id) < (?5, ?6, ?7)", "role DESC, folded DESC, id DESC");
    SEEN_UP = page!("(seen, id) > (?5, ?6)", "seen, id");
    SEEN_DOWN = page!("(seen, id) < (?5, ?6)", "seen DESC, id DESC");
    PLACE = "SELECT folded, role, seen FROM person WHERE id = ?1";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM person
        WHERE (?1 = '' OR folded LIKE ?1 ESCAPE '\\') AND (?2 = '' OR role = ?2) AND (?3 = '' OR state = ?3)";
    SEEN = "UPDATE person SET seen = ?2 WHERE id = ?1 AND seen < ?2";
    SEEN_BY = "UPDATE person SET seen = ?2 WHERE id = (SELECT person FROM session WHERE id = ?1) AND seen < ?2";
    EXHAUSTED = "SELECT name FROM throttle WHERE tries >= ?1 AND name >= ?2 AND name < ?3 ORDER BY tries, name LIMIT ?4";
}

/// What a list of people is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RosterKey {
    /// The name.
    #[default]
    Name,
    /// The role's word, then the name.
    Role,
    /// The last visit.
    Seen,
}

impl RosterKey {
    const fn statement(self, down: bool) -> Sql {
        match (self, down) {
            (Self::Name, false) => NAME_UP,
            (Self::Name, true) => NAME_DOWN,
            (Self::Role, false) => ROLE_UP,
            (Self::Role, true) => ROLE_DOWN,
            (Self::Seen, false) => SEEN_UP,
            (Self::Seen, true) => SEEN_DOWN,
        }
    }
}

/// Which people, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Part of the name or address; empty for all.
    pub sought: String,
    /// The role's word; empty for all.
    pub role: String,
    /// Whether the account is open; nothing for all.
    pub active: Option<bool>,
    /// The order.
    pub key: RosterKey,
    /// From the last to the first.
    pub descending: bool,
}

/// Which page of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RosterPage {
    /// The first one.
    #[default]
    First,
    /// The one behind somebody.
    After(Id<kinds::Person>),
    /// The one that ends in front of somebody.
    Before(Id<kinds::Person>),
}

/// Somebody in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub id: Id<kinds::Person>,
    /// The address to sign in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role's word.
    pub role: String,
    /// Whether the account is open.
    pub active: bool,
    /// When they were last here, to within some minutes.
    pub seen: Option<Time>,
    /// Whether they have a second factor.
    pub second_factor: bool,
}

fn read(row: &Row<'_>) -> Result<Listed, StoreError> {
    Ok(Listed {
        id: row.get(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: row.get(3)?,
        active: row.get::<String>(4)? == "active",
        seen: seen(row, 5)?,
        second_factor: row.get(6)?,
    })
}

fn seen(row: &Row<'_>, at: usize) -> Result<Option<Time>, StoreError> {
    Ok(Some(row.get::<Time>(at)?).filter(|time| time.0 > 0))
}

/// Name and address as they are searched and ordered by: small letters, without the marks of German.
pub(crate) fn folded(name: &str, email: &str) -> String {
    fold(&format!("{name} {email}"))
}

fn fold(text: &str) -> String {
    let plain = |letter: char| match letter {
        'ä' => "a".to_owned(),
        'ö' => "o".to_owned(),
        'ü' => "u".to_owned(),
        'ß' => "ss".to_owned(),
        other => other.to_string(),
    };
    text.to_lowercase().chars().map(plain).collect()
}

impl Roster {
    /// The pattern of what is sought; its own wildcards are taken as they stand.
    fn pattern(&self) -> String {
        let sought = fold(self.sought.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        if sought.is_empty() { sought } else { format!("%{sought}%") }
    }

    const fn state(&self) -> &'static str {
        match self.active {
            None => "",
            Some(true) => "active",
            Some(false) => "disabled",
        }
    }

    /// Whether somebody belongs to the list.
    #[must_use]
    pub fn holds(&self, person: &Person) -> bool {
        let named = folded(&person.name, &person.email).contains(&fold(self.sought.trim()));
        let role = self.role.is_empty() || person.role == self.role;
        named && role && self.active.is_none_or(|active| person.active == active)
    }
}

/// A place in the list.
struct Place {
    folded: String,
    role: String,
    seen: i64,
    id: Id<kinds::Person>,
}

impl Place {
    /// In front of everybody, or behind everybody.
    fn end(last: bool) -> Self {
        if last {
            let most = '\u{10ffff}'.to_string();
            return Self { folded: most.clone(), role: most, seen: i64::MAX, id: Id::from_bytes([0xff; 16]) };
        }
        Self { folded: String::new(), role: String::new(), seen: -1, id: Id::from_bytes([0; 16]) }
    }

    /// In the columns of an order.
    fn values(&self, key: RosterKey) -> Vec<Value<'_>> {
        match key {
            RosterKey::Name => vec![(&self.folded).into(), self.id.into()],
            RosterKey::Role => vec![(&self.role).into(), (&self.folded).into(), self.id.into()],
            RosterKey::Seen => vec![self.seen.into(), self.id.into()],
        }
    }
}

impl Tx<'_> {
    /// A page of the list, in its order; `limit` people at most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn roster(&mut self, which: &Roster, page: RosterPage, limit: i64) -> Result<Vec<Listed>, StoreError> {
        let (backwards, place) = match page {
            RosterPage::First => (false, None),
            RosterPage::After(id) => (false, self.place(id)?),
            RosterPage::Before(id) => (true, self.place(id)?),
        };
        let down = which.descending != backwards;
        let place = place.unwrap_or_else(|| Place::end(down));
        let pattern = which.pattern();
        let filter = [(&pattern).into(), (&which.role).into(), which.state().into(), limit.into()];
        let values: Vec<Value<'_>> = filter.into_iter().chain(place.values(which.key)).collect();
        let mut found = self.rows(which.key.statement(down), &values, read)?;
        if backwards {
            found.reverse();
        }
        Ok(found)
    }

    /// How many people the list holds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn roster_count(&mut self, which: &Roster) -> Result<i64, StoreError> {
        let pattern = which.pattern();
        let values = [(&pattern).into(), (&which.role).into(), which.state().into()];
        Ok(self.optional(COUNT, &values, |row| row.get(0))?.unwrap_or(0))
    }

    fn place(&mut self, id: Id<kinds::Person>) -> Result<Option<Place>, StoreError> {
        self.optional(PLACE, &[id.into()], |row| {
            Ok(Place { folded: row.get(0)?, role: row.get(1)?, seen: row.get(2)?, id })
        })
    }

    /// When somebody was last here, to within some minutes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn person_seen(&mut self, id: Id<kinds::Person>) -> Result<Option<Time>, StoreError> {
        Ok(self.optional(PLACE, &[id.into()], |row| seen(row, 2))?.flatten())
    }

    /// Notes that somebody came.
    pub(crate) fn came(&mut self, id: Id<kinds::Person>, now: Time) -> Result<(), StoreError> {
        self.execute(SEEN, &[id.into(), now.into()]).map(drop)
    }

    /// Notes that somebody is still here, by their session.
    pub(crate) fn stayed(&mut self, session: Id<kinds::Session>, now: Time) -> Result<(), StoreError> {
        self.execute(SEEN_BY, &[session.into(), now.into()]).map(drop)
    }

    /// The names of budgets that begin with `prefix` and took so many tries; `limit` of them at most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn throttle_exhausted(&mut self, tries: i64, prefix: &str, limit: i64) -> Result<Vec<String>, StoreError> {
        let behind = format!("{prefix}\u{10ffff}");
        self.rows(EXHAUSTED, &[tries.into(), prefix.into(), (&behind).into(), limit.into()], |row| row.get(0))
    }
}

//! Advisories of the manufacturer's own: what is being written, and every version that was published.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An advisory's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, name, product, case_id, content, editor, made, is_changed, revision, published, \
             released, tlp, version FROM advisory ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM advisory";
    INSERT = "INSERT INTO advisory (id, number, name, product, case_id, content, editor, made, is_changed, revision,
        published, released, tlp, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    CHANGE = "UPDATE advisory SET content = ?3, editor = ?4, is_changed = ?5, revision = ?6, published = ?7,
        released = ?8, tlp = ?9, version = version + 1 WHERE id = ?1 AND version = ?2";
    GET = columns!("WHERE id = ?1");
    NAMED = columns!("WHERE name = ?1");
    LIST = columns!("WHERE number < ?1 ORDER BY number DESC LIMIT ?2");
    OF_CASE = columns!("WHERE case_id = ?1 ORDER BY number");
    PUBLIC = columns!("WHERE tlp = 'white' ORDER BY released DESC, number DESC LIMIT ?1");
    PUBLIC_OF = columns!("WHERE product = ?1 AND tlp = 'white' ORDER BY released DESC, number DESC LIMIT ?2");
    REVISION_INSERT = "INSERT INTO advisory_revision (advisory, revision, time, summary, content, document, signature)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    REVISION = "SELECT advisory, revision, time, summary, content, document, signature FROM advisory_revision
        WHERE advisory = ?1 AND revision = ?2";
    HISTORY = "SELECT revision, time, summary FROM advisory_revision WHERE advisory = ?1 ORDER BY revision";
}

/// An advisory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisory {
    /// Its id.
    pub id: Id<kinds::Advisory>,
    /// Its number, from 1 on.
    pub number: i64,
    /// What the world calls it.
    pub name: String,
    /// Of which product; that may not be there any more.
    pub product: Id<kinds::Product>,
    /// The case that it came of.
    pub case: Option<Id<kinds::Case>>,
    /// What it says, as JSON.
    pub content: String,
    /// Who changed that last.
    pub editor: Option<Id<kinds::Person>>,
    /// When it was begun.
    pub made: Time,
    /// Whether it says something else than the version that is published.
    pub is_changed: bool,
    /// The newest version; 0 before the first.
    pub revision: i64,
    /// When the first version was published.
    pub published: Option<Time>,
    /// When the newest was.
    pub released: Option<Time>,
    /// The newest version's label; empty before the first.
    pub tlp: String,
    /// Rises with each change.
    pub version: i64,
}

/// A version that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvisoryRevision {
    /// Of which advisory.
    pub advisory: Id<kinds::Advisory>,
    /// Its number, from 1 on.
    pub revision: i64,
    /// When.
    pub time: Time,
    /// What changed.
    pub summary: String,
    /// What it said, as JSON.
    pub content: String,
    /// The document.
    pub document: String,
    /// Its signature, in armour.
    pub signature: String,
}

fn read(row: &Row<'_>) -> Result<Advisory, StoreError> {
    Ok(Advisory {
        id: row.get(0)?,
        number: row.get(1)?,
        name: row.get(2)?,
        product: row.get(3)?,
        case: row.get(4)?,
        content: row.get(5)?,
        editor: row.get(6)?,
        made: row.get(7)?,
        is_changed: row.get::<i64>(8)? != 0,
        revision: row.get(9)?,
        published: row.get(10)?,
        released: row.get(11)?,
        tlp: row.get(12)?,
        version: row.get(13)?,
    })
}

impl Tx<'_> {
    /// The number that the next advisory gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_next(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1))
    }

    /// Begins an advisory under a number of [`Tx::advisory_next`].
    ///
    /// # Errors
    /// When its id, number or name is another one's, or the database fails.
    pub fn advisory_insert(&mut self, new: &Advisory) -> Result<(), StoreError> {
        let values: [Value<'_>; 14] = [
            new.id.into(),
            new.number.into(),
            (&new.name).into(),
            new.product.into(),
            new.case.into(),
            (&new.content).into(),
            new.editor.into(),
            new.made.into(),
            i64::from(new.is_changed).into(),
            new.revision.into(),
            new.published.into(),
            new.released.into(),
            (&new.tlp).into(),
            new.version.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Keeps what changed of an advisory; false where it changed since it was read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_change(&mut self, changed: &Advisory) -> Result<bool, StoreError> {
        let values: [Value<'_>; 9] = [
            changed.id.into(),
            changed.version.into(),
            (&changed.content).into(),
            changed.editor.into(),
            i64::from(changed.is_changed).into(),
            changed.revision.into(),
            changed.published.into(),
            changed.released.into(),
            (&changed.tlp).into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// An advisory.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory(&mut self, id: Id<kinds::Advisory>) -> Result<Option<Advisory>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The advisory that the world calls so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_named(&mut self, name: &str) -> Result<Option<Advisory>, StoreError> {
        self.optional(NAMED, &[name.into()], read)
    }

    /// Up to `limit` advisories with lower numbers than `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_list(&mut self, before: Option<i64>, limit: i64) -> Result<Vec<Advisory>, StoreError> {
        self.rows(LIST, &[before.unwrap_or(i64::MAX).into(), limit.into()], read)
    }

    /// The advisories that came of a case, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisories_of_case(&mut self, case: Id<kinds::Case>) -> Result<Vec<Advisory>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }

    /// Up to `limit` advisories that anybody may read, the last published first; of one product, or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisories_public(
        &mut self,
        product: Option<Id<kinds::Product>>,
        limit: i64,
    ) -> Result<Vec<Advisory>, StoreError> {
        match product {
            Some(product) => self.rows(PUBLIC_OF, &[product.into(), limit.into()], read),
            None => self.rows(PUBLIC, &[limit.into()], read),
        }
    }

    /// Keeps a version that is published.
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn advisory_revision_insert(&mut self, new: &AdvisoryRevision) -> Result<(), StoreError> {
        let values: [Value<'_>; 7] = [
            new.advisory.into(),
            new.revision.into(),
            new.time.into(),
            (&new.summary).into(),
            (&new.content).into(),
            (&new.document).into(),
            (&new.signature).into(),
        ];
        self.execute(REVISION_INSERT, &values).map(drop)
    }

    /// A version that was published.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_revision(
        &mut self,
        id: Id<kinds::Advisory>,
        revision: i64,
    ) -> Result<Option<AdvisoryRevision>, StoreError> {
        self.optional(REVISION, &[id.into(), revision.into()], |row| {
            Ok(AdvisoryRevision {
                advisory: row.get(0)?,
                revision: row.get(1)?,
                time: row.get(2)?,
                summary: row.get(3)?,
                content: row.get(4)?,
                document: row.get(5)?,
                signature: row.get(6)?,
            })
        })
    }

    /// Number, time and summary of every version that was published, the first first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisory_history(&mut self, id: Id<kinds::Advisory>) -> Result<Vec<(i64, Time, String)>, StoreError> {
        self.rows(HISTORY, &[id.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }
}

//! VEX documents that were handed in, and what goes out as such.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO vex_import (id, name, content_blob, person, created, assessments) VALUES (?1, ?2, ?3, ?4, ?5, 0)";
    GET = "SELECT id, name, content_blob, person, created, taken, assessments FROM vex_import WHERE id = ?1";
    LIST = "SELECT id, name, content_blob, person, created, taken, assessments FROM vex_import WHERE id < ?1
        ORDER BY id DESC LIMIT ?2";
    TAKE = "UPDATE vex_import SET taken = ?2, assessments = ?3 WHERE id = ?1 AND taken IS NULL";
    STANDING = "SELECT e.flaw, e.assessment, c.name, c.version, c.purl, c.cpe FROM exposure e
        JOIN component c ON c.number = e.component JOIN flaw f ON f.number = e.flaw
        WHERE e.release = ?1 AND e.closed IS NULL AND e.assessment IS NOT NULL AND f.origin = 'published'
        ORDER BY e.flaw, e.component";
    RELEASES = "SELECT r.id FROM release r JOIN part p ON p.id = r.part WHERE p.product = ?1 ORDER BY r.id LIMIT ?2";
}

/// A document that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VexImport {
    /// Its id.
    pub id: Id<kinds::VexImport>,
    /// What its file is called.
    pub name: String,
    /// Its content.
    pub content: BlobHash,
    /// Who handed it in.
    pub person: Option<Id<kinds::Person>>,
    /// When.
    pub created: Time,
    /// When it was taken.
    pub taken: Option<Time>,
    /// How many assessments came of it.
    pub assessments: i64,
}

/// An exposure on which an assessment stands, with the component as documents name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingExposure {
    /// The flaw's number.
    pub flaw: i64,
    /// The assessment.
    pub assessment: Id<kinds::Assessment>,
    /// The component's name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its package URL.
    pub purl: Option<String>,
    /// Its CPE name.
    pub cpe: Option<String>,
}

impl Tx<'_> {
    /// Keeps a document that was handed in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vex_import_insert(&mut self, new: &VexImport) -> Result<(), StoreError> {
        let values =
            [new.id.into(), (&new.name).into(), (&new.content.0).into(), new.person.into(), new.created.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vex_import(&mut self, id: Id<kinds::VexImport>) -> Result<Option<VexImport>, StoreError> {
        self.optional(GET, &[id.into()], import)
    }

    /// Up to `limit` of them handed in before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vex_import_list(
        &mut self,
        before: Option<Id<kinds::VexImport>>,
        limit: i64,
    ) -> Result<Vec<VexImport>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], import)
    }

    /// Says that a document was taken; false where it had been.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vex_import_take(
        &mut self,
        id: Id<kinds::VexImport>,
        assessments: i64,
        now: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(TAKE, &[id.into(), now.into(), assessments.into()])? == 1)
    }

    /// What stands on the exposures of a release to published flaws.
    ///
    /// # Errors
    /// When the database fails.
    pub fn standing_exposures(&mut self, release: Id<kinds::Release>) -> Result<Vec<StandingExposure>, StoreError> {
        self.rows(STANDING, &[release.into()], |row| {
            let (flaw, assessment) = (row.get(0)?, row.get(1)?);
            let (name, version) = (row.get(2)?, row.get(3)?);
            Ok(StandingExposure { flaw, assessment, name, version, purl: row.get(4)?, cpe: row.get(5)? })
        })
    }

    /// Up to `limit` releases of a product line, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_releases(
        &mut self,
        product: Id<kinds::Product>,
        limit: i64,
    ) -> Result<Vec<Id<kinds::Release>>, StoreError> {
        self.rows(RELEASES, &[product.into(), limit.into()], |row| row.get(0))
    }
}

fn import(row: &Row<'_>) -> Result<VexImport, StoreError> {
    Ok(VexImport {
        id: row.get(0)?,
        name: row.get(1)?,
        content: BlobHash(row.get(2)?),
        person: row.get(3)?,
        created: row.get(4)?,
        taken: row.get(5)?,
        assessments: row.get(6)?,
    })
}

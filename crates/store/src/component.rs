//! Components as advisories see them, and who holds them.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    BY_DIGEST = "SELECT number FROM component WHERE digest = ?1";
    INSERT = "INSERT INTO component (number, digest, name, version, purl, cpe, content, platforms)
        SELECT COALESCE(MAX(number), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM component";
    LIST = "SELECT number, content, platforms FROM component WHERE number > ?1 ORDER BY number LIMIT ?2";
    PLATFORMS_PUT = "INSERT INTO platforms (digest, content) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING";
    PLATFORMS = "SELECT content FROM platforms WHERE digest = ?1";
    HOLDING_CLEAR = "DELETE FROM holding WHERE release = ?1";
    HOLDING_INSERT = "INSERT INTO holding (release, place, component, counted, built_from) VALUES (?1, ?2, ?3, ?4, ?5)";
    HOLDING_LIST = "SELECT release, place, component, counted, built_from FROM holding
        WHERE (release, place) > (?1, ?2) ORDER BY release, place LIMIT ?3";
}

/// A distinct component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComponent {
    /// SHA-256 of content and platforms.
    pub digest: [u8; 32],
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its main package URL.
    pub purl: Option<String>,
    /// Its main CPE name.
    pub cpe: Option<String>,
    /// Everything that its findings depend on.
    pub content: Vec<u8>,
    /// The digest of its bill's platforms, where they have a say.
    pub platforms: Option<[u8; 32]>,
}

/// A component as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptComponent {
    /// Its number.
    pub number: i64,
    /// Everything that its findings depend on.
    pub content: Vec<u8>,
    /// The digest of its bill's platforms.
    pub platforms: Option<[u8; 32]>,
}

/// A place in a release's bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The release.
    pub release: Id<kinds::Release>,
    /// The place.
    pub place: i64,
    /// The component's number.
    pub component: i64,
    /// Whether it counts as a component of the bill.
    pub counted: bool,
    /// The places that it was built from, as JSON, where that matters.
    pub built_from: Option<String>,
}

impl Tx<'_> {
    /// The number of a component that is kept already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn component_number(&mut self, digest: &[u8; 32]) -> Result<Option<i64>, StoreError> {
        self.optional(BY_DIGEST, &[digest.into()], |row| row.get(0))
    }

    /// Keeps a component, once; its number, and whether it is new.
    ///
    /// # Errors
    /// When the database fails.
    pub fn component_put(&mut self, new: &NewComponent) -> Result<(i64, bool), StoreError> {
        if let Some(number) = self.component_number(&new.digest)? {
            return Ok((number, false));
        }
        let values = [
            (&new.digest).into(),
            (&new.name).into(),
            new.version.as_ref().into(),
            new.purl.as_ref().into(),
            new.cpe.as_ref().into(),
            (&new.content).into(),
            new.platforms.as_ref().into(),
        ];
        self.execute(INSERT, &values)?;
        let number = self.component_number(&new.digest)?;
        Ok((number.ok_or(StoreError::Inconsistent { column: 0, expected: "a component" })?, true))
    }

    /// Up to `limit` components behind `after`, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn component_list(&mut self, after: i64, limit: i64) -> Result<Vec<KeptComponent>, StoreError> {
        self.rows(LIST, &[after.into(), limit.into()], |row| {
            Ok(KeptComponent { number: row.get(0)?, content: row.get(1)?, platforms: row.get(2)? })
        })
    }

    /// Keeps what a bill tells of platforms.
    ///
    /// # Errors
    /// When the database fails.
    pub fn platforms_put(&mut self, digest: &[u8; 32], content: &[u8]) -> Result<(), StoreError> {
        self.execute(PLATFORMS_PUT, &[digest.into(), content.into()]).map(drop)
    }

    /// What a bill tells of platforms.
    ///
    /// # Errors
    /// When the database fails.
    pub fn platforms(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(PLATFORMS, &[digest.into()], |row| row.get(0))
    }

    /// Forgets what a release holds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holding_clear(&mut self, release: Id<kinds::Release>) -> Result<(), StoreError> {
        self.execute(HOLDING_CLEAR, &[release.into()]).map(drop)
    }

    /// Says what stands at a place of a release's bill.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holding_insert(&mut self, holding: &Holding) -> Result<(), StoreError> {
        let values = [
            holding.release.into(),
            holding.place.into(),
            holding.component.into(),
            holding.counted.into(),
            holding.built_from.as_ref().into(),
        ];
        self.execute(HOLDING_INSERT, &values).map(drop)
    }

    /// Up to `limit` holdings behind a place, by release and place.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holding_list(&mut self, after: (Id<kinds::Release>, i64), limit: i64) -> Result<Vec<Holding>, StoreError> {
        self.rows(HOLDING_LIST, &[after.0.into(), after.1.into(), limit.into()], holding)
    }
}

fn holding(row: &Row<'_>) -> Result<Holding, StoreError> {
    Ok(Holding {
        release: row.get(0)?,
        place: row.get(1)?,
        component: row.get(2)?,
        counted: row.get(3)?,
        built_from: row.get(4)?,
    })
}

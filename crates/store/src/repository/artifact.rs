//! What signed metadata names as files of releases.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, path, line, release, blob, sequence, least, kind, channel, custom, delta_from, delta_image,
                issued, withdrawn FROM artifact ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO artifact (id, path, line, release, blob, sequence, least, kind, channel, custom, delta_from,
        delta_image, issued) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    GET = select!("WHERE id = ?1");
    BY_PATH = select!("WHERE path = ?1");
    OF_LINE = select!("WHERE line = ?1 ORDER BY path");
    OF_RELEASE = select!("WHERE release = ?1 ORDER BY id LIMIT ?2");
    LIST = select!("WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    SET_WITHDRAWN = "UPDATE artifact SET withdrawn = ?2 WHERE id = ?1";
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its id.
    pub id: Id<kinds::Artifact>,
    /// Its path in the repository.
    pub path: String,
    /// The role that signed it.
    pub line: String,
    /// Of which release.
    pub release: Id<kinds::Release>,
    /// Its content.
    pub blob: BlobHash,
    /// Its release's place in the order.
    pub sequence: i64,
    /// The least sequence that a unit must run to take it.
    pub least: i64,
    /// What it is for: `security`, `feature` or `combined`.
    pub kind: String,
    /// In which channel.
    pub channel: String,
    /// All that was said of it, as JSON.
    pub custom: String,
    /// Where it is a delta.
    pub delta: Option<DeltaOf>,
    /// When it was published first.
    pub issued: Time,
    /// Since when it is no longer named.
    pub withdrawn: Option<Time>,
}

/// From where a delta leads to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeltaOf {
    /// The image that it starts from.
    pub from: BlobHash,
    /// The path of the image that it leads to.
    pub image: String,
}

fn read(row: &Row<'_>) -> Result<Artifact, StoreError> {
    let (from, image) = (row.get::<Option<[u8; 32]>>(10)?.map(BlobHash), row.get::<Option<String>>(11)?);
    Ok(Artifact {
        id: row.get(0)?,
        path: row.get(1)?,
        line: row.get(2)?,
        release: row.get(3)?,
        blob: BlobHash(row.get(4)?),
        sequence: row.get(5)?,
        least: row.get(6)?,
        kind: row.get(7)?,
        channel: row.get(8)?,
        custom: row.get(9)?,
        delta: from.zip(image).map(|(from, image)| DeltaOf { from, image }),
        issued: row.get(12)?,
        withdrawn: row.get(13)?,
    })
}

impl Tx<'_> {
    /// Enters a file of a release.
    ///
    /// # Errors
    /// When its path is taken, or the database fails.
    pub fn artifact_insert(&mut self, new: &Artifact) -> Result<(), StoreError> {
        let (path, line, kind) = ((&new.path).into(), (&new.line).into(), (&new.kind).into());
        let (channel, custom) = ((&new.channel).into(), (&new.custom).into());
        let from = Value::from(new.delta.as_ref().map(|delta| &delta.from.0));
        let image = Value::from(new.delta.as_ref().map(|delta| &delta.image));
        let (blob, order) = ((&new.blob.0).into(), [new.sequence.into(), new.least.into()]);
        let [sequence, least] = order;
        let id = [new.id.into(), path, line, new.release.into(), blob, sequence, least, kind, channel, custom];
        let values: Vec<Value<'_>> = id.into_iter().chain([from, image, new.issued.into()]).collect();
        self.execute(INSERT, &values).map(drop)
    }

    /// One file.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact(&mut self, id: Id<kinds::Artifact>) -> Result<Option<Artifact>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The file at a path.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_by_path(&mut self, path: &str) -> Result<Option<Artifact>, StoreError> {
        self.optional(BY_PATH, &[path.into()], read)
    }

    /// Everything that a role signed, by path.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_of_line(&mut self, line: &str) -> Result<Vec<Artifact>, StoreError> {
        self.rows(OF_LINE, &[line.into()], read)
    }

    /// Up to `limit` files of a release, in the order they were published.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_of_release(
        &mut self,
        release: Id<kinds::Release>,
        limit: i64,
    ) -> Result<Vec<Artifact>, StoreError> {
        self.rows(OF_RELEASE, &[release.into(), limit.into()], read)
    }

    /// Up to `limit` files published before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_list(
        &mut self,
        before: Option<Id<kinds::Artifact>>,
        limit: i64,
    ) -> Result<Vec<Artifact>, StoreError> {
        let before = before.unwrap_or(Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], read)
    }

    /// Says since when a file is no longer named, or that it is again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_set_withdrawn(&mut self, id: Id<kinds::Artifact>, since: Option<Time>) -> Result<(), StoreError> {
        self.execute(SET_WITHDRAWN, &[id.into(), since.into()]).map(drop)
    }
}

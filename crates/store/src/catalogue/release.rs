//! Releases: one version of a part, with its bill of materials.

use super::state::ReleaseState;
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
            "SELECT r.id, r.part, r.label, r.sequence, r.released, r.state, r.on_sale, r.last_placed, r.overridden,
                r.units, r.sbom_blob, r.sbom_name, r.file_blob, r.policy, r.reported, r.components, r.bill, r.met,
                r.created, r.version FROM release r ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO release (id, part, label, sequence, released, state, units, sbom_blob, sbom_name, file_blob,
        policy, reported, components, bill, met, created, version)
        VALUES (?1, ?2, ?3, ?4, ?5, 'draft', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, ?14, 1)";
    GET = select!("WHERE r.id = ?1");
    OF_PART = select!("WHERE r.part = ?1 AND r.sequence < ?2 ORDER BY r.sequence DESC LIMIT ?3");
    LIST = select!("WHERE r.id < ?1 AND (?2 = '' OR r.state = ?2) ORDER BY r.id DESC LIMIT ?3");
    OF_PRODUCT = select!("JOIN part p ON p.id = r.part WHERE p.product = ?1 AND r.id < ?2 AND (?3 = '' OR r.state = ?3)
        ORDER BY r.id DESC LIMIT ?4");
    BY_LABEL = select!("WHERE r.part = ?1 AND r.label = ?2 ORDER BY r.sequence DESC LIMIT 1");
    NEWEST = "SELECT CAST(COALESCE(MAX(sequence), 0) AS INT8) FROM release WHERE part = ?1";
    CHANGE = "UPDATE release SET label = ?2, released = ?3, version = version + 1 WHERE id = ?1 AND version = ?4";
    SET_BILL = "UPDATE release SET sbom_blob = ?2, sbom_name = ?3, reported = ?4, components = ?5, bill = bill + 1,
        version = version + 1, state = CASE WHEN state = 'gated' THEN 'draft' ELSE state END WHERE id = ?1";
    SET_FILE = "UPDATE release SET file_blob = ?2, policy = ?3, version = version + 1,
        bill = CASE WHEN sbom_blob IS NULL THEN bill ELSE bill + 1 END,
        state = CASE WHEN state = 'gated' THEN 'draft' ELSE state END WHERE id = ?1";
    SET_UNITS = "UPDATE release SET units = ?2, version = version + 1 WHERE id = ?1";
    SET_STATE = "UPDATE release SET state = ?2, on_sale = ?3, last_placed = ?4, version = version + 1 WHERE id = ?1";
    SET_OVERRIDDEN = "UPDATE release SET overridden = ?2, version = version + 1 WHERE id = ?1";
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: Id<kinds::Release>,
    /// Of which part.
    pub part: Id<kinds::Part>,
    /// The version, as people write it.
    pub label: String,
    /// The only order.
    pub sequence: i64,
    /// The day of the release, YYYY-MM-DD.
    pub released: String,
    /// Where it stands.
    pub state: ReleaseState,
    /// Since when it is on sale.
    pub on_sale: Option<Time>,
    /// When its last unit was placed on the market.
    pub last_placed: Option<Time>,
    /// When it was last decided to sell it against its verdict.
    pub overridden: Option<Time>,
    /// Units (or deployments) in the field, as staff state it.
    pub units: Option<i64>,
    /// The bill of materials as it was given: its blob, and the name of its file.
    pub sbom: Option<(BlobHash, String)>,
    /// The product file as it was given, and its text.
    pub file: Option<(BlobHash, String)>,
    /// Entries of the bill that were not understood.
    pub reported: i64,
    /// Components of the bill.
    pub components: i64,
    /// Rises with each new bill or policy.
    pub bill: i64,
    /// The bill that advisories were met with last.
    pub met: i64,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change by staff.
    pub version: i64,
}

impl Release {
    /// Whether its bill waits to be met with advisories.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.bill > self.met
    }

    /// Whether units of it are still placed on the market.
    #[must_use]
    pub fn sells(&self) -> bool {
        self.state == ReleaseState::OnSale && self.last_placed.is_none()
    }
}

fn blob(row: &Row<'_>, at: usize) -> Result<Option<(BlobHash, String)>, StoreError> {
    let hash = row.get::<Option<[u8; 32]>>(at)?;
    Ok(hash.map(BlobHash).zip(row.get::<Option<String>>(at + 1)?))
}

fn read(row: &Row<'_>) -> Result<Release, StoreError> {
    Ok(Release {
        id: row.get(0)?,
        part: row.get(1)?,
        label: row.get(2)?,
        sequence: row.get(3)?,
        released: row.get(4)?,
        state: row.get::<String>(5)?.parse()?,
        on_sale: row.get(6)?,
        last_placed: row.get(7)?,
        overridden: row.get(8)?,
        units: row.get(9)?,
        sbom: blob(row, 10)?,
        file: blob(row, 12)?,
        reported: row.get(14)?,
        components: row.get(15)?,
        bill: row.get(16)?,
        met: row.get(17)?,
        created: row.get(18)?,
        version: row.get(19)?,
    })
}

fn named(blob: &Option<(BlobHash, String)>) -> (Value<'_>, Value<'_>) {
    match blob {
        Some((hash, text)) => ((&hash.0).into(), text.into()),
        None => (Value::Null, Value::Null),
    }
}

impl Tx<'_> {
    /// Enters a release as a draft whose bill waits to be met.
    ///
    /// # Errors
    /// When the part has a release of this sequence already, or the database fails.
    pub fn release_insert(&mut self, new: &Release) -> Result<(), StoreError> {
        let (sbom, file) = (named(&new.sbom), named(&new.file));
        let values = [
            new.id.into(),
            new.part.into(),
            (&new.label).into(),
            new.sequence.into(),
            (&new.released).into(),
            new.units.into(),
            sbom.0,
            sbom.1,
            file.0,
            file.1,
            new.reported.into(),
            new.components.into(),
            new.bill.into(),
            new.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release(&mut self, id: Id<kinds::Release>) -> Result<Option<Release>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` releases of a part with a sequence below `below`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_of_part(
        &mut self,
        part: Id<kinds::Part>,
        below: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Release>, StoreError> {
        self.rows(OF_PART, &[part.into(), below.unwrap_or(i64::MAX).into(), limit.into()], read)
    }

    /// Up to `limit` releases entered before `before`, the newest first: of one product or of all, in one state or any.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_list(
        &mut self,
        product: Option<Id<kinds::Product>>,
        state: Option<ReleaseState>,
        before: Option<Id<kinds::Release>>,
        limit: i64,
    ) -> Result<Vec<Release>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16])).into();
        let (state, limit) = (state.map_or("", ReleaseState::as_str).into(), limit.into());
        match product {
            Some(product) => self.rows(OF_PRODUCT, &[product.into(), before, state, limit], read),
            None => self.rows(LIST, &[before, state, limit], read),
        }
    }

    /// The newest release of a part with this label.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_by_label(&mut self, part: Id<kinds::Part>, label: &str) -> Result<Option<Release>, StoreError> {
        self.optional(BY_LABEL, &[part.into(), label.into()], read)
    }

    /// The highest sequence of a part; 0 where it has no release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_newest(&mut self, part: Id<kinds::Part>) -> Result<i64, StoreError> {
        Ok(self.optional(NEWEST, &[part.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Writes label and day, where `changed.version` is still the newest; false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_change(&mut self, changed: &Release) -> Result<bool, StoreError> {
        let (label, released) = ((&changed.label).into(), (&changed.released).into());
        Ok(self.execute(CHANGE, &[changed.id.into(), label, released, changed.version.into()])? == 1)
    }

    /// Gives a release another bill, which waits to be met; one that was checked is a draft again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_set_bill(
        &mut self,
        id: Id<kinds::Release>,
        sbom: (BlobHash, &str),
        reported: i64,
        components: i64,
    ) -> Result<(), StoreError> {
        let values = [id.into(), (&sbom.0.0).into(), sbom.1.into(), reported.into(), components.into()];
        self.execute(SET_BILL, &values).map(drop)
    }

    /// Gives a release another product file, and with it another policy, by which its bill waits to be met again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_set_file(&mut self, id: Id<kinds::Release>, file: BlobHash, policy: &str) -> Result<(), StoreError> {
        self.execute(SET_FILE, &[id.into(), (&file.0).into(), policy.into()]).map(drop)
    }

    /// States how many units are in the field; nothing where it is not known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_set_units(&mut self, id: Id<kinds::Release>, units: Option<i64>) -> Result<(), StoreError> {
        self.execute(SET_UNITS, &[id.into(), units.into()]).map(drop)
    }

    /// Moves a release to a state, with since when it is on sale and when its last unit was placed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_set_state(
        &mut self,
        id: Id<kinds::Release>,
        state: ReleaseState,
        on_sale: Option<Time>,
        last_placed: Option<Time>,
    ) -> Result<(), StoreError> {
        let values = [id.into(), state.as_str().into(), on_sale.into(), last_placed.into()];
        self.execute(SET_STATE, &values).map(drop)
    }

    /// Notes when it was decided to sell a release against its verdict, or that it no longer is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_set_overridden(&mut self, id: Id<kinds::Release>, at: Option<Time>) -> Result<(), StoreError> {
        self.execute(SET_OVERRIDDEN, &[id.into(), at.into()]).map(drop)
    }
}

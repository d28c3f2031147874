//! What is measured of a product for the register. Each is one walk, once a day.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    PRODUCTS = "SELECT id FROM product WHERE id > ?1 ORDER BY id LIMIT ?2";
    EXPOSED = "SELECT CAST(COALESCE(SUM(t.hits), 0) AS INT8), CAST(COALESCE(SUM(t.waits), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN t.waits > 0 AND f.first_seen < ?2 THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN t.waits > 0 AND f.exploited IS NOT NULL THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN t.waits = 0 AND t.hits > 0 AND f.exploited IS NOT NULL THEN 1 ELSE 0 END), 0) AS INT8)
        FROM flaw f JOIN triage t ON t.flaw = f.number WHERE t.product = ?1";
    UNMET = "SELECT CAST(COUNT(*) AS INT8) FROM release r JOIN part p ON p.id = r.part
        WHERE p.product = ?1 AND r.state = 'on-sale' AND r.met < r.bill";
    LEADS = "SELECT c.opened, CAST(MIN(r.on_sale) AS INT8) FROM case_file c JOIN case_fix x ON x.case_id = c.id
        JOIN release r ON r.id = x.release WHERE c.product = ?1 AND r.on_sale IS NOT NULL GROUP BY c.id, c.opened
        ORDER BY c.opened";
    NEWEST = "SELECT CAST(MIN(n.units) AS INT8) FROM (SELECT p.id, (SELECT CAST(COUNT(*) AS INT8) FROM unit_runs u
        WHERE u.release = (SELECT r.id FROM release r WHERE r.part = p.id AND r.state = 'on-sale'
        ORDER BY r.sequence DESC LIMIT 1)) AS units FROM part p WHERE p.product = ?1 AND EXISTS
        (SELECT 1 FROM release s WHERE s.part = p.id AND s.state = 'on-sale') AND EXISTS
        (SELECT 1 FROM unit_runs v WHERE v.part = p.id)) n";
    WISHES = "SELECT w.wish, CAST(COUNT(*) AS INT8) FROM unit_wish w JOIN unit u ON u.number = w.unit
        WHERE u.product = ?1 GROUP BY w.wish ORDER BY w.wish";
    INSTALLED = "SELECT CAST(COUNT(*) AS INT8) FROM rollout_action a JOIN unit u ON u.number = a.unit
        WHERE u.product = ?1 AND a.state = 'proven'";
    EXPORTED = "SELECT CAST(COUNT(*) AS INT8) FROM unit_history h JOIN unit u ON u.number = h.unit
        WHERE u.product = ?1 AND h.kind = 'exported'";
    FAILED = "SELECT h.facts FROM unit u JOIN unit_history h ON h.unit = u.number WHERE u.product = ?1
        AND u.tested = 'failed' AND h.kind = 'self-tested' AND h.id = (SELECT g.id FROM unit_history g
        WHERE g.unit = u.number AND g.kind = 'self-tested' ORDER BY g.id DESC LIMIT 1) ORDER BY u.number LIMIT ?2";
    RELEASES = "SELECT r.id, v.verdict, CASE WHEN r.sbom_blob IS NULL THEN NULL ELSE r.components END,
        COALESCE(v.unknown, 0), r.reported FROM release r JOIN part p ON p.id = r.part
        LEFT JOIN verdict v ON v.release = r.id WHERE p.product = ?1 AND (r.state <> 'withdrawn' OR EXISTS
        (SELECT 1 FROM unit_runs u WHERE u.release = r.id)) ORDER BY r.sequence DESC, r.id LIMIT ?2";
    FIXED = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM advisory a
        WHERE a.product = p.product AND a.published IS NOT NULL AND a.content LIKE '%\"' || f.name || '\"%')
        THEN 0 ELSE 1 END), 0) AS INT8) FROM own_flaw o JOIN flaw f ON f.number = o.flaw JOIN part p ON p.id = o.part
        WHERE p.product = ?1 AND o.fixed_sequence IS NOT NULL AND EXISTS (SELECT 1 FROM release r
        WHERE r.part = o.part AND r.state = 'on-sale' AND r.sequence >= o.fixed_sequence)";
    FILES = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(CASE WHEN f.fault IS NULL THEN 0 ELSE 1 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN f.proved IS NULL AND f.fault IS NULL THEN 1 ELSE 0 END), 0) AS INT8)
        FROM artifact_file f WHERE f.blob IN (SELECT a.blob FROM artifact a JOIN release r ON r.id = a.release
        JOIN part p ON p.id = r.part WHERE p.product = ?1)";
    KEPT = "SELECT kind, CAST(COUNT(*) AS INT8), CAST(SUM(CASE WHEN fault IS NULL THEN 0 ELSE 1 END) AS INT8),
        CAST(SUM(CASE WHEN proved IS NULL AND fault IS NULL THEN 1 ELSE 0 END) AS INT8)
        FROM kept_document WHERE product = ?1 GROUP BY kind ORDER BY kind";
    LINES = "SELECT DISTINCT a.line FROM artifact a JOIN release r ON r.id = a.release JOIN part p ON p.id = r.part
        WHERE p.product = ?1 AND a.withdrawn IS NULL ORDER BY a.line LIMIT 16";
}

/// What is open of known flaws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductExposed {
    /// Exposures that are there.
    pub open: i64,
    /// Those that wait for a decision.
    pub waiting: i64,
    /// Flaws that have waited longer than the time that was asked for.
    pub overdue: i64,
    /// Flaws that wait and are exploited.
    pub exploited: i64,
    /// Flaws that are exploited, were decided on, and are still there.
    pub left: i64,
}

/// One release, for the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredRelease {
    /// The release.
    pub id: Id<kinds::Release>,
    /// The verdict of its check.
    pub verdict: Option<String>,
    /// Components of its bill.
    pub components: Option<i64>,
    /// Of these, not looked up.
    pub unknown: i64,
    /// Entries that were not understood.
    pub reported: i64,
}

/// Files of a product that were promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductFiles {
    /// All of them.
    pub files: i64,
    /// Damaged or missing.
    pub faulty: i64,
    /// Not read again yet.
    pub unproved: i64,
}

type ProductId = Id<kinds::Product>;

impl Tx<'_> {
    /// Up to `limit` products after one, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_ids(&mut self, after: Option<ProductId>, limit: i64) -> Result<Vec<ProductId>, StoreError> {
        let after = after.unwrap_or_else(|| Id::from_bytes([0; 16]));
        self.rows(PRODUCTS, &[after.into(), limit.into()], |row| row.get(0))
    }

    /// What is open of known flaws; overdue is what was first seen before `long_ago`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_exposed(&mut self, product: ProductId, long_ago: Time) -> Result<ProductExposed, StoreError> {
        let read = |row: &Row<'_>| {
            let (open, waiting) = (row.get(0)?, row.get(1)?);
            Ok(ProductExposed { open, waiting, overdue: row.get(2)?, exploited: row.get(3)?, left: row.get(4)? })
        };
        Ok(self.optional(EXPOSED, &[product.into(), long_ago.into()], read)?.unwrap_or_default())
    }

    /// Releases on sale whose bill of today was not met with advisories yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_unmet(&mut self, product: ProductId) -> Result<i64, StoreError> {
        Ok(self.optional(UNMET, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// For each case with a fix on sale: when it was opened, and when the first fix went on sale.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_leads(&mut self, product: ProductId) -> Result<Vec<(Time, Time)>, StoreError> {
        self.rows(LEADS, &[product.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many units run what is newest on sale; of several parts, the fewest.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_newest(&mut self, product: ProductId) -> Result<i64, StoreError> {
        let found: Option<Option<i64>> = self.optional(NEWEST, &[product.into()], |row| row.get(0))?;
        Ok(found.flatten().unwrap_or(0))
    }

    /// What owners decided on releases: the word of each decision, and how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_wishes(&mut self, product: ProductId) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(WISHES, &[product.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many updates units proved that they run, and how many exports they told of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_receipts(&mut self, product: ProductId) -> Result<(i64, i64), StoreError> {
        let installed = self.optional(INSTALLED, &[product.into()], |row| row.get(0))?.unwrap_or(0);
        let exported = self.optional(EXPORTED, &[product.into()], |row| row.get(0))?.unwrap_or(0);
        Ok((installed, exported))
    }

    /// What up to `limit` units said that failed their last self-test, as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_failed_tests(&mut self, product: ProductId, limit: i64) -> Result<Vec<String>, StoreError> {
        self.rows(FAILED, &[product.into(), limit.into()], |row| row.get(0))
    }

    /// Up to `limit` releases that are not withdrawn, or in the field, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_measured_releases(
        &mut self,
        product: ProductId,
        limit: i64,
    ) -> Result<Vec<MeasuredRelease>, StoreError> {
        self.rows(RELEASES, &[product.into(), limit.into()], |row| {
            let (id, verdict, components) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(MeasuredRelease { id, verdict, components, unknown: row.get(3)?, reported: row.get(4)? })
        })
    }

    /// Own flaws that a release on sale fixes, and those of them that no published advisory names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_fixed_flaws(&mut self, product: ProductId) -> Result<(i64, i64), StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.optional(FIXED, &[product.into()], read)?.unwrap_or_default())
    }

    /// Promised files of a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_files(&mut self, product: ProductId) -> Result<ProductFiles, StoreError> {
        let read = |row: &Row<'_>| Ok(ProductFiles { files: row.get(0)?, faulty: row.get(1)?, unproved: row.get(2)? });
        Ok(self.optional(FILES, &[product.into()], read)?.unwrap_or_default())
    }

    /// Documents of a product that were promised, by their kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_documents(&mut self, product: ProductId) -> Result<Vec<(String, ProductFiles)>, StoreError> {
        self.rows(KEPT, &[product.into()], |row| {
            Ok((row.get(0)?, ProductFiles { files: row.get(1)?, faulty: row.get(2)?, unproved: row.get(3)? }))
        })
    }

    /// The lines of updates that name files of a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_lines(&mut self, product: ProductId) -> Result<Vec<String>, StoreError> {
        self.rows(LINES, &[product.into()], |row| row.get(0))
    }
}

//! What a flaw is to each release, and which releases are without it.

use super::affected::{Answer, answer};
use crate::catalogue::state::ReleaseState;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

/// `hit`: the worst open answer of each release that flaw `?1` was ever met in, and whether it is decided to be fixed there.
macro_rules! hit {
    () => {
        concat!(
            "WITH hit AS (SELECT e.release AS release, MAX(CASE WHEN e.closed IS NULL THEN ",
            answer!(),
            " ELSE -1 END) AS answer, MAX(CASE WHEN e.closed IS NULL AND a.status = 'fixed' THEN 1 ELSE 0 END) AS fixed,
            MAX(CASE WHEN e.closed IS NULL THEN e.waits ELSE 0 END) AS waits
            FROM exposure e LEFT JOIN assessment a ON a.id = e.assessment WHERE e.flaw = ?1 GROUP BY e.release) "
        )
    };
}

statements! {
    EXPOSED = concat!(hit!(), "SELECT r.id, r.label, r.part, p.name, r.state, r.sequence, CAST(h.answer AS INT8),
        CAST(h.fixed AS INT8), CAST(h.waits AS INT8) FROM hit h JOIN release r ON r.id = h.release
        JOIN part p ON p.id = r.part WHERE (p.product = ?2 OR ?2 IS NULL)
        ORDER BY p.name, r.part, r.sequence DESC LIMIT ?3");
    REMEDIES = concat!(hit!(), ", struck AS (SELECT r.part AS part, MAX(CASE WHEN h.answer >= 2 THEN r.sequence END) AS newest
        FROM hit h JOIN release r ON r.id = h.release JOIN part p ON p.id = r.part
        WHERE (p.product = ?2 OR ?2 IS NULL) GROUP BY r.part)
        SELECT r.id, r.label, r.part, p.name, r.state, r.sequence, CAST(COALESCE(h.answer, -1) AS INT8),
        CAST(COALESCE(h.fixed, 0) AS INT8), CAST(COALESCE(h.waits, 0) AS INT8)
        FROM struck s JOIN release r ON r.part = s.part JOIN part p ON p.id = r.part LEFT JOIN hit h ON h.release = r.id
        WHERE COALESCE(h.answer, -1) < 2 AND r.sbom_blob IS NOT NULL AND r.met >= r.bill AND r.state <> 'withdrawn'
        AND (r.sequence > s.newest OR h.fixed = 1) ORDER BY p.name, r.part, r.sequence DESC LIMIT ?3");
}

/// What a flaw is to a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposedRelease {
    /// Which.
    pub release: Id<kinds::Release>,
    /// Its version.
    pub label: String,
    /// Its part.
    pub part: Id<kinds::Part>,
    /// The part's name.
    pub part_name: String,
    /// Where it stands.
    pub state: ReleaseState,
    /// The only order.
    pub sequence: i64,
    /// The worst that its open exposures give; nothing where its bill does not meet the flaw (any more).
    pub answer: Option<Answer>,
    /// Whether somebody decided that it is fixed in it.
    pub is_fixed: bool,
    /// Whether somebody has to decide.
    pub waits: bool,
}

impl ExposedRelease {
    /// Whether it is without the flaw, as far as anybody can tell.
    #[must_use]
    pub fn is_without(&self) -> bool {
        self.answer.is_none_or(|answer| answer < Answer::Unknown)
    }
}

fn read(row: &Row<'_>) -> Result<ExposedRelease, StoreError> {
    let answer: i64 = row.get(6)?;
    Ok(ExposedRelease {
        release: row.get(0)?,
        label: row.get(1)?,
        part: row.get(2)?,
        part_name: row.get(3)?,
        state: row.get::<String>(4)?.parse()?,
        sequence: row.get(5)?,
        answer: (answer >= 0).then(|| Answer::of(answer)),
        is_fixed: row.get(7)?,
        waits: row.get(8)?,
    })
}

impl Tx<'_> {
    /// Up to `limit` releases that a flaw was ever met in, of a product or of all: part by part, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_exposed(
        &mut self,
        flaw: i64,
        product: Option<Id<kinds::Product>>,
        limit: i64,
    ) -> Result<Vec<ExposedRelease>, StoreError> {
        self.rows(EXPOSED, &[flaw.into(), product.into(), limit.into()], read)
    }

    /// Up to `limit` releases, of a product or of all, that are without a flaw which others of their part have: their bill was
    /// met, and they are newer than the last that has it or may have it, or somebody decided that it is fixed in them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_remedies(
        &mut self,
        flaw: i64,
        product: Option<Id<kinds::Product>>,
        limit: i64,
    ) -> Result<Vec<ExposedRelease>, StoreError> {
        self.rows(REMEDIES, &[flaw.into(), product.into(), limit.into()], read)
    }
}

//! The release check's answers, and what they are made of.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    TO_MEET = "SELECT id, bill, sbom_blob FROM release WHERE bill > met AND sbom_blob IS NOT NULL AND id > ?1
        ORDER BY id LIMIT ?2";
    SBOM = "SELECT sbom_blob FROM release WHERE id = ?1";
    MET = "UPDATE release SET met = ?2 WHERE id = ?1 AND bill = ?2";
    CHECKED = "SELECT id, met, reported, policy FROM release WHERE met > 0 AND id > ?1 ORDER BY id LIMIT ?2";
    ONE = "SELECT id, met, reported, policy FROM release WHERE id = ?1 AND met > 0";
    DOUBTED = "SELECT release FROM verdict WHERE looked <= 0 AND release > ?1 ORDER BY release LIMIT ?2";
    GET = "SELECT verdict, reasons, checked, unknown, snapshot, looked, since FROM verdict WHERE release = ?1";
    INSERT = "INSERT INTO verdict (release, verdict, reasons, checked, unknown, snapshot, looked, since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (release) DO NOTHING";
    AWAIT = "INSERT INTO verdict (release, verdict, reasons, checked, unknown, snapshot, looked, since)
        VALUES (?1, 'undecided', '{}', 0, 0, ?2, 0, ?3) ON CONFLICT (release)
        DO UPDATE SET looked = CASE WHEN verdict.looked > 0 THEN 0 ELSE verdict.looked - 1 END";
    CHANGE = "UPDATE verdict SET verdict = ?2, reasons = ?3, checked = ?4, unknown = ?5, snapshot = ?6, looked = ?7,
        since = ?8 WHERE release = ?1 AND looked = ?9";
    DOUBT = "UPDATE verdict SET looked = CASE WHEN looked > 0 THEN 0 ELSE looked - 1 END WHERE release = ?1";
    DOUBT_FLAW = "UPDATE verdict SET looked = CASE WHEN looked > 0 THEN 0 ELSE looked - 1 END
        WHERE release IN (SELECT release FROM exposure WHERE flaw = ?1)";
    TURN = "INSERT INTO verdict_turn (id, release, former, verdict, reasons, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    ASSESSED = "SELECT e.flaw, e.component, a.status, e.revisit FROM exposure e JOIN assessment a ON a.id = e.assessment
        WHERE e.release = ?1 AND e.closed IS NULL AND e.assessment IS NOT NULL AND a.ended IS NULL ORDER BY e.flaw, e.component";
    OWN = "SELECT e.flaw, f.severity, f.exploited FROM exposure e JOIN flaw f ON f.number = e.flaw
        WHERE e.release = ?1 AND e.component = 0 AND e.closed IS NULL ORDER BY e.flaw";
}

/// The snapshot of a verdict that nobody looked at yet.
const NOT_LOOKED: [u8; 32] = [0; 32];

/// A release whose bill waits to be met with the advisories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The release.
    pub id: Id<kinds::Release>,
    /// Which bill.
    pub bill: i64,
    /// Its bytes.
    pub sbom: [u8; 32],
}

/// What of a release its check depends on, apart from what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The release.
    pub id: Id<kinds::Release>,
    /// The bill that was met last.
    pub bill: i64,
    /// Entries of the bill that were not understood.
    pub reported: i64,
    /// The text of its product file.
    pub policy: Option<String>,
}

/// The answer of a release's check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVerdict {
    /// pass, undecided, blocked.
    pub verdict: String,
    /// Counts by code, as a JSON object.
    pub reasons: String,
    /// Components that could be checked.
    pub checked: i64,
    /// Components that could not.
    pub unknown: i64,
    /// The snapshot of advisories.
    pub snapshot: [u8; 32],
    /// When it was looked at; nothing or less where it has to be looked at again.
    pub looked: Time,
    /// Since when it is so.
    pub since: Time,
}

impl KeptVerdict {
    /// Whether anybody ever looked.
    #[must_use]
    pub fn was_looked_at(&self) -> bool {
        self.snapshot != NOT_LOOKED
    }
}

/// A decision that stands on an exposure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The flaw's number.
    pub flaw: i64,
    /// The component's number.
    pub component: i64,
    /// A VEX status.
    pub status: String,
    /// Why it is to be looked at again.
    pub revisit: Option<String>,
}

/// An open flaw of the manufacturer's own register, in a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnExposure {
    /// The flaw's number.
    pub flaw: i64,
    /// 0 critical to 5 unrated.
    pub severity: i64,
    /// Exploited.
    pub exploited: bool,
}

impl Tx<'_> {
    /// Up to `limit` releases behind `after` whose bills wait to be met.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_to_meet(&mut self, after: Id<kinds::Release>, limit: i64) -> Result<Vec<Unmet>, StoreError> {
        self.rows(TO_MEET, &[after.into(), limit.into()], |row| {
            Ok(Unmet { id: row.get(0)?, bill: row.get(1)?, sbom: row.get(2)? })
        })
    }

    /// The bytes of a release's bill, by their hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_sbom(&mut self, release: Id<kinds::Release>) -> Result<Option<[u8; 32]>, StoreError> {
        Ok(self.optional(SBOM, &[release.into()], |row| row.get(0))?.flatten())
    }

    /// Says that a release's bill was met; false where it has another one by now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_met(&mut self, release: Id<kinds::Release>, bill: i64) -> Result<bool, StoreError> {
        Ok(self.execute(MET, &[release.into(), bill.into()])? == 1)
    }

    /// Up to `limit` releases behind `after` that are checked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_checked_list(&mut self, after: Id<kinds::Release>, limit: i64) -> Result<Vec<Checked>, StoreError> {
        self.rows(CHECKED, &[after.into(), limit.into()], checked)
    }

    /// One release that is checked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_checked(&mut self, release: Id<kinds::Release>) -> Result<Option<Checked>, StoreError> {
        self.optional(ONE, &[release.into()], checked)
    }

    /// Up to `limit` releases behind `after` whose verdict is to be looked at again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_doubted(
        &mut self,
        after: Id<kinds::Release>,
        limit: i64,
    ) -> Result<Vec<Id<kinds::Release>>, StoreError> {
        self.rows(DOUBTED, &[after.into(), limit.into()], |row| row.get(0))
    }

    /// A release's verdict.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict(&mut self, release: Id<kinds::Release>) -> Result<Option<KeptVerdict>, StoreError> {
        self.optional(GET, &[release.into()], |row| {
            Ok(KeptVerdict {
                verdict: row.get(0)?,
                reasons: row.get(1)?,
                checked: row.get(2)?,
                unknown: row.get(3)?,
                snapshot: row.get(4)?,
                looked: row.get(5)?,
                since: row.get(6)?,
            })
        })
    }

    /// Keeps a verdict in place of `former`; false where somebody cast doubt on it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_put(
        &mut self,
        release: Id<kinds::Release>,
        new: &KeptVerdict,
        former: Option<&KeptVerdict>,
    ) -> Result<bool, StoreError> {
        let (text, reasons) = ((&new.verdict).into(), (&new.reasons).into());
        let (checked, unknown) = (new.checked.into(), new.unknown.into());
        let (snapshot, looked, since) = ((&new.snapshot).into(), new.looked.into(), new.since.into());
        let Some(former) = former else {
            let values = [release.into(), text, reasons, checked, unknown, snapshot, looked, since];
            return Ok(self.execute(INSERT, &values)? == 1);
        };
        let looked_before = former.looked.into();
        let values = [release.into(), text, reasons, checked, unknown, snapshot, looked, since, looked_before];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Has the verdicts of all releases looked at again that a flaw is in, or was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_doubt_flaw(&mut self, flaw: i64) -> Result<(), StoreError> {
        self.execute(DOUBT_FLAW, &[flaw.into()]).map(drop)
    }

    /// Casts doubt on the verdict of a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_doubt(&mut self, release: Id<kinds::Release>) -> Result<(), StoreError> {
        self.execute(DOUBT, &[release.into()]).map(drop)
    }

    /// Has a release's verdict looked at, for the first time or again: doubt that is cast on it from now on is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_await(&mut self, release: Id<kinds::Release>, now: Time) -> Result<(), StoreError> {
        self.execute(AWAIT, &[release.into(), (&NOT_LOOKED).into(), now.into()]).map(drop)
    }

    /// Keeps that a verdict turned.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verdict_turned(
        &mut self,
        id: Id<kinds::Turn>,
        release: Id<kinds::Release>,
        former: Option<&str>,
        new: &KeptVerdict,
    ) -> Result<(), StoreError> {
        let (verdict, reasons) = ((&new.verdict).into(), (&new.reasons).into());
        let values = [id.into(), release.into(), former.into(), verdict, reasons, new.since.into()];
        self.execute(TURN, &values).map(drop)
    }

    /// The decisions that stand on a release's exposures.
    ///
    /// # Errors
    /// When the database fails.
    pub fn decided_of(&mut self, release: Id<kinds::Release>) -> Result<Vec<Decided>, StoreError> {
        self.rows(ASSESSED, &[release.into()], |row| {
            Ok(Decided { flaw: row.get(0)?, component: row.get(1)?, status: row.get(2)?, revisit: row.get(3)? })
        })
    }

    /// The open flaws of the manufacturer's own register in a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn own_exposures_of(&mut self, release: Id<kinds::Release>) -> Result<Vec<OwnExposure>, StoreError> {
        self.rows(OWN, &[release.into()], |row| {
            let exploited: Option<String> = row.get(2)?;
            Ok(OwnExposure { flaw: row.get(0)?, severity: row.get(1)?, exploited: exploited.is_some() })
        })
    }
}

fn checked(row: &crate::value::Row<'_>) -> Result<Checked, StoreError> {
    Ok(Checked { id: row.get(0)?, bill: row.get(1)?, reported: row.get(2)?, policy: row.get(3)? })
}

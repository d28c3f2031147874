//! Rows for tests of triage, as catalogue and matching leave them.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    PRODUCT = "INSERT INTO product (id, name, designation, manufacturer, purpose, support_reason, contact, risk, created,
        version) VALUES (?1, ?2, '', ?1, '', '', '', ?3, 0, 1)";
    PART = "INSERT INTO part (id, product, name, kind, created, version) VALUES (?1, ?2, ?3, 'device', 0, 1)";
    RELEASE = "INSERT INTO release (id, part, label, sequence, released, state, units, reported, components, bill, met,
        created, version) VALUES (?1, ?2, ?3, ?4, '2026-01-01', 'on-sale', ?5, 0, 0, 1, 1, 0, 1)";
    BILL = "UPDATE release SET sbom_blob = ?2, sbom_name = 'bill.json', met = bill WHERE id = ?1";
    COMPONENT = "INSERT INTO component (number, digest, name, version, purl, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    HOLDING = "INSERT INTO holding (release, place, component, counted) VALUES (?1, ?2, ?3, 1)";
    FLAW = "INSERT INTO flaw (number, name, ids, origin, summary, severity, cvss, epss, exploited, informational, refs,
        modified, first_seen, waits, hits, rank, vector)
        VALUES (?1, ?2, ?3, 'published', ?4, ?5, ?6, ?7, ?8, ?9, '[]', ?10, 0, 0, 0, 0, ?11)
        ON CONFLICT (number) DO UPDATE SET severity = excluded.severity, cvss = excluded.cvss, epss = excluded.epss,
        exploited = excluded.exploited, modified = excluded.modified";
    FLAW_ID = "INSERT INTO flaw_id (id, flaw) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET flaw = excluded.flaw";
    FINDING = "INSERT INTO finding (component, flaw, status, content) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (component, flaw) DO UPDATE SET status = excluded.status, content = excluded.content";
    EXPOSURE = "INSERT INTO exposure (flaw, release, component, found, opened, waits) VALUES (?1, ?2, ?3, ?4, 0, 0)
        ON CONFLICT (flaw, release, component) DO UPDATE SET found = excluded.found";
}

/// A flaw to be there.
#[derive(Clone, Debug, Default)]
pub struct Flaw {
    /// Its number.
    pub number: i64,
    /// Its names, the first one first.
    pub ids: Vec<String>,
    /// See `flaw.severity`.
    pub severity: i64,
    /// Tenths.
    pub cvss: Option<i64>,
    /// Its CVSS vector.
    pub vector: Option<String>,
    /// The probability of exploitation.
    pub epss: Option<f64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
    /// The last change of its records.
    pub modified: Option<i64>,
}

impl Tx<'_> {
    /// A product line with one part, of the same sixteen bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_product(&mut self, id: [u8; 16], name: &str, risk: Option<&str>) -> Result<(), StoreError> {
        let (product, part) = (Id::<kinds::Product>::from_bytes(id), Id::<kinds::Part>::from_bytes(id));
        self.execute(PRODUCT, &[product.into(), name.into(), risk.into()])?;
        self.execute(PART, &[part.into(), product.into(), "Firmware".into()]).map(drop)
    }

    /// A release of that part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_release(
        &mut self,
        id: Id<kinds::Release>,
        part: [u8; 16],
        sequence: i64,
        units: Option<i64>,
    ) -> Result<(), StoreError> {
        let label = format!("{sequence}.0");
        let part = Id::<kinds::Part>::from_bytes(part);
        self.execute(RELEASE, &[id.into(), part.into(), (&label).into(), sequence.into(), units.into()]).map(drop)
    }

    /// A release has a bill, which was met with advisories.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_bill(&mut self, id: Id<kinds::Release>) -> Result<(), StoreError> {
        self.execute(BILL, &[id.into(), (&[7; 32]).into()]).map(drop)
    }

    /// A component.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_component(&mut self, number: i64, purl: &str, name: &str, version: &str) -> Result<(), StoreError> {
        let digest = number.to_be_bytes().repeat(4);
        let empty: &[u8] = &[];
        let values = [number.into(), (&digest).into(), name.into(), version.into(), purl.into(), empty.into()];
        self.execute(COMPONENT, &values).map(drop)
    }

    /// Puts a component into a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_holding(
        &mut self,
        release: Id<kinds::Release>,
        place: i64,
        component: i64,
    ) -> Result<(), StoreError> {
        self.execute(HOLDING, &[release.into(), place.into(), component.into()]).map(drop)
    }

    /// A flaw, or what changed of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_flaw(&mut self, flaw: &Flaw) -> Result<(), StoreError> {
        let ids = serde_json::Value::from(flaw.ids.clone()).to_string();
        let name = flaw.ids.first().cloned().unwrap_or_default();
        let summary = format!("Something is wrong in {name}");
        let values = [
            flaw.number.into(),
            (&name).into(),
            (&ids).into(),
            (&summary).into(),
            flaw.severity.into(),
            flaw.cvss.into(),
            flaw.epss.into(),
            flaw.exploited.as_ref().into(),
            flaw.informational.as_ref().into(),
            flaw.modified.into(),
            flaw.vector.as_ref().into(),
        ];
        self.execute(FLAW, &values)?;
        flaw.ids.iter().try_for_each(|id| self.execute(FLAW_ID, &[id.into(), flaw.number.into()]).map(drop))
    }

    /// What matching found, in a release that holds the component.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sample_exposure(
        &mut self,
        flaw: i64,
        release: Id<kinds::Release>,
        component: i64,
        found: &str,
        fixed_in: &[&str],
    ) -> Result<(), StoreError> {
        let content = serde_json::json!({ "fixed_in": fixed_in }).to_string();
        self.execute(FINDING, &[component.into(), flaw.into(), found.into(), (&content).into()])?;
        self.execute(EXPOSURE, &[flaw.into(), release.into(), component.into(), found.into()]).map(drop)
    }
}

/// The time of everything in tests that has none of its own.
pub const LONG_AGO: Time = Time(1_700_000_000_000_000);

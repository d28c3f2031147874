//! Which assessment stands for which exposure, who waits, and what comes first: whole sets of flaws at once.

use crate::assessment::strings;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::tx::Tx;
use crate::value::{Row, Value};

/// So many flaws, or releases, one statement takes.
pub const SETTLED_AT_ONCE: usize = 64;

/// The markers `?1` to `?64`.
macro_rules! listed {
    () => {
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, \
         ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, \
         ?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, ?60, ?61, ?62, ?63, ?64)"
    };
}

/// Whether somebody has to decide on what was found of a flaw, while nobody did.
macro_rules! to_decide {
    ($flaw:literal, $found:literal) => {
        concat!($flaw, ".informational IS NULL AND ", $found, " IN ('affected', 'unknown')")
    };
}
pub(crate) use to_decide;

/// Whether an exposure of the flaw `f` that nobody assessed waits.
macro_rules! waits {
    () => {
        concat!("CASE WHEN exposure.closed IS NULL AND ", to_decide!("f", "exposure.found"), " THEN 1 ELSE 0 END")
    };
}

/// See [`super::rank::rank`]. Reads the flaw `f` and the counts `n`.
macro_rules! rank {
    () => {
        "((((((CAST(CASE WHEN f.exploited IS NULL THEN 0 ELSE 1 END AS INT8) * 2 + n.affected) * 4
        + CASE WHEN f.epss >= 0.5 THEN 3 WHEN f.epss >= 0.1 THEN 2 WHEN f.epss >= 0.01 THEN 1 ELSE 0 END) * 128
        + COALESCE(f.cvss, CASE f.severity WHEN 0 THEN 95 WHEN 1 THEN 80 WHEN 3 THEN 20 WHEN 4 THEN 0 ELSE 55 END)) * 8
        + n.risk) * 67108864
        + CASE WHEN n.units > 67108863 THEN 67108863 WHEN n.units > 0 THEN n.units ELSE 0 END) * 1024
        + CAST(ROUND(COALESCE(f.epss, 0.0) * 1000) AS INT8))"
    };
}

statements! {
    NAMED = concat!("SELECT DISTINCT i.flaw FROM flaw_id i JOIN assessment_flaw a ON a.id = i.id WHERE i.flaw IN ",
        listed!(), " ORDER BY i.flaw");
    QUIET = concat!("UPDATE exposure SET waits = ", waits!(), ", revisit = NULL,
        assessment = CASE WHEN exposure.closed IS NULL THEN NULL ELSE exposure.assessment END
        FROM flaw f WHERE f.number = exposure.flaw AND f.number IN ", listed!(), " AND (exposure.revisit IS NOT NULL
        OR (exposure.closed IS NULL AND exposure.assessment IS NOT NULL) OR exposure.waits <> ", waits!(), ")");
    KNOWN = "SELECT severity, exploited, modified, informational FROM flaw WHERE number = ?1";
    OPEN = "SELECT e.release, p.product, e.component, e.found, e.assessment, e.revisit, e.waits, c.purl, c.name,
        c.version, r.part, c.cpe FROM exposure e JOIN component c ON c.number = e.component JOIN release r ON r.id = e.release
        JOIN part p ON p.id = r.part WHERE e.flaw = ?1 AND e.closed IS NULL ORDER BY e.release, e.component";
    FINDINGS = "SELECT component, content FROM finding WHERE flaw = ?1 ORDER BY component";
    STAND = concat!("UPDATE exposure SET assessment = ?65, revisit = ?66, waits = ?67
        WHERE flaw = ?68 AND component = ?69 AND closed IS NULL AND release IN ", listed!());
    CLOSED = "UPDATE exposure SET waits = 0 WHERE flaw = ?1 AND closed IS NOT NULL AND waits <> 0";
    CLEAR = concat!("DELETE FROM triage WHERE flaw IN ", listed!());
    FILL = concat!("INSERT INTO triage (flaw, product, waits, hits, revisits, unknowns, releases, products, component,
        last_component, units, unstated, affected, risk, severity, rank)
        SELECT n.flaw, n.product, n.waits, n.hits, n.revisits, n.unknowns, n.releases, 1, n.component, n.last_component,
        n.units, n.unstated, n.affected, n.risk, f.severity, ", rank!(), " FROM flaw f JOIN
        (SELECT o.flaw AS flaw, p.product AS product, CAST(SUM(o.waits) AS INT8) AS waits,
        CAST(SUM(o.hits) AS INT8) AS hits, CAST(SUM(o.revisits) AS INT8) AS revisits,
        CAST(SUM(o.unknowns) AS INT8) AS unknowns, CAST(SUM(o.hit) AS INT8) AS releases, MIN(o.component) AS component,
        MAX(o.last_component) AS last_component,
        CAST(SUM(CASE WHEN o.waits > 0 THEN r.units END) AS INT8) AS units,
        CAST(SUM(CASE WHEN o.waits > 0 AND r.units IS NULL THEN 1 ELSE 0 END) AS INT8) AS unstated,
        CAST(MAX(o.affected) AS INT8) AS affected,
        CAST(MAX(CASE d.risk WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'low' THEN 1 ELSE 2 END) AS INT8) AS risk
        FROM (SELECT e.flaw AS flaw, e.release AS release, SUM(e.waits) AS waits, COUNT(*) AS hits,
        COUNT(e.revisit) AS revisits, SUM(CASE WHEN e.found = 'unknown' THEN e.waits ELSE 0 END) AS unknowns,
        MAX(CASE WHEN e.found IN ('affected', 'unknown') THEN 1 ELSE 0 END) AS hit, MIN(e.component) AS component,
        MAX(e.component) AS last_component, MAX(CASE WHEN e.found = 'affected' THEN e.waits ELSE 0 END) AS affected
        FROM exposure e WHERE e.closed IS NULL AND e.flaw IN ", listed!(), " GROUP BY e.flaw, e.release) o
        JOIN release r ON r.id = o.release JOIN part p ON p.id = r.part JOIN product d ON d.id = p.product
        GROUP BY o.flaw, p.product) n ON n.flaw = f.number");
    WHOLE = concat!("INSERT INTO triage (flaw, product, waits, hits, revisits, unknowns, releases, products, component,
        last_component, units, unstated, affected, risk, severity, rank)
        SELECT n.flaw, ?65, n.waits, n.hits, n.revisits, n.unknowns, n.releases, n.products, n.component,
        n.last_component, n.units, n.unstated, n.affected, n.risk, f.severity, ", rank!(), " FROM flaw f JOIN
        (SELECT t.flaw AS flaw, CAST(SUM(t.waits) AS INT8) AS waits, CAST(SUM(t.hits) AS INT8) AS hits,
        CAST(SUM(t.revisits) AS INT8) AS revisits, CAST(SUM(t.unknowns) AS INT8) AS unknowns,
        CAST(SUM(t.releases) AS INT8) AS releases,
        CAST(SUM(CASE WHEN t.releases > 0 THEN 1 ELSE 0 END) AS INT8) AS products, MIN(t.component) AS component,
        MAX(t.last_component) AS last_component, CAST(SUM(t.units) AS INT8) AS units,
        CAST(SUM(t.unstated) AS INT8) AS unstated, MAX(t.affected) AS affected, MAX(t.risk) AS risk
        FROM triage t WHERE t.flaw IN ", listed!(), " GROUP BY t.flaw) n ON n.flaw = f.number");
    COUNT = concat!("UPDATE flaw SET waits = t.waits, hits = t.hits, units = t.units, rank = t.rank FROM triage t
        WHERE t.flaw = flaw.number AND t.product = ?65 AND (flaw.waits <> t.waits OR flaw.hits <> t.hits
        OR flaw.rank <> t.rank OR COALESCE(flaw.units, -1) <> COALESCE(t.units, -1)) AND flaw.number IN ", listed!());
    NOTHING = concat!("UPDATE flaw SET waits = 0, hits = 0, units = NULL WHERE (waits <> 0 OR hits <> 0)
        AND NOT EXISTS (SELECT 1 FROM triage t WHERE t.flaw = flaw.number) AND number IN ", listed!());
}

/// The product of the rows that are about all of them.
pub(crate) const EVERY_PRODUCT: &[u8] = &[];

/// What is known of a flaw today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// The last change of its records.
    pub modified: Option<i64>,
    /// Its kind, where it is no vulnerability.
    pub informational: Option<String>,
}

/// An exposure that is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The release.
    pub release: Id<kinds::Release>,
    /// Its product.
    pub product: Id<kinds::Product>,
    /// Its part.
    pub part: Id<kinds::Part>,
    /// The component's number.
    pub component: i64,
    /// What was found.
    pub found: String,
    /// What it stands at.
    pub standing: Stand,
    /// The component's package URL.
    pub purl: Option<String>,
    /// The component's name.
    pub name: String,
    /// The component's version.
    pub version: Option<String>,
    /// The component's CPE name.
    pub cpe: Option<String>,
}

/// What an exposure stands at.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// The assessment that stands.
    pub assessment: Option<Id<kinds::Assessment>>,
    /// Why it is to be looked at again.
    pub revisit: Option<String>,
    /// Whether somebody has to decide.
    pub waits: bool,
}

/// A list as long as a statement takes, filled up with its last entry; nothing for an empty one.
fn padded<'a, T: Copy + Into<Value<'a>>>(list: &[T]) -> Option<Vec<Value<'a>>> {
    let last = *list.last()?;
    let filled = list.iter().copied().chain(std::iter::repeat(last));
    Some(filled.take(SETTLED_AT_ONCE).map(Into::into).collect())
}

impl Tx<'_> {
    fn on_flaws(&mut self, sql: Sql, flaws: &[i64], more: &[Value<'static>]) -> Result<(), StoreError> {
        let Some(mut values) = padded(flaws) else { return Ok(()) };
        values.extend_from_slice(more);
        self.execute(sql, &values).map(drop)
    }

    /// Those of up to [`SETTLED_AT_ONCE`] flaws that an assessment names, ended ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_named(&mut self, flaws: &[i64]) -> Result<Vec<i64>, StoreError> {
        let Some(values) = padded(flaws) else { return Ok(Vec::new()) };
        self.rows(NAMED, &values, |row| row.get(0))
    }

    /// Settles up to [`SETTLED_AT_ONCE`] flaws that no assessment names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_unnamed(&mut self, flaws: &[i64]) -> Result<(), StoreError> {
        self.on_flaws(QUIET, flaws, &[])
    }

    /// What is known of a flaw.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_known(&mut self, flaw: i64) -> Result<Option<Known>, StoreError> {
        self.optional(KNOWN, &[flaw.into()], |row| {
            let (severity, exploited) = (row.get(0)?, row.get(1)?);
            Ok(Known { severity, exploited, modified: row.get(2)?, informational: row.get(3)? })
        })
    }

    /// The exposures of a flaw that are not closed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_open(&mut self, flaw: i64) -> Result<Vec<Open>, StoreError> {
        self.rows(OPEN, &[flaw.into()], open)
    }

    /// The versions that mend a flaw, for each component.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_fixed(&mut self, flaw: i64) -> Result<Vec<(i64, Vec<String>)>, StoreError> {
        self.rows(FINDINGS, &[flaw.into()], |row| Ok((row.get(0)?, fixed_in(&row.get::<String>(1)?))))
    }

    /// Writes what the exposures of a flaw in a component stand at, for these releases.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_stand(
        &mut self,
        flaw: i64,
        component: i64,
        standing: &Stand,
        releases: &[Id<kinds::Release>],
    ) -> Result<(), StoreError> {
        for releases in releases.chunks(SETTLED_AT_ONCE) {
            let Some(mut values) = padded(releases) else { continue };
            values.push(standing.assessment.into());
            values.push(standing.revisit.as_ref().into());
            values.extend([standing.waits.into(), flaw.into(), component.into()]);
            self.execute(STAND, &values)?;
        }
        Ok(())
    }

    /// Closed exposures of a flaw wait for nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_closed(&mut self, flaw: i64) -> Result<(), StoreError> {
        self.execute(CLOSED, &[flaw.into()]).map(drop)
    }

    /// Counts up to [`SETTLED_AT_ONCE`] flaws anew, and gives them their places in the queue.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_count(&mut self, flaws: &[i64]) -> Result<(), StoreError> {
        self.on_flaws(CLEAR, flaws, &[])?;
        self.on_flaws(FILL, flaws, &[])?;
        self.on_flaws(WHOLE, flaws, &[Value::Bytes(EVERY_PRODUCT)])?;
        self.on_flaws(COUNT, flaws, &[Value::Bytes(EVERY_PRODUCT)])?;
        self.on_flaws(NOTHING, flaws, &[])
    }
}

/// The versions that mend a flaw, by a finding's JSON.
#[must_use]
pub fn fixed_in(content: &str) -> Vec<String> {
    let content: serde_json::Value = serde_json::from_str(content).unwrap_or_default();
    content.get("fixed_in").map(|list| strings(&list.to_string())).unwrap_or_default()
}

fn open(row: &Row<'_>) -> Result<Open, StoreError> {
    Ok(Open {
        release: row.get(0)?,
        product: row.get(1)?,
        component: row.get(2)?,
        found: row.get(3)?,
        standing: Stand { assessment: row.get(4)?, revisit: row.get(5)?, waits: row.get(6)? },
        purl: row.get(7)?,
        name: row.get(8)?,
        version: row.get(9)?,
        part: row.get(10)?,
        cpe: row.get(11)?,
    })
}

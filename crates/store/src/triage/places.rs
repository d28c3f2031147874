//! Exposures as they are shown: which release of which product holds which component with which flaw.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An exposure with the names of what it is about.
macro_rules! places {
    ($rest:literal) => {
        concat!(
            "SELECT e.flaw, e.release, e.component, f.name, p.id, p.name, t.id, t.name, r.label, r.state, r.units, \
             c.name, c.version, c.purl, e.found, e.opened, e.closed, e.assessment, a.status, a.justification, e.revisit, \
             e.waits, n.reason, n.content FROM exposure e JOIN flaw f ON f.number = e.flaw \
             JOIN release r ON r.id = e.release JOIN part t ON t.id = r.part JOIN product p ON p.id = t.product \
             JOIN component c ON c.number = e.component \
             LEFT JOIN finding n ON n.component = e.component AND n.flaw = e.flaw \
             LEFT JOIN assessment a ON a.id = e.assessment WHERE ",
            $rest,
            " AND (?5 = '' OR (?5 = 'closed' AND e.closed IS NOT NULL) OR (e.closed IS NULL AND (?5 = 'open' \
             OR (?5 = 'waiting' AND e.waits = 1) OR (?5 = 'decided' AND e.waits = 0 AND e.assessment IS NOT NULL) \
             OR (?5 = 'revisit' AND e.revisit IS NOT NULL)))) AND (CAST(?6 AS INT8) = 0 OR p.id = ?7) \
             ORDER BY e.flaw DESC, e.release DESC, e.component DESC LIMIT ?4"
        )
    };
}

statements! {
    EVERY = places!("(e.flaw, e.release, e.component) < (?1, ?2, ?3)");
    OF_FLAW = places!("e.flaw = ?1 AND (e.release, e.component) < (?2, ?3)");
    OF_RELEASE = places!("e.release = ?2 AND (e.flaw, e.component) < (?1, ?3)");
    ONE = places!("e.flaw = ?1 AND e.release = ?2 AND e.component < ?3");
}

/// The key of an exposure, by which lists go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceKey {
    /// The flaw.
    pub flaw: i64,
    /// The release.
    pub release: Id<kinds::Release>,
    /// The component.
    pub component: i64,
}

/// Which exposures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceFilter {
    /// Of one flaw.
    pub flaw: Option<i64>,
    /// Of one release.
    pub release: Option<Id<kinds::Release>>,
    /// Of one product line.
    pub product: Option<Id<kinds::Product>>,
    /// `open`, `waiting`, `decided`, `revisit`, `closed`; empty for all.
    pub state: String,
}

/// An exposure with the names of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// Its key.
    pub key: PlaceKey,
    /// The first name of the flaw.
    pub flaw: String,
    /// The product line, by id and name.
    pub product: (Id<kinds::Product>, String),
    /// The part, by id and name.
    pub part: (Id<kinds::Part>, String),
    /// The label of the release.
    pub label: String,
    /// The state of the release.
    pub release_state: String,
    /// Its units.
    pub units: Option<i64>,
    /// The component's name, version and package URL.
    pub component: (String, Option<String>, Option<String>),
    /// What was found.
    pub found: String,
    /// Since when.
    pub opened: Time,
    /// Since when it is no more.
    pub closed: Option<Time>,
    /// The assessment that stands: id, status and justification.
    pub assessment: Option<(Id<kinds::Assessment>, String, Option<String>)>,
    /// Why it is to be looked at again.
    pub revisit: Option<String>,
    /// Whether somebody has to decide.
    pub waits: bool,
    /// The code of the reason of the finding.
    pub reason: Option<String>,
    /// The whole finding, as JSON.
    pub finding: Option<String>,
}

impl PlaceFilter {
    fn sql(&self) -> Sql {
        match (self.flaw, self.release) {
            (None, None) => EVERY,
            (Some(_), None) => OF_FLAW,
            (None, Some(_)) => OF_RELEASE,
            (Some(_), Some(_)) => ONE,
        }
    }
}

impl Tx<'_> {
    /// Up to `limit` exposures that fit behind `after`: the newest flaw first, then the newest release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn places(
        &mut self,
        filter: &PlaceFilter,
        after: Option<PlaceKey>,
        limit: i64,
    ) -> Result<Vec<PlaceRow>, StoreError> {
        let end = Id::from_bytes([0xff; 16]);
        let after = after.unwrap_or(PlaceKey { flaw: i64::MAX, release: end, component: i64::MAX });
        let values: [Value<'_>; 7] = [
            filter.flaw.unwrap_or(after.flaw).into(),
            filter.release.unwrap_or(after.release).into(),
            after.component.into(),
            limit.into(),
            (&filter.state).into(),
            filter.product.is_some().into(),
            filter.product.unwrap_or_else(|| Id::from_bytes([0; 16])).into(),
        ];
        self.rows(filter.sql(), &values, place)
    }
}

fn place(row: &Row<'_>) -> Result<PlaceRow, StoreError> {
    let (assessment, status): (Option<Id<kinds::Assessment>>, Option<String>) = (row.get(17)?, row.get(18)?);
    let justification: Option<String> = row.get(19)?;
    Ok(PlaceRow {
        key: PlaceKey { flaw: row.get(0)?, release: row.get(1)?, component: row.get(2)? },
        flaw: row.get(3)?,
        product: (row.get(4)?, row.get(5)?),
        part: (row.get(6)?, row.get(7)?),
        label: row.get(8)?,
        release_state: row.get(9)?,
        units: row.get(10)?,
        component: (row.get(11)?, row.get(12)?, row.get(13)?),
        found: row.get(14)?,
        opened: row.get(15)?,
        closed: row.get(16)?,
        assessment: assessment.zip(status).map(|(id, status)| (id, status, justification)),
        revisit: row.get(20)?,
        waits: row.get(21)?,
        reason: row.get(22)?,
        finding: row.get(23)?,
    })
}

//! One page of a list of records, and where it lies.

use serde::Deserialize;
use steadfast_store::{Id, RecordFilter, RecordRow, StoreError, Tx, kinds};

use crate::http::problem::Problem;
use crate::ledger::names::Names;
use crate::web::components::{Paging, Total};

/// Rows on a page.
const ROWS: i64 = 50;

type RecordId = Id<kinds::Record>;

/// What an address says about the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Cursor {
    /// Older than this record.
    #[serde(default)]
    after: String,
    /// Newer than this record.
    #[serde(default)]
    before: String,
}

/// Where a page lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Newest,
    Older(RecordId),
    Newer(RecordId),
}

impl Cursor {
    pub(super) fn place(&self) -> Result<Place, Problem> {
        let read = |text: &str| text.parse().map_err(|_| Problem::invalid("the address names no page of this list"));
        match (self.after.as_str(), self.before.as_str()) {
            ("", "") => Ok(Place::Newest),
            ("", before) => read(before).map(Place::Newer),
            (after, _) => read(after).map(Place::Older),
        }
    }
}

/// What was found there.
pub(super) struct Slice {
    pub(super) rows: Vec<RecordRow>,
    pub(super) names: Names,
    before: Option<RecordId>,
    after: Option<RecordId>,
}

impl Slice {
    pub(super) fn read(tx: &mut Tx<'_>, filter: &RecordFilter, place: Place) -> Result<Self, StoreError> {
        let mut rows = match place {
            Place::Newest => tx.record_list(filter, None, ROWS + 1)?,
            Place::Older(than) => tx.record_list(filter, Some(than), ROWS + 1)?,
            Place::Newer(than) => tx.record_list_after(filter, than, ROWS + 1)?,
        };
        let more = i64::try_from(rows.len()).is_ok_and(|found| found > ROWS);
        let backwards = matches!(place, Place::Newer(_));
        if more {
            // The one too many says that there is more; it lies at the far end.
            rows.remove(if backwards { 0 } else { rows.len() - 1 });
        }
        let (first, last) = (rows.first().map(|row| row.id), rows.last().map(|row| row.id));
        let (before, after) = match place {
            Place::Newest => (None, last.filter(|_| more)),
            Place::Older(_) => (first, last.filter(|_| more)),
            Place::Newer(_) => (first.filter(|_| more), last),
        };
        let names = Names::of(tx, &rows)?;
        Ok(Self { rows, names, before, after })
    }

    pub(super) fn paging(&self, total: Option<u64>) -> Paging {
        let text = |id: Option<RecordId>| id.map(|id| id.to_string());
        Paging { before: text(self.before), after: text(self.after), total: total.map_or(Total::Unknown, Total::Exact) }
    }
}

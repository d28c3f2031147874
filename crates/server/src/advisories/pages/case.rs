//! The advisories of a case, for its page.

use steadfast_store::{Case, StoreError, Tx};

use crate::advisories::read;
use crate::web::pages::case_advisories::CaseAdvisoryRow;

/// The advisories of a case, the oldest first.
pub(crate) fn of_case(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<CaseAdvisoryRow>, StoreError> {
    let all = tx.advisories_of_case(case.id)?.into_iter();
    let row = all.map(|advisory| CaseAdvisoryRow {
        id: advisory.id.to_string(),
        title: read::title(&advisory),
        state: read::state(&advisory),
        tlp: advisory.tlp,
        name: advisory.name,
        revision: advisory.revision,
        released: advisory.released.map(|at| at.0),
    });
    Ok(row.collect())
}

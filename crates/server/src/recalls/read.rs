//! What is read of a recall, for pages, the API and the text alike.

use steadfast_store::{
    FlawRow, Id, Manufacturer, Product, Recall, RecallPlace, RecallState, RecalledRelease, StoreError, ToldPartner, Tx,
    UnitStanding, kinds,
};

use crate::cases::error::CaseError;

/// Places and partners that are read; more than anybody reads at once.
const MOST: i64 = 2000;

/// A recall with all but its units.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    pub(crate) recall: Recall,
    pub(crate) releases: Vec<RecalledRelease>,
    /// What became of its units; nothing before it is decided.
    pub(crate) units: Option<UnitStanding>,
    pub(crate) places: Vec<RecallPlace>,
    pub(crate) partners: Vec<ToldPartner>,
    /// The flaw of its case.
    pub(crate) flaw: Option<FlawRow>,
    pub(crate) product: Option<Product>,
    pub(crate) maker: Option<Manufacturer>,
}

/// The number of the flaw that the case of a recall is about.
pub(crate) fn flaw(tx: &mut Tx<'_>, recall: &Recall) -> Result<Option<i64>, StoreError> {
    let case = recall.case.map(|case| tx.case(case)).transpose()?.flatten();
    match case.filter(|case| !case.flaw.is_empty()) {
        Some(case) => tx.flaw_of_id(&case.flaw),
        None => Ok(None),
    }
}

/// A recall that there is.
pub(crate) fn whole(tx: &mut Tx<'_>, id: Id<kinds::Recall>) -> Result<Whole, CaseError> {
    let recall = tx.recall(id)?.ok_or(CaseError::NotFound("recall"))?;
    let number = flaw(tx, &recall)?;
    let is_decided = recall.state != RecallState::Draft;
    let units = if is_decided { Some(tx.recall_standings(id, number)?) } else { None };
    let product = tx.product(recall.product)?;
    let maker = product.as_ref().map(|product| tx.manufacturer(product.manufacturer)).transpose()?.flatten();
    Ok(Whole {
        releases: tx.recall_releases(id)?,
        units,
        places: tx.recall_places(id, MOST)?,
        partners: tx.recall_partners(id, MOST)?,
        flaw: number.map(|number| tx.flaw_row(number)).transpose()?.flatten(),
        product,
        maker,
        recall,
    })
}

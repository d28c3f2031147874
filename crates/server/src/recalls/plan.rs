//! Planning: what is withdrawn, and why. Nothing happens by it; two people decide.

use steadfast_store::{Id, Recall, RecallKind, RecallState, Tx, kinds};

use super::error::{CASE, KIND, PRODUCT, RELEASES, RecallError};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::{Fields, REASON};

type ReleaseId = Id<kinds::Release>;

/// More releases than anybody recalls at once.
const MOST: usize = 200;

/// A recall as somebody plans it.
#[derive(Clone, Debug, Default)]
pub struct WantedRecall {
    /// `withdraw` or `recall`.
    pub kind: String,
    /// `prd_…`.
    pub product: String,
    /// `rel_…`, of that product.
    pub releases: Vec<String>,
    /// `cas_…`; empty without one.
    pub case: String,
    /// Why. It stands in the ledger once it is decided, and in the text for the authority.
    pub reason: String,
}

#[derive(Clone)]
struct Planned {
    kind: RecallKind,
    product: Id<kinds::Product>,
    releases: Vec<ReleaseId>,
    case: Option<Id<kinds::Case>>,
    reason: String,
}

impl WantedRecall {
    fn read(&self) -> Result<Planned, CaseError> {
        let mut fields = Fields::default();
        let (kind, product) = (fields.word(&self.kind, KIND), fields.word(&self.product, PRODUCT));
        let named: Vec<&String> = self.releases.iter().filter(|text| !text.trim().is_empty()).collect();
        fields.must((1..=MOST).contains(&named.len()), RELEASES);
        let releases: Vec<ReleaseId> = named.into_iter().filter_map(|text| fields.word(text, RELEASES)).collect();
        let case = Some(self.case.trim()).filter(|text| !text.is_empty());
        let case = case.and_then(|text| fields.word(text, CASE));
        let reason = fields.words(&self.reason, REASON);
        let planned = kind.zip(product).map(|(kind, product)| Planned { kind, product, releases, case, reason });
        fields.taken(planned)
    }
}

/// Plans a recall; its id.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn plan(app: &App, ask: Ask, wanted: WantedRecall) -> Result<Id<kinds::Recall>, RecallError> {
    let (id, planned, maker) = (app.ambient.id(), wanted.read()?, ask.by.person());
    let done = app.act::<_, RecallError, _>(ask, move |tx, at| {
        let product = tx.product(planned.product)?.ok_or(PRODUCT)?;
        fits(tx, &planned)?;
        let new = Recall {
            id,
            number: tx.recall_next()?,
            kind: planned.kind,
            product: product.id,
            product_name: product.name,
            case: planned.case,
            reason: planned.reason.clone(),
            state: RecallState::Draft,
            made: at.now,
            maker,
            decided: None,
            ended: None,
        };
        tx.recall_insert(&new, &planned.releases)?;
        Ok((id, about(Fact::new("recall-planned", &id), &new, &planned.releases)))
    });
    Ok(done.await?.answer)
}

/// Releases and case are of the product.
fn fits(tx: &mut Tx<'_>, planned: &Planned) -> Result<(), RecallError> {
    for release in &planned.releases {
        let part = tx.release(*release)?.ok_or(RELEASES)?.part;
        tx.part(part)?.filter(|part| part.product == planned.product).ok_or(RELEASES)?;
    }
    if let Some(case) = planned.case {
        let case = tx.case(case)?.ok_or(CASE)?;
        case.product.is_none_or(|of| of == planned.product).then_some(()).ok_or(CASE)?;
    }
    Ok(())
}

/// A record about a recall, without anybody's words.
pub(super) fn about(fact: Fact, recall: &Recall, releases: &[ReleaseId]) -> Fact {
    let ids: Vec<String> = releases.iter().map(ToString::to_string).collect();
    let case = recall.case.map_or(serde_json::Value::Null, |case| case.to_string().into());
    fact.with("number", recall.number)
        .with("kind", recall.kind.as_str())
        .with("product", recall.product.to_string())
        .with("case", case)
        .with("releases", ids)
}

//! The form that plans a recall: of a product, or of a case, whose affected releases are chosen then.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Answer, Case, Id, StoreError, Tx, kinds};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field, filled, wrong};
use crate::http::problem::Problem;
use crate::recalls::error::RecallError;
use crate::recalls::plan::{self, WantedRecall};
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::recalls::{RecallFormView, recall_form};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// More products, parts and releases than anybody chooses from.
const PRODUCTS: i64 = 500;
const PARTS: i64 = 100;
const RELEASES: i64 = 200;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    product: String,
    case: String,
}

impl Wanted {
    fn read(&self, tx: &mut Tx<'_>, chosen: Option<&[String]>) -> Result<RecallFormView, CaseError> {
        let case = match self.case.as_str() {
            "" => None,
            text => Some(tx.case(text.parse()?)?.ok_or(CaseError::NotFound("case"))?),
        };
        let product = match (self.product.as_str(), case.as_ref().and_then(|case| case.product)) {
            ("", of_case) => of_case,
            (text, _) => Some(text.parse()?),
        };
        let mut view = RecallFormView { case: case.as_ref().map(named), ..RecallFormView::default() };
        let Some(product) = product.map(|product| tx.product(product)).transpose()?.flatten() else {
            view.products = tx.product_names(PRODUCTS)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
            return Ok(view);
        };
        let affected = affected(tx, case.as_ref(), product.id)?;
        let is_chosen = |id: &str| {
            chosen.map_or_else(|| affected.contains(&id.to_owned()), |chosen| chosen.contains(&id.to_owned()))
        };
        for part in tx.part_list(product.id, PARTS)? {
            for release in tx.release_of_part(part.id, None, RELEASES)? {
                let id = release.id.to_string();
                view.releases.push((id.clone(), format!("{} {}", part.name, release.label), is_chosen(&id)));
            }
        }
        view.product = Some((product.id.to_string(), product.name));
        Ok(view)
    }
}

fn named(case: &Case) -> (String, String) {
    (case.id.to_string(), format!("#{} {}", case.number, case.title))
}

/// The releases that the flaw of a case affects.
fn affected(tx: &mut Tx<'_>, case: Option<&Case>, product: Id<kinds::Product>) -> Result<Vec<String>, StoreError> {
    let flaw = match case.filter(|case| !case.flaw.is_empty()) {
        Some(case) => tx.flaw_of_id(&case.flaw)?,
        None => None,
    };
    let Some(flaw) = flaw else { return Ok(Vec::new()) };
    let exposed = tx.flaw_exposed(flaw, Some(product), RELEASES)?.into_iter();
    let hit = exposed.filter(|one| one.answer.is_some_and(|answer| answer >= Answer::Undecided));
    Ok(hit.map(|one| one.release.to_string()).collect())
}

/// The form.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let fresh = Filled::empty().with("kind", "withdraw");
    shown(&app, &reader, (wanted, None), fresh, StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    (wanted, chosen): (Wanted, Option<Vec<String>>),
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let read = app.store.read::<_, CaseError, _>(move |tx| wanted.read(tx, chosen.as_deref()));
    let view = RecallFormView { filled, ..read.await? };
    Ok(page(status, recall_form(&reader.frame, &view)))
}

/// Plans it.
pub(super) async fn plan(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecallWork)?;
    let releases: Vec<String> =
        sent.keys().filter_map(|name| name.strip_prefix("release.")).map(str::to_owned).collect();
    let (product, case) = (field(&sent, "product"), field(&sent, "case"));
    let wanted = WantedRecall {
        kind: field(&sent, "kind"),
        product: product.clone(),
        releases: releases.clone(),
        case: case.clone(),
        reason: field(&sent, "reason"),
    };
    match plan::plan(&app, Ask::new(reader.by.caller.clone(), Action::RecallWork), wanted).await {
        Ok(id) => Ok(done(&urls::with(urls::RECALL, &[&id.to_string()]), "recall-planned")),
        Err(RecallError::Case(CaseError::Fields(refused))) => {
            let named = |field| if field == "releases" { "kind" } else { field };
            let filled = wrong(reader.frame.texts, filled(&sent, &["kind", "reason"]), &refused, named);
            let again = (Wanted { product, case }, Some(releases));
            shown(&app, &reader, again, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

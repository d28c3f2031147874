//! The list of products.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, NamePage, Product, StoreError, Tx, kinds};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::products::MOST_PARTS;
use crate::http::problem::Problem;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::products::{NewestRow, ProductRow, ProductsView, products};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: i64 = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

impl Wanted {
    fn page(&self) -> Result<NamePage<Id<kinds::Product>>, Problem> {
        let wrong = |_| Problem::invalid("the address names no page of this list");
        match (self.after.as_str(), self.before.as_str()) {
            ("", "") => Ok(NamePage::First),
            ("", before) => before.parse().map(NamePage::Before).map_err(wrong),
            (after, _) => after.parse().map(NamePage::After).map_err(wrong),
        }
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let (place, sought) = (wanted.page()?, wanted.q.clone());
    let (rows, paging) = app.store.read::<_, StoreError, _>(move |tx| read(tx, &sought, place)).await?;
    let query = components::Query::new(urls::PRODUCTS).filter("q", wanted.q);
    let may_change = reader.by.may(Action::CatalogueChange).is_ok();
    Ok(page(StatusCode::OK, products(&reader.frame, &ProductsView { rows, query, paging, may_change })))
}

/// One page, and where it lies. The one row too many says that there is more; it lies at the far end.
fn read(
    tx: &mut Tx<'_>,
    sought: &str,
    place: NamePage<Id<kinds::Product>>,
) -> Result<(Vec<ProductRow>, Paging), StoreError> {
    let mut found = tx.product_list(sought, place, ROWS + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > ROWS);
    let backwards = matches!(place, NamePage::Before(_));
    if more {
        found.remove(if backwards { 0 } else { found.len() - 1 });
    }
    let (is_before, is_after) = match place {
        NamePage::First => (false, more),
        NamePage::After(_) => (true, more),
        NamePage::Before(_) => (more, true),
    };
    let cursor = |there: bool, one: Option<&Product>| one.filter(|_| there).map(|one| one.id.to_string());
    let (before, after) = (cursor(is_before, found.first()), cursor(is_after, found.last()));
    let total = Total::Exact(rows::count(tx.product_count(sought)?));
    let rows: Result<Vec<_>, StoreError> = found.into_iter().map(|one| row(tx, one)).collect();
    Ok((rows?, Paging { before, after, total }))
}

fn row(tx: &mut Tx<'_>, product: Product) -> Result<ProductRow, StoreError> {
    let mut newest = Vec::new();
    for part in tx.part_list(product.id, MOST_PARTS)? {
        if let Some(release) = tx.release_of_part(part.id, None, 1)?.pop() {
            let check = rows::check(&release, tx.verdict(release.id)?.as_ref());
            newest.push(NewestRow { id: release.id.to_string(), part: part.name, label: release.label, check });
        }
    }
    Ok(ProductRow {
        id: product.id.to_string(),
        name: product.name,
        designation: product.designation,
        category: product.category,
        support_to: product.support_to,
        newest,
    })
}

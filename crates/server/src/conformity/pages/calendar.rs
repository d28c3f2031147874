//! The calendar of a product as a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_conformity::ahead::Ending;

use super::Which;
use crate::access::action::Action;
use crate::app::App;
use crate::conformity::api::ahead::AHEAD;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self, Found};
use crate::http::problem::Problem;
use crate::lifecycle::read::promises;
use crate::web::pages::calendar::{CalendarView, Lasting, calendar};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// What is counted each day speaks for three days.
const DAILY: i64 = 3 * 86_400_000_000;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ConformityRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let found = read::register(&app, product, which.release()?, None).await?;
    let read = app.store.read::<_, ConformityError, _>(move |tx| {
        let product = tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
        Ok((promises(tx, &product)?.latest(), product.name))
    });
    let (support_ends, name) = read.await?;
    let mut lasting = lasting(&found);
    let view = CalendarView {
        product: (id, name),
        release: super::named(&found),
        daily: lasting.extract_if(.., |one| one.times.1 - one.times.0 <= DAILY).collect(),
        lasting,
        endings: anew(found.endings(AHEAD)),
        support_ends: support_ends.map(|day| day.to_string()),
    };
    Ok(page(StatusCode::OK, calendar(&reader.frame, &view)))
}

/// Each piece of evidence that ends and has not ended yet, the next first: since its oldest row, until its first end.
fn lasting(found: &Found) -> Vec<Lasting> {
    let mut spans: BTreeMap<(&'static str, &str), (i64, i64)> = BTreeMap::new();
    for row in &found.rows {
        let Some(until) = row.until.filter(|until| *until > found.register.at) else { continue };
        let (since, until) = (row.time.as_microsecond(), until.as_microsecond());
        let span = spans.entry((row.key.kind.as_str(), row.key.source.as_str())).or_insert((since, until));
        *span = (span.0.min(since), span.1.min(until));
    }
    let lasting = spans.into_iter().map(|((kind, source), times)| Lasting { kind, source: source.to_owned(), times });
    let mut lasting: Vec<Lasting> = lasting.collect();
    lasting.sort_by_key(|one| one.times.1);
    lasting
}

/// At each moment what turns there: the calendar holds every ending against today.
fn anew(mut endings: Vec<Ending>) -> Vec<Ending> {
    let mut turned = BTreeMap::new();
    for ending in &mut endings {
        ending.turns.retain(|turn| turned.insert(turn.requirement.clone(), turn.to) != Some(turn.to));
    }
    endings
}

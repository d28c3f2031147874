//! How far a release came as an update.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{PartKind, Time, Tx};

use super::count;
use super::list::row;
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::pages::head;
use crate::catalogue::releases::Whole;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::web::pages::rollout_reach::{ReachView, reach};
use crate::web::reader::Reader;
use crate::web::visit::page;

const DAY: i64 = 86_400_000_000;
/// Points that are drawn, at most.
const POINTS: i64 = 60;
/// Distributions of one release that are shown.
const ROLLOUTS: i64 = 100;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    reader.by.may(Action::RolloutRead)?;
    let (id, now) = (id.parse().map_err(RolloutError::from)?, app.ambient.now());
    let may_plan = reader.by.may(Action::RolloutChange).is_ok();
    let read = move |tx: &mut Tx<'_>| {
        let whole = Whole::read(tx, id).map_err(|_| RolloutError::NotFound("release"))?;
        let product = whole.part.product;
        let known = whole.part.kind != PartKind::Remote && tx.product_has_units(product)?;
        let runners = if known { Some(tx.release_runners(id)?) } else { None };
        let rollouts = tx.rollout_of_release(id, ROLLOUTS)?;
        Ok(ReachView {
            head: head(&whole),
            days: days(&tx.release_reach(id)?, now),
            runners: runners.map(|(heard, silent)| (count(heard), count(silent))),
            in_use: count(tx.unit_tally(Some(product))?.in_use()),
            rollouts: rollouts.into_iter().map(|rollout| row(tx, rollout)).collect::<Result<_, _>>()?,
            may_plan: may_plan && whole.part.kind != PartKind::Remote,
        })
    };
    let view = app.store.read::<_, RolloutError, _>(read).await?;
    Ok(page(StatusCode::OK, reach(&reader.frame, &view)))
}

/// How many had come by each day from the one before the first to today, in steps that leave no more points than can be drawn.
fn days(came: &[(i64, i64)], now: Time) -> Vec<(i64, u64)> {
    let Some((first, _)) = came.first().copied() else { return Vec::new() };
    let today = now.day().max(first);
    // The day before, when nobody ran it.
    let first = first - 1;
    let step = ((today - first) / POINTS + 1).max(1);
    let until = |day: i64| came.iter().filter(|(on, _)| *on <= day).map(|(_, units)| units).sum();
    let steps = (0..).map(|at| first + at * step).take_while(|day| *day < today).chain([today]);
    steps.map(|day| (day * DAY, count(until(day)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_add_up_and_end_today() {
        assert_eq!(days(&[], Time(5 * DAY)), []);
        let all = days(&[(2, 1), (4, 3)], Time(5 * DAY + 7));
        assert_eq!(all, [(DAY, 0), (2 * DAY, 1), (3 * DAY, 1), (4 * DAY, 4), (5 * DAY, 4)]);
        let years = days(&[(0, 1), (1000, 1)], Time(1000 * DAY));
        assert!(years.len() <= 62, "{}", years.len());
        assert_eq!(years.last(), Some(&(1000 * DAY, 2)));
    }
}

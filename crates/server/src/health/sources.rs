//! Where advisories come from, and how fresh they are.

use steadfast_store::{FeedState, StoreError, Time};

use super::Part;
use crate::app::App;
use crate::feeds::stale;
use crate::web::pages::health::{Condition, Value};

/// Failures in a row that somebody should know of.
const TRIES: i64 = 3;

pub(super) async fn look(app: &App, now: Time) -> Part {
    let Ok(loaded) = app.advisories.current(app).await else { return Part::unknown("sources", "no-answer") };
    let stale = stale(&loaded, now);
    let read = app.store.read::<_, StoreError, _>(|tx| tx.feed_list());
    let Ok(feeds) = read.await else { return Part::unknown("sources", "no-answer") };
    let failing = feeds.iter().filter(|feed| feed.state == FeedState::On && feed.tries >= TRIES).count() as u64;
    let held = feeds.iter().filter(|feed| feed.held.is_some()).count() as u64;
    Part::good("sources")
        .figure("sources", Value::Count(loaded.sources().len() as u64))
        .figure("stale", Value::Count(stale))
        .figure("failing", Value::Count(failing))
        .figure("held", Value::Count(held))
        .but_if(loaded.sources().is_empty(), Condition::Unknown, "sources-none")
        .but_if(failing > 0, Condition::Warning, "sources-failing")
        .but_if(held > 0, Condition::Warning, "sources-held")
        .but_if(stale > 0, Condition::Warning, "sources-stale")
}

//! The events that the owner of one device shares.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_monitor::event::{Class, Event};
use steadfast_store::{Id, Unit, UnitLog, kinds};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::batch::{self, Numbered};
use crate::monitoring::error::MonitoringError;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::monitoring_events::{SharedEventView, UnitEventsView, unit_events};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    class: String,
    /// The number of the first event that is wanted.
    from: String,
    /// The number of the last event of the page before.
    after: String,
}

impl Wanted {
    fn class(&self) -> Result<Class, Problem> {
        let word = if self.class.is_empty() { Class::Security.code() } else { &self.class };
        let found = Class::ALL.iter().copied().find(|class| class.code() == word);
        found.ok_or_else(|| Problem::invalid("class is security, network or product"))
    }

    fn from(&self) -> Result<u64, Problem> {
        let number = |text: &str| text.parse().map_err(|_| Problem::invalid("from and after are numbers of events"));
        match (self.from.as_str(), self.after.as_str()) {
            ("", "") => Ok(1),
            (from, "") => number(from),
            (_, after) => Ok(number(after)?.saturating_add(1)),
        }
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::MonitoringEvents)?;
    let id: Id<kinds::Unit> = id.parse().map_err(MonitoringError::Id)?;
    let (class, from) = (wanted.class()?, wanted.from()?);
    let found = app.store.read::<_, MonitoringError, _>(move |tx| {
        let unit = tx.unit(id)?.ok_or(MonitoringError::NotFound("unit"))?;
        let events = batch::events(tx, unit.number, class, from, ROWS + 1)?;
        Ok((tx.unit_log(unit.number)?, unit, events))
    });
    Ok(page(StatusCode::OK, unit_events(&reader.frame, &view(found.await?, class, from))))
}

fn view((log, unit, mut events): (UnitLog, Unit, Vec<Numbered>), class: Class, from: u64) -> UnitEventsView {
    let more = events.len() > ROWS;
    events.truncate(ROWS);
    let id = unit.id.to_string();
    UnitEventsView {
        class: class.code(),
        paging: Paging {
            before: (from > 1).then(String::new),
            after: events.last().filter(|_| more).map(|last| last.number.to_string()),
            total: if more || from > 1 { Total::Unknown } else { Total::Exact(events.len() as u64) },
        },
        rows: events.iter().map(row).collect(),
        query: Query::new(urls::with(urls::UNIT_EVENTS, &[&id])).filter("class", class.code()),
        nothing: nothing(&log, from),
        unit: (id, unit.serial),
    }
}

/// Why nothing is there. What an owner did not agree to is not known to be missing.
fn nothing(log: &UnitLog, from: u64) -> &'static str {
    match log.switches {
        _ if log.refused.is_some() => "off",
        None => "unknown",
        Some(switches) if !switches.share || !switches.record => "off",
        Some(_) if from > 1 => "end",
        Some(_) => "none",
    }
}

/// An event as pages show it.
pub(crate) fn row(kept: &Numbered) -> SharedEventView {
    let mut shown = SharedEventView { number: kept.number, left: kept.taken.0, ..SharedEventView::default() };
    let Ok(event) = Event::decode(&kept.bytes) else { return shown };
    if let Some(what) = &event.what {
        what.fields(&mut |name, value| shown.facts.push((name, value.to_string())));
    }
    shown.time = event.time.map(|seconds| seconds.saturating_mul(1_000_000));
    shown.kind = event.kind().map(|kind| kind.code());
    shown.severity = event.severity.map(|severity| severity.code());
    shown.outcome = event.outcome.map(|outcome| outcome.code());
    shown
}

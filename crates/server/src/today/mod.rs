//! Today: what must be done, by when, and why. Everything is looked at anew each time the page is asked for.

mod activity;
mod duties;
mod glance;
mod machine;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use steadfast_store::{RecordFilter, RecordRow, StoreError, Time, Tx};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::role::Role;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::names::Names;
use crate::ledger::pages::rows::rows;
use crate::monitoring::pages::row as alert_row;
use crate::monitoring::read::{self, NamedAlert};
use crate::monitoring::sight::Sight;
use crate::triage::pages::queue::first;
use crate::web::pages::today::{TodayView, today};
use crate::web::pages::triage::QueuedFlaw;
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;
use duties::Duties;
use glance::Numbers;

/// Records on the first page.
const NEWEST: i64 = 8;
/// Flaws, and alerts, on the first page.
const URGENT: i64 = 5;

/// Its address.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route(urls::TODAY, get(show))
}

async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::AccountRead)?;
    let (by, now) = (reader.by.clone(), app.ambient.now());
    let mut found = app.store.read(move |tx| Found::read(tx, &by, now)).await?;
    if reader.by.role == Role::Admin {
        let room = machine::room(&app).await;
        found.duties.machine(app.certificate.as_ref().map(|certificate| certificate.until), room, now);
    }
    let loaded = app.advisories.current(&app).await;
    if reader.by.may(Action::FeedDecide).is_ok() {
        match &loaded {
            Ok(loaded) if loaded.number == 0 => found.duties.no_advisories(),
            loaded => found.duties.sources(loaded.as_ref().ok().map(|loaded| crate::feeds::stale(loaded, now))),
        }
    }
    let may_read = reader.by.may(Action::RecordContent).is_ok();
    let texts = reader.frame.texts;
    let glance = match &found.numbers {
        Some(numbers) => numbers.view(glance::sources(&*loaded?, now), now, texts),
        None => None,
    };
    let view = TodayView {
        glance,
        urgent: found.urgent,
        alerts: (
            found.alerts.0.iter().map(|alert| alert_row(texts, alert, Sight::of(&reader.by))).collect(),
            found.alerts.1,
        ),
        records: rows(&found.newest, &found.names, may_read),
        total: found.total,
        activity: found.days.map(|days| activity::chart(&days, now, texts)),
        duties: found.duties.rows,
        looked: found.duties.looked,
        unseen: found.duties.unseen,
    };
    Ok(page(StatusCode::OK, today(&reader.frame, &view)))
}

/// What the database says, all of one moment.
struct Found {
    duties: Duties,
    newest: Vec<RecordRow>,
    names: Names,
    total: u64,
    days: Option<Vec<u64>>,
    numbers: Option<Numbers>,
    urgent: Vec<QueuedFlaw>,
    alerts: (Vec<NamedAlert>, u64),
}

impl Found {
    fn read(tx: &mut Tx<'_>, by: &SignedIn, now: Time) -> Result<Self, StoreError> {
        let duties = Duties::read(tx, by, now)?;
        let alerts = if by.may(Action::MonitoringRead).is_ok() { alerts(tx)? } else { Default::default() };
        let own = by.may(Action::OwnFlawRead).is_ok();
        let urgent = if by.may(Action::ExposureRead).is_ok() { first(tx, URGENT, own)? } else { Vec::new() };
        let numbers = by.may(Action::CatalogueRead).is_ok().then(|| Numbers::read(tx, now)).transpose()?;
        if by.may(Action::RecordRead).is_err() {
            let (newest, names) = (Vec::new(), Names::default());
            return Ok(Self { duties, newest, names, total: 0, days: None, numbers, urgent, alerts });
        }
        let newest = tx.record_list(&RecordFilter::default(), None, NEWEST)?;
        let names = Names::of(tx, &newest)?;
        let numbered = tx.ledger_head()?.map_or(0, |head| head.size);
        let total = numbered.saturating_add(tx.ledger_waiting_count()?);
        Ok(Self { duties, newest, names, total, days: Some(activity::days(tx, now)?), numbers, urgent, alerts })
    }
}

/// The open alerts that come first, and how many there are.
fn alerts(tx: &mut Tx<'_>) -> Result<(Vec<NamedAlert>, u64), StoreError> {
    let all = u64::try_from(tx.alerts_open_count()?).unwrap_or(0);
    Ok((read::open(tx, URGENT)?, all))
}

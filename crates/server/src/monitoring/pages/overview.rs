//! Monitoring at a glance.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_monitor::event::Class;
use steadfast_store::{AlertFilter, Coverage, KeptClass, ProductCoverage, StoreError, Tx};

use super::rows::{count, row};
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::read::{self, NamedAlert};
use crate::monitoring::settings::{Settings, settings};
use crate::monitoring::sight::Sight;
use crate::web::Texts;
use crate::web::pages::monitoring::{CoverageView, KeptView, MonitoringView, monitoring};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Open alerts on the page.
const OPEN: i64 = 50;
/// Alerts that ended lately on the page.
const ENDED: usize = 10;
/// Alerts that are looked through for them.
const LOOKED: i64 = 200;
const DAY: i64 = 86_400_000_000;

/// What the database says, all of one moment.
struct Found {
    open: (Vec<NamedAlert>, i64),
    ended: Vec<NamedAlert>,
    coverage: Vec<ProductCoverage>,
    waiting: i64,
    kept: Vec<KeptClass>,
    settings: Settings,
}

impl Found {
    fn read(tx: &mut Tx<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            open: (read::open(tx, OPEN)?, tx.alerts_open_count()?),
            ended: ended(tx)?,
            coverage: tx.coverage()?,
            waiting: tx.events_waiting_count()?,
            kept: tx.event_classes()?,
            settings: settings(tx)?,
        })
    }

    fn view(self, texts: Texts, sight: Sight) -> MonitoringView {
        let mut all = Coverage::default();
        self.coverage.iter().for_each(|one| all += one.units);
        let rows = |alerts: &[NamedAlert]| alerts.iter().map(|alert| row(texts, alert, sight)).collect();
        MonitoringView {
            open: (rows(&self.open.0), count(self.open.1)),
            ended: rows(&self.ended),
            coverage: covered(all),
            products: self
                .coverage
                .into_iter()
                .map(|one| ((one.product.to_string(), one.name), covered(one.units)))
                .collect(),
            waiting: count(self.waiting),
            kept: Class::ALL.iter().map(|class| kept(*class, &self.kept, &self.settings)).collect(),
        }
    }
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::MonitoringRead)?;
    let found = app.store.read::<_, StoreError, _>(Found::read).await?;
    Ok(page(StatusCode::OK, monitoring(&reader.frame, &found.view(reader.frame.texts, Sight::of(&reader.by)))))
}

/// The newest alerts that are over, the one that ended last first.
fn ended(tx: &mut Tx<'_>) -> Result<Vec<NamedAlert>, StoreError> {
    let mut found = read::alerts(tx, AlertFilter::default(), None, LOOKED)?;
    found.retain(|named| named.alert.ended.is_some());
    found.sort_by_key(|named| std::cmp::Reverse(named.alert.ended));
    found.truncate(ENDED);
    Ok(found)
}

fn covered(units: Coverage) -> CoverageView {
    CoverageView {
        shares: count(units.shares),
        silent: count(units.silent),
        off: count(units.off),
        unknown: count(units.unknown),
    }
}

fn kept(class: Class, found: &[KeptClass], settings: &Settings) -> KeptView {
    let number = i64::from(class.number());
    let kept = found.iter().find(|kept| kept.class == number);
    let days = settings.keep_days.by_class().into_iter().find(|(of, _)| *of == number).map_or(0, |(_, days)| days);
    KeptView {
        class: class.code(),
        events: kept.map_or(0, |kept| count(kept.events)),
        oldest: kept.map(|kept| kept.oldest.saturating_mul(DAY)),
        days: count(days),
    }
}

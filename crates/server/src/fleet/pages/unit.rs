//! One device.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{EndedBy, Id, Tx, UnitEvent, UnitFlaw, kinds};
use steadfast_trust::key::Fingerprint;

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::read::{Whole, whole};
use crate::fleet::statements::{ErasureStated, Stated};
use crate::fleet::units;
use crate::http::problem::Problem;
use crate::monitoring::sight::Sight;
use crate::monitoring::{self, read::NamedAlert};
use crate::rollout::pages::of_unit;
use crate::triage::read::severity_word;
use crate::web::pages::unit::{FlawView, Offers, SecretView, UnitView, unit};
use crate::web::pages::unit_alerts::AlertsOfUnit;
use crate::web::pages::unit_stated::{ErasureView, ExportView, SelfTestView, StatedView};
use crate::web::pages::unit_updates::UpdatesView;
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Flaws on the page.
const FLAWS: i64 = 50;
/// Alerts on the page.
const ALERTS: i64 = 10;
/// Entries of the history on the page.
const EVENTS: i64 = 100;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    before: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitRead)?;
    let before = Some(wanted.before).filter(|before| !before.is_empty()).map(|before| before.parse()).transpose();
    let before = before.map_err(FleetError::from)?;
    shown(&app, &reader, id.parse().map_err(FleetError::from)?, before, None, StatusCode::OK).await
}

/// The page, with a form that came back where it did.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Unit>,
    before: Option<Id<kinds::UnitEvent>>,
    filled: Option<Filled>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let may_updates = reader.by.may(Action::RolloutRead).is_ok();
    let may_decide = reader.by.may(Action::UnitDecide).is_ok();
    let may_alerts = reader.by.may(Action::MonitoringRead).is_ok();
    let read = move |tx: &mut Tx<'_>| {
        let whole = whole(tx, id)?;
        let flaws = tx.unit_flaws(whole.unit.number, None, FLAWS + 1)?;
        let history = tx.unit_history(whole.unit.number, before, EVENTS + 1)?;
        let updates = if may_updates { Some(of_unit::read(tx, &whole.unit, may_decide)?) } else { None };
        let alerts =
            if may_alerts { Some(monitoring::read::of_unit(tx, whole.unit.number, ALERTS + 1)?) } else { None };
        Ok((whole, flaws, history, (updates, alerts)))
    };
    let (whole, flaws, history, (updates, alerts)) = app.store.read::<_, FleetError, _>(read).await?;
    let contact = match reader.by.may(Action::UnitContact) {
        Ok(()) => units::contact(app, id).await?,
        Err(_) => None,
    };
    Ok(page(status, unit(&reader.frame, &view(reader, whole, flaws, history, (contact, updates, alerts), filled))))
}

fn view(
    reader: &Reader,
    whole: Whole,
    flaws: Vec<UnitFlaw>,
    mut history: Vec<UnitEvent>,
    (contact, updates, alerts): (Option<String>, Option<UpdatesView>, Option<Vec<NamedAlert>>),
    filled: Option<Filled>,
) -> UnitView {
    let Whole { unit, product, runs, secrets, stated: said, .. } = whole;
    let id = unit.id.to_string();
    let may = |action| reader.by.may(action).is_ok();
    let more = i64::try_from(history.len()).is_ok_and(|count| count > EVENTS);
    history.truncate(usize::try_from(EVENTS).unwrap_or(usize::MAX));
    let earlier = history.last().filter(|_| more).map(|last| last.id.to_string());
    let more_flaws = i64::try_from(flaws.len()).is_ok_and(|count| count > FLAWS);
    let own = may(Action::OwnFlawRead);
    let stated = Filled::empty()
        .with("market", unit.market.clone().unwrap_or_default())
        .with("hardware", unit.hardware.clone())
        .with("contact", contact.clone().unwrap_or_default());
    UnitView {
        product: (product.id.to_string(), product.name),
        runs: runs
            .iter()
            .map(|run| {
                let stale = said.fresh.get(&run.part) == Some(&false);
                (rows::run(run), run.since.0, run.source.as_str(), stale)
            })
            .collect(),
        ended: (unit.ended.map(|time| time.0), unit.ended_by.map(EndedBy::as_str)),
        stated: stated_view(said),
        key: unit.key.map(|key| Fingerprint(key).to_string()),
        contact: (unit.contact.is_some(), contact),
        state: unit.state.as_str(),
        silent: unit.silent,
        times: (unit.enrolled.map(|time| time.0), unit.last_seen.map(|time| time.0), unit.created.0),
        version: unit.version,
        secrets: secrets
            .iter()
            .map(|secret| SecretView {
                kind: secret.kind.as_str(),
                made: secret.made.0,
                expires: secret.expires.map(|time| time.0),
            })
            .collect(),
        updates,
        alerts: alerts.map(|alerts| alerts_of(reader, &alerts)),
        flaws: (
            flaws.into_iter().take(usize::try_from(FLAWS).unwrap_or(0)).map(|one| flaw(one, own)).collect(),
            more_flaws,
        ),
        history: history.into_iter().map(|event| rows::event(reader.frame.texts, event)).collect(),
        earlier: earlier.map(|before| urls::query(&urls::with(urls::UNIT, &[&id]), &[("before", &before)])),
        offers: Offers {
            change: may(Action::UnitChange),
            enrol: may(Action::UnitEnrol),
            fresh_code: may(Action::UnitFreshCode)
                && unit.key.is_none()
                && unit.state != steadfast_store::UnitState::Decommissioned,
            rekey: may(Action::UnitRekey),
            decommission: may(Action::UnitDecommission),
        },
        filled: filled.unwrap_or(stated),
        serial: unit.serial,
        hardware: unit.hardware,
        market: unit.market,
        id,
    }
}

fn alerts_of(reader: &Reader, alerts: &[NamedAlert]) -> AlertsOfUnit {
    let (most, sight) = (usize::try_from(ALERTS).unwrap_or(usize::MAX), Sight::of(&reader.by));
    AlertsOfUnit {
        rows: alerts.iter().take(most).map(|alert| monitoring::pages::row(reader.frame.texts, alert, sight)).collect(),
        more: alerts.len() > most,
        may_events: reader.by.may(Action::MonitoringEvents).is_ok(),
    }
}

/// What it stated of itself.
fn stated_view(stated: Stated) -> StatedView {
    StatedView {
        tested: stated.tested.map(|test| SelfTestView {
            statement: test.origin.id.to_string(),
            time: test.origin.time.0,
            verdict: test.verdict,
            agent: test.agent,
            checks: test.checks.into_iter().map(|check| (check.check, check.found, check.detail)).collect(),
        }),
        exported: stated.exported.map(|export| ExportView {
            statement: export.origin.id.to_string(),
            time: export.origin.time.0,
            way: export.way,
            verified: export.verified,
        }),
        erased: stated.erased.iter().map(erasure).collect(),
    }
}

fn erasure(erasure: &ErasureStated) -> ErasureView {
    ErasureView {
        statement: erasure.origin.id.to_string(),
        time: erasure.origin.time.0,
        purpose: erasure.purpose,
        things: (erasure.destroyed, erasure.found),
    }
}

fn flaw(flaw: UnitFlaw, may_read_own: bool) -> FlawView {
    let hidden = flaw.own && !may_read_own;
    FlawView {
        number: flaw.number,
        name: flaw.name,
        summary: (!hidden).then_some(flaw.summary),
        severity: severity_word(flaw.severity),
        exploited: flaw.exploited.is_some(),
        answer: flaw.answer.as_str(),
    }
}

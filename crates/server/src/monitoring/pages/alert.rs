//! One alert.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{AlertAnswer, Id, RecordFilter, RecordRow, StoreError, Tx, kinds};

use super::drawn::drawn;
use super::rows;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::cases::known::{Declared, declared_at};
use crate::cases::pages::of_alert;
use crate::cases::words::declared_words;
use crate::http::problem::Problem;
use crate::monitoring::error::MonitoringError;
use crate::monitoring::read::{self, NamedAlert, NamedUnit};
use crate::monitoring::sight::Sight;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::alert_case::AlertCaseView;
use crate::web::pages::monitoring_alert::{AlertView, alert};
use crate::web::pages::monitoring_answer::{AnswerView, SaidView};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Devices on a page.
const UNITS: usize = 10;
/// Devices of which the pictures know.
const KNOWN: i64 = 200;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

/// What the database says, all of one moment.
struct Found {
    named: NamedAlert,
    /// This page's devices, and one more where there are more.
    units: Vec<NamedUnit>,
    /// Those for the pictures.
    known: Vec<NamedUnit>,
    by: Option<String>,
    record: Option<RecordRow>,
    case: AlertCaseView,
    declared: Declared,
}

impl Found {
    fn read(
        tx: &mut Tx<'_>,
        by: &SignedIn,
        id: Id<kinds::Alert>,
        behind: Option<Id<kinds::Unit>>,
    ) -> Result<Self, MonitoringError> {
        let named = read::alert(tx, id)?;
        let after = behind.map(|unit| tx.unit(unit)).transpose()?.flatten().map_or(0, |unit| unit.number);
        let units = read::units(tx, id, after, UNITS as i64 + 1)?;
        let known = read::units(tx, id, 0, KNOWN)?;
        let case = of_alert(tx, by, &named.alert)?;
        let by = named.alert.person.map(|person| tx.person(person)).transpose()?.flatten();
        let record = answered(tx, &named)?;
        let declared = declared_at(tx, id)?;
        Ok(Self { named, units, known, by: by.map(|person| person.name), record, case, declared })
    }

    fn view(mut self, reader: &Reader, is_later: bool, (filled, changed): (Filled, bool)) -> AlertView {
        let (texts, may) = (reader.frame.texts, |action| reader.by.may(action).is_ok());
        let sight = Sight::of(&reader.by);
        let row = rows::row(texts, &self.named, sight);
        let more = self.units.len() > UNITS;
        self.units.truncate(UNITS);
        AlertView {
            pictures: drawn(texts, &self.known, row.units, sight),
            units: self.units.iter().map(|unit| rows::unit(texts, unit, sight)).collect(),
            query: Query::new(urls::with(urls::ALERT, &[&row.id])),
            paging: Paging {
                before: is_later.then(String::new),
                after: self.units.last().filter(|_| more).map(|last| last.unit.id.to_string()),
                total: Total::Exact(row.units),
            },
            answer: AnswerView {
                version: may(Action::AlertAnswer).then_some(self.named.alert.version),
                said: self.said(),
                filled,
                changed,
            },
            case: self.case,
            declared: self
                .declared
                .iter()
                .map(|(name, said)| (name.clone(), said.as_ref().map(declared_words)))
                .collect(),
            withheld: sight == Sight::Counts,
            row,
        }
    }

    fn said(&self) -> Option<SaidView> {
        let alert = &self.named.alert;
        alert.answer.map(|answer| SaidView {
            answer: AlertAnswer::as_str(answer),
            note: alert.note.clone(),
            by: self.by.clone(),
            record: self.record.as_ref().map(|record| (record.time.0, record.id.to_string())),
        })
    }
}

/// The record of the last answer.
fn answered(tx: &mut Tx<'_>, named: &NamedAlert) -> Result<Option<RecordRow>, StoreError> {
    if named.alert.answer.is_none() {
        return Ok(None);
    }
    let subject = Some(named.alert.id.to_string());
    let filter = RecordFilter { subject, ..RecordFilter::kind("alert-answered") };
    Ok(tx.record_list(&filter, None, 1)?.pop())
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::MonitoringRead)?;
    let behind = Some(wanted.after).filter(|after| !after.is_empty()).map(|after| after.parse()).transpose();
    let (id, behind) = (id.parse().map_err(MonitoringError::Id)?, behind.map_err(MonitoringError::Id)?);
    shown(&app, &reader, (id, behind), (Filled::empty(), false), StatusCode::OK).await
}

/// The page, with a form that came back where it did, and whether somebody answered meanwhile.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    (id, behind): (Id<kinds::Alert>, Option<Id<kinds::Unit>>),
    form: (Filled, bool),
    status: StatusCode,
) -> Result<Response, Problem> {
    let by = reader.by.clone();
    let found = app.store.read::<_, MonitoringError, _>(move |tx| Found::read(tx, &by, id, behind)).await?;
    Ok(page(status, alert(&reader.frame, &found.view(reader, behind.is_some(), form))))
}

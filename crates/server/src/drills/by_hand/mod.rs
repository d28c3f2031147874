//! A drill that people play themselves, by the pages alone, on a server whose data are a sample: the demo's night. What they do
//! is what a real night would ask of them; the report is read off what the case, its alarms and its reports keep anyway.

mod steps;

use steadfast_store::{Case, Drill, DrillState, Id, Scenario, Tx, kinds};

use super::error::DrillError;
use super::keep::Held;
use super::people::Pace;
use super::report::{DrillReport, SCHEMA};
use super::words;
use crate::act::{Ask, Fact};
use crate::app::App;

type DrillId = Id<kinds::Drill>;

/// The stop-watch begins for a case that just opened; the drill's id.
///
/// # Errors
/// When there is no such case, or it is not allowed.
pub(crate) async fn begin(app: &App, ask: Ask, case: Id<kinds::Case>) -> Result<DrillId, DrillError> {
    let (id, person, scenario) = (app.ambient.id(), ask.by.person(), Scenario::SaturdayNight);
    let done = app.act::<_, DrillError, _>(ask, move |tx, at| {
        let flaw = tx.case(case)?.ok_or(DrillError::NotFound)?.flaw;
        let fact = Fact::new("drill-asked", &id).with("scenario", scenario.as_str()).with("flaw", flaw.as_str());
        let new = Drill { id, flaw, case: Some(case), person, asked: at.now, ..super::ask::empty(id, scenario) };
        tx.drill_insert(&new)?;
        Ok((id, fact.with("case", case.to_string())))
    });
    Ok(done.await?.answer)
}

/// Ends it: its report as it stands now, and the record of that.
///
/// # Errors
/// When it is none that people play, it is over, or it is not allowed.
pub(crate) async fn end(app: &App, ask: Ask, id: DrillId) -> Result<(), DrillError> {
    app.act::<_, DrillError, _>(ask, move |tx, at| {
        let drill = tx.drill(id)?.ok_or(DrillError::NotFound)?;
        if drill.case.is_none() || drill.state != DrillState::Waiting {
            return Err(DrillError::NotByHand);
        }
        let held = Held::of(&drill, &so_far(tx, &drill, at.now)?)?;
        tx.drill_held(id, &held.row(at))?;
        Ok(((), held.fact))
    })
    .await?;
    Ok(())
}

/// How it went so far.
///
/// # Errors
/// When its case is gone, or the database fails.
pub(super) fn so_far(tx: &mut Tx<'_>, drill: &Drill, now: steadfast_store::Time) -> Result<DrillReport, DrillError> {
    let case = drill.case.ok_or(DrillError::NotByHand)?;
    let case = tx.case(case)?.ok_or(DrillError::NotFound)?;
    let steps = steps::of(tx, &case, now)?;
    Ok(DrillReport {
        schema: SCHEMA,
        kind: "drill-report".to_owned(),
        drill: drill.id.to_string(),
        scenario: drill.scenario.as_str().to_owned(),
        says: words::scenario(words::ENGLISH, drill.scenario.as_str()),
        flaw: drill.flaw.clone(),
        product: product(tx, &case)?,
        copied: drill.asked.to_string(),
        copy_ms: 0,
        begins: case.opened.to_string(),
        holiday: super::job::holiday(tx, case.opened)?,
        gaps: steps.iter().map(|step| i64::try_from(step.gaps.len()).unwrap_or(i64::MAX)).sum(),
        steps,
        answers: Pace::of(tx)?.told(),
        assumed: std::collections::BTreeMap::new(),
        kept_in: std::collections::BTreeMap::new(),
    })
}

fn product(tx: &mut Tx<'_>, case: &Case) -> Result<String, DrillError> {
    let Some(product) = case.product else { return Ok(String::new()) };
    Ok(tx.product(product)?.map(|product| product.name).unwrap_or_default())
}

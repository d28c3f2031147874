//! Somebody who must answer and confirm is not there.

use steadfast_store::{Id, StoreError, Tx, kinds};

use super::chosen::{Found, chosen};
use crate::access::action::{Action, Eyes};
use crate::drills::error::DrillError;
use crate::drills::run::Run;

/// Plays it.
pub(super) async fn play(run: &mut Run) -> Result<(), DrillError> {
    let Some(absent) = absent(run).await? else { return Ok(()) };
    run.absent.insert(absent);
    let found = run.app.store.read::<_, StoreError, _>(|tx| chosen(tx, "")).await?;
    let product = match found {
        Found::Flaw(found) => {
            (run.flaw, run.product) = (found.flaw, found.product_name);
            Some(found.product)
        }
        Found::Unknown | Found::NothingExposed => None,
    };
    let case = run.opened("vulnerability", product).await?;
    let by = run.ring(case.to_string()).await?;
    run.assessed(case, by).await?;
    confirmed(run).await
}

/// The first on duty; without a list, the first who would be rung.
async fn absent(run: &mut Run) -> Result<Option<Id<kinds::Person>>, DrillError> {
    let mut step = run.step("absent");
    let duty = run.app.store.read::<_, StoreError, _>(|tx: &mut Tx<'_>| crate::ringing::alarm::duty(tx)).await?;
    let first = duty.list.first().or(duty.everybody.first()).copied();
    step.fact("on-duty", duty.list.len());
    step.fact("may-assess", duty.everybody.len());
    if first.is_none() {
        step.not_possible("nobody-is-rung");
    }
    run.over(step).await?;
    Ok(first)
}

/// What takes two people, and whether two are left who may.
async fn confirmed(run: &mut Run) -> Result<(), DrillError> {
    let mut step = run.step("confirmed");
    let (mut stuck, mut all) = (Vec::new(), 0_usize);
    for action in Action::ALL.iter().copied().filter(|action| action.eyes() == Eyes::Four) {
        all += 1;
        if run.may(action).await?.len() < 2 {
            stuck.push(action.as_str().to_owned());
        }
    }
    step.fact("actions-of-two", all);
    if !stuck.is_empty() {
        step.gap_of("no-second-person", stuck);
    }
    run.over(step).await
}

//! The job that looks whether open cases can close: it keeps what their units run, and proposes the end once for each change
//! of the facts that allow it.

use serde_json::{Value, json};
use steadfast_store::{Case, CaseFilter, CasePlace, CaseState, EntryKind, StoreError};

use super::closing::{self, Closing};
use super::error::CaseError;
use super::share;
use super::step::{self, Step, Told};
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Cases that are listed at once.
const PAGE: i64 = 50;

/// Looks at every open case.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let (filter, mut after) = (CaseFilter { state: Some(CaseState::Open), product: None }, CasePlace::FIRST);
    loop {
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.case_list(filter, after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = CasePlace { place: last.place, number: last.number };
        for case in page {
            work.go_on()?;
            look(work, case).await?;
        }
    }
}

async fn look(work: &Work, case: Case) -> Result<(), WorkError> {
    let (id, now) = (case.id, work.app().ambient.now());
    let read = work.app().store.read::<_, CaseError, _>(move |tx| {
        let case = step::case(tx, id)?;
        let found = closing::of(tx, id, now)?;
        Ok((tx.case_proposed(id)?.map(|(facts, _)| facts), found.facts(&case), found))
    });
    let (stood, facts, found) = match read.await {
        Ok(found) => found,
        Err(CaseError::Store(error)) => return Err(error.into()),
        // It was there when the list was read; whatever else there is to say, the next run says.
        Err(_) => return Ok(()),
    };
    if let Some(share) = found.share {
        work.keep_house(move |tx| share::keep(tx, id, share)).await?;
    }
    match (found.is_complete(), stood) {
        (false, Some(_)) => work.keep_house(move |tx| tx.case_take_back(id)).await,
        (true, stood) if stood.as_ref() != Some(&facts) => propose(work, case, facts, found).await,
        _ => Ok(()),
    }
}

/// The row in the database is what makes it once.
async fn propose(work: &Work, case: Case, facts: String, found: Closing) -> Result<(), WorkError> {
    let done = work.act(move |tx, at| {
        let standing = tx.case_proposed(case.id)?.map(|(facts, _)| facts);
        let is_as_it_was = tx.case(case.id)?.is_some_and(|now| now.version == case.version);
        if !is_as_it_was || standing.as_ref() == Some(&facts) {
            return Err(WorkError::Already);
        }
        tx.case_propose(case.id, &facts, at.now)?;
        let share = found.share.map_or(Value::Null, |share| json!({"affected": share.affected, "fixed": share.fixed}));
        let told = Told::new(EntryKind::Proposed).with("units", share.clone());
        Step { person: None, at: *at }.tell(tx, case.id, told)?;
        let fixes: Vec<String> = found.fixes.iter().map(|fix| fix.fix.release.to_string()).collect();
        let fact = step::about(Fact::new("case-closure-proposed", &case.id), &case);
        Ok(((), fact.with("fixes", fixes).with("units", share)))
    });
    match done.await {
        Ok(()) | Err(WorkError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

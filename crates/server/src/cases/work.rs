//! The work on a case: notes, tasks, people. It changes no decision, so two who work at once do not get into each other's way.

use serde_json::Value;
use steadfast_store::{CaseRole, CaseTask, EntryKind, Id, Time, Tx, kinds};

use super::error::CaseError;
use super::fields::{CORRECTS, Fields, NOTE, PERSON, ROLE, TASK};
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;
type PersonId = Id<kinds::Person>;

/// Writes a note, which may correct an entry; its number in the timeline.
///
/// # Errors
/// When something is not taken, there is no such case, or it is not allowed.
pub async fn note(app: &App, ask: Ask, id: CaseId, (note, corrects): (String, Option<i64>)) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    let (note, person) = (fields.words(&note, NOTE), ask.by.person());
    fields.taken(Some(()))?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        if let Some(corrects) = corrects {
            tx.case_entry(id, corrects)?.ok_or(CORRECTS)?;
        }
        let told = Told { corrects, ..Told::new(EntryKind::Note).note(&note) };
        let number = Step { person, at: *at }.tell(tx, id, told)?;
        let corrects = corrects.map_or(Value::Null, Value::from);
        let fact = step::about(Fact::new("case-noted", &id), &case).with("entry", number).with("corrects", corrects);
        Ok((number, fact))
    });
    Ok(done.await?.answer)
}

/// A task as somebody gives it.
#[derive(Clone, Debug, Default)]
pub struct WantedTask {
    /// What is to be done.
    pub what: String,
    /// Whoever does it: `usr_…`; nothing: whoever finds the time.
    pub person: Option<String>,
    /// By when.
    pub due: Option<Time>,
}

/// Gives a task; its number in the case.
///
/// # Errors
/// When something is not taken, there is no such case, or it is not allowed.
pub async fn task(app: &App, ask: Ask, id: CaseId, wanted: WantedTask) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    let what = fields.line(&wanted.what, TASK);
    let doer = wanted.person.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let doer = doer.and_then(|text| fields.word::<PersonId>(text, PERSON));
    let ((), person, due) = (fields.taken(Some(()))?, ask.by.person(), wanted.due);
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        doer.map(|doer| works_here(tx, doer)).transpose()?;
        let number = tx.case_task_next(id)?;
        let (what, made) = (what.clone(), at.now);
        tx.case_task_insert(&CaseTask { case: id, number, what, person: doer, due, made, done: None, doer: None })?;
        Step { person, at: *at }.tell(tx, id, Told::new(EntryKind::Task).with("task", number))?;
        let due = due.map_or(Value::Null, |due| due.to_string().into());
        let doer = doer.map_or(Value::Null, |doer| doer.to_string().into());
        let fact = step::about(Fact::new("case-task-given", &id), &case);
        Ok((number, fact.with("task", number).with("person", doer).with("due", due)))
    });
    Ok(done.await?.answer)
}

/// Somebody whose account is open.
fn works_here(tx: &mut Tx<'_>, id: PersonId) -> Result<(), CaseError> {
    tx.person(id)?.filter(|person| person.active).map(drop).ok_or(PERSON.into())
}

/// A task was done.
///
/// # Errors
/// When it was before, there is none, or it is not allowed.
pub async fn task_done(app: &App, ask: Ask, id: CaseId, number: i64) -> Result<(), CaseError> {
    let person = ask.by.person();
    app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        let tasks = tx.case_tasks(id)?;
        tasks.iter().find(|task| task.number == number).ok_or(CaseError::NotFound("task"))?;
        if !tx.case_task_done(id, number, person, at.now)? {
            return Err(CaseError::Already);
        }
        Step { person, at: *at }.tell(tx, id, Told::new(EntryKind::TaskDone).with("task", number))?;
        Ok(((), step::about(Fact::new("case-task-done", &id), &case).with("task", number)))
    })
    .await?;
    Ok(())
}

/// Says what somebody does in a case: `lead`, `member` or `none`.
///
/// # Errors
/// When there is no such person or role, it is so already, or it is not allowed.
pub async fn person(app: &App, ask: Ask, id: CaseId, (who, role): (String, String)) -> Result<(), CaseError> {
    let mut fields = Fields::default();
    let who = fields.word::<PersonId>(&who, PERSON);
    let role = if role.trim() == "none" { Some(None) } else { fields.word::<CaseRole>(&role, ROLE).map(Some) };
    let ((who, role), person) = (fields.taken(who.zip(role))?, ask.by.person());
    app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        put(tx, id, who, role, at.now)?;
        let word = role.map_or("none", CaseRole::as_str);
        let told = Told::new(EntryKind::Person).with("person", who.to_string()).with("role", word);
        Step { person, at: *at }.tell(tx, id, told)?;
        let fact = step::about(Fact::new("case-person-set", &id), &case);
        Ok(((), fact.with("person", who.to_string()).with("role", word)))
    })
    .await?;
    Ok(())
}

fn put(tx: &mut Tx<'_>, id: CaseId, who: PersonId, role: Option<CaseRole>, now: Time) -> Result<(), CaseError> {
    let Some(role) = role else {
        return if tx.case_person_remove(id, who)? { Ok(()) } else { Err(CaseError::Already) };
    };
    works_here(tx, who)?;
    if tx.case_people(id)?.iter().any(|one| one.person == who && one.role == role) {
        return Err(CaseError::Already);
    }
    Ok(tx.case_person_put(id, who, role, now)?)
}

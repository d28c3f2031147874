//! Erasing what somebody wrote, as when it names a person who asks for that. What it was about, when, and by whom it was
//! decided stays.

use steadfast_store::{EntryKind, Id, Tx, kinds};

use super::error::CaseError;
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;

/// Words of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Of an entry.
    Entry(i64),
    /// Of a signal.
    Signal(i64),
    /// Of a task.
    Task(i64),
}

impl Words {
    /// Those that a page or a program names: `entry`, `signal` or `task`, and the number.
    ///
    /// # Errors
    /// When there are none of that name.
    pub fn new(of: &str, number: i64) -> Result<Self, CaseError> {
        match of {
            "entry" => Ok(Self::Entry(number)),
            "signal" => Ok(Self::Signal(number)),
            "task" => Ok(Self::Task(number)),
            _ => Err(CaseError::NotFound("words")),
        }
    }

    const fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Entry(number) => ("entry", number),
            Self::Signal(number) => ("signal", number),
            Self::Task(number) => ("task", number),
        }
    }

    fn erase(self, tx: &mut Tx<'_>, case: CaseId) -> Result<bool, CaseError> {
        Ok(match self {
            Self::Entry(number) => tx.case_entry_erase(case, number)?,
            Self::Signal(number) => tx.case_signal_erase(case, number)?,
            Self::Task(number) => tx.case_task_erase(case, number)?,
        })
    }
}

/// Erases words.
///
/// # Errors
/// When there are none, or it is not allowed.
pub async fn erase(app: &App, ask: Ask, id: CaseId, words: Words) -> Result<(), CaseError> {
    let person = ask.by.person();
    app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        if !words.erase(tx, id)? {
            return Err(CaseError::NotFound("words"));
        }
        let (of, number) = words.parts();
        let told = Told::new(EntryKind::Erased).with("of", of).with("number", number);
        Step { person, at: *at }.tell(tx, id, told)?;
        let fact = step::about(Fact::new("case-words-erased", &id), &case);
        Ok(((), fact.with("of", of).with("words", number)))
    })
    .await?;
    Ok(())
}

//! The interview behind `steadfast product init`: questions as data, answers that are checked one by one, and the draft that
//! they make. The draft is a product file whose every open point the check names.

mod answer;
mod draft;
mod effort;
mod fill;
mod on_sale;
mod question;
mod stake;
mod threats;

pub use answer::{Answer, AnswerError, Answers};
pub use draft::{Draft, draft};
pub use effort::{Effort, Gap, gaps, gaps_on_sale};
pub use on_sale::{Checked, Found, OnSale, OnSaleError, Scanned, SelfTest};
pub use question::{MOST_QUESTIONS, OnlyIf, Question, QuestionKind, questions};
pub use stake::{CHECKS, Stake};

/// The next question that has no answer and is asked at all, after what was answered.
#[must_use]
pub fn next(answers: &Answers) -> Option<&'static Question> {
    questions().iter().find(|question| question.is_asked(answers) && !answers.has(&question.id))
}

//! What people say of an alert: the form, and what was said.

use maud::{Markup, html};

use super::monitoring_alerts::ANSWERS;
use crate::t;
use crate::web::components::{Choice, Input, Look, card, card_with_id, form, radios, submit, time, unknown};
use crate::web::{Filled, Frame, Texts, urls};

/// An answer.
#[derive(Clone, Debug)]
pub struct SaidView {
    /// `true`, `false` or `expected`.
    pub answer: &'static str,
    /// Why.
    pub note: String,
    /// Whoever said so.
    pub by: Option<String>,
    /// When, and the record of it; nothing where that is not known any more.
    pub record: Option<(i64, String)>,
}

/// What people said, and the form.
#[derive(Clone, Debug, Default)]
pub struct AnswerView {
    /// What was said last.
    pub said: Option<SaidView>,
    /// The version that is answered; nothing where the reader may not.
    pub version: Option<i64>,
    /// Fields `answer`, `note`.
    pub filled: Filled,
    /// Whether somebody answered meanwhile.
    pub changed: bool,
}

/// The cards of both.
pub(super) fn answer(frame: &Frame, alert: &str, view: &AnswerView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(said) = &view.said { (card(&t!(texts, "alert-answer"), &what_was_said(frame, said))) }
        @if let Some(version) = view.version {
            @let title = if view.said.is_some() { t!(texts, "answer-again") } else { t!(texts, "answer-give") };
            (card_with_id("answer", &title, &fields(texts, alert, version, &view.filled)))
        }
    }
}

fn what_was_said(frame: &Frame, said: &SaidView) -> Markup {
    let texts = frame.texts;
    html! {
        p { strong { (texts.named("alert-answered", said.answer)) } }
        p { q.said { (said.note) } }
        p.hint {
            @match &said.by { Some(by) => (t!(texts, "answer-by", name = by)), None => (unknown(texts)) }
            @if let Some((at, record)) = &said.record {
                " · " (time(frame, *at)) " · "
                a href=(urls::with(urls::RECORD, &[record])) { (t!(texts, "answer-record")) }
            }
        }
    }
}

fn fields(texts: Texts, alert: &str, version: i64, filled: &Filled) -> Markup {
    let choice = |word| Choice::explained(word, texts.named("answer", word), texts.named("answer-does", word));
    form(
        &urls::with(urls::ALERT_ANSWER, &[alert]),
        &html! {
            input type="hidden" name="seen" value=(version);
            (radios(texts, filled, "answer", &t!(texts, "answer-what"), &ANSWERS.map(choice)))
            (Input::area("note", t!(texts, "answer-note"), 3).hint(t!(texts, "answer-note-hint")).render(texts, filled))
            (submit(&t!(texts, "answer-send"), Look::Primary))
        },
    )
}

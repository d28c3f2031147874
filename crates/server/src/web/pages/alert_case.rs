//! The case of an alert, on the alert's page: the one that it is part of, or the one step that makes it one.

use maud::{Markup, html};

use super::cases::{called, state};
use crate::t;
use crate::web::components::{Choice, Look, card, form, post_button, select, submit};
use crate::web::{Filled, Frame, urls};

/// A case that is named.
#[derive(Clone, Debug)]
pub struct NamedCase {
    /// `cas_…`.
    pub id: String,
    /// What people call it.
    pub number: i64,
    /// In one line.
    pub title: String,
    /// Whether it is being handled.
    pub is_open: bool,
}

/// What an alert's page says of cases.
#[derive(Clone, Debug, Default)]
pub struct AlertCaseView {
    /// The case that it is part of.
    pub case: Option<NamedCase>,
    /// Whether the reader may make it one.
    pub may_open: bool,
    /// Open cases of its product that it can join, where the reader may have it join.
    pub others: Vec<NamedCase>,
}

/// The button at the head of the page.
pub(super) fn button(frame: &Frame, alert: &str, view: &AlertCaseView) -> Markup {
    html! {
        @if view.case.is_none() && view.may_open {
            (post_button(&urls::with(urls::ALERT_CASE, &[alert]), &t!(frame.texts, "case-make"), Look::Primary))
        }
    }
}

/// The card beside the alert.
pub(super) fn case(frame: &Frame, alert: &str, view: &AlertCaseView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(case) = &view.case {
            (card(&t!(texts, "case"), &html! {
                p { a href=(urls::with(urls::CASE, &[&case.id])) { (called(texts, case.number, &case.title)) } " "
                    (state(texts, case.is_open)) }
            }))
        } @else if !view.others.is_empty() {
            (card(&t!(texts, "case-join"), &join(frame, alert, &view.others)))
        }
    }
}

fn join(frame: &Frame, alert: &str, others: &[NamedCase]) -> Markup {
    let texts = frame.texts;
    let choice = |case: &NamedCase| Choice::new(&case.id, called(texts, case.number, &case.title));
    let choices: Vec<Choice> = others.iter().map(choice).collect();
    form(
        &urls::with(urls::ALERT_CASE, &[alert]),
        &html! {
            (select(texts, &Filled::empty(), "case", &t!(texts, "case-join-which"), None, &choices))
            (submit(&t!(texts, "case-join"), Look::Plain))
        },
    )
}

//! What is decided on a case: the duty to report, since when somebody is aware, and its end.

use maud::{Markup, html};

use super::case::CaseView;
use super::case_form::kinds;
use crate::t;
use crate::web::components::{Choice, Input, Look, card, card_with_id, checkboxes, form, notice, radios, submit};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// What can be decided.
pub const ASSESSMENTS: [&str; 3] = ["reportable", "not-reportable", "unknown"];

/// What decisions are made upon.
#[derive(Clone, Debug, Default)]
pub struct DecideView {
    /// The version that is decided upon.
    pub version: i64,
    /// Now, as the fields of times have it.
    pub now: String,
    /// Since when somebody is aware, as the fields of times have it.
    pub aware: Option<String>,
    /// The standing reasons, as they were written; nothing: erased, or nobody decided.
    pub reason: Option<String>,
}

fn seen(view: &CaseView) -> Markup {
    html! { input type="hidden" name="seen" value=(view.decide.version); }
}

/// The standing decision, and the forms.
pub(super) fn decide(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let title = match view.row.assessment {
        Some(_) => t!(texts, "case-assess-again"),
        None => t!(texts, "case-assess"),
    };
    html! {
        @if let Some(reason) = &view.decide.reason {
            (card(&t!(texts, "case-assessment"), &html! {
                p { strong { (texts.named("assessment", view.row.assessment.unwrap_or_default())) } }
                p { q.said { (reason) } }
            }))
        }
        @if view.rights.assess && view.row.is_open {
            (card_with_id("decide", &title, &assess(texts, view)))
            @if view.row.assessment == Some("reportable") {
                (card_with_id("awareness", &t!(texts, "case-awareness"), &awareness(texts, view)))
            }
        }
    }
}

fn assess(texts: Texts, view: &CaseView) -> Markup {
    // What was said stands unless somebody says otherwise: deciding anew moves no clock by itself.
    let aware = view.decide.aware.as_ref().unwrap_or(&view.decide.now);
    let fresh = || Filled::empty().with("kind", view.row.kind).with("aware", aware.clone());
    let filled = view.returned.of("assess", fresh);
    let choice = |word| Choice::explained(word, texts.named("assessment", word), texts.named("assessment-means", word));
    form(
        &urls::with(urls::CASE_ASSESS, &[&view.row.id]),
        &html! {
            (seen(view))
            (radios(texts, &filled, "assessment", &t!(texts, "case-assess-what"), &ASSESSMENTS.map(choice)))
            (Input::moment("aware", t!(texts, "case-aware")).hint(t!(texts, "case-aware-hint")).render(texts, &filled))
            (kinds(texts, &filled))
            (Input::area("reason", t!(texts, "case-reason"), 4).placed("assess").hint(t!(texts, "case-reason-hint"))
                .render(texts, &filled))
            (submit(&t!(texts, "case-assess-send"), Look::Primary))
        },
    )
}

fn awareness(texts: Texts, view: &CaseView) -> Markup {
    let fresh = || Filled::empty().with("aware", view.decide.aware.clone().unwrap_or_default());
    let filled = view.returned.of("awareness", fresh);
    form(
        &urls::with(urls::CASE_AWARENESS, &[&view.row.id]),
        &html! {
            (seen(view))
            (Input::moment("aware", t!(texts, "case-aware")).placed("awareness").render(texts, &filled))
            (Input::area("reason", t!(texts, "case-awareness-reason"), 2).placed("awareness").render(texts, &filled))
            (submit(&t!(texts, "case-awareness-send"), Look::Plain))
        },
    )
}

/// The form that ends a case, or opens it again.
pub(super) fn close(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let decided = matches!(view.row.assessment, Some("reportable" | "not-reportable"));
    html! {
        @if view.rights.close {
            @if !view.row.is_open {
                (card_with_id("close", &t!(texts, "case-reopen"), &end(texts, view, urls::CASE_REOPEN)))
            } @else if decided {
                (card_with_id("close", &t!(texts, "case-close"), &end(texts, view, urls::CASE_CLOSE)))
            } @else {
                (card(&t!(texts, "case-close"), &html! { p.quiet { (t!(texts, "case-close-later")) } }))
            }
        }
    }
}

fn end(texts: Texts, view: &CaseView, pattern: &str) -> Markup {
    let (is_open, way) = (view.row.is_open, &view.closing);
    let begin = || if is_open { Filled::empty().with("reason", way.reason.clone()) } else { Filled::empty() };
    let filled = view.returned.of("close", begin);
    let words = if is_open { t!(texts, "case-close") } else { t!(texts, "case-reopen") };
    html! {
        @if is_open && !way.due.is_empty() { (due(texts, &way.due)) }
        @if is_open && !way.missing.is_empty() { p.hint { a href="#closing" { (t!(texts, "closing-look")) } } }
        (form(
            &urls::with(pattern, &[&view.row.id]),
            &html! {
                (seen(view))
                @if is_open && !way.due.is_empty() { (despite(texts, &filled)) }
                (Input::area("reason", t!(texts, "case-reason"), 3).placed("close").render(texts, &filled))
                (submit(&words, Look::Plain))
            },
        ))
    }
}

/// The reports that are due: closing hands none of them in.
fn due(texts: Texts, stages: &[&str]) -> Markup {
    let names: Vec<String> = stages.iter().map(|stage| texts.named("notice-stage", stage)).collect();
    notice(Tone::Bad, &t!(texts, "case-close-due", stages = names.join(", ")))
}

fn despite(texts: Texts, filled: &Filled) -> Markup {
    let choice = Choice::explained("yes", t!(texts, "case-despite-due-yes"), t!(texts, "case-despite-due-hint"));
    checkboxes(texts, filled, "despite_due", &t!(texts, "case-despite-due"), &[choice])
}

//! A report, for whoever sent it.

use maud::{Markup, html};

use super::report::credit;
use crate::t;
use crate::web::components::{
    Definitions, Input, Look, badge, card, error_summary, form, notice, page_heading_with, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// A report.
#[derive(Clone, Debug)]
pub struct OwnView {
    /// What opens it.
    pub secret: String,
    /// What people call it.
    pub number: i64,
    /// Its state's key.
    pub state: &'static str,
    /// When it came in.
    pub received: i64,
    /// When staff acknowledged it.
    pub acknowledged: Option<i64>,
    /// Until when they mean to.
    pub acknowledge_by: i64,
    /// What was written; nothing: erased.
    pub what: Option<String>,
    /// `finder` or `staff`, when, and what; nothing: erased.
    pub messages: Vec<(&'static str, i64, Option<String>)>,
    /// Attachments: name, bytes, digest.
    pub files: Vec<(String, u64, String)>,
    /// Since when its finder is thanked.
    pub shown: Option<i64>,
    /// When it was withdrawn.
    pub erased: Option<i64>,
    /// Fields `message`, `credit`, `credit_name`, `sure`.
    pub filled: Filled,
}

/// How far a report is, as a badge.
pub(super) fn state(texts: Texts, word: &str) -> Markup {
    let tone = match word {
        "new" => Tone::Warning,
        "acknowledged" | "in-work" => Tone::Information,
        "fixed" => Tone::Good,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("report-state", word))
}

/// The page.
#[must_use]
pub fn own(frame: &Frame, view: &OwnView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "report-own", number = view.number);
    let address = |pattern| urls::with(pattern, &[&view.secret]);
    let body = html! {
        (page_heading_with(&title, &html! { (state(texts, view.state)) }, &html! {}))
        (error_summary(texts, &view.filled))
        (card(&t!(texts, "report-facts"), &facts(frame, view).render()))
        @match (&view.what, view.erased) {
            (Some(what), None) => {
                (card(&t!(texts, "report-what"), &html! { (long(texts, what)) (files(texts, &view.files)) }))
                (messages(frame, view))
                (card(&t!(texts, "report-write"), &form(&address(urls::REPORT_WRITE), &html! {
                    (Input::area("message", t!(texts, "report-message"), 5).render(texts, &view.filled))
                    (submit(&t!(texts, "report-write-it"), Look::Primary))
                })))
                (card(&t!(texts, "report-thanks"), &form(&address(urls::REPORT_WISH), &html! {
                    (credit(texts, &view.filled))
                    (Input::text("credit_name", t!(texts, "report-credit-name")).optional().autocomplete("off")
                        .render(texts, &view.filled))
                    (submit(&t!(texts, "report-wish"), Look::Plain))
                })))
                (card(&t!(texts, "report-withdraw"), &withdraw(texts, &address(urls::REPORT_WITHDRAW), &view.filled)))
            }
            _ => (notice(Tone::Neutral, &t!(texts, "report-erased"))),
        }
    };
    Page::new(title, body).render_public(frame)
}

fn facts(frame: &Frame, view: &OwnView) -> Definitions {
    let texts = frame.texts;
    let acknowledged = match view.acknowledged {
        Some(at) => time(frame, at),
        None => html! { (t!(texts, "report-not-yet")) " " (time(frame, view.acknowledge_by)) },
    };
    let list = Definitions::new()
        .row(t!(texts, "report-received"), time(frame, view.received))
        .row(t!(texts, "report-acknowledged"), acknowledged);
    match view.shown {
        Some(at) => list.row(t!(texts, "report-thanked"), time(frame, at)),
        None => list,
    }
}

/// Somebody's words: as they are, folded where they are long.
pub(super) fn long(texts: Texts, words: &str) -> Markup {
    let lines = words.lines().count();
    html! {
        @if lines > 40 || words.len() > 8000 {
            details { summary { (t!(texts, "report-long", lines = lines)) } pre.words { (words) } }
        } @else { pre.words { (words) } }
    }
}

fn files(texts: Texts, files: &[(String, u64, String)]) -> Markup {
    html! {
        @if !files.is_empty() {
            h3 { (t!(texts, "report-files")) }
            ul.rows { @for (name, bytes, digest) in files { li { div.row-main {
                p { (name) " " span.hint { (texts.bytes(*bytes)) } }
                p.hint { "SHA-256 " code { (digest) } }
            } } } }
        }
    }
}

fn messages(frame: &Frame, view: &OwnView) -> Markup {
    let texts = frame.texts;
    html! {
        @if !view.messages.is_empty() {
            (card(&t!(texts, "report-messages"), &conversation(frame, &view.messages)))
        }
    }
}

/// What both sides wrote.
pub(super) fn conversation(frame: &Frame, messages: &[(&'static str, i64, Option<String>)]) -> Markup {
    let texts = frame.texts;
    html! {
        ul.rows { @for (side, at, text) in messages { li { div.row-main {
            p.hint { (texts.named("report-side", side)) " · " (time(frame, *at)) }
            @match text { Some(text) => (long(texts, text)), None => p.quiet { (t!(texts, "report-words-erased")) } }
        } } } }
    }
}

fn withdraw(texts: Texts, address: &str, filled: &Filled) -> Markup {
    form(
        address,
        &html! {
            p { (t!(texts, "report-withdraw-means")) }
            @if let Some(problem) = filled.problem("sure") { p.field-error { (problem.say(texts)) } }
            div.choice {
                input id="field-sure" type="checkbox" name="sure" value="yes";
                label for="field-sure" { (t!(texts, "report-sure")) }
            }
            (submit(&t!(texts, "report-withdraw-it"), Look::Danger))
        },
    )
}

//! What one device stated of itself: its last self-test, the last time that its owner took their data along, its erasures.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{badge, card, time};
use crate::web::{Frame, Texts, Tone, urls};

/// A self-test.
#[derive(Clone, Debug)]
pub struct SelfTestView {
    /// `ust_…`.
    pub statement: String,
    /// When, by the device's clock.
    pub time: i64,
    /// `passed`, `failed` or `unknown`.
    pub verdict: &'static str,
    /// What tested.
    pub agent: String,
    /// What was looked at, what was found, and why.
    pub checks: Vec<(&'static str, &'static str, Option<String>)>,
}

/// An export.
#[derive(Clone, Debug)]
pub struct ExportView {
    /// `ust_…`.
    pub statement: String,
    /// When, by the device's clock.
    pub time: i64,
    /// By which way, in kebab-case.
    pub way: &'static str,
    /// Whether it was read back there.
    pub verified: bool,
}

/// An erasure.
#[derive(Clone, Debug)]
pub struct ErasureView {
    /// `ust_…`.
    pub statement: String,
    /// When, by the device's clock.
    pub time: i64,
    /// `reset`, `handover`, `end-of-life` or `unknown`.
    pub purpose: &'static str,
    /// How many things were destroyed, and how many were found afterwards.
    pub things: (u64, u64),
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct StatedView {
    /// Its last self-test.
    pub tested: Option<SelfTestView>,
    /// The last export.
    pub exported: Option<ExportView>,
    /// The last erasures, the newest first.
    pub erased: Vec<ErasureView>,
}

/// What a self-test or one check of it came to, as a badge.
fn found(texts: Texts, found: &str) -> Markup {
    let tone = match found {
        "passed" => Tone::Good,
        "failed" => Tone::Bad,
        "unknown" => Tone::Unknown,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("self-test", found))
}

/// The card of its last self-test.
pub(super) fn self_test(frame: &Frame, unit: &str, view: &StatedView) -> Markup {
    let texts = frame.texts;
    let Some(test) = &view.tested else {
        return card(&t!(texts, "unit-self-test"), &html! { p.quiet { (t!(texts, "unit-self-test-never")) } });
    };
    card(
        &t!(texts, "unit-self-test"),
        &html! {
            p { (found(texts, test.verdict)) " " span.hint { (time(frame, test.time)) " · " (test.agent) } }
            ul.rows { @for (check, outcome, detail) in &test.checks { li { div.row-main {
                p { (texts.named("self-test-check", check)) " " (found(texts, outcome)) }
                @if let Some(detail) = detail { p.hint { (t!(texts, "update-said")) " " q.said { (detail) } } }
            } } } }
            p.hint { (t!(texts, "unit-self-test-hint")) }
            (receipt(texts, unit, &test.statement))
        },
    )
}

/// The card of what became of its owners' data; nothing where it stated nothing.
pub(super) fn data(frame: &Frame, unit: &str, view: &StatedView) -> Markup {
    let texts = frame.texts;
    if view.exported.is_none() && view.erased.is_empty() {
        return html! {};
    }
    card(
        &t!(texts, "unit-data"),
        &html! {
            ul.rows {
                @if let Some(export) = &view.exported { li { div.row-main {
                    p { strong { (t!(texts, "unit-data-exported")) } " " span.hint { (time(frame, export.time)) } }
                    p { (texts.named("export-way", export.way)) ": " (verified(texts, export.verified)) }
                    (receipt(texts, unit, &export.statement))
                } } }
                @for erasure in &view.erased { li { div.row-main {
                    p { strong { (t!(texts, "unit-data-erased")) } " " span.hint { (time(frame, erasure.time)) } }
                    p { (texts.named("erased-for", erasure.purpose)) }
                    p.hint { (t!(texts, "unit-data-things", destroyed = erasure.things.0, found = erasure.things.1)) }
                    (receipt(texts, unit, &erasure.statement))
                } } }
            }
            p.hint { (t!(texts, "unit-data-hint")) }
        },
    )
}

/// Whether an export was read back at its place.
fn verified(texts: Texts, verified: bool) -> String {
    if verified { t!(texts, "export-verified") } else { t!(texts, "export-not-verified") }
}

/// The link to a statement as a file.
pub(super) fn receipt(texts: Texts, unit: &str, statement: &str) -> Markup {
    html! {
        p.hint { a href=(urls::with(urls::UNIT_RECEIPT, &[unit, statement])) download { (t!(texts, "statement-receipt-save")) } }
    }
}

//! What the unit noticed by itself.

use maud::{Markup, html};

use super::form::hidden;
use super::frame::Frame;

/// One thing that was noticed.
#[derive(Clone, Debug, Default)]
pub struct NoticedLine {
    /// Its number.
    pub id: u64,
    /// What, in a sentence.
    pub what: String,
    /// What was expected.
    pub expected: String,
    /// What was seen.
    pub seen: String,
    /// Compared with what.
    pub against: String,
    /// Since when.
    pub since: String,
    /// When it was seen last.
    pub last: String,
    /// The number of the last event behind it.
    pub number: u64,
    /// Where these are read.
    pub entries: String,
    /// Since when it is over; nothing: it goes on.
    pub over: Option<String>,
}

/// Something that its owner calls as it should be.
#[derive(Clone, Debug)]
pub struct ExpectedView {
    /// The number of the conclusion of which that was said.
    pub id: u64,
    /// What.
    pub what: String,
    /// When that was said.
    pub since: String,
}

/// What the page needs.
#[derive(Clone, Debug, Default)]
pub struct NoticedView {
    /// The newest first.
    pub lines: Vec<NoticedLine>,
    /// What is as it should be.
    pub expected: Vec<ExpectedView>,
    /// How many more there were than there is room for.
    pub more: u64,
    /// Recording is off, since when.
    pub off: Option<String>,
    /// Whether it is known what runs is meant to do on the network.
    pub knows_declaration: bool,
    /// Whether the reader may answer.
    pub is_owner: bool,
}

/// The band on the overview.
#[must_use]
pub(super) fn band(frame: &Frame<'_>, lines: &[NoticedLine], more: u64) -> Markup {
    html! {
        @for line in lines {
            div.note.bad role="alert" {
                p { strong { (line.what) } }
                p.hint { (facts(frame, line)) }
                p { a href="/noticed" { (frame.t("noticed-look")) } " · " a href=(line.entries) { (frame.t("noticed-entries")) } }
            }
        }
        @if more > 0 { p { a href="/noticed" { (frame.language.with("noticed-more", &[("count", &more.to_string())])) } } }
    }
}

/// Expected, seen, since when, in a line.
fn facts(frame: &Frame<'_>, line: &NoticedLine) -> String {
    let places = [("expected", line.expected.as_str()), ("seen", line.seen.as_str()), ("since", line.since.as_str())];
    let facts = frame.language.with("noticed-facts", &places);
    match &line.over {
        Some(over) => format!("{facts} {}", frame.language.with("noticed-over", &[("time", over)])),
        None => facts,
    }
}

/// The page.
#[must_use]
pub fn noticed(frame: &Frame<'_>, view: &NoticedView) -> Vec<u8> {
    let content = html! {
        p { (frame.t("noticed-intro")) }
        @if let Some(since) = &view.off { p.note { (frame.language.with("noticed-off", &[("time", since)])) } }
        @if !view.knows_declaration { p.note { (frame.m("noticed-undeclared-unknown")) } }
        @if view.lines.is_empty() { p.note.good { (frame.t("noticed-none")) } }
        @for line in &view.lines { (card(frame, line, view.is_owner)) }
        @if view.more > 0 { p.note { (frame.language.with("noticed-no-room", &[("count", &view.more.to_string())])) } }
        @if !view.expected.is_empty() {
            h2 { (frame.t("noticed-expected-title")) }
            p { (frame.t("noticed-expected-text")) }
            @for known in &view.expected { div.card.row {
                span { (known.what) br; span.hint { (frame.language.with("switch-since", &[("time", &known.since)])) } }
                @if view.is_owner { (answer(frame, "/noticed/take-back", known.id, None, "noticed-take-back")) }
            } }
        }
        @if view.is_owner { p { a.button.plain href="/noticed.json" { (frame.t("noticed-save")) } } }
    };
    frame.page(frame.t("noticed-title"), &content)
}

fn card(frame: &Frame<'_>, line: &NoticedLine, is_owner: bool) -> Markup {
    html! {
        div.card {
            p { strong { (line.what) } }
            dl {
                dt { (frame.t("noticed-expected")) } dd { (line.expected) }
                dt { (frame.t("noticed-seen")) } dd { (line.seen) }
                dt { (frame.t("noticed-against")) } dd { (line.against) }
                dt { (frame.t("noticed-since")) } dd { (line.since) }
                dt { (frame.t("noticed-last")) } dd { (line.last) }
                dt { (frame.t("noticed-state")) } dd {
                    @match &line.over {
                        Some(over) => (frame.language.with("noticed-over", &[("time", over)])),
                        None => (frame.t("noticed-goes-on")),
                    }
                }
                dt { (frame.t("noticed-events")) } dd { (frame.language.with("noticed-up-to", &[("number", &line.number.to_string())])) " · " a href=(line.entries) { (frame.t("noticed-entries")) } }
            }
            @if is_owner { div.row {
                (answer(frame, "/noticed/answer", line.id, Some("known"), "noticed-known"))
                (answer(frame, "/noticed/answer", line.id, Some("expected"), "noticed-is-expected"))
            } }
        }
    }
}

fn answer(frame: &Frame<'_>, to: &str, id: u64, what: Option<&str>, key: &'static str) -> Markup {
    html! {
        form method="post" action=(to) {
            (hidden(frame))
            input type="hidden" name="id" value=(id);
            @if let Some(what) = what { input type="hidden" name="do" value=(what); }
            button.plain { (frame.t(key)) }
        }
    }
}

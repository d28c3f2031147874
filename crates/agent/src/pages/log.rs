//! The log, as its owner reads it.

use maud::{Markup, html};

use super::form::hidden;
use super::frame::Frame;

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When, as text; nothing where the unit had no time.
    pub time: Option<String>,
    /// What happened, in words.
    pub words: String,
}

/// What the page needs.
#[derive(Clone, Debug, Default)]
pub struct LogView {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// What was searched for.
    pub search: String,
    /// Which kind: `security`, `network`, `product`.
    pub kind: String,
    /// Where older entries begin.
    pub older: Option<String>,
    /// Recording is off, since when.
    pub off: Option<String>,
    /// Whether the reader may erase it.
    pub is_owner: bool,
    /// Class by class: what was recorded, and what of it left.
    pub left: Vec<LeftLine>,
    /// Whether events are shared.
    pub shares: bool,
}

/// A class of events.
#[derive(Clone, Copy, Debug)]
pub struct LeftLine {
    /// Which.
    pub kind: &'static str,
    /// The number of its newest event; nothing: the log cannot be read.
    pub recorded: Option<u64>,
    /// How far they left the unit.
    pub left: LeftUpTo,
}

/// How far events left the unit.
#[derive(Clone, Copy, Debug)]
pub enum LeftUpTo {
    /// None did.
    Nothing,
    /// Up to this number, as the manufacturer confirmed.
    Number(u64),
    /// Nobody knows.
    Unknown,
}

const KINDS: [(&str, &str); 4] = [
    ("", "log-all"),
    ("security", "log-kind-security"),
    ("network", "log-kind-network"),
    ("product", "log-kind-product"),
];

/// The page.
#[must_use]
pub fn log(frame: &Frame<'_>, view: &LogView) -> Vec<u8> {
    let content = html! {
        p { (frame.t("log-intro")) }
        @if let Some(since) = &view.off { p.note { (frame.language.with("log-off", &[("time", since)])) } }
        form.card method="get" action="/log" {
            div.field { label for="search" { (frame.t("log-search")) } input type="search" id="search" name="search" value=(view.search); }
            div.field { label for="kind" { (frame.t("log-kind")) } select id="kind" name="kind" {
                @for (value, key) in KINDS { option value=(value) selected[value == view.kind] { (frame.t(key)) } }
            } }
            p { button.plain { (frame.t("log-show")) } }
        }
        @if view.entries.is_empty() { p { (frame.t("log-empty")) } } @else {
            table.log { thead { tr { th { (frame.t("log-time")) } th { (frame.t("log-what")) } } } tbody {
                @for entry in &view.entries { tr {
                    td.time { (entry.time.as_deref().unwrap_or(frame.t("log-no-clock"))) } td { (entry.words) }
                } }
            } }
        }
        @if let Some(older) = &view.older { p { a href=(older) { (frame.t("log-older")) } } }
        (left(frame, view))
        @if view.is_owner {
            p { a.button.plain href="/log/export" { (frame.t("log-export")) } }
            details { summary { (frame.t("log-erase")) } form method="post" action="/log/erase" {
                (hidden(frame)) p { (frame.t("log-erase-sure")) } button.bad { (frame.t("log-erase")) }
            } }
        }
    };
    frame.page(frame.t("log-title"), &content)
}

/// What was recorded, and what of it left the unit.
fn left(frame: &Frame<'_>, view: &LogView) -> Markup {
    let name = |kind: &str| KINDS.iter().find(|(value, _)| *value == kind).map_or("", |(_, key)| frame.t(key));
    let number = |key, number: u64| frame.language.with(key, &[("number", &number.to_string())]);
    html! {
        h2 { (frame.m("left-title")) }
        p { @if view.shares { (frame.m("left-on")) } @else { (frame.m("left-off")) } }
        div.card { dl { @for line in &view.left {
            dt { (name(line.kind)) }
            dd {
                @match line.recorded {
                    Some(recorded) => (number("left-recorded", recorded)),
                    None => (frame.t("unknown")),
                }
                br;
                @match line.left {
                    LeftUpTo::Nothing => (frame.m("left-nothing")),
                    LeftUpTo::Number(sent) => (frame.language.with("left-up-to", &[("number", &sent.to_string()), ("maker", frame.maker)])),
                    LeftUpTo::Unknown => (frame.m("left-unknown")),
                }
            }
        } } }
    }
}

//! The triage queue: flaws to decide on, what comes first first, and why it does.

use maud::{Markup, html};

use crate::t;
use crate::triage::why::Why;
use crate::web::components::{
    Cell, Choice, Column, Listing, Look, Paging, Query, badge, button_link, empty, page_heading_with, select,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// One flaw of the queue.
#[derive(Clone, Debug)]
pub struct QueuedFlaw {
    /// Its number.
    pub number: i64,
    /// Its first name.
    pub name: String,
    /// Its other names.
    pub others: Vec<String>,
    /// Whether it is of the own register.
    pub own: bool,
    /// One line about it; nothing where the reader may not read the own register.
    pub summary: Option<String>,
    /// `critical` to `unrated`.
    pub severity: &'static str,
    /// Components with it, by name and version.
    pub components: Vec<(String, Option<String>)>,
    /// Whether there are more than are named.
    pub more_components: bool,
    /// Product lines with it, by name.
    pub products: Vec<String>,
    /// How many product lines there are.
    pub product_count: u64,
    /// Releases with it.
    pub releases: u64,
    /// Exposures that wait.
    pub waits: u64,
    /// Exposures to be looked at again.
    pub revisits: u64,
    /// Waiting ones of which nobody can tell.
    pub unknowns: u64,
    /// Why it stands here.
    pub why: Vec<Why>,
}

/// The queue.
#[derive(Clone, Debug)]
pub struct QueueView {
    /// This page's flaws.
    pub rows: Vec<QueuedFlaw>,
    /// Product lines to choose from: id and name.
    pub products: Vec<(String, String)>,
    /// Filters `product`, `severity`, `only`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may read the own register.
    pub may_read_own: bool,
}

/// What `only` can be.
pub const ONLY: [&str; 4] = ["exploited", "revisit", "unknown", "decided"];

/// The queue.
#[must_use]
pub fn queue(frame: &Frame, view: &QueueView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "queue",
        caption: t!(texts, "triage-caption"),
        columns: columns(texts),
        rows: view.rows.iter().map(|row| cells(texts, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty(&t!(texts, "triage-empty"), &t!(texts, "triage-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "triage"), &html! { (t!(texts, "triage-lead")) }, &html! {
            (button_link(urls::VEX, &t!(texts, "vex-title"), Look::Plain))
            @if view.may_read_own { (button_link(urls::OWN_FLAWS, &t!(texts, "own-register"), Look::Plain)) }
        }))
        div id="queue-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "triage"), body).section(Section::Triage).live("record").render(frame)
}

fn filter(texts: Texts, view: &QueueView) -> Markup {
    let chosen = ["product", "severity", "only"];
    let filled = chosen.iter().fold(Filled::empty(), |filled, name| filled.with(name, view.query.value(name)));
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let severity = |word: &&str| Choice::new(*word, texts.named("severity", word));
    let severities: Vec<Choice> =
        ["critical", "high", "medium", "low", "none", "unrated"].iter().map(severity).collect();
    let only: Vec<Choice> = ONLY.iter().map(|word| Choice::new(*word, texts.named("triage-only", word))).collect();
    let any = t!(texts, "any");
    html! {
        (select(texts, &filled, "product", &t!(texts, "triage-product"), Some(&any), &products))
        (select(texts, &filled, "severity", &t!(texts, "triage-severity"), Some(&any), &severities))
        (select(texts, &filled, "only", &t!(texts, "triage-only"), Some(&t!(texts, "triage-only-waiting")), &only))
    }
}

/// The columns of a list of flaws.
pub(super) fn columns(texts: Texts) -> Vec<Column> {
    ["flaw", "component", "where", "why"].map(|name| Column::new(texts.named("triage", name))).into()
}

/// A flaw in these columns.
pub(super) fn cells(texts: Texts, row: &QueuedFlaw) -> Vec<Cell> {
    vec![
        html! {
            a href=(urls::with(urls::FLAW, &[&row.number.to_string()])) { (row.name) } " " (severity(texts, row.severity))
            @if row.own { " " (badge(Tone::Information, &t!(texts, "flaw-own"))) }
            br; span.hint { (row.summary.clone().unwrap_or_else(|| t!(texts, "flaw-own-hidden"))) }
            @if !row.others.is_empty() { br; span.hint { (row.others.join(" · ")) } }
        },
        components(texts, row),
        places(texts, row),
        reasons(texts, row),
    ]
}

/// By whose word a flaw is exploited: what a catalogue says in the reader's language, anything else as it was written.
pub(super) fn listed(texts: Texts, who: &str) -> String {
    let Some(rest) = who.strip_prefix("listed as exploited") else { return who.to_owned() };
    let (rest, by) = match rest.strip_suffix(", by ransomware") {
        Some(rest) => (rest, t!(texts, "exploited-by-ransomware")),
        None => (rest, String::new()),
    };
    let words = match rest.strip_prefix(" since ") {
        Some(day) => t!(texts, "exploited-listed-since", day = day),
        None => t!(texts, "exploited-listed"),
    };
    words + &by
}

/// A severity as a badge; unrated looks like what it is.
pub(super) fn severity(texts: Texts, word: &str) -> Markup {
    let tone = match word {
        "critical" | "high" => Tone::Bad,
        "medium" => Tone::Warning,
        "unrated" => Tone::Unknown,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("severity", word))
}

fn components(texts: Texts, row: &QueuedFlaw) -> Markup {
    html! {
        @for (at, (name, version)) in row.components.iter().enumerate() {
            @if at > 0 { br; }
            @if row.own { (t!(texts, "flaw-product-itself")) } @else { (name) }
            @if let Some(version) = version { " " span.hint { (version) } }
        }
        @if row.more_components { br; span.hint { (t!(texts, "triage-more-components")) } }
    }
}

fn places(texts: Texts, row: &QueuedFlaw) -> Markup {
    let more = row.product_count.saturating_sub(row.products.len() as u64);
    html! {
        (t!(texts, "triage-releases", count = row.releases))
        br; span.hint { (row.products.join(", ")) @if more > 0 { " " (t!(texts, "triage-more-products", count = more)) } }
        @if row.waits > 0 { br; (badge(Tone::Warning, &t!(texts, "triage-waits", count = row.waits))) }
        @else { br; (badge(Tone::Good, &t!(texts, "triage-decided"))) }
        @if row.revisits > 0 { br; (badge(Tone::Information, &t!(texts, "triage-revisits", count = row.revisits))) }
        @if row.unknowns > 0 { br; (badge(Tone::Unknown, &t!(texts, "triage-unknowns", count = row.unknowns))) }
    }
}

/// What weighs most stands first, in one running line.
fn reasons(texts: Texts, row: &QueuedFlaw) -> Markup {
    html! {
        @for (at, why) in row.why.iter().enumerate() { @if at > 0 { " · " } (reason(texts, why)) }
    }
}

/// A reason for a place in the queue, in words.
pub(super) fn reason(texts: Texts, why: &Why) -> Markup {
    match why {
        Why::Exploited(who) => html! { strong { (t!(texts, "why-exploited", who = listed(texts, who))) } },
        Why::OnlyUnknown => html! { (t!(texts, "why-only-unknown")) },
        Why::Epss(probability) => html! { (t!(texts, "why-epss", percent = percent(*probability))) },
        Why::Score(tenths) => html! { (t!(texts, "why-score", score = score(*tenths))) },
        Why::Severity(word) => html! { (t!(texts, "why-severity", severity = texts.named("severity", word))) },
        Why::Unrated => html! { (t!(texts, "why-unrated")) },
        Why::Risk(word) => html! { (t!(texts, "why-risk", risk = texts.named("severity", word))) },
        Why::Units(units, unstated) => html! {
            (t!(texts, "why-units", count = *units))
            @if *unstated > 0 { " " (t!(texts, "why-unstated", count = *unstated)) }
        },
        Why::UnitsUnknown => html! { (t!(texts, "why-units-unknown")) },
    }
}

/// A probability in per cent, with one digit where it is small.
pub(super) fn percent(probability: f64) -> String {
    let percent = probability * 100.0;
    if percent < 10.0 { format!("{percent:.1}") } else { format!("{percent:.0}") }
}

/// A base score as it is written.
pub(super) fn score(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

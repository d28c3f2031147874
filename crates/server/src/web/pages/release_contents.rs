//! What is inside a release: its components, and the flaws that it is exposed to.

use maud::{Markup, html};

use super::release::ReleaseHead;
use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Paging, Query, badge, empty, notice, select, time, unknown_or,
};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// A component.
#[derive(Clone, Debug)]
pub struct ComponentRow {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its package URL.
    pub purl: Option<String>,
    /// Its name in the CPE dictionary.
    pub cpe: Option<String>,
}

/// Components of a release.
#[derive(Clone, Debug)]
pub struct ComponentsView {
    /// The head.
    pub head: ReleaseHead,
    /// This page's components.
    pub rows: Vec<ComponentRow>,
    /// Entries of the bill that were not understood.
    pub reported: u64,
    /// Filter `q`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// Components of a release.
#[must_use]
pub fn components(frame: &Frame, view: &ComponentsView) -> Markup {
    let texts = frame.texts;
    let filled = Filled::empty().with("q", view.query.value("q"));
    let list = Listing {
        id: "components",
        caption: t!(texts, "components-caption"),
        columns: vec![
            Column::new(t!(texts, "component-name")),
            Column::new(t!(texts, "component-version")),
            Column::new(t!(texts, "component-identity")),
        ],
        rows: view.rows.iter().map(|row| component(texts, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: Input::search("q", t!(texts, "component-search")).render(texts, &filled),
        empty: empty(&t!(texts, "components-empty"), &t!(texts, "components-empty-hint")),
    };
    let body = html! {
        (standing(texts, &view.head))
        @if view.reported > 0 { (notice(Tone::Unknown, &t!(texts, "release-reported-note", count = view.reported))) }
        div id="components-part" data-live-part { (list.render(texts)) }
    };
    view.head.page(frame, urls::RELEASE_COMPONENTS, &html! {}, &body)
}

/// That what stands below is not of the bill of today, where that is so.
pub(super) fn standing(texts: Texts, head: &ReleaseHead) -> Markup {
    html! {
        @if !head.check.billed { (notice(Tone::Unknown, &t!(texts, "check-no-bill-means"))) }
        @else if head.check.waits { (notice(Tone::Unknown, &t!(texts, "release-waits-note"))) }
    }
}

fn component(texts: Texts, row: &ComponentRow) -> Vec<Cell> {
    let identity = row.purl.as_deref().or(row.cpe.as_deref());
    vec![
        html! { (row.name) },
        unknown_or(texts, row.version.as_deref()),
        html! {
            @match identity {
                Some(identity) => code { (identity) },
                None => (badge(Tone::Unknown, &t!(texts, "component-nameless"))),
            }
        },
    ]
}

/// A flaw in a component of the release.
#[derive(Clone, Debug)]
pub struct ExposureRow {
    /// The flaw's number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The key of its severity.
    pub severity: &'static str,
    /// Tenths of the base score.
    pub cvss: Option<i64>,
    /// By whose word it is exploited.
    pub exploited: Option<String>,
    /// Whether it stands in the manufacturer's own register.
    pub own: bool,
    /// The component with its version; nothing for the release as a whole.
    pub component: Option<String>,
    /// `affected`, `unknown`, `not_affected` or `fixed`.
    pub found: String,
    /// The status of the assessment that stands.
    pub assessed: Option<String>,
    /// Whether that is to be looked at again.
    pub revisit: bool,
    /// Whether somebody has to decide.
    pub waits: bool,
    /// Since when.
    pub opened: i64,
    /// When it closed.
    pub closed: Option<i64>,
}

/// Exposures of a release.
#[derive(Clone, Debug)]
pub struct ExposuresView {
    /// The head.
    pub head: ReleaseHead,
    /// This page's exposures.
    pub rows: Vec<ExposureRow>,
    /// Filter `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// Exposures of a release.
#[must_use]
pub fn exposures(frame: &Frame, view: &ExposuresView) -> Markup {
    let texts = frame.texts;
    let filled = Filled::empty().with("state", view.query.value("state"));
    let states = [
        Choice::new("waits", t!(texts, "exposures-waits")),
        Choice::new("closed", t!(texts, "exposures-closed")),
        Choice::new("all", t!(texts, "exposures-all")),
    ];
    let known = view.head.check.billed && !view.head.check.waits;
    let nothing = if known { t!(texts, "exposures-empty-hint") } else { t!(texts, "exposures-unknown-hint") };
    let list = Listing {
        id: "exposures",
        caption: t!(texts, "exposures-caption"),
        columns: vec![
            Column::new(t!(texts, "exposure-flaw")),
            Column::new(t!(texts, "exposure-severity")),
            Column::new(t!(texts, "component-name")),
            Column::new(t!(texts, "exposure-found")),
            Column::new(t!(texts, "exposure-decided")),
            Column::new(t!(texts, "exposure-since")),
        ],
        rows: view.rows.iter().map(|row| exposure(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: select(
            texts,
            &filled,
            "state",
            &t!(texts, "column-state"),
            Some(&t!(texts, "exposures-open")),
            &states,
        ),
        empty: empty(&t!(texts, "exposures-empty"), &nothing),
    };
    let body = html! {
        (standing(texts, &view.head))
        div id="exposures-part" data-live-part { (list.render(texts)) }
    };
    view.head.page(frame, urls::RELEASE_EXPOSURES, &html! {}, &body)
}

/// A severity as a badge.
pub(super) fn severity_badge(texts: Texts, key: &str) -> Markup {
    let tone = match key {
        "critical" | "high" => Tone::Bad,
        "medium" => Tone::Warning,
        "unrated" => Tone::Unknown,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("severity", key))
}

fn exposure(frame: &Frame, row: &ExposureRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::FLAW, &[&row.flaw.to_string()])) { (row.name) }
            @if row.own { " " (badge(Tone::Information, &t!(texts, "exposure-own"))) }
            br; span.hint { (row.summary) }
        },
        html! {
            (severity_badge(texts, row.severity))
            @if let Some(cvss) = row.cvss { " " span.hint { (t!(texts, "chart-value", value = cvss as f64 / 10.0)) } }
            @if row.exploited.is_some() { " " (badge(Tone::Bad, &t!(texts, "exposure-exploited"))) }
        },
        html! { @match &row.component { Some(name) => (name), None => (t!(texts, "exposure-whole")) } },
        found(texts, &row.found),
        decided(texts, row),
        html! {
            (time(frame, row.opened))
            @if let Some(closed) = row.closed { br; span.hint { (t!(texts, "exposure-closed", at = texts.moment(closed))) } }
        },
    ]
}

fn found(texts: Texts, found: &str) -> Markup {
    let tone = match found {
        "affected" => Tone::Bad,
        "unknown" => Tone::Unknown,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("found", found))
}

fn decided(texts: Texts, row: &ExposureRow) -> Markup {
    html! {
        @if let Some(status) = &row.assessed { (texts.named("vex", status)) " " }
        @if row.revisit { (badge(Tone::Warning, &t!(texts, "exposure-revisit"))) }
        @else if row.waits { (badge(Tone::Warning, &t!(texts, "exposure-waits"))) }
        @else if row.assessed.is_none() { span.quiet { (t!(texts, "exposure-nothing")) } }
    }
}

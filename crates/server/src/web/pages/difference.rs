//! What changed from one release to another.

use maud::{Markup, html};
use steadfast_product::compare::{Change, Comparison, How, Likely};

use super::release::ReleaseHead;
use super::release_contents::{severity_badge, standing};
use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Listing, Look, Paging, Query, badge, empty, figure_card, figures, notice, section, select,
    submit,
};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// A component that came, went or changed.
#[derive(Clone, Debug)]
pub struct MovedRow {
    /// Its package URL without version, or its name.
    pub identity: String,
    /// Its versions before.
    pub before: Vec<String>,
    /// Its versions after.
    pub after: Vec<String>,
}

/// A flaw that came, went or stayed.
#[derive(Clone, Debug)]
pub struct MovedFlawRow {
    /// Its number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
    /// The key of its severity.
    pub severity: &'static str,
    /// Whether it is known to be exploited.
    pub exploited: bool,
    /// Components that have it.
    pub components: Vec<String>,
}

/// What changed.
#[derive(Clone, Debug)]
pub struct Changes {
    /// `rel_…` and version of the former release.
    pub from: (String, String),
    /// Whether both bills were met.
    pub known: bool,
    /// What changed in the product file; nothing where one of both has none.
    pub file: Option<Comparison>,
    /// Components that came.
    pub added: Vec<MovedRow>,
    /// Components that went.
    pub removed: Vec<MovedRow>,
    /// Components of another version.
    pub changed: Vec<MovedRow>,
    /// Components that stayed.
    pub same: u64,
    /// Flaws that came.
    pub new: Vec<MovedFlawRow>,
    /// Flaws that went.
    pub gone: Vec<MovedFlawRow>,
    /// Flaws that stayed.
    pub stays: Vec<MovedFlawRow>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct DifferenceView {
    /// The head.
    pub head: ReleaseHead,
    /// What changed; nothing where there is nothing to compare with.
    pub changes: Option<Changes>,
    /// Releases to compare with: `rel_…` and version.
    pub others: Vec<(String, String)>,
}

/// What changed from one release to another.
#[must_use]
pub fn difference(frame: &Frame, view: &DifferenceView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (standing(texts, &view.head))
        (choice(texts, view))
        @match &view.changes {
            None => (empty(&t!(texts, "difference-first"), &t!(texts, "difference-first-hint"))),
            Some(changes) => {
                @if !changes.known { (notice(Tone::Unknown, &t!(texts, "difference-unknown"))) }
                (overview(texts, changes))
                (section(&t!(texts, "difference-file"), &file(texts, changes.file.as_ref())))
                (flaws(texts, view, "new", t!(texts, "difference-new"), &changes.new))
                (flaws(texts, view, "gone", t!(texts, "difference-gone"), &changes.gone))
                (moved(texts, view, "changed", t!(texts, "difference-changed"), &changes.changed))
                (moved(texts, view, "added", t!(texts, "difference-added"), &changes.added))
                (moved(texts, view, "removed", t!(texts, "difference-removed"), &changes.removed))
                (flaws(texts, view, "stays", t!(texts, "difference-stays"), &changes.stays))
            }
        }
    };
    view.head.page(frame, urls::RELEASE_DIFFERENCE, &html! {}, &body)
}

/// What changed in the product file, with the assistant's reasons.
fn file(texts: Texts, comparison: Option<&Comparison>) -> Markup {
    let Some(comparison) = comparison else { return html! { p.quiet { (t!(texts, "difference-no-file")) } } };
    html! {
        p {
            (badge(tone(comparison.substantial), &texts.named("difference-substantial", likely(comparison.substantial)))) " "
            (texts.named("difference-because", comparison.reason.code))
        }
        p.hint { (t!(texts, "difference-reading", clause = comparison.clause)) }
        @if !comparison.changes.is_empty() {
            details {
                summary { (t!(texts, "difference-file-changes", count = comparison.changes.len())) }
                ul.plain.stack { @for change in &comparison.changes { li { (changed(texts, change)) } } }
            }
        }
    }
}

fn changed(texts: Texts, change: &Change) -> Markup {
    let how = match change.how {
        How::Added => "added",
        How::Removed => "removed",
        How::Changed => "changed",
    };
    html! {
        code { (change.what) } " " (texts.named("difference-how", how)) " "
        (badge(tone(change.substantial), &texts.named("difference-substantial", likely(change.substantial))))
        @if !change.says.is_empty() { br; (change.says) }
        br; span.hint { (texts.named("difference-because", change.reason.code)) }
    }
}

const fn tone(likely: Likely) -> Tone {
    match likely {
        Likely::No => Tone::Good,
        Likely::Unclear => Tone::Unknown,
        Likely::Yes => Tone::Warning,
    }
}

const fn likely(likely: Likely) -> &'static str {
    match likely {
        Likely::No => "no",
        Likely::Unclear => "unclear",
        Likely::Yes => "yes",
    }
}

/// Which release it is compared with.
fn choice(texts: Texts, view: &DifferenceView) -> Markup {
    let chosen = view.changes.as_ref().map(|changes| changes.from.0.clone()).unwrap_or_default();
    let filled = Filled::empty().with("from", chosen);
    let choices: Vec<Choice> = view.others.iter().map(|(id, label)| Choice::new(id, label)).collect();
    html! {
        @if !choices.is_empty() {
            form.filter method="get" action=(urls::with(urls::RELEASE_DIFFERENCE, &[&view.head.id])) {
                (select(texts, &filled, "from", &t!(texts, "difference-from"), None, &choices))
                div.filter-actions { (submit(&t!(texts, "difference-compare"), Look::Plain)) }
            }
        }
    }
}

fn overview(texts: Texts, changes: &Changes) -> Markup {
    let count = |number: usize| html! { (texts.number(number as u64)) };
    let flaw = |flaws: &[MovedFlawRow]| {
        let exploited = flaws.iter().filter(|flaw| flaw.exploited).count();
        html! { @if exploited > 0 { (t!(texts, "difference-exploited", count = exploited)) } }
    };
    figures(&[
        figure_card(&t!(texts, "difference-new"), &count(changes.new.len()), &flaw(&changes.new)),
        figure_card(&t!(texts, "difference-gone"), &count(changes.gone.len()), &flaw(&changes.gone)),
        figure_card(&t!(texts, "difference-stays"), &count(changes.stays.len()), &flaw(&changes.stays)),
        figure_card(
            &t!(texts, "difference-components"),
            &html! { "+" (changes.added.len()) " −" (changes.removed.len()) " ≠" (changes.changed.len()) },
            &html! { (t!(texts, "difference-same", count = changes.same)) },
        ),
    ])
}

fn moved(texts: Texts, view: &DifferenceView, id: &str, caption: String, rows: &[MovedRow]) -> Markup {
    let versions = |all: &[String]| -> Cell {
        let known: Vec<&str> = all.iter().map(String::as_str).filter(|version| !version.is_empty()).collect();
        html! { @if known.is_empty() { "–" } @else { (known.join(", ")) } }
    };
    let list = Listing {
        id,
        caption,
        columns: vec![
            Column::new(t!(texts, "component-name")),
            Column::new(t!(texts, "difference-before")),
            Column::new(t!(texts, "difference-after")),
        ],
        rows: rows
            .iter()
            .map(|row| vec![html! { (row.identity) }, versions(&row.before), versions(&row.after)])
            .collect(),
        query: &Query::new(urls::with(urls::RELEASE_DIFFERENCE, &[&view.head.id])),
        paging: &Paging::whole(rows.len() as u64),
        filter: html! {},
        empty: html! {},
    };
    html! { @if !rows.is_empty() { (list.render(texts)) } }
}

fn flaws(texts: Texts, view: &DifferenceView, id: &str, caption: String, rows: &[MovedFlawRow]) -> Markup {
    let cells = |row: &MovedFlawRow| -> Vec<Cell> {
        vec![
            html! { a href=(urls::with(urls::FLAW, &[&row.flaw.to_string()])) { (row.name) } },
            html! {
                (severity_badge(texts, row.severity))
                @if row.exploited { " " (badge(Tone::Bad, &t!(texts, "exposure-exploited"))) }
            },
            html! { (row.components.join(", ")) },
        ]
    };
    let list = Listing {
        id,
        caption,
        columns: vec![
            Column::new(t!(texts, "exposure-flaw")),
            Column::new(t!(texts, "exposure-severity")),
            Column::new(t!(texts, "component-name")),
        ],
        rows: rows.iter().map(cells).collect(),
        query: &Query::new(urls::with(urls::RELEASE_DIFFERENCE, &[&view.head.id])),
        paging: &Paging::whole(rows.len() as u64),
        filter: html! {},
        empty: html! {},
    };
    html! { @if !rows.is_empty() { (list.render(texts)) } }
}

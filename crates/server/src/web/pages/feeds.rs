//! Where advisories come from: each source with its age, what went wrong, and what waits for a decision.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::age_bar;
use crate::web::components::{
    Cell, Column, Listing, Look, Paging, Query, actions, badge, button_link, empty_with, figure_card, figures, notice,
    page_heading_with, time, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// Names of what is covered that a row shows.
const FEW: usize = 3;

/// How a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What is loaded is fresh.
    Fresh,
    /// The last attempt failed; what is loaded is still fresh.
    Failing,
    /// What is loaded is too old.
    Stale,
    /// Nothing was ever loaded.
    Never,
    /// Somebody must decide.
    Held,
    /// It is switched off; what is loaded is still fresh.
    Off,
}

impl Standing {
    /// Its badge.
    #[must_use]
    pub fn badge(self, texts: Texts) -> Markup {
        match self {
            Self::Fresh => badge(Tone::Good, &t!(texts, "feed-fresh")),
            Self::Failing => badge(Tone::Warning, &t!(texts, "feed-failing")),
            Self::Stale => badge(Tone::Bad, &t!(texts, "feed-stale")),
            Self::Never => badge(Tone::Unknown, &t!(texts, "feed-never")),
            Self::Held => badge(Tone::Warning, &t!(texts, "feed-held")),
            Self::Off => badge(Tone::Neutral, &t!(texts, "feed-off")),
        }
    }
}

/// What a source covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covers {
    /// These: ecosystems, some with the number of their releases, and products by their CPE names.
    Names(Vec<(String, usize)>),
    /// Which flaws are exploited.
    Exploitation,
    /// How likely it is that flaws will be.
    Likelihood,
    /// Nothing: it adds findings, and its silence says nothing.
    Nothing,
    /// It is not known: nothing is loaded.
    Unknown,
}

/// A source.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// `fed_…`, where it is fetched; nothing for what was handed in.
    pub id: Option<String>,
    /// What it is called.
    pub name: String,
    /// The word of its kind.
    pub kind: String,
    /// Records in force.
    pub records: u64,
    /// Those that were not understood.
    pub problems: u64,
    /// What it covers.
    pub covers: Covers,
    /// As of when it is.
    pub as_of: Option<i64>,
    /// How it is.
    pub standing: Standing,
    /// When it was last fetched with success.
    pub succeeded: Option<i64>,
    /// Why the last attempt failed.
    pub failure: Option<String>,
    /// When it is fetched next.
    pub next: Option<i64>,
}

/// The list.
#[derive(Clone, Debug)]
pub struct FeedsView {
    /// Every source.
    pub rows: Vec<SourceRow>,
    /// Advisories in force.
    pub records: u64,
    /// Since when they are.
    pub since: Option<i64>,
    /// Whether this server asks nobody.
    pub offline: bool,
    /// The age up to which a source is fresh, in microseconds.
    pub limit: i64,
    /// Whether the reader may add sources.
    pub may_change: bool,
    /// Whether the reader may hand in files.
    pub may_import: bool,
}

/// The list of sources.
#[must_use]
pub fn feeds(frame: &Frame, view: &FeedsView) -> Markup {
    let texts = frame.texts;
    let buttons = html! {
        @if view.may_import { (button_link(urls::FEED_IMPORTS, &t!(texts, "feeds-files"), Look::Plain)) }
        @if view.may_change { (button_link(urls::FEED_NEW, &t!(texts, "feed-add"), Look::Primary)) }
    };
    let days = view.limit / 86_400_000_000;
    let body = html! {
        (page_heading_with(&t!(texts, "feeds"), &html! { (t!(texts, "feeds-lead", days = days)) }, &actions(&[buttons])))
        @if view.offline { (notice(Tone::Information, &t!(texts, "feeds-offline"))) }
        div id="feeds-figures" data-live-part { (overview(frame, view)) }
        div id="feeds-part" data-live-part { (list(frame, view)) }
    };
    Page::new(t!(texts, "feeds"), body).section(Section::Feeds).live("job").render(frame)
}

fn overview(frame: &Frame, view: &FeedsView) -> Markup {
    let texts = frame.texts;
    let count = |wanted: fn(&SourceRow) -> bool| view.rows.iter().filter(|row| wanted(row)).count() as u64;
    let old = count(|row| row.standing == Standing::Stale);
    let never = count(|row| row.standing != Standing::Stale && row.records == 0 && row.as_of.is_none());
    let fresh = view.rows.len() as u64 - old - never;
    let number = |value: u64| html! { (texts.number(value)) };
    let since = html! { @match view.since {
        Some(since) => { (t!(texts, "feeds-since")) " " (time(frame, since)) },
        None => (t!(texts, "feeds-nothing")),
    } };
    figures(&[
        figure_card(&t!(texts, "feeds-records"), &number(view.records), &since),
        figure_card(&t!(texts, "feeds-fresh"), &number(fresh), &html! { (t!(texts, "feeds-fresh-note")) }),
        figure_card(&t!(texts, "feeds-stale"), &number(old), &html! { (t!(texts, "feeds-stale-note")) }),
        figure_card(&t!(texts, "feeds-never"), &number(never), &html! { (t!(texts, "feeds-never-note")) }),
    ])
}

fn list(frame: &Frame, view: &FeedsView) -> Markup {
    let texts = frame.texts;
    let add =
        html! { @if view.may_import { (button_link(urls::FEED_IMPORTS, &t!(texts, "feeds-files"), Look::Primary)) } };
    Listing {
        id: "feeds",
        caption: t!(texts, "feeds-caption"),
        columns: vec![
            Column::new(t!(texts, "feed-source")),
            Column::new(t!(texts, "feed-age")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "feed-records")),
            Column::new(t!(texts, "feed-covers")),
            Column::new(t!(texts, "feed-last")),
            Column::new(t!(texts, "feed-next")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, view, row)).collect(),
        query: &Query::new(urls::FEEDS),
        paging: &Paging::whole(view.rows.len() as u64),
        filter: html! {},
        empty: empty_with(&t!(texts, "feeds-empty"), &t!(texts, "feeds-empty-hint"), &add),
    }
    .render(texts)
}

fn cells(frame: &Frame, view: &FeedsView, row: &SourceRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            @match &row.id {
                Some(id) => a href=(urls::with(urls::FEED, &[id])) { (row.name) },
                None => (row.name),
            }
            br; span.hint { (texts.named("feed-kind", &row.kind)) @if row.id.is_none() { " · " (t!(texts, "feed-by-hand")) } }
        },
        age(frame, row.as_of, view.limit),
        html! { (row.standing.badge(texts)) @if let Some(failure) = &row.failure { br; span.hint { (failure) } } },
        records(texts, row),
        covers(texts, &row.covers, FEW),
        html! { @if row.id.is_some() { (time_or_never(frame, row.succeeded, &t!(texts, "never"))) } @else { "–" } },
        html! { @match row.next { Some(next) => (time(frame, next)), None => "–" } },
    ]
}

fn records(texts: Texts, row: &SourceRow) -> Markup {
    html! {
        (texts.number(row.records))
        @if row.problems > 0 { br; span.hint { (t!(texts, "feed-problems", count = row.problems)) } }
    }
}

/// The age, drawn beside its limit.
#[must_use]
pub fn age(frame: &Frame, as_of: Option<i64>, limit: i64) -> Markup {
    let texts = frame.texts;
    html! {
        @match as_of {
            Some(as_of) => { (age_bar((frame.now - as_of).max(0), limit)) br; span.hint { (time(frame, as_of)) } }
            None => (unknown(texts)),
        }
    }
}

/// What a source covers, up to `few` names of it.
#[must_use]
pub fn covers(texts: Texts, covers: &Covers, few: usize) -> Markup {
    html! {
        @match covers {
            Covers::Exploitation => (t!(texts, "feed-covers-exploitation")),
            Covers::Likelihood => (t!(texts, "feed-covers-likelihood")),
            Covers::Nothing => span.hint { (t!(texts, "feed-covers-nothing")) },
            Covers::Unknown => "–",
            Covers::Names(names) => {
                @for (at, (name, releases)) in names.iter().take(few).enumerate() {
                    @if at > 0 { ", " }
                    (name) @if *releases > 0 { " (" (t!(texts, "feed-releases", count = *releases)) ")" }
                }
                @if names.len() > few { " " span.hint { (t!(texts, "feed-covers-more", count = names.len() - few)) } }
            }
        }
    }
}

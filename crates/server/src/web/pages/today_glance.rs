//! The first page's numbers and charts: how it stands with exposures, release checks and sources.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::{Aged, Chart, Stacked, bars, freshness, stacked};
use crate::web::components::{card, figure_card, figures};
use crate::web::{Frame, Texts};

/// What the numbers are made from.
#[derive(Clone, Debug)]
pub struct GlanceView {
    /// Exposures that wait for a decision, and the flaws behind them.
    pub open: (u64, u64),
    /// Flaws among them that are exploited.
    pub exploited: u64,
    /// Releases on sale: all, those whose check blocks, and those of which it cannot be told.
    pub sold: (u64, u64, u64),
    /// Since when the flaw is known that waits longest.
    pub oldest: Option<i64>,
    /// Sources with their age.
    pub sources: Vec<Aged>,
    /// The age up to which a source counts as fresh.
    pub limit: i64,
    /// Exposures over time, where there is a past.
    pub over_time: Option<Stacked>,
    /// What waits, by age.
    pub ages: Chart,
}

/// The numbers.
#[must_use]
pub fn numbers(frame: &Frame, view: &GlanceView) -> Markup {
    let texts = frame.texts;
    figures(&[
        open(texts, view),
        exploited(texts, view),
        checks(texts, view),
        oldest(frame, view),
        sources(texts, view),
    ])
}

fn open(texts: Texts, view: &GlanceView) -> Markup {
    let (exposures, flaws) = view.open;
    let note = html! { (t!(texts, "glance-open-note", flaws = flaws)) };
    figure_card(&t!(texts, "glance-open"), &html! { (texts.number(exposures)) }, &note)
}

fn exploited(texts: Texts, view: &GlanceView) -> Markup {
    let note = html! { (t!(texts, "glance-exploited-note")) };
    figure_card(&t!(texts, "glance-exploited"), &html! { (texts.number(view.exploited)) }, &note)
}

fn checks(texts: Texts, view: &GlanceView) -> Markup {
    let (all, blocked, unknown) = view.sold;
    let value = html! { (t!(texts, "glance-checks-value", count = blocked + unknown, all = all)) };
    let note = html! { (t!(texts, "glance-checks-note", blocked = blocked, unknown = unknown)) };
    figure_card(&t!(texts, "glance-checks"), &value, &note)
}

fn oldest(frame: &Frame, view: &GlanceView) -> Markup {
    let texts = frame.texts;
    let value = view.oldest.map_or_else(|| t!(texts, "glance-nothing"), |oldest| texts.duration(frame.now - oldest));
    figure_card(&t!(texts, "glance-oldest"), &html! { (value) }, &html! { (t!(texts, "glance-oldest-note")) })
}

fn sources(texts: Texts, view: &GlanceView) -> Markup {
    let stale = view.sources.iter().filter(|source| source.age.is_none_or(|age| age > view.limit)).count();
    let value = html! { (t!(texts, "glance-sources-value", count = stale, all = view.sources.len())) };
    let limit = texts.duration(view.limit);
    figure_card(&t!(texts, "glance-sources"), &value, &html! { (t!(texts, "glance-sources-note", limit = limit)) })
}

/// The charts.
#[must_use]
pub fn charts(frame: &Frame, view: &GlanceView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "glance-freshness");
    html! {
        @if let Some(chart) = &view.over_time {
            (card(&t!(texts, "glance-over-time-card"), &stacked(texts, chart)))
        }
        div.columns.even {
            (card(&t!(texts, "glance-ages-card"), &bars(texts, &view.ages)))
            @if !view.sources.is_empty() {
                (card(&title, &freshness(texts, &title, &view.sources, view.limit)))
            }
        }
    }
}

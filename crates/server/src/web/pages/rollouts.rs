//! The list of distributions, and what their pages have in common.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Listing, Paging, Query, badge, empty, page_heading_with, select, time, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Kinds of events after which pages of distributions look again.
pub(super) const FOLLOWED: &str = "record job approval";

/// Where a distribution stands, as a badge.
pub(super) fn state_badge(texts: Texts, state: &str, halted: bool) -> Markup {
    let (tone, word) = match state {
        "paused" if halted => (Tone::Bad, "halted"),
        "paused" => (Tone::Warning, state),
        "running" | "approved" => (Tone::Information, state),
        "done" => (Tone::Good, state),
        _ => (Tone::Neutral, state),
    };
    badge(tone, &texts.named("rollout-state", word))
}

/// A distribution in a list.
#[derive(Clone, Debug)]
pub struct RolloutRow {
    /// `rol_…`.
    pub id: String,
    /// Product and version of what it spreads.
    pub name: (String, String),
    /// The part.
    pub part: String,
    /// `security`, `feature` or `combined`.
    pub kind: String,
    /// `draft`, `approved`, `running`, `paused`, `stopped` or `done`.
    pub state: &'static str,
    /// Whether failures halted it.
    pub halted: bool,
    /// The wave that is open, from 1, and how many there are; nothing while none is.
    pub wave: Option<(usize, usize)>,
    /// When it was planned, and when it began.
    pub times: (i64, Option<i64>),
}

/// The list.
#[derive(Clone, Debug)]
pub struct RolloutsView {
    /// This page's distributions.
    pub rows: Vec<RolloutRow>,
    /// Products to choose from.
    pub products: Vec<(String, String)>,
    /// Filters `product`, `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// The list.
#[must_use]
pub fn rollouts(frame: &Frame, view: &RolloutsView) -> Markup {
    let texts = frame.texts;
    let list = table(
        frame,
        &view.rows,
        (&view.query, &view.paging),
        filter(texts, view),
        empty(&t!(texts, "rollouts-empty"), &t!(texts, "rollouts-empty-hint")),
    );
    let body = html! {
        (page_heading_with(&t!(texts, "rollouts"), &html! { (t!(texts, "rollouts-lead")) }, &html! {}))
        div id="rollout-list" data-live-part { (list) }
    };
    Page::new(t!(texts, "rollouts"), body).section(Section::Rollouts).live(FOLLOWED).render(frame)
}

/// A table of distributions.
pub(super) fn table(
    frame: &Frame,
    rows: &[RolloutRow],
    (query, paging): (&Query, &Paging),
    filter: Markup,
    empty: Markup,
) -> Markup {
    let texts = frame.texts;
    Listing {
        id: "rollouts",
        caption: t!(texts, "rollouts-caption"),
        columns: vec![
            Column::new(t!(texts, "rollout-what")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "rollout-wave-open")),
            Column::new(t!(texts, "rollout-began")),
            Column::new(t!(texts, "rollout-planned")),
        ],
        rows: rows.iter().map(|row| cells(frame, row)).collect(),
        query,
        paging,
        filter,
        empty,
    }
    .render(texts)
}

fn cells(frame: &Frame, row: &RolloutRow) -> Vec<Cell> {
    let texts = frame.texts;
    let (product, version) = &row.name;
    vec![
        html! {
            a href=(urls::with(urls::ROLLOUT, &[&row.id])) { (product) " " (version) }
            br; span.hint { (row.part) " · " (texts.named("update-kind", &row.kind)) }
        },
        state_badge(texts, row.state, row.halted),
        html! { @match row.wave {
            Some((open, all)) => (t!(texts, "rollout-wave-of", open = open, all = all)),
            None => "–",
        } },
        time_or_never(frame, row.times.1, &t!(texts, "rollout-not-begun")),
        time(frame, row.times.0),
    ]
}

fn filter(texts: Texts, view: &RolloutsView) -> Markup {
    let filled = ["product", "state"].iter().fold(Filled::empty(), |filled, name| {
        let value = view.query.value(name);
        filled.with(name, value)
    });
    let any = t!(texts, "any");
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let states = ["draft", "approved", "running", "paused", "stopped", "done"];
    let states = states.map(|state| Choice::new(state, texts.named("rollout-state", state)));
    html! {
        (select(texts, &filled, "product", &t!(texts, "unit-product"), Some(&any), &products))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
    }
}

//! Drills: the list, and the form that asks for one.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, badge, card, empty, form, page_heading_with, select,
    submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A drill in the list.
#[derive(Clone, Debug)]
pub struct DrillRow {
    /// `drl_…`.
    pub id: String,
    /// The scenario's word.
    pub scenario: &'static str,
    /// The flaw that was named.
    pub flaw: String,
    /// When it was asked for.
    pub asked: i64,
    /// `waiting`, `held` or `failed`.
    pub state: &'static str,
    /// Steps that are over, of how many.
    pub done: (i64, i64),
    /// Gaps that it found.
    pub gaps: i64,
}

/// All drills.
#[derive(Clone, Debug)]
pub struct DrillsView {
    /// This page's, the newest first.
    pub rows: Vec<DrillRow>,
    /// The address.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Every scenario's word.
    pub scenarios: Vec<&'static str>,
    /// Whether the reader may hold one.
    pub may_hold: bool,
    /// What was typed.
    pub filled: Filled,
}

/// The list.
#[must_use]
pub fn drills(frame: &Frame, view: &DrillsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "drills",
        caption: t!(texts, "drills"),
        columns: vec![
            Column::new(t!(texts, "drill-scenario")),
            Column::new(t!(texts, "drill-state")),
            Column::new(t!(texts, "drill-gaps")),
            Column::new(t!(texts, "drill-asked")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "drills-none"), ""),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "drills"), &html! { (t!(texts, "drills-about")) }, &html! {}))
        @if view.may_hold { (card(&t!(texts, "drill-hold"), &hold(texts, view))) }
        div id="drills-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "drills"), body).section(Section::Drills).live("job record").render(frame)
}

fn hold(texts: Texts, view: &DrillsView) -> Markup {
    let choice = |word: &&'static str| Choice::new(*word, texts.named("drill-scenario", word));
    let choices: Vec<Choice> = view.scenarios.iter().map(choice).collect();
    let flaw = Input::text("advisory", t!(texts, "drill-advisory")).hint(t!(texts, "drill-advisory-help")).optional();
    form(
        urls::DRILLS,
        &html! {
            (select(texts, &view.filled, "scenario", &t!(texts, "drill-scenario"), None, &choices))
            (flaw.render(texts, &view.filled))
            (submit(&t!(texts, "drill-start"), Look::Primary))
        },
    )
}

fn cells(frame: &Frame, row: &DrillRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::DRILL, &[&row.id])) { (texts.named("drill-scenario", row.scenario)) }
            @if !row.flaw.is_empty() { " · " (row.flaw) }
        },
        state(texts, row),
        html! { @if row.state == "held" { (gaps(texts, row.gaps)) } @else { "–" } },
        html! { (time(frame, row.asked)) },
    ]
}

/// How far it is.
pub(super) fn state(texts: Texts, row: &DrillRow) -> Markup {
    let tone = match row.state {
        "held" => Tone::Good,
        "failed" => Tone::Bad,
        _ => Tone::Information,
    };
    let (done, steps) = row.done;
    html! {
        (badge(tone, &texts.named("drill-state", row.state)))
        @if row.state == "waiting" && steps > 0 { " " (t!(texts, "drill-progress", done = done, steps = steps)) }
    }
}

/// How many gaps.
pub(super) fn gaps(texts: Texts, count: i64) -> Markup {
    let tone = if count == 0 { Tone::Good } else { Tone::Warning };
    badge(tone, &t!(texts, "drill-gap-count", count = count))
}

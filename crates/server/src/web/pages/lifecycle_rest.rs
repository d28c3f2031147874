//! The rest of the lifecycle's page: what stays until when, how devices ended, what is left to do.

use maud::{Markup, html};

use super::lifecycle::{EndsView, KeptRow, LifecycleView, table};
use crate::t;
use crate::web::components::{Cell, Column, Definitions, badge, time, time_or_never, unknown, unknown_or};
use crate::web::{Frame, Texts, Tone};

pub(super) fn kept(frame: &Frame, view: &LifecycleView) -> Markup {
    let texts = frame.texts;
    let never = t!(texts, "kept-never");
    let cells = |row: &KeptRow| -> Vec<Cell> {
        vec![
            html! { (row.name) @if !row.about.is_empty() { " (" (row.about) ")" } br; span.hint { (kind(texts, &row.kind)) } },
            time(frame, row.since),
            html! { @match &row.until { Some(until) => (until), None => { (unknown(texts)) br; span.hint { (t!(texts, "kept-open")) } } } },
            html! {
                (time_or_never(frame, row.proved, &never))
                @if let Some(fault) = &row.fault { br; (badge(Tone::Bad, fault)) }
            },
        ]
    };
    let columns = vec![
        Column::new(t!(texts, "kept-what")),
        Column::new(t!(texts, "kept-since")),
        Column::new(t!(texts, "kept-until")),
        Column::new(t!(texts, "kept-proved")),
    ];
    html! {
        (table(texts, "kept", t!(texts, "kept"), columns, view.kept.iter().map(cells).collect(), &t!(texts, "kept-none")))
        @if view.more { p { (t!(texts, "kept-more")) } }
        p.hint { (t!(texts, "kept-law")) }
    }
}

/// A kind of update or document in words, else as it is.
fn kind(texts: Texts, kind: &str) -> String {
    texts.named_maybe("kept-kind", kind).unwrap_or_else(|| kind.to_owned())
}

pub(super) fn ended(texts: Texts, view: &EndsView) -> Markup {
    let number = |count: u64| html! { (texts.number(count)) };
    let [by_unit, erased, unknown_ends, handed, reset, unsaid] = view.counts;
    let cells = |(part, version, counts): &(String, Option<String>, [u64; 3])| -> Vec<Cell> {
        let mut cells = vec![html! { (part) " " (unknown_or(texts, version.as_deref())) }];
        cells.extend(counts.iter().map(|count| number(*count)));
        cells
    };
    let columns = vec![
        Column::new(t!(texts, "ended-release")),
        Column::numeric(t!(texts, "ended-by-unit")),
        Column::numeric(t!(texts, "ended-by-staff-erased")),
        Column::numeric(t!(texts, "ended-by-staff-unknown")),
    ];
    html! {
        (Definitions::new()
            .row(t!(texts, "ended-in-use"), number(view.in_use))
            .row(t!(texts, "ended-by-unit"), number(by_unit))
            .row(t!(texts, "ended-by-staff-erased"), number(erased))
            .row(t!(texts, "ended-by-staff-unknown"), number(unknown_ends))
            .row(t!(texts, "ended-handed-over"), number(handed))
            .row(t!(texts, "ended-reset"), number(reset))
            .row(t!(texts, "ended-unsaid"), number(unsaid))
            .row(t!(texts, "ended-exported"), number(view.exported))
            .render())
        @if !view.releases.is_empty() {
            (table(texts, "ended-by", t!(texts, "ended-releases"), columns, view.releases.iter().map(cells).collect(), ""))
        }
        @if view.untold > 0 { p { (t!(texts, "ended-untold", count = view.untold)) } }
    }
}

pub(super) fn duties(texts: Texts, view: &LifecycleView) -> Markup {
    let tone = |standing: &str| match standing {
        "done" => Tone::Good,
        "open" => Tone::Warning,
        "goes-on" => Tone::Information,
        _ => Tone::Unknown,
    };
    let rows = view.duties.iter().fold(Definitions::new(), |rows, (what, place, standing, until)| {
        let how = html! {
            (badge(tone(standing), &texts.named("duty-standing", standing)))
            @if let Some(until) = until { " " (t!(texts, "duty-until", day = until)) }
            br; span.hint { (texts.named("duty-means", what)) " (" (place) ")" }
        };
        rows.row(texts.named("duty", what), how)
    });
    rows.render()
}

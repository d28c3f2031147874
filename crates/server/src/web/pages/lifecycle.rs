//! The lifecycle of a product, for staff: support, what stays until when, how devices ended, what is left to do.

use maud::{Markup, html};

use super::lifecycle_forms::{page_form, promise_form, reasons_form};
use super::lifecycle_rest::{duties, ended, kept};
use super::public_product::month;
use crate::t;
use crate::web::components::{
    Cell, Column, Listing, Paging, Query, card, card_with_id, columns, empty, error_summary, notice, page_heading_with,
    time, unknown, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Days of placing with one end of support.
#[derive(Clone, Debug)]
pub struct WindowRow {
    /// The first day of placing; nothing: from the beginning.
    pub from: Option<String>,
    /// The first day that is not in it any more; nothing: without end.
    pub before: Option<String>,
    /// The last day of support.
    pub ends: Option<String>,
    /// The last day of placing that this end is late enough for.
    pub suffices: Option<String>,
    /// Devices in use, as far as their day is known.
    pub units: u64,
}

/// A release with the ends of support of its devices.
#[derive(Clone, Debug)]
pub struct ReleaseRow {
    /// `rel_…`.
    pub id: String,
    /// Part and version.
    pub name: String,
    /// First and last day of placing.
    pub placed: (Option<String>, Option<String>),
    /// First and last end.
    pub ends: (Option<String>, Option<String>),
}

/// A notice that support ends.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    /// The end.
    pub ends: String,
    /// `half-year`, `month` or `end`.
    pub stage: &'static str,
    /// Since when.
    pub told: i64,
    /// Devices, those that keep it, that were opened, and of which nobody knows.
    pub counts: [u64; 4],
}

/// Support.
#[derive(Clone, Debug, Default)]
pub struct SupportView {
    /// Ends by the day of placing.
    pub windows: Vec<WindowRow>,
    /// Releases that were sold.
    pub releases: Vec<ReleaseRow>,
    /// What owners were told.
    pub notices: Vec<NoticeRow>,
    /// Devices in use, and those of unknown day of placing.
    pub units: (u64, u64),
    /// Months that it is expected to be in use.
    pub months: Option<i64>,
    /// The other considerations, by their names.
    pub considered: Vec<(&'static str, String)>,
    /// On top of which they are changed.
    pub version: i64,
    /// What is open.
    pub gaps: Vec<&'static str>,
}

/// Something that stays.
#[derive(Clone, Debug)]
pub struct KeptRow {
    /// What it is.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its version; empty: none.
    pub about: String,
    /// Since when.
    pub since: i64,
    /// Until when; nothing: not known yet.
    pub until: Option<String>,
    /// When it was last read whole.
    pub proved: Option<i64>,
    /// What was wrong then.
    pub fault: Option<String>,
}

/// How devices ended.
#[derive(Clone, Debug, Default)]
pub struct EndsView {
    /// Devices in use.
    pub in_use: u64,
    /// Devices that signed that their owner's data went out.
    pub exported: u64,
    /// By unit, by staff and erased, by staff and unknown, handed over, reset, unsaid.
    pub counts: [u64; 6],
    /// Out of use by what they ran last: part, version, the first three counts.
    pub releases: Vec<(String, Option<String>, [u64; 3])>,
    /// Out of use, and nobody knows what they ran.
    pub untold: u64,
}

/// What is said of the public page.
#[derive(Clone, Debug, Default)]
pub struct PageView {
    /// Whether everybody may read it.
    pub published: bool,
    /// Its word in the address.
    pub slug: String,
    /// Its number in trade.
    pub gtin: String,
    /// Languages of the user information.
    pub languages: String,
    /// On top of which it is changed.
    pub version: i64,
}

/// The page.
#[derive(Clone, Debug, Default)]
pub struct LifecycleView {
    /// `prd_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Support.
    pub support: SupportView,
    /// Updates and documents.
    pub kept: Vec<KeptRow>,
    /// Whether there is more of them.
    pub more: bool,
    /// How devices ended.
    pub ends: EndsView,
    /// `not-placed`, `on-sale`, `supported`, `over` or `unknown`.
    pub stage: &'static str,
    /// What is left to do: what, its place in the act, how it stands, until when.
    pub duties: Vec<(&'static str, &'static str, &'static str, Option<String>)>,
    /// What is said of the public page.
    pub page: PageView,
    /// A form that came back: its name, and what was typed.
    pub returned: (&'static str, Filled),
    /// Whether the reader may decide about support, and about the public page.
    pub may: (bool, bool),
}

/// The page.
#[must_use]
pub fn lifecycle(frame: &Frame, view: &LifecycleView) -> Markup {
    let texts = frame.texts;
    let stage = html! { (t!(texts, "lifecycle-stage")) " " strong { (texts.named("lifecycle-stage", view.stage)) } };
    let body = html! {
        (page_heading_with(&t!(texts, "lifecycle-of", product = &view.name), &stage, &html! {}))
        (error_summary(texts, &view.returned.1))
        @for gap in &view.support.gaps { (notice(Tone::Warning, &texts.named("support-gap", gap))) }
        (columns(
            &html! {
                (card(&t!(texts, "support-ends"), &windows(texts, &view.support)))
                @if !view.support.releases.is_empty() { (card(&t!(texts, "support-releases"), &releases(texts, &view.support))) }
                @if !view.support.notices.is_empty() { (card(&t!(texts, "support-notices"), &notices(frame, &view.support))) }
                (card(&t!(texts, "kept"), &kept(frame, view)))
                (card(&t!(texts, "ended"), &ended(texts, &view.ends)))
                (card(&t!(texts, "duties"), &duties(texts, view)))
            },
            &html! {
                @if view.may.0 { (card_with_id("promise", &t!(texts, "support-promise"), &promise_form(texts, view))) }
                (card_with_id("reasons", &t!(texts, "support-reasons"), &reasons_form(texts, view)))
                (card_with_id("page", &t!(texts, "product-page"), &page_form(texts, view)))
            },
        ))
    };
    Page::new(t!(texts, "lifecycle"), body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .under(urls::with(urls::PRODUCT, &[&view.id]), view.name.clone())
        .render(frame)
}

pub(super) fn table(
    texts: Texts,
    id: &str,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    none: &str,
) -> Markup {
    let paging = Paging::whole(rows.len() as u64);
    let query = Query::new(urls::PRODUCTS);
    Listing { id, caption, columns, rows, query: &query, paging: &paging, filter: html! {}, empty: empty(none, "") }
        .render(texts)
}

fn placed(texts: Texts, row: &WindowRow) -> String {
    match (&row.from, &row.before) {
        (None, None) => t!(texts, "placed-any"),
        (None, Some(before)) => t!(texts, "placed-before", day = before),
        (Some(from), None) => t!(texts, "placed-from", day = from),
        (Some(from), Some(before)) => t!(texts, "placed-between", from = from, before = before),
    }
}

fn windows(texts: Texts, view: &SupportView) -> Markup {
    let cells = |row: &WindowRow| -> Vec<Cell> {
        vec![
            html! { (placed(texts, row)) },
            html! { @match &row.ends { Some(ends) => { strong { (month(texts, ends)) } br; span.hint { (ends) } } None => (unknown(texts)) } },
            html! { @match &row.suffices { Some(day) => (day), None => "–" } },
            html! { (texts.number(row.units)) },
        ]
    };
    let columns = vec![
        Column::new(t!(texts, "support-placed")),
        Column::new(t!(texts, "support-end")),
        Column::new(t!(texts, "support-suffices")),
        Column::numeric(t!(texts, "support-units")),
    ];
    html! {
        (table(texts, "windows", t!(texts, "support-ends-caption"), columns, view.windows.iter().map(cells).collect(), ""))
        p { (t!(texts, "support-units-unknown", count = view.units.1, all = view.units.0)) }
        p.hint { (t!(texts, "support-ends-law")) }
    }
}

fn days(texts: Texts, (first, last): &(Option<String>, Option<String>), open: &str) -> Markup {
    html! {
        (unknown_or(texts, first.as_deref())) " – "
        @match last { Some(last) => (last), None => (open) }
    }
}

fn releases(texts: Texts, view: &SupportView) -> Markup {
    let (open, nobody) = (t!(texts, "support-open"), t!(texts, "unknown"));
    let cells = |row: &ReleaseRow| -> Vec<Cell> {
        vec![
            html! { a href=(urls::with(urls::RELEASE, &[&row.id])) { (row.name) } },
            days(texts, &row.placed, &open),
            days(texts, &row.ends, &nobody),
        ]
    };
    let columns = vec![
        Column::new(t!(texts, "support-release")),
        Column::new(t!(texts, "support-placed")),
        Column::new(t!(texts, "support-end")),
    ];
    table(texts, "support-of", t!(texts, "support-releases"), columns, view.releases.iter().map(cells).collect(), "")
}

fn notices(frame: &Frame, view: &SupportView) -> Markup {
    let texts = frame.texts;
    let cells = |row: &NoticeRow| -> Vec<Cell> {
        let mut cells = vec![
            html! { (row.ends) br; span.hint { (texts.named("support-stage", row.stage)) } },
            time(frame, row.told),
        ];
        cells.extend(row.counts.iter().map(|count| html! { (texts.number(*count)) }));
        cells
    };
    let columns = vec![
        Column::new(t!(texts, "support-end")),
        Column::new(t!(texts, "support-told")),
        Column::numeric(t!(texts, "support-units")),
        Column::numeric(t!(texts, "support-kept")),
        Column::numeric(t!(texts, "support-opened")),
        Column::numeric(t!(texts, "support-nobody-knows")),
    ];
    table(texts, "notices", t!(texts, "support-notices"), columns, view.notices.iter().map(cells).collect(), "")
}

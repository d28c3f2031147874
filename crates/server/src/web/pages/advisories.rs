//! Own advisories: the list, who publishes, and the form that begins one.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, badge, button_link, card, empty, error_summary, form,
    page_heading_with, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// An advisory in the list.
#[derive(Clone, Debug)]
pub struct AdvisoryRow {
    /// `adv_…`.
    pub id: String,
    /// What the world calls it.
    pub name: String,
    /// In one line.
    pub title: String,
    /// Its product, while that is there.
    pub product: Option<String>,
    /// `draft`, `changed`, `published` or `withdrawn`.
    pub state: &'static str,
    /// The label of the newest version; empty before the first.
    pub tlp: String,
    /// The newest version; 0 before the first.
    pub revision: i64,
    /// When that was published.
    pub released: Option<i64>,
}

/// The list.
#[derive(Clone, Debug)]
pub struct AdvisoriesView {
    /// The newest first.
    pub rows: Vec<AdvisoryRow>,
    /// Which page this is.
    pub paging: Paging,
    /// Whether a second person publishes.
    pub four_eyes: bool,
    /// Whether the reader may begin one.
    pub may_draft: bool,
    /// Whether the reader may say who publishes.
    pub may_rule: bool,
}

/// Where it stands.
pub(super) fn state(texts: Texts, state: &str) -> Markup {
    let tone = match state {
        "published" => Tone::Good,
        "changed" => Tone::Warning,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("advisory-state", state))
}

/// Who may read what is published; nothing before the first version.
pub(super) fn label(texts: Texts, tlp: &str) -> Markup {
    html! { @if tlp.is_empty() { "–" } @else { (texts.named("advisory-tlp", tlp)) } }
}

/// All of them.
#[must_use]
pub fn advisories(frame: &Frame, view: &AdvisoriesView) -> Markup {
    let texts = frame.texts;
    let new = html! {
        @if view.may_draft { (button_link(urls::OWN_ADVISORY_NEW, &t!(texts, "advisory-new"), Look::Primary)) }
    };
    let query = Query::new(urls::OWN_ADVISORIES);
    let list = Listing {
        id: "advisories",
        caption: t!(texts, "advisories-caption"),
        columns: vec![
            Column::new(t!(texts, "advisory")),
            Column::new(t!(texts, "case-product")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "advisory-tlp")),
            Column::new(t!(texts, "advisory-released")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "advisories-none"), &t!(texts, "advisories-none-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "advisories"), &html! { (t!(texts, "advisories-lead")) }, &new))
        (list.render(texts))
        (two_people(texts, view))
        p { a href=(urls::OWN_ADVISORY_KEY) { (t!(texts, "advisory-key")) } }
    };
    Page::new(t!(texts, "advisories"), body)
        .section(Section::Cases)
        .under(urls::CASES, t!(texts, "cases"))
        .render(frame)
}

fn cells(frame: &Frame, row: &AdvisoryRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::OWN_ADVISORY, &[&row.id])) { (row.name) }
            @if !row.title.is_empty() { br; (row.title) }
        },
        html! { @match &row.product { Some(name) => (name), None => (t!(texts, "case-product-gone")) } },
        state(texts, row.state),
        label(texts, &row.tlp),
        html! {
            @if let Some(at) = row.released { (time(frame, at)) br; span.hint { (t!(texts, "security-version", number = row.revision)) } }
            @else { (t!(texts, "advisory-not-yet")) }
        },
    ]
}

/// Whether a second person publishes, and the button that turns it over.
fn two_people(texts: Texts, view: &AdvisoriesView) -> Markup {
    let (says, button, next) = if view.four_eyes {
        (t!(texts, "advisory-two"), t!(texts, "advisory-make-one"), "no")
    } else {
        (t!(texts, "advisory-one"), t!(texts, "advisory-make-two"), "yes")
    };
    let body = html! {
        p { (says) }
        @if view.may_rule {
            (form(urls::OWN_ADVISORY_POLICY, &html! {
                input type="hidden" name="four_eyes" value=(next);
                (submit(&button, Look::Plain))
            }))
        }
    };
    card(&t!(texts, "advisory-who"), &body)
}

/// The form that begins one.
#[derive(Clone, Debug)]
pub struct NewAdvisoryView {
    /// Id and name of each.
    pub products: Vec<(String, String)>,
    /// Fields `product`, `flaw`.
    pub filled: Filled,
}

/// The form.
#[must_use]
pub fn new_advisory(frame: &Frame, view: &NewAdvisoryView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let flaw = Input::text("flaw", t!(texts, "case-flaw")).hint(t!(texts, "advisory-flaw-hint")).optional();
    let fields = html! {
        (select(texts, filled, "product", &t!(texts, "case-product"), Some(&t!(texts, "advisory-choose")), &products))
        (flaw.render(texts, filled))
        (submit(&t!(texts, "advisory-begin"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "advisory-new"), &html! { (t!(texts, "advisory-new-lead")) }, &html! {}))
        (error_summary(texts, filled))
        (card(&t!(texts, "advisory-about"), &form(urls::OWN_ADVISORIES, &fields)))
    };
    Page::new(t!(texts, "advisory-new"), body)
        .section(Section::Cases)
        .under(urls::OWN_ADVISORIES, t!(texts, "advisories"))
        .render(frame)
}

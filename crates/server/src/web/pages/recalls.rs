//! Withdrawals and recalls: the list, and the form that plans one.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, badge, button_link, card, empty, error_summary, form,
    page_heading_with, radios, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A recall in the list.
#[derive(Clone, Debug)]
pub struct RecallRow {
    /// `rcl_…`.
    pub id: String,
    /// Its number.
    pub number: i64,
    /// `withdraw` or `recall`.
    pub kind: &'static str,
    /// What the product was called then.
    pub product: String,
    /// `draft`, `decided` or `ended`.
    pub state: &'static str,
    /// When somebody planned it.
    pub made: i64,
}

/// The list.
#[derive(Clone, Debug)]
pub struct RecallsView {
    /// The newest first.
    pub rows: Vec<RecallRow>,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may plan one.
    pub may_plan: bool,
}

/// What a recall is called.
#[must_use]
pub fn called(texts: Texts, kind: &str, number: i64, product: &str) -> String {
    t!(texts, "recall-called", kind = texts.named("recall-kind", kind), number = number, product = product)
}

/// Where it stands.
pub(super) fn state(texts: Texts, state: &str) -> Markup {
    let tone = match state {
        "draft" => Tone::Warning,
        "decided" => Tone::Bad,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("recall-state", state))
}

/// All of them.
#[must_use]
pub fn recalls(frame: &Frame, view: &RecallsView) -> Markup {
    let texts = frame.texts;
    let new = html! { @if view.may_plan { (button_link(urls::RECALL_NEW, &t!(texts, "recall-new"), Look::Primary)) } };
    let query = Query::new(urls::RECALLS);
    let cells = |row: &RecallRow| -> Vec<Cell> {
        vec![
            html! { a href=(urls::with(urls::RECALL, &[&row.id])) { (called(texts, row.kind, row.number, &row.product)) } },
            state(texts, row.state),
            time(frame, row.made),
        ]
    };
    let list = Listing {
        id: "recalls",
        caption: t!(texts, "recalls-caption"),
        columns: vec![
            Column::new(t!(texts, "recall")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "recall-made")),
        ],
        rows: view.rows.iter().map(cells).collect(),
        query: &query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "recalls-none"), &t!(texts, "recalls-none-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "recalls"), &html! { (t!(texts, "recalls-lead")) }, &new))
        (list.render(texts))
        p { a href=(urls::PARTNERS) { (t!(texts, "partners")) } }
    };
    Page::new(t!(texts, "recalls"), body).section(Section::Cases).under(urls::CASES, t!(texts, "cases")).render(frame)
}

/// The form that plans one.
#[derive(Clone, Debug, Default)]
pub struct RecallFormView {
    /// Products to choose from, where none is chosen yet.
    pub products: Vec<(String, String)>,
    /// Id and name of the product.
    pub product: Option<(String, String)>,
    /// `cas_…`, with its number and title.
    pub case: Option<(String, String)>,
    /// Its releases: id, name, and whether it is chosen.
    pub releases: Vec<(String, String, bool)>,
    /// What was typed.
    pub filled: Filled,
}

/// The form.
#[must_use]
pub fn recall_form(frame: &Frame, view: &RecallFormView) -> Markup {
    let texts = frame.texts;
    let inner = match &view.product {
        Some(product) => planned(texts, view, product),
        None => chosen(texts, view),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "recall-new"), &html! { (t!(texts, "recall-new-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        (card(&t!(texts, "recall-what"), &inner))
    };
    Page::new(t!(texts, "recall-new"), body)
        .section(Section::Cases)
        .under(urls::RECALLS, t!(texts, "recalls"))
        .render(frame)
}

fn chosen(texts: Texts, view: &RecallFormView) -> Markup {
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    html! {
        form method="get" action=(urls::RECALL_NEW) {
            (select(texts, &view.filled, "product", &t!(texts, "case-product"), None, &products))
            (submit(&t!(texts, "recall-choose"), Look::Primary))
        }
    }
}

fn planned(texts: Texts, view: &RecallFormView, (product, name): &(String, String)) -> Markup {
    let kind = |word| Choice::explained(word, texts.named("recall-kind", word), texts.named("recall-means", word));
    form(
        urls::RECALL_NEW,
        &html! {
            p { (t!(texts, "case-product")) ": " strong { (name) } }
            input type="hidden" name="product" value=(product);
            @if let Some((id, title)) = &view.case {
                p { (t!(texts, "case")) ": " a href=(urls::with(urls::CASE, &[id])) { (title) } }
                input type="hidden" name="case" value=(id);
            }
            (radios(texts, &view.filled, "kind", &t!(texts, "recall-kind"), &["withdraw", "recall"].map(kind)))
            fieldset.field {
                legend { (t!(texts, "recall-releases")) }
                p.hint { (t!(texts, "recall-releases-hint")) }
                div.choices { @for (id, name, is_chosen) in &view.releases { (release(id, name, *is_chosen)) } }
            }
            (Input::area("reason", t!(texts, "case-reason"), 4).hint(t!(texts, "recall-reason-hint")).render(texts, &view.filled))
            (submit(&t!(texts, "recall-plan"), Look::Primary))
        },
    )
}

fn release(id: &str, name: &str, is_chosen: bool) -> Markup {
    let field = format!("release.{id}");
    html! {
        div.choice {
            input id=(field) type="checkbox" name=(field) value="yes" checked[is_chosen];
            div { label for=(field) { (name) } }
        }
    }
}

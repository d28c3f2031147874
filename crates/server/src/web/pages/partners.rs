//! Importers and dealers: whom devices went to, and how they can be reached.

use maud::{Markup, html};

use super::fleet::market_name;
use crate::t;
use crate::web::components::{
    Choice, Input, Look, Paging, card, card_with_id, columns, empty, error_summary, form, page_heading_with, radios,
    select, submit, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// A partner.
#[derive(Clone, Debug)]
pub struct PartnerRow {
    /// `ptn_…`.
    pub id: String,
    /// `importer` or `dealer`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The Member State where it is.
    pub market: Option<String>,
    /// Where it can be reached.
    pub mail: String,
    /// The language of what it is told.
    pub language: String,
    /// On top of which it is changed.
    pub version: i64,
}

/// The page.
#[derive(Clone, Debug)]
pub struct PartnersView {
    /// By name.
    pub rows: Vec<PartnerRow>,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// A form that came back: the partner's id, empty for a new one, and what was typed.
    pub returned: (String, Filled),
}

/// The page.
#[must_use]
pub fn partners(frame: &Frame, view: &PartnersView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "partners"), &html! { (t!(texts, "partners-lead")) }, &html! {}))
        (error_summary(texts, &view.returned.1))
        (columns(
            &html! {
                @if view.rows.is_empty() { (empty(&t!(texts, "partners-none"), &t!(texts, "partners-none-hint"))) }
                @for row in &view.rows { (one(texts, view, row)) }
                @if let Some(after) = &view.paging.after {
                    p { a href=(urls::query(urls::PARTNERS, &[("after", after)])) { (t!(texts, "partners-more")) } }
                }
            },
            &html! { @if view.may_change { (new(texts, view)) } },
        ))
    };
    Page::new(t!(texts, "partners"), body)
        .section(Section::Cases)
        .under(urls::RECALLS, t!(texts, "recalls"))
        .render(frame)
}

fn one(texts: Texts, view: &PartnersView, row: &PartnerRow) -> Markup {
    let fresh = || {
        Filled::empty()
            .with("market", row.market.clone().unwrap_or_default())
            .with("mail", row.mail.clone())
            .with("language", row.language.clone())
    };
    let is_back = view.returned.0 == row.id;
    let filled = if is_back { view.returned.1.clone() } else { fresh() };
    let mail = Some(row.mail.as_str()).filter(|mail| !mail.is_empty());
    card(
        &row.name,
        &html! {
            p { (texts.named("partner-kind", row.kind)) " · " (market_name(texts, row.market.as_deref())) " · " (unknown_or(texts, mail)) }
            @if view.may_change { details open[is_back] {
                summary { (t!(texts, "partner-change")) }
                (form(&urls::with(urls::PARTNER, &[&row.id]), &html! {
                    input type="hidden" name="seen" value=(row.version);
                    (reach(texts, &row.id, &filled))
                    (submit(&t!(texts, "partner-keep"), Look::Plain))
                }))
            } }
        },
    )
}

fn reach(texts: Texts, place: &str, filled: &Filled) -> Markup {
    let languages = [Choice::new("en", "English"), Choice::new("de", "Deutsch")];
    html! {
        (Input::text("market", t!(texts, "partner-market")).placed(place).hint(t!(texts, "partner-market-hint")).render(texts, filled))
        (Input::email("mail", t!(texts, "partner-mail")).placed(place).hint(t!(texts, "partner-mail-hint")).render(texts, filled))
        (select(texts, filled, "language", &t!(texts, "partner-language"), None, &languages))
    }
}

fn new(texts: Texts, view: &PartnersView) -> Markup {
    let fresh = || Filled::empty().with("kind", "importer").with("language", "en");
    let filled = if view.returned.0.is_empty() && view.returned.1 != Filled::empty() {
        view.returned.1.clone()
    } else {
        fresh()
    };
    let kind = |word| Choice::new(word, texts.named("partner-kind", word));
    let body = form(
        urls::PARTNERS,
        &html! {
            (radios(texts, &filled, "kind", &t!(texts, "partner-kind"), &["importer", "dealer"].map(kind)))
            (Input::text("name", t!(texts, "partner-name")).hint(t!(texts, "partner-name-hint")).render(texts, &filled))
            (reach(texts, "new", &filled))
            (submit(&t!(texts, "partner-new"), Look::Primary))
        },
    );
    card_with_id("new", &t!(texts, "partner-new"), &body)
}

//! What a successor gets: where keys are, and the archive.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Definitions, Input, Look, button_link, card, columns, empty, error_summary, form, notice, page_heading_with,
    post_button, submit, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Where a key is.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// `kpl_…`.
    pub id: String,
    /// What it signs.
    pub name: String,
    /// How it is told from others.
    pub fingerprint: String,
    /// Where it lies.
    pub place: String,
    /// The role or office that holds it.
    pub holder: String,
}

/// The page.
#[derive(Clone, Debug)]
pub struct HandOverView {
    /// By name.
    pub keys: Vec<KeyRow>,
    /// What was typed.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn hand_over(frame: &Frame, view: &HandOverView) -> Markup {
    let texts = frame.texts;
    let take = button_link(urls::HAND_OVER_ARCHIVE, &t!(texts, "hand-over-take"), Look::Primary);
    let body = html! {
        (page_heading_with(&t!(texts, "hand-over"), &html! { (t!(texts, "hand-over-lead")) }, &take))
        (error_summary(texts, &view.filled))
        (notice(Tone::Information, &t!(texts, "hand-over-tell")))
        (columns(
            &html! {
                h2 { (t!(texts, "hand-over-keys")) }
                @if view.keys.is_empty() { (empty(&t!(texts, "hand-over-no-keys"), &t!(texts, "hand-over-no-keys-hint"))) }
                @for key in &view.keys { (one(texts, key)) }
            },
            &card(&t!(texts, "hand-over-key-new"), &new(texts, &view.filled)),
        ))
    };
    Page::new(t!(texts, "hand-over"), body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .render(frame)
}

fn one(texts: Texts, key: &KeyRow) -> Markup {
    let fingerprint = Some(key.fingerprint.as_str()).filter(|text| !text.is_empty());
    card(
        &key.name,
        &html! {
            (Definitions::new()
                .row(t!(texts, "hand-over-key-fingerprint"), unknown_or(texts, fingerprint))
                .text(t!(texts, "hand-over-key-place"), &key.place)
                .text(t!(texts, "hand-over-key-holder"), &key.holder)
                .render())
            (post_button(&urls::with(urls::HAND_OVER_KEY_REMOVE, &[&key.id]), &t!(texts, "hand-over-key-remove"), Look::Quiet))
        },
    )
}

fn new(texts: Texts, filled: &Filled) -> Markup {
    form(
        urls::HAND_OVER_KEYS,
        &html! {
            (Input::text("name", t!(texts, "hand-over-key-name")).hint(t!(texts, "hand-over-key-name-hint")).render(texts, filled))
            (Input::text("fingerprint", t!(texts, "hand-over-key-fingerprint")).optional().render(texts, filled))
            (Input::area("place", t!(texts, "hand-over-key-place"), 2).hint(t!(texts, "hand-over-key-place-hint")).render(texts, filled))
            (Input::text("holder", t!(texts, "hand-over-key-holder")).hint(t!(texts, "hand-over-key-holder-hint")).render(texts, filled))
            (submit(&t!(texts, "hand-over-key-keep"), Look::Plain))
        },
    )
}

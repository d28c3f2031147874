//! Surfaces that group what belongs together.

use maud::{Markup, html};

/// A card with its heading (level 2).
#[must_use]
pub fn card(title: &str, body: &Markup) -> Markup {
    html! { section.card { h2 { (title) } (body) } }
}

/// A card that live parts replace, or links lead to, by its id.
#[must_use]
pub fn card_with_id(id: &str, title: &str, body: &Markup) -> Markup {
    html! { section.card id=(id) { h2 { (title) } (body) } }
}

/// Cards side by side where there is room: the first column is the wider one.
#[must_use]
pub fn columns(main: &Markup, aside: &Markup) -> Markup {
    html! { div.columns { div.column-main { (main) } div.column-aside { (aside) } } }
}

/// Figures side by side.
#[must_use]
pub fn figures(cards: &[Markup]) -> Markup {
    html! { ul.figures { @for card in cards { li { (card) } } } }
}

/// One figure: what it is, how much, and a line that explains it.
#[must_use]
pub fn figure_card(label: &str, value: &Markup, note: &Markup) -> Markup {
    html! { div.figure { p.figure-label { (label) } p.figure-value { (value) } p.figure-note { (note) } } }
}

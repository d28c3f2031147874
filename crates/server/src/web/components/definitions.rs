//! Names and their values, one under the other.

use maud::{Markup, html};

use crate::t;
use crate::web::Texts;

/// A definition list, built row by row.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    rows: Vec<(String, Markup)>,
}

impl Definitions {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more row.
    #[must_use]
    pub fn row(mut self, name: String, value: Markup) -> Self {
        self.rows.push((name, value));
        self
    }

    /// One more row of plain text.
    #[must_use]
    pub fn text(self, name: String, value: &str) -> Self {
        self.row(name, html! { (value) })
    }

    /// The list.
    #[must_use]
    pub fn render(&self) -> Markup {
        html! { dl.definitions { @for (name, value) in &self.rows { div { dt { (name) } dd { (value) } } } } }
    }
}

/// The word for what is not known, in its own look.
#[must_use]
pub fn unknown(texts: Texts) -> Markup {
    html! { span.unknown-value { (t!(texts, "unknown")) } }
}

/// The value, or the word for what is not known.
#[must_use]
pub fn unknown_or(texts: Texts, value: Option<&str>) -> Markup {
    value.map_or_else(|| unknown(texts), |value| html! { (value) })
}

/// A card of names and values under a head of its own.
#[must_use]
pub fn definition_card(head: &Markup, rows: Vec<(String, Markup)>) -> Markup {
    html! { section.card { (head) (Definitions { rows }.render()) } }
}

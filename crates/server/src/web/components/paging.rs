//! Pages of a long list by keyset: "older" and "newer" keep their place while rows come and go.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use super::listing::Query;
use crate::t;
use crate::web::Texts;

/// How many rows there are behind all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Counted.
    Exact(u64),
    /// At least this many: counting stopped there.
    AtLeast(u64),
    /// Not counted.
    Unknown,
}

/// Where this page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The cursor of the page before, if there is one.
    pub before: Option<String>,
    /// The cursor of the page after, if there is one.
    pub after: Option<String>,
    /// All rows that fit the filter.
    pub total: Total,
}

impl Paging {
    /// One page that holds everything.
    #[must_use]
    pub const fn whole(count: u64) -> Self {
        Self { before: None, after: None, total: Total::Exact(count) }
    }

    /// How many rows are shown, of how many.
    #[must_use]
    pub fn count(&self, texts: Texts, shown: u64) -> String {
        match self.total {
            Total::Exact(total) if total == shown => t!(texts, "rows-all", shown = shown),
            Total::Exact(total) => t!(texts, "rows-of", shown = shown, total = total),
            Total::AtLeast(total) => t!(texts, "rows-at-least", shown = shown, total = total),
            Total::Unknown => t!(texts, "rows-uncounted", shown = shown),
        }
    }

    pub(crate) fn links(&self, texts: Texts, query: &Query) -> Markup {
        html! {
            @if self.before.is_some() || self.after.is_some() {
                nav.paging aria-label=(t!(texts, "paging")) {
                    @if self.before.is_some() {
                        a.button href=(query.first_page()) { (t!(texts, "paging-first")) }
                    }
                    (step(query.page("before", self.before.as_deref()), "prev", &html! {
                        (icon(Icon::Back)) (t!(texts, "paging-previous"))
                    }))
                    (step(query.page("after", self.after.as_deref()), "next", &html! {
                        (t!(texts, "paging-next")) (icon(Icon::Forward))
                    }))
                }
            }
        }
    }
}

/// A link, or the same words in grey where there is no such page.
fn step(href: Option<String>, relation: &str, words: &Markup) -> Markup {
    html! {
        @match href {
            Some(href) => a.button rel=(relation) href=(href) { (words) },
            None => span.button.absent aria-disabled="true" { (words) },
        }
    }
}

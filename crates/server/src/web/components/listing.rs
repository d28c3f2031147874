//! Tables with filter, order and pages; on narrow screens each row becomes a card.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use super::paging::Paging;
use crate::t;
use crate::web::{Texts, urls};

/// What the address of a list says: which rows, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The list's path.
    pub path: String,
    /// Filters by parameter, as typed; empty ones do not filter.
    pub filters: Vec<(&'static str, String)>,
    /// The column's key, with `-` in front for descending; empty for the list's own order.
    pub sort: String,
}

impl Query {
    /// A list without filter or order.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// With one more filter.
    #[must_use]
    pub fn filter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.filters.push((name, value.into()));
        self
    }

    /// With an order.
    #[must_use]
    pub fn sorted(mut self, sort: impl Into<String>) -> Self {
        self.sort = sort.into();
        self
    }

    /// The value of a filter.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.filters.iter().find(|(filter, _)| *filter == name).map_or("", |(_, value)| value)
    }

    /// Whether anything is filtered out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filters.iter().any(|(_, value)| !value.is_empty())
    }

    pub(super) fn first_page(&self) -> String {
        self.address(&self.sort, None)
    }

    pub(super) fn page(&self, direction: &str, cursor: Option<&str>) -> Option<String> {
        cursor.map(|cursor| self.address(&self.sort, Some((direction, cursor))))
    }

    fn address(&self, sort: &str, page: Option<(&str, &str)>) -> String {
        let mut pairs: Vec<(&str, &str)> = self.filters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pairs.push(("sort", sort));
        pairs.extend(page);
        urls::query(&self.path, &pairs)
    }
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    label: String,
    sort: Option<&'static str>,
    numeric: bool,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub const fn new(label: String) -> Self {
        Self { label, sort: None, numeric: false }
    }

    /// A column of numbers, to the right.
    #[must_use]
    pub const fn numeric(label: String) -> Self {
        Self { label, sort: None, numeric: true }
    }

    /// With a heading that sorts by `key`.
    #[must_use]
    pub const fn sorted_by(mut self, key: &'static str) -> Self {
        self.sort = Some(key);
        self
    }
}

/// A cell is any markup.
pub type Cell = Markup;

/// A table in its region.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// Unique on the page; the script replaces this part when the filter changes.
    pub id: &'a str,
    /// What the table holds.
    pub caption: String,
    /// The columns; the first one names the row.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What the address says.
    pub query: &'a Query,
    /// Which page this is.
    pub paging: &'a Paging,
    /// The fields of the filter; empty for a list without one.
    pub filter: Markup,
    /// What stands there when there is nothing at all (not only nothing that fits the filter).
    pub empty: Markup,
}

impl Listing<'_> {
    /// Filter, table and page links.
    #[must_use]
    pub fn render(&self, texts: Texts) -> Markup {
        html! {
            div.listing {
                @if !self.filter.0.is_empty() { (self.filter_form(texts)) }
                div id=(self.id) data-listing { (self.found(texts)) }
            }
        }
    }

    fn filter_form(&self, texts: Texts) -> Markup {
        html! {
            form.filter method="get" action=(self.query.path) role="search" data-filter=(self.id) {
                (self.filter)
                @if !self.query.sort.is_empty() { input type="hidden" name="sort" value=(self.query.sort); }
                div.filter-actions {
                    button.button type="submit" { (t!(texts, "filter-apply")) }
                    @if self.query.is_filtered() {
                        a.button.quiet href=(self.query.path) { (t!(texts, "filter-clear")) }
                    }
                }
            }
        }
    }

    fn found(&self, texts: Texts) -> Markup {
        let on_a_page = self.paging.before.is_some() || self.paging.after.is_some();
        html! {
            @if !self.rows.is_empty() {
                (self.table(texts))
                div.listing-foot {
                    p.row-count role="status" { (self.paging.count(texts, self.rows.len() as u64)) }
                    (self.paging.links(texts, self.query))
                }
            } @else if self.query.is_filtered() || on_a_page {
                div.empty role="status" {
                    p.empty-title { (t!(texts, "filter-nothing")) }
                    p { (t!(texts, "filter-nothing-hint")) }
                    a.button href=(self.query.path) { (t!(texts, "filter-clear")) }
                }
            } @else {
                (self.empty)
            }
        }
    }

    fn table(&self, texts: Texts) -> Markup {
        html! {
            div.table-region role="region" aria-labelledby={ (self.id) "-caption" } tabindex="0" {
                table role="table" {
                    caption id={ (self.id) "-caption" } { (self.caption) }
                    thead role="rowgroup" { tr role="row" {
                        @for column in &self.columns { (self.heading(texts, column)) }
                    } }
                    tbody role="rowgroup" { @for row in &self.rows { (self.row(row)) } }
                }
            }
        }
    }

    fn row(&self, cells: &[Cell]) -> Markup {
        html! {
            tr role="row" {
                @for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
                    @if at == 0 {
                        th scope="row" role="rowheader" { (cell) }
                    } @else {
                        td.numeric[column.numeric] role="cell" data-label=(column.label) { div { (cell) } }
                    }
                }
            }
        }
    }

    fn heading(&self, texts: Texts, column: &Column) -> Markup {
        let (ascending, descending) = self.order(column);
        let sorted = if ascending { Some("ascending") } else { descending.then_some("descending") };
        html! {
            th.numeric[column.numeric] scope="col" role="columnheader" aria-sort=[sorted] {
                @if let Some(key) = column.sort {
                    @let next = if ascending { format!("-{key}") } else { key.to_owned() };
                    a.sort href=(self.query.address(&next, None)) title=(t!(texts, "sort-by", column = &column.label)) {
                        (column.label)
                        @if ascending { (icon(Icon::Up)) } @else if descending { (icon(Icon::Down)) }
                    }
                } @else { (column.label) }
            }
        }
    }

    fn order(&self, column: &Column) -> (bool, bool) {
        let Some(key) = column.sort else { return (false, false) };
        (self.query.sort == key, self.query.sort.strip_prefix('-') == Some(key))
    }
}

//! Products: the list, and one product with its parts and their releases.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::{Period, Stacked, by_severity, period, stacked};
use crate::web::components::{
    Cell, Column, Definitions, Input, Listing, Look, Paging, Query, badge, button_link, card, columns, empty,
    empty_with, notice, page_heading_with, unknown, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

use super::release::{Check, check_badge, state_badge};

/// One product in the list.
#[derive(Clone, Debug)]
pub struct ProductRow {
    /// `prd_…`.
    pub id: String,
    /// The name it is sold under.
    pub name: String,
    /// Type, batch or model.
    pub designation: String,
    /// The key of its category; nothing while nobody has said.
    pub category: Option<String>,
    /// The last day of the support period.
    pub support_to: Option<String>,
    /// Its newest releases, one for each part.
    pub newest: Vec<NewestRow>,
}

/// The newest release of a part.
#[derive(Clone, Debug)]
pub struct NewestRow {
    /// `rel_…`.
    pub id: String,
    /// The part's name.
    pub part: String,
    /// Its version.
    pub label: String,
    /// What the release check says.
    pub check: Check,
}

/// The list.
#[derive(Clone, Debug)]
pub struct ProductsView {
    /// This page's products.
    pub rows: Vec<ProductRow>,
    /// Filter `q`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change them.
    pub may_change: bool,
}

/// The list of products.
#[must_use]
pub fn products(frame: &Frame, view: &ProductsView) -> Markup {
    let texts = frame.texts;
    let add = html! {
        @if view.may_change {
            (button_link(urls::MANUFACTURERS, &t!(texts, "manufacturers"), Look::Quiet))
            (button_link(urls::PRODUCT_NEW, &t!(texts, "product-add"), Look::Primary))
        }
    };
    let filled = Filled::empty().with("q", view.query.value("q"));
    let first = html! {
        @if view.may_change { (button_link(urls::PRODUCT_NEW, &t!(texts, "product-add"), Look::Primary)) }
    };
    let list = Listing {
        id: "products",
        caption: t!(texts, "products-caption"),
        columns: vec![
            Column::new(t!(texts, "product-name")),
            Column::new(t!(texts, "product-category")),
            Column::new(t!(texts, "product-support-to")),
            Column::new(t!(texts, "product-newest")),
        ],
        rows: view.rows.iter().map(|row| cells(texts, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: Input::search("q", t!(texts, "product-search")).render(texts, &filled),
        empty: empty_with(&t!(texts, "products-empty"), &t!(texts, "products-empty-hint"), &first),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "products"), &html! { (t!(texts, "products-lead")) }, &add))
        div id="products-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "products"), body).section(Section::Products).live(super::release::FOLLOWED).render(frame)
}

fn cells(texts: Texts, row: &ProductRow) -> Vec<Cell> {
    vec![
        html! { a href=(urls::with(urls::PRODUCT, &[&row.id])) { (row.name) } br; span.hint { (row.designation) } },
        category(texts, row.category.as_deref()),
        unknown_or(texts, row.support_to.as_deref()),
        html! {
            @if row.newest.is_empty() { span.quiet { (t!(texts, "product-no-release")) } }
            ul.plain { @for newest in &row.newest { li {
                a href=(urls::with(urls::RELEASE, &[&newest.id])) { (newest.part) " " (newest.label) } " "
                (check_badge(texts, &newest.check))
            } } }
        },
    ]
}

/// A category in words, or that nobody has said.
fn category(texts: Texts, key: Option<&str>) -> Markup {
    html! { @match key { Some(key) => (texts.named("category", key)), None => (unknown(texts)) } }
}

/// One release of a part, in the product's page.
#[derive(Clone, Debug)]
pub struct ReleaseRow {
    /// `rel_…`.
    pub id: String,
    /// Its version.
    pub label: String,
    /// Its place in the order.
    pub sequence: i64,
    /// Its day.
    pub released: String,
    /// `draft`, `gated`, `on-sale`, `withdrawn`; `placed` where its last unit was.
    pub state: &'static str,
    /// Units in the field.
    pub units: Option<u64>,
    /// What the release check says.
    pub check: Check,
    /// Its open exposures by severity, the gravest first; nothing while its bill waits to be met, or where they are not
    /// drawn.
    pub open: Option<[u64; 5]>,
}

/// A part with its newest releases.
#[derive(Clone, Debug)]
pub struct PartView {
    /// `prt_…`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// `device`, `application` or `remote`.
    pub kind: &'static str,
    /// Its releases, the newest first.
    pub releases: Vec<ReleaseRow>,
    /// Whether there are more.
    pub more: bool,
}

/// One product.
#[derive(Clone, Debug)]
pub struct ProductView {
    /// `prd_…`.
    pub id: String,
    /// The name it is sold under.
    pub name: String,
    /// Type, batch or model.
    pub designation: String,
    /// Its legal manufacturer, with address and contact.
    pub manufacturer: String,
    /// The key of its category.
    pub category: Option<String>,
    /// Where that category stands in the act.
    pub reference: Option<String>,
    /// The intended purpose.
    pub purpose: String,
    /// The support period, where both its days are known.
    pub period: Option<Period>,
    /// Its first and last day, as far as stated.
    pub support: (Option<String>, Option<String>),
    /// Why it is as long as it is.
    pub support_reason: String,
    /// Whether it is shorter than five years.
    pub support_short: bool,
    /// Where vulnerabilities can be reported.
    pub contact: String,
    /// The key of its own risk.
    pub risk: Option<String>,
    /// Its parts.
    pub parts: Vec<PartView>,
    /// Whether the reader may change product and parts.
    pub may_change: bool,
    /// Whether the reader may enter releases.
    pub may_release: bool,
}

/// One product.
#[must_use]
pub fn product(frame: &Frame, view: &ProductView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.id]);
    let buttons = html! {
        (button_link(&urls::query(urls::FLEET, &[("product", &view.id)]), &t!(texts, "product-units"), Look::Quiet))
        (button_link(&at(urls::REGISTER), &t!(texts, "register"), Look::Quiet))
        (button_link(&at(urls::LIFECYCLE), &t!(texts, "lifecycle"), Look::Quiet))
        @if view.may_change {
            (button_link(&at(urls::PRODUCT_CHANGE), &t!(texts, "product-edit"), Look::Plain))
            (button_link(&at(urls::PART_NEW), &t!(texts, "part-add"), Look::Plain))
        }
    };
    let none = html! {
        @if view.may_change { (button_link(&at(urls::PART_NEW), &t!(texts, "part-add"), Look::Primary)) }
    };
    let parts = html! {
        div.parts id="product-parts" data-live-part {
            @if view.parts.is_empty() { (empty_with(&t!(texts, "parts-empty"), &t!(texts, "parts-empty-hint"), &none)) }
            @for one in &view.parts { (part(frame, view, one)) }
        }
    };
    let body = html! {
        (page_heading_with(&view.name, &html! { (view.designation) }, &buttons))
        (columns(&parts, &html! { (card(&t!(texts, "product-facts"), &facts(texts, view))) (support(texts, view)) }))
    };
    Page::new(view.name.clone(), body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .live(super::release::FOLLOWED)
        .render(frame)
}

fn facts(texts: Texts, view: &ProductView) -> Markup {
    let stated = |text: &str| unknown_or(texts, Some(text).filter(|text| !text.is_empty()));
    let risk = view.risk.as_ref().map(|risk| texts.named("product-risk", risk));
    Definitions::new()
        .row(t!(texts, "product-manufacturer"), html! { (view.manufacturer) })
        .row(
            t!(texts, "product-category"),
            html! {
                (category(texts, view.category.as_deref()))
                @if let Some(reference) = &view.reference { br; span.hint { (reference) } }
            },
        )
        .row(t!(texts, "product-purpose"), stated(&view.purpose))
        .row(t!(texts, "product-contact"), stated(&view.contact))
        .row(t!(texts, "product-risk"), unknown_or(texts, risk.as_deref()))
        .render()
}

fn support(texts: Texts, view: &ProductView) -> Markup {
    let (from, to) = &view.support;
    card(
        &t!(texts, "product-support"),
        &html! {
            @if let Some(drawn) = &view.period { (period(texts, drawn)) }
            (Definitions::new()
                .row(t!(texts, "product-support-from"), unknown_or(texts, from.as_deref()))
                .row(t!(texts, "product-support-to"), unknown_or(texts, to.as_deref()))
                .row(
                    t!(texts, "product-support-reason"),
                    unknown_or(texts, Some(&*view.support_reason).filter(|text| !text.is_empty())),
                )
                .render())
            @if view.support_short { (notice(Tone::Information, &t!(texts, "product-support-short"))) }
            p.hint { (t!(texts, "product-support-law")) }
        },
    )
}

fn part(frame: &Frame, product: &ProductView, view: &PartView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.id]);
    html! {
        section.part aria-labelledby=(view.id) {
            div.part-head {
                h2 id=(view.id) { (view.name) " " span.hint { (texts.named("part-kind", view.kind)) } }
                div.actions {
                    @if product.may_change {
                        (button_link(&at(urls::PART_CHANGE), &t!(texts, "part-edit"), Look::Quiet))
                    }
                    @if product.may_release {
                        (button_link(&at(urls::RELEASE_NEW), &t!(texts, "release-add"), Look::Plain))
                    }
                }
            }
            (releases(texts, view, &Query::new(at(urls::PART)), &Paging::whole(view.releases.len() as u64)))
            @if let Some(chart) = exposures(texts, view) { (stacked(texts, &chart)) }
            @if view.more { p { a href=(at(urls::PART)) { (t!(texts, "part-all-releases")) } } }
        }
    }
}

/// From release to release, what each is exposed to now; nothing where there is no other to look back at.
fn exposures(texts: Texts, view: &PartView) -> Option<Stacked> {
    let totals = || view.releases.iter().filter_map(|row| row.open).map(|open| open.iter().sum::<u64>());
    let (newest, most) = (totals().next()?, totals().max().filter(|most| *most > 0)?);
    let values = |row: &ReleaseRow| row.open.map(|open| open.map(|count| count as f64).to_vec());
    let points = view.releases.iter().map(|row| (row.label.clone(), values(row)));
    (view.releases.len() > 1).then(|| Stacked {
        id: format!("exposures-{}", view.id),
        title: t!(texts, "part-exposures"),
        description: t!(texts, "part-exposures-description", newest = newest, most = most),
        label_heading: t!(texts, "release-version"),
        layers: by_severity(texts),
        points: points.rev().collect(),
    })
}

/// Releases of a part as a table.
fn releases(texts: Texts, view: &PartView, query: &Query, paging: &Paging) -> Markup {
    let units = if view.kind == "remote" { t!(texts, "release-deployments") } else { t!(texts, "release-units") };
    let hint = empty(&t!(texts, "releases-empty"), &t!(texts, "releases-empty-hint"));
    Listing {
        id: &format!("releases-{}", view.id),
        caption: t!(texts, "releases-caption"),
        columns: vec![
            Column::new(t!(texts, "release-version")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "release-check")),
            Column::numeric(units),
        ],
        rows: view.releases.iter().map(|row| release_cells(texts, row)).collect(),
        query,
        paging,
        filter: html! {},
        empty: hint,
    }
    .render(texts)
}

fn release_cells(texts: Texts, row: &ReleaseRow) -> Vec<Cell> {
    vec![
        html! {
            a href=(urls::with(urls::RELEASE, &[&row.id])) { (row.label) }
            br; span.hint.moment-absolute { (row.released) }
        },
        state_badge(texts, row.state),
        check_badge(texts, &row.check),
        html! { @match row.units { Some(units) => (texts.number(units)), None => (unknown(texts)) } },
    ]
}

/// Every release of a part.
#[derive(Clone, Debug)]
pub struct PartPageView {
    /// `prd_…` and name of its product.
    pub product: (String, String),
    /// The part with this page's releases.
    pub part: PartView,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may enter releases.
    pub may_release: bool,
}

/// Every release of a part, in pages.
#[must_use]
pub fn part_releases(frame: &Frame, view: &PartPageView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.part.id]);
    let add = html! {
        @if view.may_release { (button_link(&at(urls::RELEASE_NEW), &t!(texts, "release-add"), Look::Plain)) }
    };
    let kind = badge(Tone::Neutral, &texts.named("part-kind", view.part.kind));
    let body = html! {
        (page_heading_with(&view.part.name, &html! { (kind) }, &add))
        (releases(texts, &view.part, &Query::new(at(urls::PART)), &view.paging))
    };
    Page::new(view.part.name.clone(), body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .under(urls::with(urls::PRODUCT, &[&view.product.0]), view.product.1.clone())
        .render(frame)
}

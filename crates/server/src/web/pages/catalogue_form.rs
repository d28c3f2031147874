//! The forms of manufacturers, products and parts, and the short list of manufacturers.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Choice, Column, Group, Input, Listing, Look, Paging, Query, button_link, empty, error_summary, form,
    page_heading_with, radios, select, select_groups, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// What a form is about: something new, or something that is changed, with its id and version.
pub type Changes = Option<(String, i64)>;

/// The form of a product.
#[derive(Clone, Debug)]
pub struct ProductFormView {
    /// The product that is changed.
    pub changes: Changes,
    /// Manufacturers to choose from: id and name.
    pub manufacturers: Vec<(String, String)>,
    /// The keys of categories, by class.
    pub categories: Vec<(&'static str, Vec<String>)>,
    /// The fields.
    pub filled: Filled,
}

fn choices(texts: Texts, family: &str, keys: &[&str]) -> Vec<Choice> {
    keys.iter().map(|key| Choice::new(*key, texts.named(family, key))).collect()
}

/// Entering a product, or changing one.
#[must_use]
pub fn product_form(frame: &Frame, view: &ProductFormView) -> Markup {
    let texts = frame.texts;
    let (title, action) = match &view.changes {
        None => (t!(texts, "product-add"), urls::PRODUCT_NEW.to_owned()),
        Some((id, _)) => (t!(texts, "product-edit"), urls::with(urls::PRODUCT_CHANGE, &[id])),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "product-form-lead")) }, &html! {}))
        section.card { (form(&action, &product_fields(texts, view))) }
    };
    page(frame, title, body)
}

fn product_fields(texts: Texts, view: &ProductFormView) -> Markup {
    let filled = &view.filled;
    let makers: Vec<Choice> = view.manufacturers.iter().map(|(id, name)| Choice::new(id, name)).collect();
    html! {
        (error_summary(texts, filled))
        (version(&view.changes))
        (Input::text("name", t!(texts, "product-name")).hint(t!(texts, "product-name-hint")).autocomplete("off").render(texts, filled))
        (Input::text("designation", t!(texts, "product-designation")).hint(t!(texts, "product-designation-hint")).autocomplete("off").render(texts, filled))
        @if makers.is_empty() {
            (Input::text("maker", t!(texts, "product-manufacturer")).hint(t!(texts, "product-manufacturer-first")).render(texts, filled))
        } @else {
            (select(texts, filled, "manufacturer", &t!(texts, "product-manufacturer"), Some(&t!(texts, "choose")), &makers))
            p.hint { a href=(urls::MANUFACTURER_NEW) { (t!(texts, "manufacturer-add")) } }
        }
        (select_groups(
            texts,
            filled,
            "category",
            (&t!(texts, "product-category"), &t!(texts, "product-category-hint")),
            &t!(texts, "not-said"),
            &categories(texts, view),
        ))
        (Input::area("purpose", t!(texts, "product-purpose"), 3).hint(t!(texts, "product-purpose-hint")).optional().render(texts, filled))
        (Input::date("support-from", t!(texts, "product-support-from")).hint(t!(texts, "product-support-from-hint")).optional().render(texts, filled))
        (Input::date("support-to", t!(texts, "product-support-to")).hint(t!(texts, "product-support-law")).optional().render(texts, filled))
        (Input::area("support-reason", t!(texts, "product-support-reason"), 3).hint(t!(texts, "product-support-reason-hint")).optional().render(texts, filled))
        (Input::text("contact", t!(texts, "product-contact")).hint(t!(texts, "product-contact-hint")).optional().render(texts, filled))
        (select(texts, filled, "risk", &t!(texts, "product-risk"), Some(&t!(texts, "not-said")),
            &choices(texts, "product-risk", &["low", "medium", "high", "critical"])))
        (submit(&t!(texts, "catalogue-save"), Look::Primary))
    }
}

fn categories(texts: Texts, view: &ProductFormView) -> Vec<Group> {
    let named = |key: &String| Choice::new(key.as_str(), texts.named("category", key));
    let none = Group { label: String::new(), choices: choices(texts, "category", &["default"]) };
    let groups = view.categories.iter().map(|(class, keys)| Group {
        label: texts.named("category-class", class),
        choices: keys.iter().map(named).collect(),
    });
    std::iter::once(none).chain(groups).collect()
}

fn version(changes: &Changes) -> Markup {
    html! { @if let Some((_, version)) = changes { input type="hidden" name="base" value=(version); } }
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body).section(Section::Products).under(urls::PRODUCTS, t!(frame.texts, "products")).render(frame)
}

/// The form of a part.
#[derive(Clone, Debug)]
pub struct PartFormView {
    /// `prd_…` and name of its product.
    pub product: (String, String),
    /// The part that is changed.
    pub changes: Changes,
    /// The fields `name`, `kind`.
    pub filled: Filled,
}

/// Entering a part, or calling one otherwise.
#[must_use]
pub fn part_form(frame: &Frame, view: &PartFormView) -> Markup {
    let texts = frame.texts;
    let (title, action) = match &view.changes {
        None => (t!(texts, "part-add"), urls::with(urls::PART_NEW, &[&view.product.0])),
        Some((id, _)) => (t!(texts, "part-edit"), urls::with(urls::PART_CHANGE, &[id])),
    };
    let kind = |key: &str| Choice::explained(key, texts.named("part-kind", key), texts.named("part-kind-hint", key));
    let kinds: Vec<Choice> = ["device", "application", "remote"].into_iter().map(kind).collect();
    let fields = html! {
        (error_summary(texts, &view.filled))
        (version(&view.changes))
        (Input::text("name", t!(texts, "part-name")).hint(t!(texts, "part-name-hint")).autocomplete("off").render(texts, &view.filled))
        @if view.changes.is_none() { (radios(texts, &view.filled, "kind", &t!(texts, "part-kind"), &kinds)) }
        (submit(&t!(texts, "catalogue-save"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "part-lead")) }, &html! {}))
        section.card { (form(&action, &fields)) }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .under(urls::with(urls::PRODUCT, &[&view.product.0]), view.product.1.clone())
        .render(frame)
}

/// A manufacturer in the list.
#[derive(Clone, Debug)]
pub struct ManufacturerRow {
    /// `mfr_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// An e-mail or web address.
    pub contact: String,
}

/// The list of manufacturers.
#[derive(Clone, Debug)]
pub struct ManufacturersView {
    /// All of them.
    pub rows: Vec<ManufacturerRow>,
    /// Whether the reader may change them.
    pub may_change: bool,
}

/// Legal manufacturers.
#[must_use]
pub fn manufacturers(frame: &Frame, view: &ManufacturersView) -> Markup {
    let texts = frame.texts;
    let add = html! {
        @if view.may_change { (button_link(urls::MANUFACTURER_NEW, &t!(texts, "manufacturer-add"), Look::Primary)) }
    };
    let name = |row: &ManufacturerRow| {
        html! {
            @if view.may_change { a href=(urls::with(urls::MANUFACTURER_CHANGE, &[&row.id])) { (row.name) } }
            @else { (row.name) }
        }
    };
    let list = Listing {
        id: "manufacturers",
        caption: t!(texts, "manufacturers-caption"),
        columns: vec![
            Column::new(t!(texts, "manufacturer-name")),
            Column::new(t!(texts, "manufacturer-address")),
            Column::new(t!(texts, "manufacturer-contact")),
        ],
        rows: view.rows.iter().map(|row| vec![name(row), html! { (row.address) }, html! { (row.contact) }]).collect(),
        query: &Query::new(urls::MANUFACTURERS),
        paging: &Paging::whole(view.rows.len() as u64),
        filter: html! {},
        empty: empty(&t!(texts, "manufacturers-empty"), &t!(texts, "manufacturers-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "manufacturers"), &html! { (t!(texts, "manufacturers-lead")) }, &add))
        (list.render(texts))
    };
    page(frame, t!(texts, "manufacturers"), body)
}

/// The form of a manufacturer.
#[derive(Clone, Debug)]
pub struct ManufacturerFormView {
    /// The manufacturer that is changed.
    pub changes: Changes,
    /// The fields `name`, `address`, `contact`.
    pub filled: Filled,
}

/// Entering a manufacturer, or changing one.
#[must_use]
pub fn manufacturer_form(frame: &Frame, view: &ManufacturerFormView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let (title, action) = match &view.changes {
        None => (t!(texts, "manufacturer-add"), urls::MANUFACTURER_NEW.to_owned()),
        Some((id, _)) => (t!(texts, "manufacturer-edit"), urls::with(urls::MANUFACTURER_CHANGE, &[id])),
    };
    let fields = html! {
        (error_summary(texts, filled))
        (version(&view.changes))
        (Input::text("name", t!(texts, "manufacturer-name")).autocomplete("organization").render(texts, filled))
        (Input::area("address", t!(texts, "manufacturer-address"), 3).hint(t!(texts, "manufacturer-address-hint")).optional().render(texts, filled))
        (Input::text("contact", t!(texts, "manufacturer-contact")).hint(t!(texts, "manufacturer-contact-hint")).optional().render(texts, filled))
        (submit(&t!(texts, "catalogue-save"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "manufacturers-lead")) }, &html! {}))
        section.card { (form(&action, &fields)) }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .under(urls::MANUFACTURERS, t!(texts, "manufacturers"))
        .render(frame)
}

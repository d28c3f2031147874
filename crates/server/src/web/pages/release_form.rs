//! The forms of a release: a new one with its files, other files, another name.

use maud::{Markup, html};

use super::release::ReleaseHead;
use crate::t;
use crate::web::components::{Input, Look, error_summary, form, form_with_files, page_heading_with, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// The form of a new release.
#[derive(Clone, Debug)]
pub struct NewReleaseView {
    /// `prd_…` and name of the product.
    pub product: (String, String),
    /// `prt_…` and name of the part.
    pub part: (String, String),
    /// Whether the part has deployments instead of units.
    pub remote: bool,
    /// The fields `version`, `sequence`, `released`, `units`.
    pub filled: Filled,
}

/// Entering a release with its files.
#[must_use]
pub fn new_release(frame: &Frame, view: &NewReleaseView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let title = t!(texts, "release-add");
    let units = if view.remote { t!(texts, "release-deployments") } else { t!(texts, "release-units") };
    let fields = html! {
        (error_summary(texts, filled))
        (Input::text("version", t!(texts, "release-version")).hint(t!(texts, "release-version-hint")).autocomplete("off").render(texts, filled))
        (Input::number("sequence", t!(texts, "release-sequence")).hint(t!(texts, "release-sequence-hint")).optional().render(texts, filled))
        (Input::date("released", t!(texts, "release-day")).hint(t!(texts, "release-day-hint")).optional().render(texts, filled))
        (files(texts, filled))
        (Input::number("units", units).hint(t!(texts, "release-units-hint")).optional().render(texts, filled))
        (submit(&t!(texts, "release-enter"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (view.product.1) " · " (view.part.1) }, &html! {}))
        section.card { (form_with_files(&urls::with(urls::RELEASE_NEW, &[&view.part.0]), &fields)) }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(texts, "products"))
        .under(urls::with(urls::PRODUCT, &[&view.product.0]), view.product.1.clone())
        .render(frame)
}

/// The files of a release.
fn files(texts: Texts, filled: &Filled) -> Markup {
    html! {
        (Input::file("sbom", t!(texts, "release-sbom")).hint(t!(texts, "release-sbom-hint")).optional().render(texts, filled))
        (Input::file("file", t!(texts, "release-file")).hint(t!(texts, "release-file-hint")).optional().render(texts, filled))
    }
}

/// The form of other files.
#[derive(Clone, Debug)]
pub struct FilesView {
    /// The head.
    pub head: ReleaseHead,
    /// What is wrong with them.
    pub filled: Filled,
}

/// Giving a release another bill, or another product file.
#[must_use]
pub fn release_files(frame: &Frame, view: &FilesView) -> Markup {
    let texts = frame.texts;
    let fields = html! {
        (error_summary(texts, &view.filled))
        (files(texts, &view.filled))
        (submit(&t!(texts, "release-files-save"), Look::Primary))
    };
    let title = t!(texts, "release-give-files");
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "release-files-lead")) }, &html! {}))
        section.card { (form_with_files(&urls::with(urls::RELEASE_FILES, &[&view.head.id]), &fields)) }
    };
    under(frame, &view.head, title, body)
}

/// The form of what a release is called.
#[derive(Clone, Debug)]
pub struct RenameView {
    /// The head.
    pub head: ReleaseHead,
    /// The version of the row that the form is about.
    pub base: i64,
    /// The fields `version`, `released`.
    pub filled: Filled,
}

/// Changing what a release is called, and its day.
#[must_use]
pub fn rename_release(frame: &Frame, view: &RenameView) -> Markup {
    let texts = frame.texts;
    let fields = html! {
        (error_summary(texts, &view.filled))
        input type="hidden" name="base" value=(view.base);
        (Input::text("version", t!(texts, "release-version")).hint(t!(texts, "release-version-hint")).autocomplete("off").render(texts, &view.filled))
        (Input::date("released", t!(texts, "release-day")).render(texts, &view.filled))
        (submit(&t!(texts, "catalogue-save"), Look::Primary))
    };
    let title = t!(texts, "release-edit");
    let body = html! {
        (page_heading_with(&title, &html! {}, &html! {}))
        section.card { (form(&urls::with(urls::RELEASE_CHANGE, &[&view.head.id]), &fields)) }
    };
    under(frame, &view.head, title, body)
}

fn under(frame: &Frame, head: &ReleaseHead, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::PRODUCTS, t!(frame.texts, "products"))
        .under(urls::with(urls::PRODUCT, &[&head.product.0]), head.product.1.clone())
        .under(urls::with(urls::RELEASE, &[&head.id]), head.label.clone())
        .render(frame)
}

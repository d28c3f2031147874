//! One advisory for those who write it: what its next version says, what the tests say of that, and its versions.

use maud::{Markup, html};

use super::advisories::{label, state};
use super::advisory_check::{CheckedView, checked};
use super::advisory_form::{AdvisoryFormView, form_of};
use super::cases::called;
use crate::t;
use crate::web::components::{
    Definitions, Input, Look, actions, button_link, card, card_with_id, columns, error_summary, form, notice,
    page_heading_with, section, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A version that was published.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Its number.
    pub number: i64,
    /// When.
    pub time: i64,
    /// What changed.
    pub summary: String,
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct AdvisoryRights {
    /// Change what it says.
    pub draft: bool,
    /// Publish it.
    pub publish: bool,
    /// Whether it takes another person to publish it.
    pub takes_another: bool,
}

/// One advisory.
#[derive(Clone, Debug)]
pub struct AdvisoryView {
    /// `adv_…`.
    pub id: String,
    /// What the world calls it.
    pub name: String,
    /// In one line.
    pub title: String,
    /// `draft`, `changed`, `published` or `withdrawn`.
    pub state: &'static str,
    /// The label of the newest version; empty before the first.
    pub tlp: String,
    /// The label that the next version will have.
    pub next_tlp: String,
    /// Id and name of the product.
    pub product: (String, String),
    /// Id, number and title of the case.
    pub case: Option<(String, i64, String)>,
    /// The version that is decided upon.
    pub version: i64,
    /// The newest version that was published; 0 before the first.
    pub revision: i64,
    /// Whether the next version says something else than that one.
    pub is_changed: bool,
    /// Its form.
    pub form: AdvisoryFormView,
    /// What the tests say.
    pub checked: CheckedView,
    /// The newest first.
    pub versions: Vec<VersionRow>,
    /// Where the world reads of the product.
    pub public: String,
    /// What the reader may do.
    pub rights: AdvisoryRights,
    /// The form that publishes, as it came back.
    pub publishing: Filled,
    /// What stood against it.
    pub refused: Option<String>,
}

/// The page.
#[must_use]
pub fn advisory(frame: &Frame, view: &AdvisoryView) -> Markup {
    let texts = frame.texts;
    let preview = urls::with(urls::OWN_ADVISORY_PREVIEW, &[&view.id]);
    // Where the columns stand below each other, both are far down.
    let (down, words) = if view.checked.blocking.is_empty() {
        ("#publish", t!(texts, "advisory-publish"))
    } else {
        ("#check", t!(texts, "advisory-check"))
    };
    let see = actions(&[
        button_link(&preview, &t!(texts, "advisory-preview"), Look::Plain),
        button_link(down, &words, Look::Plain),
    ]);
    let body = html! {
        (page_heading_with(&view.name, &html! { (state(texts, view.state)) " " (view.title) }, &see))
        (error_summary(texts, &view.form.filled))
        (error_summary(texts, &view.publishing))
        @if let Some(refused) = &view.refused { (notice(Tone::Warning, refused)) }
        (columns(
            &html! {
                @if view.rights.draft {
                    (section(&t!(texts, "advisory-says"), &form_of(texts, (&view.id, view.version), &view.form)))
                } @else { p { a href=(preview) { (t!(texts, "advisory-read")) } } }
            },
            &html! {
                (checked(texts, &view.checked))
                (publish(texts, view))
                (card(&t!(texts, "advisory-facts"), &facts(texts, view)))
                (versions(frame, view))
            },
        ))
    };
    Page::new(view.name.clone(), body)
        .section(Section::Cases)
        .under(urls::OWN_ADVISORIES, t!(texts, "advisories"))
        .render(frame)
}

/// The form that publishes, or what stands against it.
fn publish(texts: Texts, view: &AdvisoryView) -> Markup {
    let next = t!(texts, "advisory-publish-as", number = view.revision + 1);
    let body = html! {
        @if !view.is_changed { p.quiet { (t!(texts, "advisory-same")) } }
        @else if !view.checked.blocking.is_empty() { p { (t!(texts, "advisory-blocked")) } }
        @else if !view.rights.publish { p.quiet { (t!(texts, "advisory-publish-may-not")) } }
        @else if view.rights.takes_another { p { (t!(texts, "advisory-another")) } }
        @else {
            (form(&urls::with(urls::OWN_ADVISORY_PUBLISH, &[&view.id]), &html! {
                input type="hidden" name="seen" value=(view.version);
                p { (texts.named("advisory-will", &view.next_tlp)) }
                p.hint { (t!(texts, "advisory-saved-only")) }
                (Input::text("summary", t!(texts, "advisory-change-summary")).hint(t!(texts, "advisory-change-hint"))
                    .render(texts, &view.publishing))
                (submit(&next, Look::Primary))
            }))
        }
    };
    card_with_id("publish", &t!(texts, "advisory-publish"), &body)
}

fn facts(texts: Texts, view: &AdvisoryView) -> Markup {
    let (product, name) = &view.product;
    let mut list = Definitions::new()
        .row(t!(texts, "case-product"), html! { a href=(urls::with(urls::PRODUCT, &[product])) { (name) } })
        .row(t!(texts, "advisory-tlp"), label(texts, &view.tlp));
    if let Some((id, number, title)) = &view.case {
        let name = called(texts, *number, title);
        list = list.row(t!(texts, "case"), html! { a href=(urls::with(urls::CASE, &[id])) { (name) } });
    }
    let public = html! { a href=(view.public) rel="noreferrer" { (t!(texts, "advisory-public")) } };
    let document = urls::with(urls::OWN_ADVISORY_DOCUMENT, &[&view.id]);
    let document = html! { a href=(document) { (t!(texts, "advisory-document")) } };
    list.row(t!(texts, "advisory-world"), public).row(t!(texts, "advisory-csaf"), document).render()
}

fn versions(frame: &Frame, view: &AdvisoryView) -> Markup {
    let texts = frame.texts;
    let address = |number: i64| urls::with(urls::OWN_ADVISORY_VERSION, &[&view.id, &number.to_string()]);
    let body = html! {
        @if view.versions.is_empty() { p.quiet { (t!(texts, "advisory-versions-none")) } }
        @for version in &view.versions {
            p {
                a href=(address(version.number)) { (t!(texts, "security-version", number = version.number)) }
                " · " (time(frame, version.time)) br; (version.summary)
            }
        }
    };
    card_with_id("versions", &t!(texts, "advisory-versions"), &body)
}

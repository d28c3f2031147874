//! What finders are told, as staff decide it.

use maud::{Markup, html};

use crate::advisories::provider::KEY;
use crate::t;
use crate::web::components::{
    Input, Look, badge, card, code_block, error_summary, form, notice, page_heading_with, post_button, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What finders are told.
#[derive(Clone, Debug)]
pub struct DisclosureView {
    /// `security.txt` as it is served; nothing: nobody published one, or there is no address for it.
    pub file: Option<String>,
    /// When it ends.
    pub expires: Option<i64>,
    /// Whether that is soon, or over.
    pub ends_soon: bool,
    /// Whether there is an address to publish it under.
    pub has_base: bool,
    /// The policy that comes with the program.
    pub default_policy: String,
    /// Fields `base`, `contact`, `encryption`, `languages`, `policy_en`, `policy_de`, `acknowledge_days`.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn disclosure(frame: &Frame, view: &DisclosureView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "disclosure"), &html! { (t!(texts, "disclosure-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        (card("security.txt", &file(frame, view)))
        (card(&t!(texts, "disclosure-told"), &form(urls::DISCLOSURE, &fields(texts, view))))
        (card(&t!(texts, "disclosure-pages"), &html! {
            ul.plain {
                li { a href=(urls::REPORT) { (t!(texts, "report-title")) } }
                li { a href=(urls::POLICY) { (t!(texts, "disclosure-policy")) } }
                li { a href=(urls::THANKS) { (t!(texts, "disclosure-thanks")) } }
            }
        }))
    };
    let page = Page::new(t!(texts, "disclosure"), body).section(Section::Reports);
    page.under(urls::REPORTS, t!(texts, "reports")).render(frame)
}

fn file(frame: &Frame, view: &DisclosureView) -> Markup {
    let texts = frame.texts;
    html! {
        @match (&view.file, view.expires) {
            (Some(text), Some(expires)) => {
                p {
                    (t!(texts, "disclosure-good-until")) " " (time(frame, expires))
                    @if expires < frame.now { " " (badge(Tone::Bad, &t!(texts, "overdue"))) }
                    @else if view.ends_soon { " " (badge(Tone::Warning, &t!(texts, "disclosure-ends-soon"))) }
                }
                (code_block(texts, "security-txt", urls::SECURITY_TXT, text))
            }
            _ => (notice(Tone::Warning, &t!(texts, "disclosure-none"))),
        }
        @if view.file.is_some() { p.hint { (t!(texts, "disclosure-signed", place = KEY)) } }
        @if view.has_base { (post_button(urls::DISCLOSURE_RENEW, &t!(texts, "disclosure-renew"), Look::Primary)) }
        @else { p { (t!(texts, "disclosure-no-base")) } }
    }
}

fn fields(texts: Texts, view: &DisclosureView) -> Markup {
    let filled = &view.filled;
    let area = |name, label, lines| Input::area(name, label, lines).optional();
    html! {
        (Input::text("base", t!(texts, "disclosure-base")).hint(t!(texts, "disclosure-base-hint")).optional()
            .render(texts, filled))
        (area("contact", t!(texts, "disclosure-contact"), 2).hint(t!(texts, "disclosure-contact-hint")).render(texts, filled))
        (area("encryption", t!(texts, "disclosure-encryption"), 2).hint(t!(texts, "disclosure-encryption-hint"))
            .render(texts, filled))
        (Input::text("languages", t!(texts, "disclosure-languages")).optional().render(texts, filled))
        (Input::text("acknowledge_days", t!(texts, "disclosure-days")).hint(t!(texts, "disclosure-days-hint"))
            .render(texts, filled))
        (area("policy_en", t!(texts, "disclosure-policy-en"), 10).hint(t!(texts, "disclosure-policy-hint"))
            .render(texts, filled))
        (area("policy_de", t!(texts, "disclosure-policy-de"), 10).render(texts, filled))
        details { summary { (t!(texts, "disclosure-default")) } pre.words { (view.default_policy) } }
        (submit(&t!(texts, "disclosure-keep"), Look::Primary))
    }
}

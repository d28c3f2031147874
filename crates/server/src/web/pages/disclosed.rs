//! What the world reads of disclosure: the policy, and who is thanked.

use maud::{Markup, html};

use super::report::contact;
use crate::t;
use crate::web::components::{Look, button_link, page_heading_with, time};
use crate::web::layout::Page;
use crate::web::{Frame, urls};

/// What finders can expect.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// In paragraphs; a line that begins with `#` is a heading, one with `-` an entry of a list.
    pub text: String,
    /// Within how many working days staff mean to acknowledge.
    pub days: u8,
    /// Where finders can turn to besides.
    pub contact: Vec<String>,
}

/// The policy.
#[must_use]
pub fn policy(frame: &Frame, view: &PolicyView) -> Markup {
    let texts = frame.texts;
    let lead = html! { (t!(texts, "disclosure-policy-lead", days = u64::from(view.days))) };
    let form = button_link(urls::REPORT, &t!(texts, "report-title"), Look::Primary);
    let body = html! {
        (page_heading_with(&t!(texts, "disclosure-policy"), &lead, &form))
        section.card { @for block in view.text.split("\n\n") { (paragraph(block)) } }
        (contact(texts, &view.contact))
        p { a href=(urls::THANKS) { (t!(texts, "disclosure-thanks")) } }
    };
    Page::new(t!(texts, "disclosure-policy"), body).render_public(frame)
}

/// A heading, a list, or a paragraph: as plain as it was typed.
fn paragraph(block: &str) -> Markup {
    let lines: Vec<&str> = block.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    html! {
        @match lines.as_slice() {
            [] => {}
            [head, rest @ ..] if head.starts_with('#') => {
                h2 { (head.trim_start_matches('#').trim()) }
                (paragraph(&rest.join("\n")))
            }
            all if all.iter().all(|line| line.starts_with("- ")) => {
                ul { @for line in all { li { (line.trim_start_matches("- ")) } } }
            }
            all => p { (all.join(" ")) },
        }
    }
}

/// Who is thanked.
#[derive(Clone, Debug)]
pub struct ThanksView {
    /// Names (nothing: without one), and since when.
    pub rows: Vec<(Option<String>, i64)>,
}

/// Who is thanked.
#[must_use]
pub fn thanks(frame: &Frame, view: &ThanksView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "disclosure-thanks"), &html! { (t!(texts, "disclosure-thanks-lead")) }, &html! {}))
        section.card {
            @if view.rows.is_empty() { p { (t!(texts, "disclosure-thanks-none")) } }
            ul.rows { @for (name, since) in &view.rows { li { div.row-main {
                p { @match name { Some(name) => strong { (name) }, None => (t!(texts, "disclosure-anonymous")) } }
                p.hint { (time(frame, *since)) }
            } } } }
        }
        p { a href=(urls::POLICY) { (t!(texts, "disclosure-policy")) } }
    };
    Page::new(t!(texts, "disclosure-thanks"), body).render_public(frame)
}

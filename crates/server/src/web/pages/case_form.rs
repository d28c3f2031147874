//! The form of a case that somebody opens by hand, and the fields of a signal.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Choice, Input, Look, error_summary, form, page_heading_with, radios, select, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// The form's fields.
pub const FIELDS: [&str; 8] = ["kind", "title", "product", "flaw", "signal", "received", "about", "reference"];
/// Those of them that a signal has.
pub const SIGNAL_FIELDS: [&str; 4] = ["signal", "received", "about", "reference"];
/// What a case can be about.
pub const KINDS: [&str; 2] = ["vulnerability", "incident"];
/// What somebody can note as a signal; an alert becomes one on its own page.
const SIGNALS: [&str; 5] = ["kev", "finder", "customer", "authority", "other"];

/// A case that somebody opens by hand.
#[derive(Clone, Debug)]
pub struct CaseFormView {
    /// Products to choose from: id and name.
    pub products: Vec<(String, String)>,
    /// Fields of [`FIELDS`].
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn case_form(frame: &Frame, view: &CaseFormView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "case-new"), &html! { (t!(texts, "case-new-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        section.card { (form(urls::CASE_NEW, &fields(texts, view))) }
    };
    Page::new(t!(texts, "case-new"), body).section(Section::Cases).under(urls::CASES, t!(texts, "cases")).render(frame)
}

/// Which kind it is.
pub(super) fn kinds(texts: Texts, filled: &Filled) -> Markup {
    let choice = |word| Choice::explained(word, texts.named("case-kind", word), texts.named("case-kind-means", word));
    radios(texts, filled, "kind", &t!(texts, "case-kind"), &KINDS.map(choice))
}

/// What a signal says.
pub(super) fn signal(texts: Texts, filled: &Filled) -> Markup {
    let choices = SIGNALS.map(|word| Choice::new(word, texts.named("signal", word)));
    html! {
        (select(texts, filled, "signal", &t!(texts, "signal-kind"), None, &choices))
        (Input::moment("received", t!(texts, "signal-received")).hint(t!(texts, "signal-received-hint"))
            .render(texts, filled))
        (Input::area("about", t!(texts, "signal-about"), 3).hint(t!(texts, "signal-about-hint")).render(texts, filled))
        (Input::text("reference", t!(texts, "signal-reference")).hint(t!(texts, "signal-reference-hint")).optional()
            .render(texts, filled))
    }
}

fn fields(texts: Texts, view: &CaseFormView) -> Markup {
    let filled = &view.filled;
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    html! {
        (kinds(texts, filled))
        (Input::text("title", t!(texts, "case-title")).hint(t!(texts, "case-title-hint")).render(texts, filled))
        (select(texts, filled, "product", &t!(texts, "case-product"), Some(&t!(texts, "case-product-none")), &products))
        (Input::text("flaw", t!(texts, "case-flaw")).hint(t!(texts, "case-flaw-hint")).optional().render(texts, filled))
        (signal(texts, filled))
        (submit(&t!(texts, "case-open-it"), Look::Primary))
    }
}

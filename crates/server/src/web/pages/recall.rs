//! One withdrawal or recall: what became of its devices, where they are, who was told, and the text for an authority.

use maud::{Markup, html};

use super::fleet::market_name;
use super::recalls::{called, state};
use crate::t;
use crate::web::charts::{Layer, Split, split};
use crate::web::components::{
    Definitions, Input, Look, button_link, card, card_with_id, code_block, columns, error_summary, form, notice,
    page_heading_with, section, submit, time, unknown, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Devices in one Member State that went to the same partners: market, importer, dealer, how many.
pub type PlaceRow = (Option<String>, Option<String>, Option<String>, u64);

/// A partner with devices of it.
#[derive(Clone, Debug)]
pub struct ToldRow {
    /// `importer` or `dealer`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it can be reached by mail.
    pub has_mail: bool,
    /// How many devices went to it.
    pub units: u64,
    /// Of how many it was told, and when.
    pub told: Option<(u64, i64)>,
}

/// One recall.
#[derive(Clone, Debug)]
pub struct RecallView {
    /// `rcl_…`.
    pub id: String,
    /// Its number.
    pub number: i64,
    /// `withdraw` or `recall`.
    pub kind: &'static str,
    /// Where it stands.
    pub state: &'static str,
    /// The product, and its name.
    pub product: (String, String),
    /// `cas_…`.
    pub case: Option<String>,
    /// Why.
    pub reason: String,
    /// When it was decided, and over.
    pub times: (Option<i64>, Option<i64>),
    /// Id and name of each release.
    pub releases: Vec<(String, String)>,
    /// Corrected, returned, out of use, unknown, open.
    pub units: Option<[u64; 5]>,
    /// Where they are.
    pub places: Vec<PlaceRow>,
    /// Who has some.
    pub partners: Vec<ToldRow>,
    /// The text for an authority, and the words of its gaps.
    pub letter: (String, Vec<&'static str>),
    /// Whether the reader may note what came back, propose the decision, and read serial numbers.
    pub rights: (bool, bool, bool),
    /// A form that came back: its name, and what was typed.
    pub returned: (&'static str, Filled),
    /// Serial numbers that are no devices of it.
    pub strange: Vec<String>,
}

/// The page.
#[must_use]
pub fn recall(frame: &Frame, view: &RecallView) -> Markup {
    let texts = frame.texts;
    let title = called(texts, view.kind, view.number, &view.product.1);
    let (works, decides, _) = view.rights;
    let propose = urls::query(urls::APPROVAL_PROPOSE, &[("kind", "decide-recall"), ("subject", &view.id)]);
    let actions = html! {
        @if view.state == "draft" && decides { (button_link(&propose, &t!(texts, "recall-propose"), Look::Primary)) }
    };
    let body = html! {
        (page_heading_with(&title, &state(texts, view.state), &actions))
        (error_summary(texts, &view.returned.1))
        @if view.state == "draft" { (notice(Tone::Warning, &t!(texts, "recall-is-draft"))) }
        @if !view.strange.is_empty() {
            (notice(Tone::Warning, &t!(texts, "recall-strange", serials = view.strange.join(", "))))
        }
        (columns(
            &html! {
                @if let Some(units) = &view.units { (standings(texts, view, units)) (places(texts, view)) (partners(frame, view)) }
                (letter(texts, view))
            },
            &html! {
                (card(&t!(texts, "recall-facts"), &facts(frame, view)))
                @if view.state == "decided" && works { (came_back(texts, view)) (end(texts, view)) }
            },
        ))
    };
    Page::new(title, body).section(Section::Cases).under(urls::RECALLS, t!(texts, "recalls")).render(frame)
}

fn facts(frame: &Frame, view: &RecallView) -> Markup {
    let texts = frame.texts;
    let releases =
        html! { @for (id, name) in &view.releases { a href=(urls::with(urls::RELEASE, &[id])) { (name) } br; } };
    let mut list = Definitions::new()
        .text(t!(texts, "recall-kind"), &texts.named("recall-kind", view.kind))
        .row(
            t!(texts, "case-product"),
            html! { a href=(urls::with(urls::PRODUCT, &[&view.product.0])) { (view.product.1) } },
        )
        .row(t!(texts, "recall-releases"), releases)
        .row(t!(texts, "case-reason"), html! { q.said { (view.reason) } });
    if let Some(case) = &view.case {
        list = list
            .row(t!(texts, "case"), html! { a href=(urls::with(urls::CASE, &[case])) { (t!(texts, "recall-case")) } });
    }
    for (name, at) in [(t!(texts, "recall-decided"), view.times.0), (t!(texts, "recall-ended"), view.times.1)] {
        if let Some(at) = at {
            list = list.row(name, time(frame, at));
        }
    }
    list.render()
}

fn standings(texts: Texts, view: &RecallView, units: &[u64; 5]) -> Markup {
    let words = ["corrected", "returned", "decommissioned", "unknown", "open"];
    let classes = ["answer-fixed", "answer-other", "layer-low", "answer-unknown", "answer-affected"];
    let part = |at: usize| (Layer { name: texts.named("recall-standing", words[at]), class: classes[at] }, units[at]);
    let total: u64 = units.iter().sum();
    let files = |format| urls::query(&urls::with(urls::RECALL_UNITS, &[&view.id]), &[("format", format)]);
    let body = html! {
        @if total == 0 { p.quiet { (t!(texts, "recall-units-none")) } } @else {
            (split(texts, &Split {
                id: "standings".to_owned(),
                title: t!(texts, "recall-units", count = total),
                parts: [4, 3, 2, 1, 0].map(part).into(),
            }))
            @if view.rights.2 {
                p { a href=(files("csv")) { (t!(texts, "recall-csv")) } " · " a href=(files("json")) { (t!(texts, "recall-json")) } }
            }
        }
        p.hint { (t!(texts, "recall-owners")) " " (unknown(texts)) }
    };
    card_with_id("units", &t!(texts, "recall-devices"), &body)
}

fn places(texts: Texts, view: &RecallView) -> Markup {
    let names = [
        t!(texts, "unit-market"),
        t!(texts, "partner-kind-importer"),
        t!(texts, "partner-kind-dealer"),
        t!(texts, "recall-count"),
    ];
    let [market_label, importer_label, dealer_label, count_label] = &names;
    let body = html! {
        div.table-scroll { table {
            caption.visually-hidden { (t!(texts, "recall-places")) }
            thead { tr { @for name in &names { th scope="col" { (name) } } } }
            tbody { @for (market, importer, dealer, units) in &view.places { tr {
                td data-label=(market_label) { div { (market_name(texts, market.as_deref())) } }
                td data-label=(importer_label) { div { (unknown_or(texts, importer.as_deref())) } }
                td data-label=(dealer_label) { div { (unknown_or(texts, dealer.as_deref())) } }
                td data-label=(count_label) { div { (texts.number(*units)) } }
            } } }
        } }
    };
    section(&t!(texts, "recall-places"), &body)
}

fn partners(frame: &Frame, view: &RecallView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        @if view.partners.is_empty() { p.quiet { (t!(texts, "recall-partners-none")) } }
        ul.plain { @for one in &view.partners { li {
            strong { (one.name) } " " (texts.named("partner-kind", one.kind)) ": "
            (t!(texts, "recall-partner-units", count = one.units)) " · "
            @match (one.told, one.has_mail) {
                (Some((units, at)), _) => { (t!(texts, "recall-told", count = units)) " " (time(frame, at)) }
                (None, true) => (t!(texts, "recall-told-soon")),
                (None, false) => (t!(texts, "recall-told-no-mail")),
            }
        } } }
        p { a href=(urls::PARTNERS) { (t!(texts, "partners")) } }
    };
    section(&t!(texts, "recall-partners"), &body)
}

fn letter(texts: Texts, view: &RecallView) -> Markup {
    let (text, gaps) = &view.letter;
    let body = html! {
        p { (t!(texts, "recall-letter-note")) }
        @if !gaps.is_empty() {
            p { (t!(texts, "recall-gaps")) }
            ul { @for gap in gaps { li { (texts.named("recall-gap", gap)) } } }
        }
        (code_block(texts, "letter", &t!(texts, "recall-letter"), text))
    };
    card_with_id("letter-card", &t!(texts, "recall-letter"), &body)
}

fn typed(view: &RecallView, name: &str) -> Filled {
    if view.returned.0 == name { view.returned.1.clone() } else { Filled::empty() }
}

fn came_back(texts: Texts, view: &RecallView) -> Markup {
    let filled = typed(view, "returned");
    let body = form(
        &urls::with(urls::RECALL_RETURNED, &[&view.id]),
        &html! {
            (Input::area("serials", t!(texts, "recall-serials"), 4).hint(t!(texts, "recall-serials-hint")).render(texts, &filled))
            (submit(&t!(texts, "recall-note"), Look::Primary))
        },
    );
    card_with_id("returned", &t!(texts, "recall-returned"), &body)
}

fn end(texts: Texts, view: &RecallView) -> Markup {
    let filled = typed(view, "end");
    let body = form(
        &urls::with(urls::RECALL_END, &[&view.id]),
        &html! {
            (Input::area("reason", t!(texts, "case-reason"), 2).placed("end").hint(t!(texts, "recall-end-hint")).render(texts, &filled))
            (submit(&t!(texts, "recall-end"), Look::Plain))
        },
    );
    card_with_id("end", &t!(texts, "recall-end"), &body)
}

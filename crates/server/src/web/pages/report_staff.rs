//! One report, for staff.

use maud::{Markup, html};

use super::report_own::{conversation, long, state};
use super::reports::STATES;
use crate::t;
use crate::web::components::{
    Choice, Definitions, Input, Look, badge, card, error_summary, form, notice, page_heading_with, post_button, select,
    submit, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What a finder wrote.
#[derive(Clone, Debug)]
pub struct WrittenView {
    /// What they found.
    pub what: String,
    /// What they call the product, and its version.
    pub product: (String, String),
    /// Their name, and where they can be reached.
    pub who: (String, String),
    /// The name to thank them by.
    pub credit_name: String,
}

/// An attachment.
#[derive(Clone, Debug)]
pub struct FileView {
    /// Its number.
    pub number: i64,
    /// What its finder calls it.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub digest: String,
}

/// A report.
#[derive(Clone, Debug)]
pub struct ReportView {
    /// `rpt_…`.
    pub id: String,
    /// What people call it.
    pub number: i64,
    /// Its state's key.
    pub state: &'static str,
    /// When it came in.
    pub received: i64,
    /// When somebody acknowledged it.
    pub acknowledged: Option<i64>,
    /// Until when somebody should.
    pub acknowledge_by: i64,
    /// Since when its finder waits.
    pub waits: Option<i64>,
    /// The product: id and name.
    pub product: Option<(String, String)>,
    /// The case: id and number.
    pub case: Option<(String, i64)>,
    /// The wish's key, and since when it is fulfilled.
    pub credit: (&'static str, Option<i64>),
    /// When its finder withdrew what they wrote.
    pub erased: Option<i64>,
    /// Nothing: erased.
    pub written: Option<WrittenView>,
    /// What both sides wrote.
    pub messages: Vec<(&'static str, i64, Option<String>)>,
    /// What came with it.
    pub files: Vec<FileView>,
    /// Products to choose from: id and name.
    pub products: Vec<(String, String)>,
    /// Whether the reader may do something with it.
    pub may_handle: bool,
    /// Fields `message`, `state`, `title`, `product`, `flaw`, `about`.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn report(frame: &Frame, view: &ReportView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "report-called", number = view.number);
    let body = html! {
        (page_heading_with(&title, &html! { (state(texts, view.state)) }, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.erased.is_some() { (notice(Tone::Neutral, &t!(texts, "report-erased-staff"))) }
        (card(&t!(texts, "report-facts"), &facts(frame, view).render()))
        @if let Some(written) = &view.written { (self::written(texts, written)) }
        @if !view.files.is_empty() { (card(&t!(texts, "report-files"), &files(texts, view))) }
        @if !view.messages.is_empty() { (card(&t!(texts, "report-messages"), &conversation(frame, &view.messages))) }
        @if view.may_handle { (steps(texts, view)) }
    };
    Page::new(title, body).section(Section::Reports).under(urls::REPORTS, t!(texts, "reports")).render(frame)
}

fn facts(frame: &Frame, view: &ReportView) -> Definitions {
    let texts = frame.texts;
    let acknowledged = match view.acknowledged {
        Some(at) => {
            html! { (time(frame, at)) @if at > view.acknowledge_by { " " (badge(Tone::Bad, &t!(texts, "overdue"))) } }
        }
        None => html! { (t!(texts, "report-not-yet")) " " (time(frame, view.acknowledge_by)) },
    };
    let product = html! { @match &view.product {
        Some((id, name)) => a href=(urls::with(urls::PRODUCT, &[id])) { (name) },
        None => (unknown(texts)),
    } };
    let case = html! { @match &view.case {
        Some((id, number)) => a href=(urls::with(urls::CASE, &[id])) { "#" (number) },
        None => span.quiet { (t!(texts, "report-no-case")) },
    } };
    let credit = html! {
        (texts.named("report-wish", view.credit.0))
        @if let Some(at) = view.credit.1 { " · " (t!(texts, "report-thanked")) " " (time(frame, at)) }
    };
    Definitions::new()
        .row(t!(texts, "report-received"), time(frame, view.received))
        .row(t!(texts, "report-acknowledged"), acknowledged)
        .row(t!(texts, "report-product"), product)
        .row(t!(texts, "case"), case)
        .row(t!(texts, "report-finder-credit"), credit)
}

fn written(texts: Texts, written: &WrittenView) -> Markup {
    let said =
        |text: &str| html! { @if text.is_empty() { span.quiet { (t!(texts, "report-not-said")) } } @else { (text) } };
    let list = Definitions::new()
        .row(t!(texts, "report-product"), said(&written.product.0))
        .row(t!(texts, "report-version"), said(&written.product.1))
        .row(t!(texts, "report-finder-name"), said(&written.who.0))
        .row(t!(texts, "report-finder-reach"), said(&written.who.1))
        .row(t!(texts, "report-finder-credit-name"), said(&written.credit_name));
    card(&t!(texts, "report-finder-what"), &html! { (long(texts, &written.what)) (list.render()) })
}

fn files(texts: Texts, view: &ReportView) -> Markup {
    html! {
        (notice(Tone::Warning, &t!(texts, "report-quarantine")))
        ul.rows { @for file in &view.files { li { div.row-main {
            p { (file.name) " " span.hint { (texts.bytes(file.bytes)) } }
            p.hint { "SHA-256 " code { (file.digest) } }
            p { a href=(urls::with(urls::REPORT_FILE, &[&view.id, &file.number.to_string()])) download {
                (t!(texts, "report-take-out", number = file.number)) } }
        } } } }
    }
}

fn steps(texts: Texts, view: &ReportView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.id]);
    html! {
        @if view.acknowledged.is_none() {
            (card(&t!(texts, "report-acknowledge"), &html! {
                p { (t!(texts, "report-acknowledge-means")) }
                (post_button(&at(urls::REPORT_ACKNOWLEDGE), &t!(texts, "report-acknowledge"), Look::Primary))
            }))
        }
        @if view.erased.is_none() {
            (card(&t!(texts, "report-answer"), &form(&at(urls::REPORT_ANSWER), &html! {
                (Input::area("message", t!(texts, "report-message"), 5).hint(t!(texts, "report-answer-hint"))
                    .render(texts, &view.filled))
                (submit(&t!(texts, "report-write-it"), Look::Primary))
            })))
        }
        @if view.case.is_none() { (card(&t!(texts, "report-make-case"), &make_case(texts, view, &at(urls::REPORT_CASE)))) }
        (card(&t!(texts, "report-set-state"), &form(&at(urls::REPORT_STATE), &states(texts, view))))
        @if view.credit.0 != "none" { (card(&t!(texts, "report-thanks"), &thanks(texts, view, &at(urls::REPORT_CREDIT)))) }
    }
}

fn make_case(texts: Texts, view: &ReportView, address: &str) -> Markup {
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let none = t!(texts, "case-product-none");
    let chosen = view.product.as_ref().map(|(id, _)| id.clone()).unwrap_or_default();
    let filled = if view.filled.value("product").is_empty() {
        view.filled.clone().with("product", chosen)
    } else {
        view.filled.clone()
    };
    form(
        address,
        &html! {
            p { (t!(texts, "report-make-case-means")) }
            (Input::text("title", t!(texts, "case-title")).hint(t!(texts, "case-title-hint")).autocomplete("off")
                .render(texts, &filled))
            (select(texts, &filled, "product", &t!(texts, "case-product"), Some(&none), &products))
            (Input::text("flaw", t!(texts, "case-flaw")).hint(t!(texts, "case-flaw-hint")).optional().autocomplete("off")
                .render(texts, &filled))
            (Input::area("about", t!(texts, "report-about"), 3).hint(t!(texts, "report-about-hint")).optional()
                .render(texts, &filled))
            (submit(&t!(texts, "report-make-case"), Look::Primary))
        },
    )
}

fn states(texts: Texts, view: &ReportView) -> Markup {
    let choices: Vec<Choice> = STATES
        .iter()
        .filter(|word| **word != "new" && **word != view.state)
        .map(|word| Choice::new(*word, texts.named("report-state", word)))
        .collect();
    html! {
        (select(texts, &view.filled, "state", &t!(texts, "column-state"), None, &choices))
        (submit(&t!(texts, "report-set-state"), Look::Plain))
    }
}

fn thanks(texts: Texts, view: &ReportView, address: &str) -> Markup {
    let shown = view.credit.1.is_some();
    html! {
        p { (t!(texts, "report-thanks-when")) }
        form.inline method="post" action=(address) {
            input type="hidden" name="shown" value=(if shown { "no" } else { "yes" });
            @if shown { (submit(&t!(texts, "report-thank-back"), Look::Plain)) }
            @else { (submit(&t!(texts, "report-thank"), Look::Plain)) }
        }
    }
}

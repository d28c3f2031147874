//! The form of finders, and what they keep of it.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Choice, Input, Look, card, error_summary, form_with_files, notice, page_heading_with, radios, secret, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// The form.
#[derive(Clone, Debug)]
pub struct FormView {
    /// The field of its ticket, and that.
    pub ticket: (&'static str, String),
    /// The field that people leave empty.
    pub trap: &'static str,
    /// Within how many working days staff mean to acknowledge.
    pub days: u8,
    /// Where finders can turn to besides.
    pub contact: Vec<String>,
    /// How many attachments, and how many bytes of one and of all.
    pub files: (usize, (u64, u64)),
    /// Fields `what`, `product`, `version`, `name`, `reach`, `credit`, `credit_name`; problems also at `form`.
    pub filled: Filled,
}

/// The form.
#[must_use]
pub fn form(frame: &Frame, view: &FormView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "report-title"), &html! { (t!(texts, "report-lead", days = u64::from(view.days))) }, &html! {}))
        p { a href=(urls::POLICY) { (t!(texts, "report-policy")) } }
        (error_summary(texts, &view.filled))
        section.card { (form_with_files(urls::REPORT, &fields(texts, view))) }
        (contact(texts, &view.contact))
    };
    Page::new(t!(texts, "report-title"), body).render_public(frame)
}

/// Fields come before files: what refuses a form is known before any file is read.
fn fields(texts: Texts, view: &FormView) -> Markup {
    let filled = &view.filled;
    let text = |name, label| Input::text(name, label).optional().autocomplete("off");
    html! {
        input type="hidden" name=(view.ticket.0) value=(view.ticket.1);
        (Input::area("what", t!(texts, "report-what"), 12).hint(t!(texts, "report-what-hint")).render(texts, filled))
        (text("product", t!(texts, "report-product")).hint(t!(texts, "report-product-hint")).render(texts, filled))
        (text("version", t!(texts, "report-version")).render(texts, filled))
        (text("name", t!(texts, "report-name")).hint(t!(texts, "report-name-hint")).render(texts, filled))
        (text("reach", t!(texts, "report-reach")).hint(t!(texts, "report-reach-hint")).render(texts, filled))
        (credit(texts, filled))
        (text("credit_name", t!(texts, "report-credit-name")).render(texts, filled))
        (trap(texts, view.trap))
        (files(texts, view.files))
        p.hint { (t!(texts, "report-sealed")) }
        (submit(&t!(texts, "report-send"), Look::Primary))
    }
}

/// How a finder wants to be thanked.
pub(super) fn credit(texts: Texts, filled: &Filled) -> Markup {
    let choices: Vec<Choice> = ["none", "anonymous", "named"]
        .iter()
        .map(|word| {
            Choice::explained(*word, texts.named("report-credit", word), texts.named("report-credit-means", word))
        })
        .collect();
    let filled = if filled.value("credit").is_empty() { filled.clone().with("credit", "none") } else { filled.clone() };
    radios(texts, &filled, "credit", &t!(texts, "report-credit"), &choices)
}

/// Nobody sees it; whoever reads it out is told to leave it empty.
fn trap(texts: Texts, name: &str) -> Markup {
    html! {
        div.visually-hidden aria-hidden="true" {
            label for="field-trap" { (t!(texts, "report-trap")) }
            input id="field-trap" type="text" name=(name) tabindex="-1" autocomplete="off";
        }
    }
}

fn files(texts: Texts, (count, (one, all)): (usize, (u64, u64))) -> Markup {
    html! {
        div.field {
            label for="field-files" { (t!(texts, "report-files")) " " span.optional { (t!(texts, "form-optional")) } }
            p.hint id="hint-files" {
                (t!(texts, "report-files-hint", count = count, one = texts.bytes(one), all = texts.bytes(all)))
            }
            input id="field-files" type="file" name="files" multiple aria-describedby="hint-files";
        }
    }
}

/// Where finders can turn to besides: addresses that staff typed, of schemes that lead nowhere else.
pub(super) fn contact(texts: Texts, contact: &[String]) -> Markup {
    html! {
        @if !contact.is_empty() {
            (card(&t!(texts, "report-contact"), &html! {
                ul.plain { @for one in contact { li { a href=(one) rel="noreferrer" { (one) } } } }
            }))
        }
    }
}

/// A report that was taken.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// What people call it.
    pub number: i64,
    /// Whether it came just now.
    pub is_new: bool,
    /// Where its finder reads it.
    pub address: String,
    /// What opens it.
    pub secret: String,
}

/// A report that was taken: this is the one time that its address is shown.
#[must_use]
pub fn receipt(frame: &Frame, view: &ReceiptView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "report-taken", number = view.number);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "report-taken-lead")) }, &html! {}))
        @if !view.is_new { (notice(Tone::Information, &t!(texts, "report-taken-before"))) }
        (card(&t!(texts, "report-keep"), &html! {
            (secret(texts, "address", &t!(texts, "report-address"), &view.address))
            p { (t!(texts, "report-keep-why")) }
            form.inline method="post" action=(urls::REPORT_RECEIPT) {
                input type="hidden" name="secret" value=(view.secret);
                (submit(&t!(texts, "report-keep-file"), Look::Primary))
            }
            p { a href=(urls::with(urls::REPORT_OWN, &[&view.secret])) { (t!(texts, "report-go")) } }
        }))
    };
    Page::new(title, body).render_public(frame)
}

//! The forms of a receiver and of the mail server.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Choice, Input, Look, checkboxes, error_summary, form, page_heading_with, radios, select, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// The form of a receiver.
#[derive(Clone, Debug)]
pub struct ReceiverFormView {
    /// The receiver that is changed, with the version that the form is about; nothing for a new one.
    pub changes: Option<(String, i64)>,
    /// How it is reached, where that is settled.
    pub way: Option<String>,
    /// Whether a person's own address is used, where that is settled.
    pub is_person: bool,
    /// People by id and name.
    pub people: Vec<(String, String)>,
    /// Products by id and name.
    pub products: Vec<(String, String)>,
    /// What was typed.
    pub filled: Filled,
}

/// Adding a receiver, or changing one.
#[must_use]
pub fn receiver_form(frame: &Frame, view: &ReceiverFormView) -> Markup {
    let texts = frame.texts;
    let (title, action) = match &view.changes {
        None => (t!(texts, "receiver-add"), urls::RECEIVER_NEW.to_owned()),
        Some((id, _)) => (t!(texts, "receiver-edit"), urls::with(urls::RECEIVER_CHANGE, &[id])),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "receiver-add-lead")) }, &html! {}))
        section.card { (form(&action, &fields(texts, view))) }
    };
    page(frame, title, body)
}

fn fields(texts: Texts, view: &ReceiverFormView) -> Markup {
    let filled = &view.filled;
    html! {
        (error_summary(texts, filled))
        @if let Some((_, version)) = &view.changes { input type="hidden" name="version" value=(version); }
        (Input::text("name", t!(texts, "receiver-name")).hint(t!(texts, "receiver-name-hint")).autocomplete("off").render(texts, filled))
        (place(texts, view))
        (select(texts, filled, "language", &t!(texts, "receiver-language"), None, &named(texts, "receiver-language", &["en", "de"])))
        @if way(view) != Some("syslog") { (radios(texts, filled, "hears", &t!(texts, "receiver-hears"), &hears(texts))) }
        (select(texts, filled, "product", &t!(texts, "receiver-product"), Some(&t!(texts, "receiver-all-products")), &choices(&view.products)))
        (radios(texts, filled, "least", &t!(texts, "receiver-least"), &least(texts)))
        (submit(&t!(texts, "receiver-save"), Look::Primary))
    }
}

/// How it is reached, and where it is.
fn place(texts: Texts, view: &ReceiverFormView) -> Markup {
    let filled = &view.filled;
    let (is_new, way) = (view.way.is_none(), view.way.as_deref());
    let hint = match way {
        Some("mail") => t!(texts, "receiver-address-mail"),
        Some(_) => t!(texts, "receiver-address-syslog"),
        None => t!(texts, "receiver-address-hint"),
    };
    html! {
        @if is_new {
            (radios(texts, filled, "way", &t!(texts, "receiver-way"), &ways(texts)))
            (select(texts, filled, "person", &t!(texts, "receiver-person"), Some(&t!(texts, "receiver-no-person")), &choices(&view.people)))
        }
        @if !view.is_person {
            (Input::text("address", t!(texts, "receiver-address")).hint(hint).autocomplete("off").plain().render(texts, filled))
        }
        @if way != Some("mail") {
            (select(texts, filled, "carrier", &t!(texts, "receiver-carrier"), Some("–"), &named(texts, "receiver-way", &["tls", "tcp", "udp"])))
            (Input::area("authority", t!(texts, "receiver-authority"), 4).hint(t!(texts, "receiver-authority-hint")).optional().render(texts, filled))
        }
    }
}

fn ways(texts: Texts) -> [Choice; 2] {
    [
        Choice::explained("mail", t!(texts, "receiver-way-mail"), t!(texts, "receiver-way-mail-hint")),
        Choice::explained("syslog", t!(texts, "receiver-way-syslog"), t!(texts, "receiver-way-syslog-hint")),
    ]
}

fn way(view: &ReceiverFormView) -> Option<&str> {
    view.way.as_deref()
}

/// What a receiver of mail hears of, as kinds with spaces between them.
fn hears(texts: Texts) -> [Choice; 3] {
    [
        Choice::new("alert", t!(texts, "receiver-hears-alert")),
        Choice::new("ring", t!(texts, "receiver-hears-ring")),
        Choice::new("alert ring", t!(texts, "receiver-hears-both")),
    ]
}

fn least(texts: Texts) -> Vec<Choice> {
    let explained = |word: &&str| {
        Choice::explained(*word, texts.named("receiver-least", word), texts.named("receiver-least-hint", word))
    };
    ["low", "medium", "high"].iter().map(explained).collect()
}

fn named(texts: Texts, family: &str, words: &[&str]) -> Vec<Choice> {
    words.iter().map(|word| Choice::new(*word, texts.named(family, word))).collect()
}

fn choices(pairs: &[(String, String)]) -> Vec<Choice> {
    pairs.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect()
}

/// The form of the mail server.
#[derive(Clone, Debug)]
pub struct MailFormView {
    /// Whether a password is kept.
    pub has_password: bool,
    /// What was typed.
    pub filled: Filled,
}

/// Setting the mail server.
#[must_use]
pub fn mail_form(frame: &Frame, view: &MailFormView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let password = if view.has_password { t!(texts, "mail-password-kept") } else { t!(texts, "mail-password-hint") };
    let securities: Vec<Choice> = ["tls", "starttls", "none"]
        .iter()
        .map(|word| {
            Choice::explained(*word, texts.named("mail-security", word), texts.named("mail-security-hint", word))
        })
        .collect();
    let details = [Choice::explained("yes", t!(texts, "mail-details-choose"), t!(texts, "mail-details-hint"))];
    let fields = html! {
        (error_summary(texts, filled))
        (Input::text("host", t!(texts, "mail-host")).hint(t!(texts, "mail-host-hint")).autocomplete("off").render(texts, filled))
        (Input::number("port", t!(texts, "mail-port")).hint(t!(texts, "mail-port-hint")).render(texts, filled))
        (radios(texts, filled, "security", &t!(texts, "mail-security"), &securities))
        (Input::text("user", t!(texts, "mail-user")).autocomplete("off").optional().render(texts, filled))
        (Input::password("password", t!(texts, "mail-password")).hint(password).autocomplete("off").optional().render(texts, filled))
        (Input::email("from", t!(texts, "mail-from")).hint(t!(texts, "mail-from-hint")).autocomplete("off").render(texts, filled))
        (Input::area("authority", t!(texts, "receiver-authority"), 4).hint(t!(texts, "mail-authority-hint")).optional().render(texts, filled))
        (checkboxes(texts, filled, "details", &t!(texts, "mail-details"), &details))
        (submit(&t!(texts, "receiver-save"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "mail-server"), &html! { (t!(texts, "mail-lead")) }, &html! {}))
        section.card { (form(urls::MAIL_SERVER, &fields)) }
    };
    page(frame, t!(texts, "mail-server"), body)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body).section(Section::Messages).under(urls::MESSAGES, t!(frame.texts, "messages")).render(frame)
}

//! The form of a webhook, new or changed, and the one time its secret is shown.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Choice, Input, Look, checkboxes, error_summary, form, notice, page_heading_with, secret, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Tone, urls};

/// The form.
#[derive(Clone, Debug)]
pub struct WebhookFormView {
    /// The webhook that is changed, with the version that the form is about; nothing for a new one.
    pub changes: Option<(String, i64)>,
    /// Kinds of records to choose from.
    pub kinds: Vec<String>,
    /// Fields `name`, `url`, `kind`.
    pub filled: Filled,
}

/// Adding a webhook, or changing one.
#[must_use]
pub fn webhook_form(frame: &Frame, view: &WebhookFormView) -> Markup {
    let texts = frame.texts;
    let (title, lead, action, button) = match &view.changes {
        None => (
            t!(texts, "webhook-add"),
            t!(texts, "webhook-add-lead"),
            urls::WEBHOOK_NEW.to_owned(),
            t!(texts, "webhook-add"),
        ),
        Some((id, _)) => (
            t!(texts, "webhook-edit"),
            t!(texts, "webhook-edit-lead"),
            urls::with(urls::WEBHOOK_CHANGE, &[id]),
            t!(texts, "webhook-save"),
        ),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (lead) }, &html! {}))
        section.card { (form(&action, &fields(frame, view, &button))) }
    };
    page(frame, title, body)
}

fn fields(frame: &Frame, view: &WebhookFormView, button: &str) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let label = |kind: &String| Choice::explained(kind.as_str(), texts.named("record", kind), kind);
    let mut kinds: Vec<Choice> = view.kinds.iter().map(label).collect();
    kinds.sort_by_key(|choice| choice.label.to_lowercase());
    html! {
        (error_summary(texts, filled))
        @if let Some((_, version)) = &view.changes { input type="hidden" name="version" value=(version); }
        (Input::text("name", t!(texts, "webhook-name")).hint(t!(texts, "webhook-name-hint")).autocomplete("off").render(texts, filled))
        (Input::url("url", t!(texts, "webhook-url")).hint(t!(texts, "webhook-url-hint")).autocomplete("off").render(texts, filled))
        div.choice-columns {
            (checkboxes(texts, filled, "kind", &t!(texts, "webhook-kinds-choose"), &kinds))
        }
        (submit(button, Look::Primary))
    }
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body).section(Section::Webhooks).under(urls::WEBHOOKS, t!(frame.texts, "webhooks")).render(frame)
}

/// A secret that was just made.
#[derive(Clone, Debug)]
pub struct WebhookSecretView {
    /// `hok_…`.
    pub id: String,
    /// The signing secret, `whsec_…`.
    pub secret: String,
    /// Until when the former one signs too; nothing for a new webhook.
    pub former_until: Option<i64>,
}

/// The one time a webhook's secret is shown.
#[must_use]
pub fn webhook_secret(frame: &Frame, view: &WebhookSecretView) -> Markup {
    let texts = frame.texts;
    let title = match view.former_until {
        None => t!(texts, "webhook-made"),
        Some(_) => t!(texts, "webhook-secret-made"),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "webhook-secret-lead")) }, &html! {}))
        section.card {
            (secret(texts, "webhook-secret", &t!(texts, "webhook-secret"), &view.secret))
            (notice(Tone::Warning, &t!(texts, "webhook-secret-once")))
            @if let Some(until) = view.former_until {
                p { (t!(texts, "webhook-secret-former", until = texts.moment(until))) }
            }
            p { a href=(urls::with(urls::WEBHOOK, &[&view.id])) { (t!(texts, "webhook-open")) } }
        }
    };
    page(frame, title, body)
}

//! Webhooks: whom the server tells about what happens, and whether they heard it.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::sparkline;
use crate::web::components::{
    Cell, Choice, Column, Confirm, Definitions, Input, Listing, Look, Paging, Query, actions, badge, button_link, card,
    checkboxes, columns, empty, empty_with, error_summary, form, notice, page_heading_with, post_button, secret,
    select, submit, time, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Whether a webhook is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// Deliveries arrive.
    Active,
    /// The newest deliveries do not arrive.
    Failing,
    /// Switched off.
    Disabled,
    /// Nothing was ever delivered.
    Untried,
}

impl WebhookState {
    fn badge(self, texts: Texts) -> Markup {
        match self {
            Self::Active => badge(Tone::Good, &t!(texts, "webhook-active")),
            Self::Failing => badge(Tone::Bad, &t!(texts, "webhook-failing")),
            Self::Disabled => badge(Tone::Neutral, &t!(texts, "webhook-disabled")),
            Self::Untried => badge(Tone::Unknown, &t!(texts, "webhook-untried")),
        }
    }
}

/// One webhook.
#[derive(Clone, Debug)]
pub struct WebhookRow {
    /// `hok_…`.
    pub id: String,
    /// Where it goes.
    pub url: String,
    /// Kinds of events, in kebab-case.
    pub kinds: Vec<String>,
    /// Whether it is used.
    pub state: WebhookState,
    /// When something last arrived.
    pub last_delivered: Option<i64>,
    /// Deliveries that wait for another attempt.
    pub waiting: u64,
}

/// The list.
#[derive(Clone, Debug)]
pub struct WebhooksView {
    /// This page's webhooks.
    pub rows: Vec<WebhookRow>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change them.
    pub may_change: bool,
}

/// The list of webhooks.
#[must_use]
pub fn webhooks(frame: &Frame, view: &WebhooksView) -> Markup {
    let texts = frame.texts;
    let add =
        html! { @if view.may_change { (button_link(urls::WEBHOOK_NEW, &t!(texts, "webhook-add"), Look::Primary)) } };
    let list = Listing {
        id: "webhooks",
        caption: t!(texts, "webhooks-caption"),
        columns: vec![
            Column::new(t!(texts, "webhook-url")),
            Column::new(t!(texts, "webhook-kinds")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "webhook-waiting")),
            Column::new(t!(texts, "webhook-last")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty_with(&t!(texts, "webhooks-empty"), &t!(texts, "webhooks-empty-hint"), &add),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "webhooks"), &html! { (t!(texts, "webhooks-lead")) }, &add))
        (list.render(texts))
    };
    Page::new(t!(texts, "webhooks"), body).section(Section::Webhooks).render(frame)
}

fn cells(frame: &Frame, row: &WebhookRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::WEBHOOK, &[&row.id])) { (row.url) } },
        kinds(texts, &row.kinds),
        row.state.badge(texts),
        html! { (texts.number(row.waiting)) },
        time_or_never(frame, row.last_delivered, &t!(texts, "never")),
    ]
}

fn kinds(texts: Texts, keys: &[String]) -> Markup {
    html! { ul.plain { @for key in keys { li { (texts.named("record", key)) } } } }
}

/// A new webhook.
#[derive(Clone, Debug)]
pub struct NewWebhookView {
    /// Kinds of events to choose from.
    pub kinds: Vec<String>,
    /// Fields `url`, `kind`.
    pub filled: Filled,
}

/// Adding a webhook.
#[must_use]
pub fn new_webhook(frame: &Frame, view: &NewWebhookView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let kinds: Vec<Choice> =
        view.kinds.iter().map(|kind| Choice::explained(kind.as_str(), texts.named("record", kind), kind)).collect();
    let fields = html! {
        (error_summary(texts, filled))
        (Input::url("url", t!(texts, "webhook-url")).hint(t!(texts, "webhook-url-hint")).autocomplete("off").render(texts, filled))
        div.choice-columns { (checkboxes(texts, filled, "kind", &t!(texts, "webhook-kinds"), &kinds)) }
        (submit(&t!(texts, "webhook-add"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "webhook-add"), &html! { (t!(texts, "webhook-add-lead")) }, &html! {}))
        section.card { (form(urls::WEBHOOK_NEW, &fields)) }
    };
    page(frame, t!(texts, "webhook-add"), body)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Webhooks)
        .under(urls::WEBHOOKS, t!(frame.texts, "webhooks"))
        .live("delivery")
        .render(frame)
}

/// A webhook that was just added.
#[derive(Clone, Debug)]
pub struct MadeWebhookView {
    /// `hok_…`.
    pub id: String,
    /// Where it goes.
    pub url: String,
    /// The signing secret, `whsec_…`.
    pub secret: String,
}

/// The one time a webhook's secret is shown.
#[must_use]
pub fn made_webhook(frame: &Frame, view: &MadeWebhookView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "webhook-made"), &html! { (view.url) }, &html! {}))
        section.card {
            (secret(texts, "webhook-secret", &t!(texts, "webhook-secret"), &view.secret))
            (notice(Tone::Warning, &t!(texts, "webhook-secret-once")))
            p { a href=(urls::with(urls::WEBHOOK, &[&view.id])) { (t!(texts, "webhook-open")) } }
        }
    };
    page(frame, t!(texts, "webhook-made"), body)
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It arrived.
    Delivered,
    /// It waits for an attempt.
    Waiting,
    /// It was given up.
    GivenUp,
}

/// One delivery.
#[derive(Clone, Debug)]
pub struct DeliveryRow {
    /// `dlv_…`.
    pub id: String,
    /// Kind of event.
    pub kind: String,
    /// When the event happened.
    pub time: i64,
    /// Where it stands.
    pub state: DeliveryState,
    /// Attempts so far.
    pub attempts: u64,
    /// The HTTP status of the last answer, if there was one.
    pub status: Option<u16>,
    /// Why the last attempt went wrong.
    pub error: Option<String>,
    /// When it is tried next.
    pub next: Option<i64>,
}

/// One webhook with its deliveries.
#[derive(Clone, Debug)]
pub struct WebhookView {
    /// What the list shows too.
    pub row: WebhookRow,
    /// Since when it is there.
    pub created: i64,
    /// By whom.
    pub created_by: Option<String>,
    /// Milliseconds of the newest deliveries, oldest first; none for those without an answer.
    pub durations: Vec<Option<f64>>,
    /// This page's deliveries.
    pub deliveries: Vec<DeliveryRow>,
    /// Filter `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change it.
    pub may_change: bool,
}

/// One webhook.
#[must_use]
pub fn webhook(frame: &Frame, view: &WebhookView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "webhook"), &html! { (view.row.url) }, &view.row.state.badge(texts)))
        (columns(&card(&t!(texts, "webhook-facts"), &facts(frame, view)), &change(texts, view)))
        div id="webhook-deliveries" data-live-part { (deliveries(frame, view)) }
    };
    page(frame, t!(texts, "webhook"), body)
}

fn facts(frame: &Frame, view: &WebhookView) -> Markup {
    let texts = frame.texts;
    let course = sparkline(&t!(texts, "webhook-durations"), &view.durations);
    let measured = view.durations.iter().any(Option::is_some);
    Definitions::new()
        .row(t!(texts, "webhook-kinds"), kinds(texts, &view.row.kinds))
        .row(t!(texts, "webhook-last"), time_or_never(frame, view.row.last_delivered, &t!(texts, "never")))
        .text(t!(texts, "webhook-waiting"), &texts.number(view.row.waiting))
        .row(t!(texts, "webhook-durations"), if measured { course } else { unknown(texts) })
        .row(
            t!(texts, "created"),
            html! {
                (time(frame, view.created)) @if let Some(name) = &view.created_by { " · " (name) }
            },
        )
        .render()
}

fn change(texts: Texts, view: &WebhookView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.row.id]);
    let on = view.row.state != WebhookState::Disabled;
    html! {
        @if view.may_change {
            (card(&t!(texts, "webhook-change"), &html! {
                p { (t!(texts, "webhook-test-hint")) }
                (actions(&[
                    post_button(&at(urls::WEBHOOK_TEST), &t!(texts, "webhook-test"), Look::Plain),
                    if on { post_button(&at(urls::WEBHOOK_DISABLE), &t!(texts, "webhook-disable"), Look::Plain) }
                    else { post_button(&at(urls::WEBHOOK_ENABLE), &t!(texts, "webhook-enable"), Look::Plain) },
                    remove(texts, view),
                ]))
            }))
        }
    }
}

fn remove(texts: Texts, view: &WebhookView) -> Markup {
    Confirm {
        id: "remove",
        opener: t!(texts, "remove"),
        title: t!(texts, "webhook-remove-title"),
        explanation: t!(texts, "webhook-remove-effect"),
        fields: html! {},
        action: urls::with(urls::WEBHOOK_REMOVE, &[&view.row.id]),
        button: t!(texts, "remove"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn deliveries(frame: &Frame, view: &WebhookView) -> Markup {
    let texts = frame.texts;
    let filled = Filled::empty().with("state", view.query.value("state"));
    let states = [
        Choice::new("delivered", t!(texts, "delivery-delivered")),
        Choice::new("waiting", t!(texts, "delivery-waiting")),
        Choice::new("given-up", t!(texts, "delivery-given-up")),
    ];
    Listing {
        id: "deliveries",
        caption: t!(texts, "deliveries"),
        columns: vec![
            Column::new(t!(texts, "delivery-event")),
            Column::new(t!(texts, "record-when")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "delivery-answer")),
            Column::numeric(t!(texts, "job-attempts")),
            Column::new(t!(texts, "column-action")),
        ],
        rows: view.deliveries.iter().map(|row| delivery(frame, view, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: select(texts, &filled, "state", &t!(texts, "column-state"), Some(&t!(texts, "any")), &states),
        empty: empty(&t!(texts, "deliveries-empty"), &t!(texts, "deliveries-empty-hint")),
    }
    .render(texts)
}

fn delivery(frame: &Frame, view: &WebhookView, row: &DeliveryRow) -> Vec<Cell> {
    let texts = frame.texts;
    let again = urls::with(urls::DELIVERY_RETRY, &[&view.row.id, &row.id]);
    vec![
        html! { (texts.named("record", &row.kind)) },
        time(frame, row.time),
        delivery_state(frame, row),
        html! {
            @if let Some(status) = row.status { "HTTP " (status) } @else { "–" }
            @if let Some(error) = &row.error { br; span.hint { (error) } }
        },
        html! { (row.attempts) },
        html! { @if view.may_change && row.state != DeliveryState::Waiting {
        (post_button(&again, &t!(texts, "delivery-again"), Look::Plain)) } @else { "–" } },
    ]
}

fn delivery_state(frame: &Frame, row: &DeliveryRow) -> Markup {
    let texts = frame.texts;
    match row.state {
        DeliveryState::Delivered => badge(Tone::Good, &t!(texts, "delivery-delivered")),
        DeliveryState::GivenUp => badge(Tone::Bad, &t!(texts, "delivery-given-up")),
        DeliveryState::Waiting => html! {
            (badge(Tone::Warning, &t!(texts, "delivery-waiting")))
            @if let Some(next) = row.next { br; span.hint { (texts.distance(next, frame.now)) } }
        },
    }
}

//! Webhooks: whom the server tells about what happens, and whether they heard it.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::sparkline;
use crate::web::components::{
    Cell, Choice, Column, Confirm, Definitions, Listing, Look, Paging, Query, actions, badge, button_link, card,
    columns, empty, empty_with, notice, page_heading_with, post_button, select, time, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Kinds that a row of the list names.
const FEW: usize = 3;

/// Whether a webhook is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// Deliveries arrive.
    Active,
    /// The newest deliveries do not arrive.
    Failing,
    /// Switched off by somebody.
    Disabled,
    /// Stopped by the server: its receiver is gone.
    Gone,
    /// Stopped by the server: nothing arrived for days.
    Stopped,
    /// Nothing was ever delivered.
    Untried,
}

impl WebhookState {
    fn badge(self, texts: Texts) -> Markup {
        match self {
            Self::Active => badge(Tone::Good, &t!(texts, "webhook-active")),
            Self::Failing => badge(Tone::Bad, &t!(texts, "webhook-failing")),
            Self::Disabled => badge(Tone::Neutral, &t!(texts, "webhook-disabled")),
            Self::Gone | Self::Stopped => badge(Tone::Bad, &t!(texts, "webhook-stopped")),
            Self::Untried => badge(Tone::Unknown, &t!(texts, "webhook-untried")),
        }
    }
}

/// One webhook.
#[derive(Clone, Debug)]
pub struct WebhookRow {
    /// `hok_…`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it goes.
    pub url: String,
    /// Kinds of records, in kebab-case; none means every kind.
    pub kinds: Vec<String>,
    /// Whether it is used.
    pub state: WebhookState,
    /// When something last arrived.
    pub last_delivered: Option<i64>,
    /// Deliveries that wait for an attempt.
    pub waiting: u64,
    /// Since when nothing arrives, where that is so.
    pub failing: Option<i64>,
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
            Column::new(t!(texts, "column-name")),
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
        div id="webhooks-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "webhooks"), body).section(Section::Webhooks).live("delivery").render(frame)
}

fn cells(frame: &Frame, row: &WebhookRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::WEBHOOK, &[&row.id])) { (row.name) } br; span.hint { (row.url) } },
        some_kinds(texts, &row.kinds),
        row.state.badge(texts),
        html! { (texts.number(row.waiting)) },
        time_or_never(frame, row.last_delivered, &t!(texts, "never")),
    ]
}

/// Every kind in words.
fn kinds(texts: Texts, keys: &[String]) -> Markup {
    html! {
        @if keys.is_empty() { (t!(texts, "webhook-every-kind")) }
        @else { ul.plain { @for key in keys { li { (texts.named("record", key)) } } } }
    }
}

/// A few kinds in words, and how many more.
fn some_kinds(texts: Texts, keys: &[String]) -> Markup {
    let shown = if keys.len() > FEW + 1 { FEW } else { keys.len() };
    html! {
        (kinds(texts, keys.get(..shown.max(usize::from(!keys.is_empty()))).unwrap_or_default()))
        @if keys.len() > shown { span.hint { (t!(texts, "webhook-more-kinds", count = keys.len() - shown)) } }
    }
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Webhooks)
        .under(urls::WEBHOOKS, t!(frame.texts, "webhooks"))
        .live("delivery")
        .render(frame)
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
        (page_heading_with(&view.row.name, &html! { span.address { (view.row.url) } }, &html! {}))
        div id="webhook-standing" data-live-part { (standing(frame, view)) }
        (columns(
            &html! { div id="webhook-facts" data-live-part { (card(&t!(texts, "webhook-facts"), &facts(frame, view))) } },
            &change(texts, view),
        ))
        div id="webhook-deliveries" data-live-part { (deliveries(frame, view)) }
    };
    page(frame, view.row.name.clone(), body)
}

/// What is wrong with it, and what to do.
fn standing(frame: &Frame, view: &WebhookView) -> Markup {
    let texts = frame.texts;
    let since = || view.row.failing.map(|since| texts.moment(since)).unwrap_or_default();
    html! {
        @match view.row.state {
            WebhookState::Failing => (notice(Tone::Warning, &t!(texts, "webhook-failing-since", since = since()))),
            WebhookState::Gone => (notice(Tone::Bad, &t!(texts, "webhook-stopped-gone"))),
            WebhookState::Stopped => (notice(Tone::Bad, &t!(texts, "webhook-stopped-failing"))),
            WebhookState::Disabled => (notice(Tone::Neutral, &t!(texts, "webhook-disabled-note"))),
            WebhookState::Active | WebhookState::Untried => {}
        }
    }
}

fn facts(frame: &Frame, view: &WebhookView) -> Markup {
    let texts = frame.texts;
    let course = sparkline(&t!(texts, "webhook-durations"), &view.durations);
    let newest = view.durations.iter().rev().find_map(|millis| *millis);
    let course =
        newest.map(|millis| html! { (course) " " span.hint { (t!(texts, "webhook-duration", millis = millis)) } });
    Definitions::new()
        .row(t!(texts, "column-state"), view.row.state.badge(texts))
        .row(t!(texts, "webhook-kinds"), kinds(texts, &view.row.kinds))
        .row(t!(texts, "webhook-last"), time_or_never(frame, view.row.last_delivered, &t!(texts, "never")))
        .text(t!(texts, "webhook-waiting"), &texts.number(view.row.waiting))
        .row(t!(texts, "webhook-durations"), course.unwrap_or_else(|| unknown(texts)))
        .row(
            t!(texts, "webhook-created"),
            html! {
                (time(frame, view.created)) @if let Some(name) = &view.created_by { " · " (name) }
            },
        )
        .render()
}

fn change(texts: Texts, view: &WebhookView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.row.id]);
    let off = is_off(view);
    html! {
        @if view.may_change {
            (card(&t!(texts, "webhook-change"), &html! {
                @if off {
                    p { (t!(texts, "webhook-enable-hint")) }
                    (actions(&[post_button(&at(urls::WEBHOOK_ENABLE), &t!(texts, "webhook-enable"), Look::Primary)]))
                } @else {
                    p { (t!(texts, "webhook-test-hint")) }
                    (actions(&[
                        post_button(&at(urls::WEBHOOK_TEST), &t!(texts, "webhook-test"), Look::Plain),
                        post_button(&at(urls::WEBHOOK_DISABLE), &t!(texts, "webhook-disable"), Look::Plain),
                    ]))
                }
                (actions(&[
                    button_link(&at(urls::WEBHOOK_CHANGE), &t!(texts, "webhook-edit"), Look::Plain),
                    rotate(texts, view),
                    remove(texts, view),
                ]))
            }))
        }
    }
}

fn is_off(view: &WebhookView) -> bool {
    [WebhookState::Disabled, WebhookState::Gone, WebhookState::Stopped].contains(&view.row.state)
}

fn rotate(texts: Texts, view: &WebhookView) -> Markup {
    Confirm {
        id: "rotate",
        opener: t!(texts, "webhook-rotate"),
        title: t!(texts, "webhook-rotate-title"),
        explanation: t!(texts, "webhook-rotate-effect"),
        fields: html! {},
        action: urls::with(urls::WEBHOOK_SECRET, &[&view.row.id]),
        button: t!(texts, "webhook-rotate"),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn remove(texts: Texts, view: &WebhookView) -> Markup {
    Confirm {
        id: "remove",
        opener: t!(texts, "webhook-remove"),
        title: t!(texts, "webhook-remove-title"),
        explanation: t!(texts, "webhook-remove-effect"),
        fields: html! {},
        action: urls::with(urls::WEBHOOK_REMOVE, &[&view.row.id]),
        button: t!(texts, "webhook-remove"),
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
        Choice::new("failed", t!(texts, "delivery-given-up")),
    ];
    Listing {
        id: "deliveries",
        caption: t!(texts, "deliveries"),
        columns: vec![
            Column::new(t!(texts, "delivery-event")),
            Column::new(t!(texts, "record-when")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "delivery-answer")),
            Column::numeric(t!(texts, "delivery-attempts")),
            Column::new(t!(texts, "delivery-action")),
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
        html! {
            @if row.kind == "test" { (t!(texts, "delivery-test")) } @else { (texts.named("record", &row.kind)) }
        },
        time(frame, row.time),
        delivery_state(frame, row),
        html! {
            @if let Some(status) = row.status { "HTTP\u{a0}" (status) } @else if row.error.is_none() { "–" }
            @if let Some(error) = &row.error { @if row.status.is_some() { br; } span.hint { (error) } }
        },
        html! { (row.attempts) },
        html! { @if view.may_change && !is_off(view) && row.state != DeliveryState::Waiting {
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

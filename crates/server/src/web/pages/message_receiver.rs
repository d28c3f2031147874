//! One receiver with its messages.

use maud::{Markup, html};

use super::messages::{ReceiverRow, ReceiverState, address, hears};
use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Confirm, Definitions, Listing, Look, Paging, Query, actions, badge, button_link, card,
    columns, empty, notice, page_heading_with, post_button, select, time, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It arrived.
    Delivered,
    /// It waits for an attempt.
    Waiting,
    /// It was given up.
    GivenUp,
}

/// One message.
#[derive(Clone, Debug)]
pub struct MessageRow {
    /// `msg_…`.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// When it was made.
    pub time: i64,
    /// Where it stands.
    pub state: MessageState,
    /// Attempts so far.
    pub attempts: u64,
    /// What was answered, or why there was no answer, where it did not arrive.
    pub error: Option<String>,
    /// When it is tried next.
    pub next: Option<i64>,
}

/// One receiver with its messages.
#[derive(Clone, Debug)]
pub struct ReceiverView {
    /// What the list shows too.
    pub row: ReceiverRow,
    /// `en` or `de`.
    pub language: String,
    /// Since when it is there.
    pub created: i64,
    /// This page's messages.
    pub messages: Vec<MessageRow>,
    /// Filter `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change it.
    pub may_change: bool,
}

/// One receiver.
#[must_use]
pub fn receiver(frame: &Frame, view: &ReceiverView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&view.row.name, &address(texts, &view.row), &html! {}))
        div id="receiver-standing" data-live-part { (standing(texts, view)) }
        (columns(
            &html! { div id="receiver-facts" data-live-part { (card(&t!(texts, "receiver-facts"), &facts(frame, view))) } },
            &change(texts, view),
        ))
        div id="receiver-messages" data-live-part { (messages(frame, view)) }
    };
    Page::new(view.row.name.clone(), body)
        .section(Section::Messages)
        .under(urls::MESSAGES, t!(texts, "messages"))
        .live("message")
        .render(frame)
}

/// What is wrong with it.
fn standing(texts: Texts, view: &ReceiverView) -> Markup {
    html! {
        @if view.row.state == ReceiverState::Failing {
            @let since = view.row.failing.map(|since| texts.moment(since)).unwrap_or_default();
            (notice(Tone::Warning, &t!(texts, "receiver-failing-since", since = since)))
        }
        @if view.row.state == ReceiverState::Off { (notice(Tone::Neutral, &t!(texts, "receiver-off-note"))) }
    }
}

fn facts(frame: &Frame, view: &ReceiverView) -> Markup {
    let texts = frame.texts;
    Definitions::new()
        .row(t!(texts, "column-state"), view.row.state.badge(texts))
        .text(t!(texts, "receiver-way"), &texts.named("receiver-way", &view.row.way))
        .row(t!(texts, "receiver-hears"), hears(texts, &view.row))
        .text(t!(texts, "receiver-language"), &texts.named("receiver-language", &view.language))
        .row(t!(texts, "receiver-last"), time_or_never(frame, view.row.last_delivered, &t!(texts, "never")))
        .text(t!(texts, "receiver-waiting"), &texts.number(view.row.waiting))
        .row(t!(texts, "receiver-created"), time(frame, view.created))
        .render()
}

fn change(texts: Texts, view: &ReceiverView) -> Markup {
    let at = |pattern| urls::with(pattern, &[&view.row.id]);
    html! {
        @if view.may_change {
            (card(&t!(texts, "receiver-change"), &html! {
                @if view.row.state == ReceiverState::Off {
                    p { (t!(texts, "receiver-enable-hint")) }
                    (actions(&[post_button(&at(urls::RECEIVER_ENABLE), &t!(texts, "receiver-enable"), Look::Primary)]))
                } @else {
                    p { (t!(texts, "receiver-test-hint")) }
                    (actions(&[
                        post_button(&at(urls::RECEIVER_TEST), &t!(texts, "receiver-test"), Look::Plain),
                        post_button(&at(urls::RECEIVER_DISABLE), &t!(texts, "receiver-disable"), Look::Plain),
                    ]))
                }
                (actions(&[
                    button_link(&at(urls::RECEIVER_CHANGE), &t!(texts, "receiver-edit"), Look::Plain),
                    remove(texts, view),
                ]))
            }))
        }
    }
}

fn remove(texts: Texts, view: &ReceiverView) -> Markup {
    Confirm {
        id: "remove",
        opener: t!(texts, "receiver-remove"),
        title: t!(texts, "receiver-remove-title"),
        explanation: t!(texts, "receiver-remove-effect"),
        fields: html! {},
        action: urls::with(urls::RECEIVER_REMOVE, &[&view.row.id]),
        button: t!(texts, "receiver-remove"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn messages(frame: &Frame, view: &ReceiverView) -> Markup {
    let texts = frame.texts;
    let filled = Filled::empty().with("state", view.query.value("state"));
    let states = [
        Choice::new("delivered", t!(texts, "message-delivered")),
        Choice::new("waiting", t!(texts, "message-waiting")),
        Choice::new("failed", t!(texts, "message-given-up")),
    ];
    Listing {
        id: "messages",
        caption: t!(texts, "messages-caption"),
        columns: vec![
            Column::new(t!(texts, "message-subject")),
            Column::new(t!(texts, "record-when")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "message-answer")),
            Column::numeric(t!(texts, "message-attempts")),
            Column::new(t!(texts, "message-action")),
        ],
        rows: view.messages.iter().map(|row| cells(frame, view, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: select(texts, &filled, "state", &t!(texts, "column-state"), Some(&t!(texts, "any")), &states),
        empty: empty(&t!(texts, "messages-empty"), &t!(texts, "messages-empty-hint")),
    }
    .render(texts)
}

fn cells(frame: &Frame, view: &ReceiverView, row: &MessageRow) -> Vec<Cell> {
    let texts = frame.texts;
    let again = urls::with(urls::MESSAGE_RETRY, &[&view.row.id, &row.id]);
    let may_retry = view.may_change && view.row.state != ReceiverState::Off;
    vec![
        html! { (row.subject) },
        time(frame, row.time),
        state(frame, row),
        html! { @match &row.error { Some(error) => span.hint { (error) }, None => "–" } },
        html! { (row.attempts) },
        html! { @if may_retry { (post_button(&again, &words(texts, row), Look::Plain)) } @else { "–" } },
    ]
}

fn words(texts: Texts, row: &MessageRow) -> String {
    if row.state == MessageState::Waiting { t!(texts, "message-now") } else { t!(texts, "message-again") }
}

fn state(frame: &Frame, row: &MessageRow) -> Markup {
    let texts = frame.texts;
    match row.state {
        MessageState::Delivered => badge(Tone::Good, &t!(texts, "message-delivered")),
        MessageState::GivenUp => badge(Tone::Bad, &t!(texts, "message-given-up")),
        MessageState::Waiting => html! {
            (badge(Tone::Warning, &t!(texts, "message-waiting")))
            @if let Some(next) = row.next { br; span.hint { (texts.distance(next, frame.now)) } }
        },
    }
}

//! Who is told by mail and syslog, and the mail server.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Column, Definitions, Listing, Look, Paging, Query, badge, button_link, card, empty_with, notice,
    page_heading_with, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// Whether a receiver takes what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiverState {
    /// Messages arrive.
    Active,
    /// The newest do not.
    Failing,
    /// Switched off.
    Off,
    /// Nothing was ever sent.
    Untried,
}

impl ReceiverState {
    pub(super) fn badge(self, texts: Texts) -> Markup {
        match self {
            Self::Active => badge(Tone::Good, &t!(texts, "receiver-active")),
            Self::Failing => badge(Tone::Bad, &t!(texts, "receiver-failing")),
            Self::Off => badge(Tone::Neutral, &t!(texts, "receiver-off")),
            Self::Untried => badge(Tone::Unknown, &t!(texts, "receiver-untried")),
        }
    }
}

/// One receiver.
#[derive(Clone, Debug)]
pub struct ReceiverRow {
    /// `rcv_…`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// `mail`, or what carries syslog: `tls`, `tcp`, `udp`.
    pub way: String,
    /// Where it is; nothing: the person's account is closed.
    pub address: Option<String>,
    /// The product that it hears of; nothing: all.
    pub product: Option<String>,
    /// `alert`, `ring`, or both.
    pub kinds: Vec<String>,
    /// `low`, `medium` or `high`.
    pub least: String,
    /// Whether it takes what is sent.
    pub state: ReceiverState,
    /// Messages that wait.
    pub waiting: u64,
    /// When something arrived last.
    pub last_delivered: Option<i64>,
    /// Since when nothing arrives.
    pub failing: Option<i64>,
}

/// The mail server.
#[derive(Clone, Debug)]
pub struct MailView {
    /// Host and port.
    pub server: String,
    /// `tls`, `starttls` or `none`.
    pub security: String,
    /// Who signs in there.
    pub user: Option<String>,
    /// Whom mail is from.
    pub from: String,
    /// Whether mail names addresses and accounts.
    pub details: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct MessagesView {
    /// All receivers.
    pub rows: Vec<ReceiverRow>,
    /// The mail server; nothing: none is set.
    pub mail: Option<MailView>,
    /// Whether anybody hears of alerts.
    pub is_heard: bool,
    /// Whether the reader may change anything.
    pub may_change: bool,
}

/// What to do where nobody is told yet, for whoever may.
fn hint(texts: Texts, view: &MessagesView) -> String {
    if view.may_change { t!(texts, "receivers-empty-hint") } else { t!(texts, "messages-whose") }
}

/// Who is told of what.
#[must_use]
pub fn messages(frame: &Frame, view: &MessagesView) -> Markup {
    let texts = frame.texts;
    let add = html! {
        @if view.may_change { (button_link(urls::RECEIVER_NEW, &t!(texts, "receiver-add"), Look::Primary)) }
    };
    let paging = Paging::whole(view.rows.len() as u64);
    let list = Listing {
        id: "receivers",
        caption: t!(texts, "receivers-caption"),
        columns: vec![
            Column::new(t!(texts, "column-name")),
            Column::new(t!(texts, "receiver-hears")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "receiver-waiting")),
            Column::new(t!(texts, "receiver-last")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &Query::new(urls::MESSAGES),
        paging: &paging,
        filter: html! {},
        empty: empty_with(&t!(texts, "receivers-empty"), &hint(texts, view), &add),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "messages"), &html! { (t!(texts, "messages-lead")) }, &add))
        @if !view.is_heard { (notice(Tone::Warning, &t!(texts, "messages-nobody"))) }
        @if view.mail.is_none() && view.rows.iter().any(|row| row.way == "mail") {
            (notice(Tone::Bad, &t!(texts, "messages-no-mail-server")))
        }
        div id="receivers-part" data-live-part { (list.render(texts)) }
        (card(&t!(texts, "mail-server"), &mail(texts, view)))
    };
    Page::new(t!(texts, "messages"), body).section(Section::Messages).live("message").render(frame)
}

fn cells(frame: &Frame, row: &ReceiverRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::RECEIVER, &[&row.id])) { (row.name) } br;
            span.hint { (texts.named("receiver-way", &row.way)) " · " (address(texts, row)) }
        },
        hears(texts, row),
        row.state.badge(texts),
        html! { (texts.number(row.waiting)) },
        time_or_never(frame, row.last_delivered, &t!(texts, "never")),
    ]
}

/// Where a receiver is.
pub(super) fn address(texts: Texts, row: &ReceiverRow) -> Markup {
    html! {
        @match &row.address {
            Some(address) => span.address { (address) },
            None => (t!(texts, "receiver-person-gone")),
        }
    }
}

/// What a receiver hears of.
pub(super) fn hears(texts: Texts, row: &ReceiverRow) -> Markup {
    let product = row.product.clone().unwrap_or_else(|| t!(texts, "receiver-all-products"));
    let has = |kind: &str| row.kinds.iter().any(|one| one == kind);
    html! {
        @if has("ring") { (t!(texts, "receiver-hears-ring")) }
        @if has("recall") { (t!(texts, "receiver-hears-recall")) }
        @if has("ring") && has("alert") { br; }
        @if has("alert") {
            (t!(texts, "receiver-kind-alert")) br;
            span.hint { (product) " · " (texts.named("receiver-least", &row.least)) }
        }
    }
}

fn mail(texts: Texts, view: &MessagesView) -> Markup {
    html! {
        @match &view.mail {
            None => p { (t!(texts, "mail-none")) },
            Some(mail) => {
                (Definitions::new()
                    .row(t!(texts, "mail-where"), html! { span.address { (mail.server) } })
                    .text(t!(texts, "mail-security"), &texts.named("mail-security", &mail.security))
                    .text(t!(texts, "mail-user"), mail.user.as_deref().unwrap_or("–"))
                    .row(t!(texts, "mail-from"), html! { span.address { (mail.from) } })
                    .text(t!(texts, "mail-details"), &if mail.details { t!(texts, "mail-details-on") } else { t!(texts, "mail-details-off") })
                    .render())
            }
        }
        @if view.may_change { p { (button_link(urls::MAIL_SERVER, &t!(texts, "mail-set"), Look::Plain)) } }
    }
}

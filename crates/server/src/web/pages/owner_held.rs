//! What owners see of the events of their device: whether it shares them, what is held, what was concluded from it, and how it
//! is taken along or erased. In plain words.

use maud::{Markup, html};

use super::monitoring_alert::ReasonView;
use super::monitoring_events::{SharedEventView, severity, what};
use crate::t;
use crate::web::components::{
    Confirm, Look, badge, card, card_with_id, notice, page_heading_with, submit, time, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Texts, Tone, urls};

/// Whether the device shares events, and whether they are taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct SharingView {
    /// Whether the device says that it shares; nothing: it never said.
    pub says: Option<bool>,
    /// Since when nothing is taken, by the owner's word here.
    pub refused: Option<i64>,
}

/// One class of what is held.
#[derive(Clone, Debug)]
pub struct HeldClassView {
    /// `security`, `network` or `product`.
    pub class: &'static str,
    /// How many events.
    pub events: u64,
    /// How many messages of the device they came in.
    pub batches: u64,
    /// When the first and the last came.
    pub came: (i64, i64),
    /// When the first and the last are erased.
    pub until: (i64, i64),
}

/// An alert, for the owner of one of its devices.
#[derive(Clone, Debug)]
pub struct OwnersAlertView {
    /// What it says.
    pub says: String,
    /// When it began, and when it was seen last.
    pub times: (i64, i64),
    /// Since when it is over.
    pub ended: Option<i64>,
    /// What the maker answered: `true`, `false` or `expected`.
    pub answer: Option<&'static str>,
    /// What this device showed.
    pub reasons: Vec<ReasonView>,
}

/// What is held of a device.
#[derive(Clone, Debug, Default)]
pub struct HeldView {
    /// Class by class.
    pub classes: Vec<HeldClassView>,
    /// The alerts, the newest first.
    pub alerts: Vec<OwnersAlertView>,
    /// Whether it is known where its owner can be reached.
    pub has_contact: bool,
}

/// Events of one class.
#[derive(Clone, Debug)]
pub struct HeldEventsView {
    /// What stands for the code.
    pub pass: String,
    /// The product, and the serial number.
    pub device: (String, String),
    /// `security`, `network` or `product`.
    pub class: &'static str,
    /// The events, by number.
    pub rows: Vec<SharedEventView>,
    /// The number of the first event of the next page.
    pub next: Option<u64>,
}

/// What goes with every form: the pass, and other hidden fields.
fn posts(action: &str, pass: &str, fields: &[(&str, &str)], label: &str, look: Look) -> Markup {
    html! { form.inline method="post" action=(action) { (carried(pass, fields)) (submit(label, look)) } }
}

fn carried(pass: &str, fields: &[(&str, &str)]) -> Markup {
    html! {
        input type="hidden" name="pass" value=(pass);
        @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
    }
}

/// The switch, as far as there is one here. `is_fresh`: whether a fresh code was shown.
#[must_use]
pub fn sharing(frame: &Frame, pass: &str, view: SharingView, is_fresh: bool) -> Markup {
    let texts = frame.texts;
    let says = match view.says {
        Some(true) => badge(Tone::Information, &t!(texts, "owner-on")),
        Some(false) => badge(Tone::Neutral, &t!(texts, "owner-off")),
        None => unknown(texts),
    };
    let takes =
        if view.refused.is_some() { t!(texts, "owner-sharing-refused") } else { t!(texts, "owner-sharing-taken") };
    let content = html! {
        p { (t!(texts, "owner-sharing-lead")) }
        dl.definitions {
            div { dt { (t!(texts, "owner-sharing-device")) } dd { (says) } }
            div { dt { (t!(texts, "owner-sharing-here")) } dd {
                (takes)
                @if let Some(since) = view.refused { " " (t!(texts, "owner-sharing-since")) " " (time(frame, since)) }
            } }
        }
        @if view.refused.is_some() && view.says == Some(true) { (notice(Tone::Information, &t!(texts, "owner-sharing-differs"))) }
        @match (view.refused, view.says) {
            (None, Some(false)) => p.hint { (t!(texts, "owner-sharing-nothing")) },
            (None, _) => {
                p.hint { (t!(texts, "owner-sharing-stop-hint")) }
                div { (posts(urls::OWNER_SHARING, pass, &[("to", "off")], &t!(texts, "owner-sharing-stop"), Look::Plain)) }
            },
            (Some(_), _) if is_fresh => div {
                (posts(urls::OWNER_SHARING, pass, &[("to", "on")], &t!(texts, "owner-sharing-allow"), Look::Plain))
            },
            (Some(_), _) => p.hint { (t!(texts, "owner-sharing-allow-hint")) },
        }
    };
    card(&t!(texts, "owner-sharing"), &content)
}

/// How to come to what is held.
#[must_use]
pub fn closed(texts: Texts) -> Markup {
    card(
        &t!(texts, "owner-held"),
        &html! {
            p { (t!(texts, "owner-held-closed")) }
            p.hint { (t!(texts, "owner-held-closed-hint")) }
        },
    )
}

/// What is held, and what can be done about it.
#[must_use]
pub fn held(frame: &Frame, pass: &str, view: &HeldView) -> Markup {
    let texts = frame.texts;
    html! {
        (card_with_id("held", &t!(texts, "owner-held"), &html! {
            p { (t!(texts, "owner-held-lead")) }
            @if view.classes.is_empty() { p { strong { (t!(texts, "owner-held-nothing")) } } }
            ul.rows { @for class in &view.classes { li { (of_class(frame, pass, class)) } } }
            p.hint { @if view.has_contact { (t!(texts, "owner-held-contact")) } @else { (t!(texts, "owner-held-no-contact")) } }
            p.hint { (t!(texts, "owner-held-more")) }
        }))
        (card(&t!(texts, "owner-alerts"), &alerts(frame, view)))
        @if !view.classes.is_empty() || !view.alerts.is_empty() { (card(&t!(texts, "owner-take"), &take(texts, pass))) }
    }
}

fn of_class(frame: &Frame, pass: &str, class: &HeldClassView) -> Markup {
    let texts = frame.texts;
    html! {
        div.row-main {
            p { strong { (texts.named("owner-class", class.class)) } " "
                (t!(texts, "owner-events", count = class.events)) ", " (t!(texts, "owner-batches", count = class.batches)) }
            p.hint { (t!(texts, "owner-came")) " " (time(frame, class.came.0)) " – " (time(frame, class.came.1)) }
            p.hint { (t!(texts, "owner-until-class", first = texts.date(class.until.0), last = texts.date(class.until.1))) }
            div.actions { (posts(urls::OWNER_EVENTS, pass, &[("class", class.class)], &t!(texts, "owner-events-show"), Look::Plain)) }
        }
    }
}

fn alerts(frame: &Frame, view: &HeldView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.alerts.is_empty() { p { (t!(texts, "owner-alerts-none")) } }
        @for alert in &view.alerts { (one(frame, alert)) }
    }
}

fn one(frame: &Frame, alert: &OwnersAlertView) -> Markup {
    let texts = frame.texts;
    html! {
        section.owner-alert {
            h3 { (alert.says) }
            p.hint { (t!(texts, "seen-first")) " " (time(frame, alert.times.0)) " · "
                (t!(texts, "seen-last")) " " (time(frame, alert.times.1)) }
            p { @match (alert.answer, alert.ended) {
                (Some(answer), _) => (texts.named("owner-answer", answer)),
                (None, Some(_)) => (t!(texts, "owner-answer-quiet")),
                (None, None) => (t!(texts, "owner-answer-open")),
            } }
            @if alert.reasons.is_empty() { p.hint { (t!(texts, "reasons-unknown")) } }
            ul.plain { @for reason in &alert.reasons { li { (why(texts, reason)) } } }
        }
    }
}

fn why(texts: Texts, reason: &ReasonView) -> Markup {
    html! {
        p { strong { (reason.what) } }
        @if let Some(detector) = reason.detector { p.hint { (texts.named("detector-does", detector)) } }
        p.hint { (t!(texts, "owner-reason", seen = &reason.seen, expected = &reason.expected, against = &reason.against)) }
    }
}

fn take(texts: Texts, pass: &str) -> Markup {
    let file = |kind, label: String| posts(urls::OWNER_EXPORT, pass, &[("kind", kind)], &label, Look::Plain);
    html! {
        p { (t!(texts, "owner-take-lead")) }
        div { (file("events", t!(texts, "owner-take-events"))) }
        div { (file("signed", t!(texts, "owner-take-signed"))) }
        p.hint { (t!(texts, "owner-take-hint")) }
        (Confirm {
            id: "erase",
            opener: t!(texts, "owner-erase"),
            title: t!(texts, "owner-erase-title"),
            explanation: t!(texts, "owner-erase-why"),
            fields: carried(pass, &[]),
            action: urls::OWNER_ERASE.to_owned(),
            button: t!(texts, "owner-erase-now"),
            look: Look::Quiet,
            cancel: t!(texts, "cancel"),
            open: false,
        }.render())
    }
}

/// The events of one class.
#[must_use]
pub fn held_events(frame: &Frame, view: &HeldEventsView) -> Markup {
    let texts = frame.texts;
    let title = texts.named("owner-class", view.class);
    let (product, serial) = &view.device;
    let body = html! {
        (page_heading_with(&title, &html! { (product) " · " (serial) }, &html! {}))
        section.card {
            @if view.rows.is_empty() { p { (t!(texts, "owner-events-none")) } }
            ul.rows { @for row in &view.rows { li { div.row-main {
                div { (what(texts, row)) }
                p.hint { (t!(texts, "event-number")) " " (texts.number(row.number)) " · " (severity(texts, row.severity)) }
                p.hint { (t!(texts, "event-time")) ": " (time_or_never(frame, row.time, &t!(texts, "event-no-clock"))) }
                p.hint { (t!(texts, "event-left")) ": " (time(frame, row.left)) }
            } } } }
            div.actions {
                (posts(urls::OWNER_HELD, &view.pass, &[], &t!(texts, "owner-back"), Look::Plain))
                @if let Some(next) = view.next {
                    (posts(urls::OWNER_EVENTS, &view.pass, &[("class", view.class), ("from", &next.to_string())],
                        &t!(texts, "owner-events-next"), Look::Plain))
                }
            }
        }
    };
    Page::new(title, body).render_public(frame)
}

//! What monitoring concluded of one device.

use maud::{Markup, html};

use super::monitoring_alerts::{AlertRow, link, state};
use crate::t;
use crate::web::components::{card, time};
use crate::web::{Frame, urls};

/// What monitoring concluded of a device.
#[derive(Clone, Debug)]
pub struct AlertsOfUnit {
    /// Its alerts, the newest first.
    pub rows: Vec<AlertRow>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the reader may see the events that its owner shares.
    pub may_events: bool,
}

/// The card of it.
pub(super) fn alerts_of(frame: &Frame, unit: &str, view: &AlertsOfUnit) -> Markup {
    let texts = frame.texts;
    card(
        &t!(texts, "unit-alerts"),
        &html! {
            @if view.rows.is_empty() { p.quiet { (t!(texts, "unit-alerts-none")) } }
            ul.rows { @for row in &view.rows { li { div.row-main {
                p { (link(row)) " " (state(texts, row)) }
                p.hint { (t!(texts, "seen-last")) " " (time(frame, row.times.1)) }
            } } } }
            @if view.more { p.hint { (t!(texts, "unit-alerts-all")) } }
            @if view.may_events {
                p { a href=(urls::with(urls::UNIT_EVENTS, &[unit])) { (t!(texts, "unit-shared-events")) } }
            }
        },
    )
}

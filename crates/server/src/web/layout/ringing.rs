//! What rings for the reader, at the head of every page: it needs neither mail nor script.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Icon, icon};
use crate::web::pages::duty::on_it;
use crate::web::{Frame, Ringing, urls};

/// More that ring stand on the page of the duty.
const MOST: usize = 3;

pub(super) fn banner(frame: &Frame) -> Markup {
    let texts = frame.texts;
    let ringing: Vec<&Ringing> = frame.ringing.iter().filter(|one| one.rings).collect();
    let next = frame.ringing.iter().find(|one| !one.rings);
    html! {
        @if !ringing.is_empty() {
            aside.ringing role="alert" aria-label=(t!(texts, "alarms-open")) {
                @for one in ringing.iter().take(MOST) {
                    div.ringing-one {
                        (icon(Icon::Warning))
                        p { (t!(texts, "alarm-rings", due = one.says.as_str())) }
                        @if one.may_answer { (on_it(texts, &one.id)) }
                    }
                }
                @if ringing.len() > MOST {
                    p { a href=(urls::DUTY) { (t!(texts, "alarms-more", count = ringing.len() - MOST)) } }
                }
            }
        }
        @if let Some(next) = next.filter(|_| ringing.is_empty()) {
            p.clock-runs {
                a href=(urls::DUTY) { (next.says) }
                @if let Some(name) = &next.answered { "; " (t!(texts, "alarm-answered", name = name.as_str())) }
            }
        }
    }
}

//! The bar of a demo: that nothing here is real, the sample's time, and what moves it.

use maud::{Markup, html};

use crate::demo::STEPS;
use crate::t;
use crate::web::{Frame, urls};

pub(super) fn bar(frame: &Frame) -> Markup {
    let texts = frame.texts;
    html! {
        aside.sample aria-label=(t!(texts, "demo-bar")) {
            p.sample-words { strong { (t!(texts, "demo-sample")) } }
            p.sample-time { (t!(texts, "demo-time", day = texts.weekday(frame.now), time = texts.moment(frame.now))) }
            @if frame.person.is_some() { (clock(frame)) } @else { p { (t!(texts, "demo-outside")) } }
        }
    }
}

fn clock(frame: &Frame) -> Markup {
    let texts = frame.texts;
    html! {
        form.sample-clock method="post" action=(urls::DEMO_CLOCK) {
            input type="hidden" name="back" value=(frame.path);
            @for step in STEPS {
                button type="submit" name="step" value=(step) { (texts.named("demo-step", step)) }
            }
        }
        form.sample-back method="post" action=(urls::DEMO_BACK) {
            button type="submit" title=(t!(texts, "demo-back-explained")) { (t!(texts, "demo-back")) }
        }
    }
}

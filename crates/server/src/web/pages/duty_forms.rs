//! The forms of the duty: who has it, to whom it goes, and how it rings.

use maud::{Markup, html};

use super::duty::DutyView;
use crate::ringing::settings::{RingAlerts, TestDay};
use crate::t;
use crate::web::components::{Choice, Input, Look, form, select, submit};
use crate::web::{Texts, urls};

/// Places that the form offers at least.
const PLACES: usize = 4;
/// The names of the fields of places: more than these are set by the API.
pub const PLACE_FIELDS: [&str; 8] =
    ["person_0", "person_1", "person_2", "person_3", "person_4", "person_5", "person_6", "person_7"];

fn choices(pairs: &[(String, String)]) -> Vec<Choice> {
    pairs.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect()
}

/// Who is on duty, place by place.
pub(super) fn people(texts: Texts, view: &DutyView) -> Markup {
    let places = PLACES.max(view.list.len() + 1);
    let choices = choices(&view.choices);
    let label = |place: usize| match place {
        0 => t!(texts, "duty-first"),
        _ => t!(texts, "duty-deputy-number", number = place),
    };
    form(
        urls::DUTY_PEOPLE,
        &html! {
            p.hint { (t!(texts, "duty-set-hint")) }
            @for (place, name) in PLACE_FIELDS.iter().enumerate().take(places) {
                (select(texts, &view.filled, name, &label(place), Some(&t!(texts, "duty-no-one")), &choices))
            }
            (submit(&t!(texts, "duty-save"), Look::Primary))
        },
    )
}

/// One's own duty goes to somebody else.
pub(super) fn hand_over(texts: Texts, view: &DutyView) -> Markup {
    form(
        urls::DUTY_HAND_OVER,
        &html! {
            (select(texts, &view.filled, "to", &t!(texts, "duty-hand-over-to"), Some("–"), &choices(&view.choices)))
            (submit(&t!(texts, "duty-hand-over"), Look::Plain))
        },
    )
}

/// How it rings.
pub(super) fn settings(texts: Texts, view: &DutyView) -> Markup {
    let filled = &view.filled;
    let alerts = RingAlerts::ALL.map(|one| Choice::new(one.as_str(), texts.named("ring-alerts", one.as_str())));
    let languages = ["en", "de"].map(|word| Choice::new(word, texts.named("receiver-language", word)));
    let day = |number: usize| texts.named("test-day", DAYS[number]);
    let days: Vec<Choice> = (0..TestDay::ALL.len()).map(|number| Choice::new(DAYS[number], day(number))).collect();
    let methods = ["get", "post"].map(|word| Choice::new(word, word.to_uppercase()));
    form(
        urls::DUTY_SETTINGS,
        &html! {
            (Input::number("again_minutes", t!(texts, "ring-again")).hint(t!(texts, "ring-again-hint")).render(texts, filled))
            (select(texts, filled, "alerts", &t!(texts, "ring-alerts"), None, &alerts))
            (select(texts, filled, "language", &t!(texts, "receiver-language"), None, &languages))
            (select(texts, filled, "day", &t!(texts, "test-day"), Some(&t!(texts, "test-no-day")), &days))
            (Input::number("hour", t!(texts, "test-hour")).optional().render(texts, filled))
            (Input::url("url", t!(texts, "heartbeat-url")).hint(t!(texts, "heartbeat-url-hint")).autocomplete("off").optional().render(texts, filled))
            (select(texts, filled, "method", &t!(texts, "heartbeat-method"), None, &methods))
            (Input::number("minutes", t!(texts, "heartbeat-minutes")).hint(t!(texts, "heartbeat-minutes-hint")).optional().render(texts, filled))
            (submit(&t!(texts, "duty-save"), Look::Primary))
        },
    )
}

/// The days of the week, as forms name them.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

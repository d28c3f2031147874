//! Whether a report could be handed in: to whose coordinator, and by whom.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Choice, Look, badge, card, columns, error_summary, form, notice, page_heading_with, select, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The questions of Article 14(7), in their order.
pub const QUESTIONS: [&str; 6] = ["decisions", "employees", "representative", "importer", "distributor", "users"];

/// A coordinator.
#[derive(Clone, Debug)]
pub struct CoordinatorView {
    /// The Member State's code.
    pub state: &'static str,
    /// The coordinator's name, as a list has it that somebody should confirm.
    pub name: &'static str,
    /// Where the act decides so.
    pub source: &'static str,
}

/// Somebody who could hand reports in.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// Their id and name.
    pub person: (String, String),
    /// `none`, `representative` or `deputy`.
    pub role: &'static str,
    /// Whether they said that they have a personal login with a second factor.
    pub login: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct ReadinessView {
    /// Each point with how far it is: `ready`, `missing` or `unknown`.
    pub points: Vec<(&'static str, &'static str)>,
    /// The coordinator that follows from the answers; nothing while a question before it is open.
    pub follows: Option<CoordinatorView>,
    /// The questions that are open: article and point.
    pub open: Vec<&'static str>,
    /// Everybody whose account is open.
    pub people: Vec<PersonView>,
    /// Every Member State with its coordinator.
    pub states: Vec<(&'static str, &'static str)>,
    /// The answers, the coordinator that was chosen, and the first one that got a report.
    pub filled: Filled,
    /// The version that is decided upon.
    pub version: i64,
    /// Whether the reader may say.
    pub may_prepare: bool,
    /// Whether somebody was faster.
    pub changed: bool,
}

/// The page.
#[must_use]
pub fn readiness(frame: &Frame, view: &ReadinessView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "readiness");
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "readiness-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.changed { (notice(Tone::Warning, &t!(texts, "readiness-changed"))) }
        (columns(&html! { (points(texts, view)) (answers(texts, view)) }, &follows(texts, view)))
    };
    Page::new(title, body).section(Section::Cases).under(urls::CASES, t!(texts, "cases")).render(frame)
}

fn points(texts: Texts, view: &ReadinessView) -> Markup {
    let tone = |standing: &str| match standing {
        "ready" => Tone::Good,
        "missing" => Tone::Bad,
        _ => Tone::Warning,
    };
    card(
        &t!(texts, "readiness-points"),
        &html! {
            ul.plain {
                @for (code, standing) in &view.points {
                    li { (badge(tone(standing), &texts.named("readiness-is", standing))) " " (texts.named("ready", code)) }
                }
            }
            p.hint { (t!(texts, "readiness-registration")) }
        },
    )
}

fn follows(texts: Texts, view: &ReadinessView) -> Markup {
    card(
        &t!(texts, "readiness-follows"),
        &html! {
            @match &view.follows {
                Some(one) => {
                    p { strong { (one.state) ", " (one.name) } }
                    p.hint { (one.source) ". " (t!(texts, "readiness-confirm")) }
                },
                None => p.quiet { (t!(texts, "readiness-open")) },
            }
            @if !view.open.is_empty() { ul { @for source in &view.open { li { (source) } } } }
            p.hint { (t!(texts, "readiness-wrong")) }
        },
    )
}

fn answers(texts: Texts, view: &ReadinessView) -> Markup {
    let filled = &view.filled;
    let states: Vec<Choice> = view.states.iter().map(|(code, _)| Choice::new(*code, *code)).collect();
    let nowhere = Choice::new("nowhere", t!(texts, "readiness-nowhere"));
    let known: Vec<Choice> = std::iter::once(nowhere).chain(states.clone()).collect();
    let csirts: Vec<Choice> =
        view.states.iter().map(|(code, name)| Choice::new(*code, format!("{code}, {name}"))).collect();
    let nobody = t!(texts, "readiness-nobody-said");
    card(
        &t!(texts, "readiness-say"),
        &form(
            urls::READINESS,
            &html! {
                input type="hidden" name="seen" value=(view.version);
                @for question in QUESTIONS {
                    (select(texts, filled, question, &texts.named("readiness-where", question), Some(&nobody), &known))
                }
                (select(texts, filled, "first_reported_to", &t!(texts, "readiness-first"), Some(&nobody), &states))
                (select(texts, filled, "coordinator", &t!(texts, "readiness-chosen"), Some(&nobody), &csirts))
                h3 { (t!(texts, "readiness-people")) }
                p.hint { (t!(texts, "readiness-people-hint")) }
                @for person in &view.people { (one(texts, person)) }
                @if view.may_prepare { (submit(&t!(texts, "readiness-send"), Look::Primary)) } @else {
                    p.hint { (t!(texts, "readiness-whose")) }
                }
            },
        ),
    )
}

fn one(texts: Texts, view: &PersonView) -> Markup {
    let (id, name) = (&view.person.0, &view.person.1);
    html! {
        fieldset.field {
            legend { (name) }
            select name={ "role." (id) } aria-label=(name) {
                @for role in ["none", "representative", "deputy"] {
                    option value=(role) selected[view.role == role] { (texts.named("readiness-role", role)) }
                }
            }
            " "
            label { input type="checkbox" name={ "login." (id) } value="yes" checked[view.login]; " " (t!(texts, "readiness-login")) }
        }
    }
}

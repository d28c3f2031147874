//! Who is on duty, what rings, who answered, the weekly test, and the heartbeat.

use maud::{Markup, html};

use super::duty_forms::{hand_over, people, settings};
use crate::t;
use crate::web::components::{
    Definitions, Look, badge, card, card_with_id, empty, notice, page_heading_with, post_button, section, time,
    time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Somebody on duty.
#[derive(Clone, Debug)]
pub struct OnDutyView {
    /// What they are called.
    pub name: String,
    /// Since when at this place.
    pub since: i64,
    /// Whether they can be rung.
    pub is_there: bool,
    /// Whether mail rings them too.
    pub has_mail: bool,
}

/// A step that was rung.
#[derive(Clone, Debug)]
pub struct RingView {
    /// When.
    pub time: i64,
    /// Who, by mail as well.
    pub by_mail: Vec<String>,
    /// Who, on pages alone.
    pub by_page: Vec<String>,
    /// How many other receivers.
    pub receivers: usize,
}

/// Somebody who is on it.
#[derive(Clone, Debug)]
pub struct AnswerView {
    /// What they are called.
    pub name: String,
    /// When.
    pub time: i64,
    /// After how many minutes; nothing: before it rang.
    pub minutes: Option<i64>,
}

/// An alarm.
#[derive(Clone, Debug)]
pub struct AlarmView {
    /// `alm_…`.
    pub id: String,
    /// What is due, and when.
    pub says: String,
    /// Where it is about.
    pub href: Option<String>,
    /// Whether it rings.
    pub is_ringing: bool,
    /// When it rings again.
    pub next_round: Option<i64>,
    /// By when it is due.
    pub due: i64,
    /// Since when nobody answered a test in time.
    pub missed: Option<i64>,
    /// When it began.
    pub begun: i64,
    /// What was rung.
    pub rings: Vec<RingView>,
    /// Who answered.
    pub answers: Vec<AnswerView>,
}

/// The heartbeat.
#[derive(Clone, Debug)]
pub struct HeartbeatView {
    /// The host that it goes to.
    pub host: String,
    /// Every so many minutes.
    pub minutes: u64,
    /// Whether the last one was answered, since when that is so, and what was said; nothing: none was sent.
    pub state: Option<(bool, i64, String)>,
    /// When one was answered last.
    pub answered: Option<i64>,
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct DutyRights {
    /// Set who is on duty, and begin a test.
    pub change: bool,
    /// Hand their own duty over: they have one.
    pub hand_over: bool,
    /// Decide how it rings.
    pub settings: bool,
    /// Say that they are on it.
    pub answer: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct DutyView {
    /// The first on duty, then the deputies.
    pub list: Vec<OnDutyView>,
    /// Everybody who may assess.
    pub everybody: Vec<String>,
    /// Who can be on duty, by id and name.
    pub choices: Vec<(String, String)>,
    /// Alarms that are not over.
    pub open: Vec<AlarmView>,
    /// Test alarms, the newest first.
    pub tests: Vec<AlarmView>,
    /// When the next weekly test begins.
    pub next_test: Option<i64>,
    /// The heartbeat, where one is set.
    pub heartbeat: Option<HeartbeatView>,
    /// Whether a mail server is set.
    pub has_mail_server: bool,
    /// What the reader may do.
    pub rights: DutyRights,
    /// What the forms hold.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn duty(frame: &Frame, view: &DutyView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "duty"), &html! { (t!(texts, "duty-lead")) }, &html! {}))
        @if !view.has_mail_server { (notice(Tone::Warning, &t!(texts, "duty-no-mail"))) }
        @if view.next_test.is_none() { (notice(Tone::Warning, &t!(texts, "duty-no-test"))) }
        @if view.heartbeat.is_none() { (notice(Tone::Unknown, &t!(texts, "duty-no-heartbeat"))) }
        div id="alarms-part" data-live-part { (section(&t!(texts, "alarms-open"), &open(frame, view))) }
        div.columns.even {
            (card(&t!(texts, "duty-who"), &who(frame, view)))
            div.column-aside {
                (card(&t!(texts, "duty-tests"), &tests(frame, view)))
                (card(&t!(texts, "duty-heartbeat"), &heartbeat(frame, view)))
            }
        }
        @if view.rights.change { (card_with_id("people", &t!(texts, "duty-set"), &people(texts, view))) }
        @if view.rights.settings { (card_with_id("settings", &t!(texts, "duty-settings"), &settings(texts, view))) }
    };
    Page::new(t!(texts, "duty"), body).section(Section::Duty).live("record").render(frame)
}

fn open(frame: &Frame, view: &DutyView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.open.is_empty() { (empty(&t!(texts, "alarms-none"), &t!(texts, "alarms-none-hint"))) }
        @for alarm in &view.open { section.card { (alarm_of(frame, alarm, view.rights)) } }
    }
}

fn alarm_of(frame: &Frame, alarm: &AlarmView, rights: DutyRights) -> Markup {
    let texts = frame.texts;
    html! {
        h3 {
            @if let Some(href) = &alarm.href { a href=(href) { (alarm.says) } } @else { (alarm.says) }
        }
        p {
            @if alarm.is_ringing { (badge(Tone::Bad, &t!(texts, "alarm-ringing"))) }
            @else if let Some(answer) = alarm.answers.last() {
                (badge(Tone::Good, &t!(texts, "alarm-answered", name = answer.name.as_str())))
            }
            @else { (badge(Tone::Neutral, &t!(texts, "alarm-not-yet"))) }
        }
        (Definitions::new()
            .row(t!(texts, "alarm-due"), time(frame, alarm.due))
            .row(t!(texts, "alarm-next"), time_or_never(frame, alarm.next_round, &t!(texts, "alarm-never")))
            .render())
        @if alarm.is_ringing && rights.answer { (on_it(texts, &alarm.id)) }
        (became(frame, alarm))
    }
}

/// The button of every alarm that rings.
pub(in crate::web) fn on_it(texts: Texts, id: &str) -> Markup {
    post_button(&urls::with(urls::ALARM_ANSWER, &[id]), &t!(texts, "alarm-on-it"), Look::Primary)
}

/// What rang when, and who answered in how many minutes.
fn became(frame: &Frame, alarm: &AlarmView) -> Markup {
    let texts = frame.texts;
    let mut lines: Vec<(i64, Markup)> = alarm.rings.iter().map(|ring| (ring.time, rang(texts, ring))).collect();
    lines.extend(alarm.answers.iter().map(|answer| (answer.time, answered(texts, answer))));
    lines.extend(alarm.missed.map(|missed| (missed, html! { strong { (t!(texts, "test-missed")) } })));
    lines.sort_by_key(|(time, _)| *time);
    html! {
        @if !lines.is_empty() {
            details {
                summary { (t!(texts, "alarm-became", count = lines.len())) }
                ul { @for (at, line) in &lines { li { (time(frame, *at)) ": " (line) } } }
            }
        }
    }
}

fn rang(texts: Texts, ring: &RingView) -> Markup {
    html! {
        @if !ring.by_mail.is_empty() { (t!(texts, "rang-mail", names = ring.by_mail.join(", "))) " " }
        @if !ring.by_page.is_empty() { (t!(texts, "rang-page", names = ring.by_page.join(", "))) " " }
        @if ring.receivers > 0 { (t!(texts, "rang-receivers", count = ring.receivers)) }
    }
}

fn answered(texts: Texts, answer: &AnswerView) -> Markup {
    let name = answer.name.as_str();
    html! {
        @match answer.minutes {
            Some(minutes) => { (t!(texts, "answered-after", name = name, minutes = minutes)) }
            None => { (t!(texts, "answered-before", name = name)) }
        }
    }
}

fn who(frame: &Frame, view: &DutyView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.list.is_empty() {
            p { (t!(texts, "duty-nobody")) }
            ul { @for name in &view.everybody { li { (name) } } }
        } @else {
            ol { @for (place, one) in view.list.iter().enumerate() { li { (on_duty(frame, place, one)) } } }
            p.hint { (t!(texts, "duty-then-all")) }
        }
        @if view.rights.hand_over { (hand_over(texts, view)) }
    }
}

fn on_duty(frame: &Frame, place: usize, one: &OnDutyView) -> Markup {
    let texts = frame.texts;
    html! {
        strong { (one.name) } " "
        (badge(Tone::Neutral, &if place == 0 { t!(texts, "duty-first") } else { t!(texts, "duty-deputy") })) " "
        @if !one.is_there { (badge(Tone::Bad, &t!(texts, "duty-gone"))) }
        @else if !one.has_mail { (badge(Tone::Warning, &t!(texts, "duty-page-alone"))) }
        br; span.hint { (t!(texts, "duty-since")) " " (time(frame, one.since)) }
    }
}

fn tests(frame: &Frame, view: &DutyView) -> Markup {
    let texts = frame.texts;
    html! {
        (Definitions::new()
            .row(t!(texts, "test-next"), time_or_never(frame, view.next_test, &t!(texts, "test-never")))
            .render())
        @if !view.tests.is_empty() {
            ul { @for test in &view.tests { li { (time(frame, test.begun)) " " (outcome(texts, test)) } } }
        }
        @if view.rights.change { (post_button(urls::DUTY_TEST, &t!(texts, "test-begin"), Look::Plain)) }
    }
}

fn outcome(texts: Texts, test: &AlarmView) -> Markup {
    html! {
        @match (test.missed, test.answers.first()) {
            (Some(_), None) => { (badge(Tone::Bad, &t!(texts, "test-missed"))) }
            (Some(_), Some(answer)) => {
                (badge(Tone::Warning, &t!(texts, "test-missed"))) " " (answered(texts, answer))
            }
            (None, Some(answer)) => { (badge(Tone::Good, &t!(texts, "test-answered"))) " " (answered(texts, answer)) }
            (None, None) => { (badge(Tone::Information, &t!(texts, "test-goes-on"))) }
        }
    }
}

fn heartbeat(frame: &Frame, view: &DutyView) -> Markup {
    let texts = frame.texts;
    let Some(heart) = &view.heartbeat else { return html! { p { (t!(texts, "heartbeat-none")) } } };
    let about = Definitions::new()
        .text(t!(texts, "heartbeat-host"), &heart.host)
        .text(t!(texts, "heartbeat-pace"), &t!(texts, "heartbeat-every", minutes = heart.minutes));
    let about = match &heart.state {
        None => about.text(t!(texts, "heartbeat-state"), &t!(texts, "heartbeat-unsent")),
        Some((true, since, _)) => about.row(t!(texts, "heartbeat-well"), time(frame, *since)),
        Some((false, since, said)) => {
            about.row(t!(texts, "heartbeat-badly"), time(frame, *since)).text(t!(texts, "heartbeat-said"), said)
        }
    };
    let never = t!(texts, "heartbeat-never");
    about.row(t!(texts, "heartbeat-last"), time_or_never(frame, heart.answered, &never)).render()
}

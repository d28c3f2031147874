//! What the API says of ringing.

use serde::Serialize;
use steadfast_store::{Id, Time, kinds};
use utoipa::ToSchema;

use crate::ringing::heartbeat;
use crate::ringing::read::{Named, NamedAnswer, NamedRing, Overview, WholeAlarm};
use crate::ringing::settings::{HeartbeatSettings, RingAlerts, WeeklyTest};
use crate::ringing::words;
use crate::web::{Language, Texts};

/// Somebody on duty.
#[derive(Serialize, ToSchema)]
pub(super) struct OnDutyShown {
    /// `usr_…`.
    #[schema(value_type = String)]
    person: Id<kinds::Person>,
    /// What they are called.
    name: String,
    /// Since when they are at this place.
    #[schema(value_type = String, format = DateTime)]
    since: Time,
    /// Whether they can be rung: their account is open, and their role answers alarms. Who cannot is left out.
    is_there: bool,
    /// Whether they are rung by mail as well as on pages.
    by_mail: bool,
}

impl From<Named> for OnDutyShown {
    fn from(named: Named) -> Self {
        let Named { id, name, since, is_there, has_mail } = named;
        Self { person: id, name, since, is_there, by_mail: has_mail }
    }
}

/// A step that was rung.
#[derive(Serialize, ToSchema)]
pub(super) struct RingShown {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// Whom it reached: `first`, `deputy` or `all`.
    whom: String,
    /// Who was rung by mail, and on pages.
    by_mail: Vec<String>,
    /// Who was rung on pages alone.
    by_page: Vec<String>,
    /// How many other receivers were rung.
    receivers: usize,
}

impl From<NamedRing> for RingShown {
    fn from(named: NamedRing) -> Self {
        let NamedRing { ring, by_mail, by_page, receivers } = named;
        Self { time: ring.time, whom: ring.whom, by_mail, by_page, receivers }
    }
}

/// Somebody who said that they are on it.
#[derive(Serialize, ToSchema)]
pub(super) struct AlarmAnswerShown {
    /// `usr_…`.
    #[schema(value_type = String)]
    person: Id<kinds::Person>,
    /// What they are called.
    name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// After how many whole minutes; nothing: before it rang.
    minutes: Option<i64>,
}

impl From<NamedAnswer> for AlarmAnswerShown {
    fn from(named: NamedAnswer) -> Self {
        let NamedAnswer { answer, name, minutes } = named;
        Self { person: answer.person, name, time: answer.time, minutes }
    }
}

/// An alarm: what is rung for.
#[derive(Serialize, ToSchema)]
pub(super) struct AlarmShown {
    /// `alm_…`.
    #[schema(value_type = String)]
    id: Id<kinds::Alarm>,
    /// What it says, in English.
    says: String,
    /// What it is of: `cas_…`, `alt_…`, or a test.
    of: String,
    /// `alert`, `assess`, `early-warning`, `report` or `test`.
    clock: &'static str,
    /// The case's number.
    case_number: Option<i64>,
    /// The product.
    product: String,
    /// Since when it runs.
    #[schema(value_type = String, format = DateTime)]
    begun: Time,
    /// By when it is due, unextended.
    #[schema(value_type = String, format = DateTime)]
    due: Time,
    /// Whether it rings now.
    is_ringing: bool,
    /// When it rings again, whoever is on it; nothing: it is over.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_round: Option<Time>,
    /// Since when it is over.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    /// Of a test: since when it is noted that nobody answered in time.
    #[schema(value_type = Option<String>, format = DateTime)]
    missed: Option<Time>,
    /// What was rung, in its order.
    rings: Vec<RingShown>,
    /// Who answered, in their order.
    answers: Vec<AlarmAnswerShown>,
}

impl AlarmShown {
    pub(super) fn of(whole: WholeAlarm, now: Time) -> Self {
        let WholeAlarm { alarm, rings, answers, is_ringing, next_round } = whole;
        Self {
            says: words::due(Texts::new(Language::English), &alarm, now),
            id: alarm.id,
            of: alarm.subject,
            clock: alarm.clock.as_str(),
            case_number: alarm.number,
            product: alarm.product,
            begun: alarm.begun,
            due: alarm.due,
            is_ringing,
            next_round,
            ended: alarm.ended,
            missed: alarm.missed,
            rings: rings.into_iter().map(Into::into).collect(),
            answers: answers.into_iter().map(Into::into).collect(),
        }
    }
}

/// Whom the server tells that it is there.
#[derive(Serialize, ToSchema)]
pub(super) struct HeartbeatShown {
    /// The host; the rest of the address may be a secret.
    host: String,
    /// Every so many minutes.
    minutes: u16,
    /// Whether the last one was answered; nothing: none was sent.
    is_answered: Option<bool>,
    /// Since when each one was answered, or none.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Time>,
    /// When one was answered last.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered: Option<Time>,
    /// What the watcher said last, or why it said nothing.
    said: Option<String>,
}

/// Who is on duty, and how it rings.
#[derive(Serialize, ToSchema)]
pub(super) struct DutyShown {
    /// The first on duty, then the deputies in their order; empty: everybody who may assess.
    people: Vec<OnDutyShown>,
    /// Alarms that are not over, what is due first in front.
    alarms: Vec<AlarmShown>,
    /// Minutes until an alarm that nobody answers climbs.
    again_minutes: u16,
    /// From how surprising on alerts ring by themselves.
    alerts: RingAlerts,
    /// The language of mails.
    language: String,
    /// When the weekly test begins; nothing: there is none.
    test: Option<WeeklyTest>,
    /// When the next one does.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_test: Option<Time>,
    /// Tests that nobody answered in time, of the last 26.
    missed_tests: usize,
    /// Whom the server tells that it is there; nothing: nobody.
    heartbeat: Option<HeartbeatShown>,
    /// Whether a mail server is set: without one it rings on pages alone.
    has_mail_server: bool,
}

fn heart(view: &Overview) -> Option<HeartbeatShown> {
    let settings: &HeartbeatSettings = view.kept.settings.heartbeat.as_ref()?;
    let state = view.heartbeat.as_ref().filter(|state| Some(&state.url) == settings.url.as_ref());
    Some(HeartbeatShown {
        host: heartbeat::host(settings),
        minutes: settings.minutes,
        is_answered: state.map(|state| state.is_well),
        since: state.map(|state| Time(state.since)),
        answered: state.and_then(|state| state.answered).map(Time),
        said: state.map(|state| state.said.clone()),
    })
}

impl DutyShown {
    pub(super) fn of(view: Overview, now: Time) -> Self {
        let heartbeat = heart(&view);
        let settings = view.kept.settings;
        Self {
            people: view.list.into_iter().map(Into::into).collect(),
            alarms: view.open.into_iter().map(|whole| AlarmShown::of(whole, now)).collect(),
            again_minutes: settings.again_minutes,
            alerts: settings.alerts,
            language: settings.language,
            test: settings.test,
            next_test: view.next_test,
            missed_tests: view.tests.iter().filter(|test| test.alarm.missed.is_some()).count(),
            heartbeat,
            has_mail_server: view.has_mail_server,
        }
    }
}

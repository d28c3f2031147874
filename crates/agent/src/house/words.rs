//! Events in plain words.

use steadfast_monitor::event::{
    AccountChange, Attempt, ConclusionStep, Direction, Event, Factor, Finding, MakerStep, NetworkActivity, Place,
    PolicyStep, ResetStep, Run, Setting, SwitchKind, UpdateStep, What,
};

use super::noticed;
use crate::texts::Language;

/// Who adds the first owner.
pub(super) const SET_UP: &str = "set-up";

/// Who decides at another place, as on the manufacturer's page for owners.
pub(super) const ELSEWHERE: &str = "elsewhere";

/// What happened, in a sentence.
pub(super) fn words(event: &Event<'_>, language: Language) -> String {
    let Some(what) = &event.what else { return language.text("event-unknown").to_owned() };
    let (key, places) = told(what, language);
    let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    language.with(key, &places)
}

type Told = (&'static str, Vec<(&'static str, String)>);

fn told(what: &What<'_>, language: Language) -> Told {
    match what {
        What::Authentication(it) => {
            let who = it.account.map_or(language.text("event-somebody").to_owned(), |name| name.to_string());
            let from = it.source.map_or(language.text("event-here").to_owned(), |source| source.to_string());
            let wait = it.wait.unwrap_or_default().to_string();
            let is_code = it.factor == Some(Factor::SetUpCode) && it.attempt == Some(Attempt::Wrong);
            let is_pressed = it.place == Some(Place::Here) && it.account.is_none();
            let key = match attempt(it.attempt, it.place) {
                _ if is_code => "event-set-up-wrong",
                "event-button" if !is_pressed => "event-login",
                "event-button" if it.source.is_some() => "event-button-used",
                "event-login-wrong" if it.factor == Some(Factor::TimeCode) => "event-login-wrong-code",
                key => key,
            };
            (key, vec![("who", who), ("from", from), ("wait", wait)])
        }
        What::Account(it) => {
            let first = it.change == Some(AccountChange::Added) && it.by.is_some_and(|by| by.as_str() == SET_UP);
            let key = if first { "event-set-up-done" } else { account(it.change) };
            (key, vec![("who", text(it.account)), ("by", text(it.by))])
        }
        What::Configuration(it) => {
            (setting(it.change), vec![("what", text(it.setting)), ("by", decided(text(it.by), language))])
        }
        What::Network(it) => {
            let from = it.remote.map_or_else(String::new, |remote| remote.to_string());
            let outbound = it.direction == Some(Direction::Outbound);
            let (near, far) = if outbound { (it.remote_port, it.local_port) } else { (it.local_port, it.remote_port) };
            let port = near.or(far).map_or_else(String::new, |port| port.to_string());
            let received = it.received.unwrap_or_default().to_string();
            let sent = it.sent.unwrap_or_default().to_string();
            let own = it.local.map_or_else(String::new, |local| local.to_string());
            let places = vec![
                ("from", from),
                ("port", port),
                ("what", text(it.interface)),
                ("received", received),
                ("sent", sent),
                ("own", own),
            ];
            (network(it.activity, it.remote_port.is_some()), places)
        }
        What::Update(it) => (update(it.step), vec![("what", text(it.version)), ("why", text(it.detail))]),
        What::Running(it) => (run(it.run), vec![("what", text(it.version))]),
        What::Integrity(it) => {
            let number = |value: Option<u64>| value.unwrap_or_default().to_string();
            let places = vec![
                ("what", text(it.name)),
                ("first", number(it.first)),
                ("last", number(it.last)),
                ("count", number(it.count)),
            ];
            (finding(it.finding), places)
        }
        What::Reset(it) => {
            (if it.step == Some(ResetStep::Begun) { "event-reset-begun" } else { "event-reset-done" }, Vec::new())
        }
        What::Switch(it) => (switch(it.switch, it.on == Some(true)), vec![("by", text(it.by))]),
        What::Concluded(it) => (conclusion(it.step), vec![("what", noticed::told(it, language)), ("by", text(it.by))]),
        What::MakerNotice(it) => (maker(it.step), vec![("what", text(it.title)), ("by", text(it.by))]),
        What::MakerPolicy(it) => (policy(it.step), vec![("what", text(it.detail)), ("by", text(it.by))]),
        What::Product(it) => ("event-product", vec![("what", text(it.name)), ("why", text(it.text))]),
    }
}

fn maker(step: Option<MakerStep>) -> &'static str {
    match step {
        Some(MakerStep::Told) => "event-maker-told",
        Some(MakerStep::Opened) => "event-maker-opened",
        None => "event-unknown",
    }
}

fn policy(step: Option<PolicyStep>) -> &'static str {
    match step {
        Some(PolicyStep::Came) => "event-policy-came",
        Some(PolicyStep::Lifted) => "event-policy-lifted",
        Some(PolicyStep::Refused) => "event-policy-refused",
        Some(PolicyStep::PartRefused) => "event-policy-part",
        Some(PolicyStep::Accepted) => "event-policy-accepted",
        Some(PolicyStep::Left) => "event-policy-left",
        Some(PolicyStep::Ended) => "event-policy-ended",
        None => "event-unknown",
    }
}

fn text<T: ToString>(text: Option<T>) -> String {
    text.map_or_else(|| "?".to_owned(), |text| text.to_string())
}

fn decided(by: String, language: Language) -> String {
    if by == ELSEWHERE { language.text("event-elsewhere").to_owned() } else { by }
}

fn attempt(attempt: Option<Attempt>, place: Option<Place>) -> &'static str {
    match (attempt, place) {
        (Some(Attempt::Accepted), Some(Place::Here)) => "event-button",
        (Some(Attempt::Accepted), _) => "event-login",
        (Some(Attempt::Wrong), Some(Place::KnownBrowser)) => "event-login-wrong-known",
        (Some(Attempt::Wrong), _) => "event-login-wrong",
        (Some(Attempt::Throttled), _) => "event-login-throttled",
        (Some(Attempt::Left), _) => "event-logout",
        (Some(Attempt::Expired), _) => "event-session-ended",
        (Some(Attempt::UnknownAccount), _) => "event-login-unknown",
        (Some(Attempt::GivenUp), _) => "event-login-given-up",
        (None, _) => "event-unknown",
    }
}

fn account(change: Option<AccountChange>) -> &'static str {
    match change {
        Some(AccountChange::Added) => "event-account-added",
        Some(AccountChange::Removed) => "event-account-removed",
        Some(AccountChange::Password) => "event-account-password",
        Some(AccountChange::FactorAdded) => "event-account-factor",
        Some(AccountChange::FactorRemoved) => "event-account-factor-off",
        Some(AccountChange::Recovery) => "event-account-recovery",
        Some(_) => "event-account-changed",
        None => "event-unknown",
    }
}

fn setting(change: Option<Setting>) -> &'static str {
    match change {
        Some(Setting::Changed) => "event-setting-changed",
        Some(Setting::Drifted) => "event-setting-drifted",
        Some(Setting::Restored) => "event-setting-restored",
        None => "event-unknown",
    }
}

fn network(activity: Option<NetworkActivity>, outbound: bool) -> &'static str {
    match activity {
        Some(NetworkActivity::NewPeer) if outbound => "event-peer-out",
        Some(NetworkActivity::NewPeer) => "event-peer-in",
        Some(NetworkActivity::Opened) => "event-port-opened",
        Some(NetworkActivity::Closed) => "event-port-closed",
        Some(NetworkActivity::Counters) => "event-counters",
        Some(NetworkActivity::Joined) => "event-network-joined",
        Some(NetworkActivity::Left) => "event-network-left",
        Some(NetworkActivity::Flow) => "event-flow",
        None => "event-unknown",
    }
}

fn update(step: Option<UpdateStep>) -> &'static str {
    match step {
        Some(UpdateStep::Offered) => "event-update-offered",
        Some(UpdateStep::Agreed) => "event-update-agreed",
        Some(UpdateStep::Postponed) => "event-update-postponed",
        Some(UpdateStep::Refused) => "event-update-refused",
        Some(UpdateStep::Downloaded) => "event-update-downloaded",
        Some(UpdateStep::Installed) => "event-update-installed",
        Some(UpdateStep::Proven) => "event-update-proven",
        Some(UpdateStep::Failed) => "event-update-failed",
        Some(UpdateStep::Returned) => "event-update-returned",
        Some(UpdateStep::Forged) => "event-update-forged",
        None => "event-unknown",
    }
}

fn run(run: Option<Run>) -> &'static str {
    match run {
        Some(Run::Started) => "event-started",
        Some(Run::Stopped) => "event-stopped",
        None => "event-unknown",
    }
}

fn finding(finding: Option<Finding>) -> &'static str {
    match finding {
        Some(Finding::LogTorn) => "event-log-torn",
        Some(Finding::LogDamaged) => "event-log-damaged",
        Some(Finding::LogAltered) => "event-log-altered",
        Some(Finding::EventsMissing) => "event-log-missing",
        Some(Finding::EventsLost) => "event-log-lost",
        Some(Finding::FileDamaged) => "event-file-damaged",
        Some(Finding::FileRepaired) => "event-file-repaired",
        Some(Finding::ClockStepped) => "event-clock",
        Some(Finding::LogErased) => "event-log-erased",
        None => "event-unknown",
    }
}

fn conclusion(step: Option<ConclusionStep>) -> &'static str {
    match step {
        Some(ConclusionStep::Found) => "event-noticed",
        Some(ConclusionStep::Over) => "event-noticed-over",
        Some(ConclusionStep::Known) => "event-noticed-known",
        Some(ConclusionStep::Expected) => "event-noticed-expected",
        Some(ConclusionStep::TakenBack) => "event-noticed-taken-back",
        None => "event-unknown",
    }
}

fn switch(kind: Option<SwitchKind>, on: bool) -> &'static str {
    match (kind, on) {
        (Some(SwitchKind::Record), true) => "event-record-on",
        (Some(SwitchKind::Record), false) => "event-record-off",
        (Some(SwitchKind::Share), true) => "event-share-on",
        (Some(SwitchKind::Share), false) => "event-share-off",
        (Some(SwitchKind::RemoteAction), true) => "event-remote-on",
        (Some(SwitchKind::RemoteAction), false) => "event-remote-off",
        (None, _) => "event-unknown",
    }
}

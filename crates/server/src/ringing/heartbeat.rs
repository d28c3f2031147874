//! The heartbeat: the server tells a watcher outside that it is there, who rings when that ends.

use axum::http::Uri;
use serde::{Deserialize, Serialize};
use steadfast_store::{StoreError, Time, Tx};
use tokio::task::spawn_blocking;

use super::settings::{HeartbeatMethod, HeartbeatSettings, kept};
use crate::app::App;
use crate::jobs::work::{Work, WorkError};
use crate::outward::{Shut, Way};

const SETTING: &str = "heartbeat";
const MINUTE: i64 = 60_000_000;
/// The job runs each minute: half of one early is in time.
const EARLY: i64 = MINUTE / 2;

/// What became of the heartbeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Heartbeat {
    /// When it was sent last.
    pub(crate) tried: i64,
    /// When it was answered last.
    pub(crate) answered: Option<i64>,
    /// Since when each one was answered, or none.
    pub(crate) since: i64,
    /// Whether the last one was.
    pub(crate) is_well: bool,
    /// What the watcher said, or why it said nothing.
    pub(crate) said: String,
    /// Where it went.
    pub(crate) url: String,
}

/// What is known of it.
pub(crate) fn state(tx: &mut Tx<'_>) -> Result<Option<Heartbeat>, StoreError> {
    Ok(tx.setting(SETTING)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The host that a heartbeat goes to: the rest of its address may be a secret.
pub(crate) fn host(settings: &HeartbeatSettings) -> String {
    let uri = settings.url.as_deref().and_then(|url| url.parse::<Uri>().ok());
    uri.and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default()
}

/// Sends it, where it is time. One that fails is sent again with the next run, and is no failure of the job.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let app = work.app();
    let now = app.ambient.now();
    let found = app.store.read::<_, StoreError, _>(|tx| Ok((kept(tx)?.settings.heartbeat, state(tx)?)));
    let (Some(settings), before) = found.await? else { return Ok(()) };
    let Some(url) = settings.url.clone() else { return Ok(()) };
    // What was said by another address is not said by this one.
    let before = before.filter(|before| before.url == url);
    if before.as_ref().is_some_and(|before| !is_due(before, settings.minutes, now)) {
        return Ok(());
    }
    let (is_well, said) = call(app, &url, settings.method).await;
    let next = after(before, is_well, said, &url, now);
    let text = serde_json::to_string(&next).unwrap_or_default();
    work.keep_house(move |tx| tx.setting_put(SETTING, &text)).await
}

/// A clock that was set back lets it be sent.
fn is_due(before: &Heartbeat, minutes: u16, now: Time) -> bool {
    let since = now.0 - before.tried;
    let span = if before.is_well { i64::from(minutes) * MINUTE } else { MINUTE };
    since < 0 || since >= span - EARLY
}

fn after(before: Option<Heartbeat>, is_well: bool, said: String, url: &str, now: Time) -> Heartbeat {
    let before = before.unwrap_or_default();
    let goes_on = before.tried != 0 && before.is_well == is_well;
    Heartbeat {
        tried: now.0,
        answered: if is_well { Some(now.0) } else { before.answered },
        since: if goes_on { before.since } else { now.0 },
        is_well,
        said,
        url: url.to_owned(),
    }
}

async fn call(app: &App, url: &str, method: HeartbeatMethod) -> (bool, String) {
    let (webhooks, url) = (app.webhooks.clone(), url.to_owned());
    let Ok(leave) = app.outward.leave(Way::Heartbeat) else { return (true, Shut.to_string()) };
    let called = spawn_blocking(move || webhooks.call(&leave, &url, method == HeartbeatMethod::Post)).await;
    let Ok(answer) = called else { return (false, "the attempt broke off".to_owned()) };
    let said = match answer.status {
        Some(status) => status.to_string(),
        None => answer.text.clone(),
    };
    (answer.is_well(), said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Time {
        Time(minutes * MINUTE)
    }

    #[test]
    fn a_heartbeat_comes_at_its_pace_sooner_after_a_failure_and_at_once_when_the_clock_was_set_back() {
        let well = after(None, true, "200".to_owned(), "https://a.example", at(100));
        assert_eq!([101, 104, 105].map(|minute| is_due(&well, 5, at(minute))), [false, false, true]);
        assert!(is_due(&well, 5, at(50)));
        let bad = after(Some(well.clone()), false, "no answer in time".to_owned(), "https://a.example", at(105));
        assert_eq!((bad.answered, bad.since, bad.is_well), (Some(at(100).0), at(105).0, false));
        assert!(is_due(&bad, 5, at(106)));
        let still = after(Some(bad), false, "503".to_owned(), "https://a.example", at(106));
        assert_eq!(still.since, at(105).0, "since the first that was not answered");
    }
}

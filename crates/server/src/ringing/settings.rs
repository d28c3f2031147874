//! What administrators decide about ringing.

use serde::{Deserialize, Serialize};
use steadfast_store::{StoreError, Time, Tx};
use utoipa::ToSchema;

use super::error::RingingError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::messages::manage::LEAST;
use crate::webhooks::reach::{AddressError, Reach};

const SETTING: &str = "ringing";
/// The most minutes between two heartbeats.
const MOST_MINUTES: u16 = 60;

/// From how surprising on alerts of the fleet ring before anybody made them a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RingAlerts {
    /// All of them.
    Low,
    /// Those that happen by chance less than once in a thousand times.
    Medium,
    /// Less than once in a million times.
    #[default]
    High,
    /// None.
    Never,
}

impl RingAlerts {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Never];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Never => "never",
        }
    }

    /// The least score of an alert that rings.
    #[must_use]
    pub fn least(self) -> Option<i64> {
        LEAST.iter().find(|(word, _)| *word == self.as_str()).map(|(_, score)| *score)
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TestDay {
    /// The first.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

impl TestDay {
    /// Every one, from Monday on.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Its place in the week, Monday is 0.
    #[must_use]
    pub const fn place(self) -> i64 {
        self as i64
    }
}

/// When the weekly test begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyTest {
    /// The day of the week, in UTC.
    pub day: TestDay,
    /// The hour of that, in UTC.
    pub hour: u8,
}

/// How the outside watcher is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HeartbeatMethod {
    /// By GET.
    #[default]
    Get,
    /// By POST, with an empty body.
    Post,
}

/// The address that the server calls to say that it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeartbeatSettings {
    /// The address; nothing: as before.
    pub url: Option<String>,
    /// How.
    #[serde(default)]
    pub method: HeartbeatMethod,
    /// Every so many minutes.
    pub minutes: u16,
}

/// What administrators decide about ringing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RingingSettings {
    /// Minutes until an alarm that nobody answers climbs.
    pub again_minutes: u16,
    /// From how surprising on alerts of the fleet ring before anybody made them a case.
    pub alerts: RingAlerts,
    /// The language of mails to people on duty: `en` or `de`.
    pub language: String,
    /// When the weekly test begins; nothing: there is none.
    pub test: Option<WeeklyTest>,
    /// Whom the server tells that it is there; nothing: nobody.
    pub heartbeat: Option<HeartbeatSettings>,
}

impl Default for RingingSettings {
    fn default() -> Self {
        Self {
            again_minutes: 10,
            alerts: RingAlerts::default(),
            language: "en".to_owned(),
            test: None,
            heartbeat: None,
        }
    }
}

/// The settings as they are kept, with since when there is a weekly test: none begins before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) settings: RingingSettings,
    pub(crate) test_since: Option<i64>,
}

pub(super) const AGAIN: RefusedField = RefusedField::new("again_minutes", "again-minutes", "again_minutes is 1 to 60");
pub(super) const LANGUAGE: RefusedField = RefusedField::new("language", "no-such-language", "language is en or de");
pub(super) const HOUR: RefusedField = RefusedField::new("hour", "no-such-hour", "hour is 0 to 23, in UTC");
pub(super) const MINUTES: RefusedField =
    RefusedField::new("minutes", "heartbeat-minutes", "a heartbeat is sent every 1 to 60 minutes");
pub(super) const URL: RefusedField = RefusedField::new(
    "url",
    "no-such-address",
    "url is a web address such as https://watch.example.com/steadfast, without name, password and fragment",
);
pub(super) const URL_INSIDE: RefusedField = RefusedField::new(
    "url",
    "address-inside",
    "the address leads to this machine or into a network of one's own; the operator can allow it with webhook-networks",
);

impl RingingSettings {
    /// What of them is not taken.
    fn refused(&self, reach: &Reach) -> Vec<RefusedField> {
        let mut refused = Vec::new();
        let mut must = |holds: bool, field| {
            if !holds {
                refused.push(field);
            }
        };
        must((1..=60).contains(&self.again_minutes), AGAIN);
        must(["en", "de"].contains(&self.language.as_str()), LANGUAGE);
        must(self.test.is_none_or(|test| test.hour < 24), HOUR);
        if let Some(heartbeat) = &self.heartbeat {
            must((1..=MOST_MINUTES).contains(&heartbeat.minutes), MINUTES);
            match heartbeat.url.as_deref().map(|url| reach.read(url)) {
                Some(Ok(_)) => {}
                Some(Err(AddressError::Inside)) => must(false, URL_INSIDE),
                Some(Err(AddressError::Malformed | AddressError::NotHttps)) | None => must(false, URL),
            }
        }
        refused
    }
}

/// What is kept.
pub(crate) fn kept(tx: &mut Tx<'_>) -> Result<Kept, StoreError> {
    // What an older program wrote is completed; what nobody can read was written by none of ours.
    Ok(tx.setting(SETTING)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Changes all of it. A heartbeat without an address goes to where it went.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn change(app: &App, ask: Ask, new: RingingSettings) -> Result<(), RingingError> {
    let reach = Reach::of(&app.config);
    let done = app.act::<_, RingingError, _>(ask, move |tx, at| {
        let before = kept(tx)?;
        let new = completed(new.clone(), &before.settings);
        let refused = new.refused(&reach);
        if !refused.is_empty() {
            return Err(RingingError::Fields(refused));
        }
        let stays = before.settings.test == new.test;
        let test_since = if stays { before.test_since } else { Some(at.now.0) };
        let fact = fact(&new);
        let kept = Kept { settings: new, test_since };
        tx.setting_put(SETTING, &serde_json::to_string(&kept).unwrap_or_default())?;
        Ok(((), fact))
    });
    done.await?;
    app.wake.notify_one();
    Ok(())
}

fn completed(mut new: RingingSettings, before: &RingingSettings) -> RingingSettings {
    if let Some(heartbeat) = &mut new.heartbeat {
        let given = heartbeat.url.take().map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
        heartbeat.url = given.or_else(|| before.heartbeat.as_ref()?.url.clone());
    }
    new
}

/// The address of the outside watcher is a secret of some of them: it stands in no record.
fn fact(new: &RingingSettings) -> Fact {
    let test = new.test.map(|test| serde_json::to_value(test).unwrap_or_default());
    Fact::new("ringing-changed", &"ringing")
        .with("again_minutes", new.again_minutes)
        .with("alerts", new.alerts.as_str())
        .with("test", test.unwrap_or_default())
        .with("heartbeat_minutes", new.heartbeat.as_ref().map(|heartbeat| heartbeat.minutes))
}

/// The newest hour of the weekly test until now, where there is one since it was set.
pub(super) fn slot(kept: &Kept, now: Time) -> Option<Time> {
    let last = Time(next(kept.settings.test?, now).0 - WEEK);
    (last.0 >= kept.test_since.unwrap_or(i64::MAX)).then_some(last)
}

const HOUR_MICROS: i64 = 3_600_000_000;
const WEEK: i64 = 7 * 24 * HOUR_MICROS;
/// The epoch was a Thursday: the Monday before it.
const MONDAY: i64 = -3 * 24 * HOUR_MICROS;

/// When the next weekly test begins, after now.
pub(crate) fn next(test: WeeklyTest, now: Time) -> Time {
    let into = (test.day.place() * 24 + i64::from(test.hour)) * HOUR_MICROS;
    let weeks = (now.0 - MONDAY - into).div_euclid(WEEK) + 1;
    Time(MONDAY + into + weeks * WEEK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().expect("a time").into()
    }

    #[test]
    fn a_weekly_test_comes_at_its_hour_and_never_before_it_was_set() {
        let test = WeeklyTest { day: TestDay::Monday, hour: 9 };
        assert_eq!(next(test, at("2026-11-28T23:40:00Z")), at("2026-11-30T09:00:00Z"));
        assert_eq!(next(test, at("2026-11-30T09:00:00Z")), at("2026-12-07T09:00:00Z"));
        let settings = RingingSettings { test: Some(test), ..RingingSettings::default() };
        let kept = Kept { settings, test_since: Some(at("2026-11-28T23:40:00Z").0) };
        assert_eq!(slot(&kept, at("2026-11-30T08:59:59Z")), None);
        assert_eq!(slot(&kept, at("2026-12-05T09:00:00Z")), Some(at("2026-11-30T09:00:00Z")));
        assert_eq!(slot(&Kept::default(), at("2026-12-05T09:00:00Z")), None);
    }
}

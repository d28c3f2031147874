//! What staff decide about monitoring.

use serde::{Deserialize, Serialize};
use steadfast_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::error::MonitoringError;
use crate::act::{Ask, Done, Fact};
use crate::app::App;

const SETTING: &str = "monitoring";

/// What staff decide about monitoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How many false alerts staff are ready to look at in a month, over the whole fleet.
    pub alerts_a_month: u32,
    /// How many events one unit may send in a day.
    pub events_a_day: u32,
    /// For how many days each class of events is kept, and alerts that are over.
    pub keep_days: KeepDays,
}

/// For how many days each class of events is kept, and alerts that are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct KeepDays {
    /// Who came in, what changed, what is wrong.
    pub security: u16,
    /// Whom units talk to.
    pub network: u16,
    /// What products tell.
    pub product: u16,
    /// Alerts, since they are over.
    pub alerts: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { alerts_a_month: 30, events_a_day: 50_000, keep_days: KeepDays::default() }
    }
}

impl Default for KeepDays {
    fn default() -> Self {
        Self { security: 365, network: 90, product: 90, alerts: 730 }
    }
}

impl KeepDays {
    /// Events, by the number of the class.
    #[must_use]
    pub fn by_class(self) -> [(i64, i64); 3] {
        [(0, self.security.into()), (1, self.network.into()), (2, self.product.into())]
    }
}

/// Settings that make no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// No threshold never alarms falsely.
    #[error("alerts_a_month must be 1 to 10000: no threshold promises that nothing is a false alert")]
    Budget,
    /// Nothing would ever be taken.
    #[error("events_a_day must be 256 to 10000000")]
    Quota,
    /// Nothing would be there when it is asked for.
    #[error("keep_days must be 1 to 3650")]
    Days,
}

impl Settings {
    /// Whether they make sense.
    ///
    /// # Errors
    /// Which of them does not.
    pub fn check(&self) -> Result<(), SettingsError> {
        let days = self.keep_days.by_class().map(|(_, days)| days).into_iter().chain([self.keep_days.alerts.into()]);
        match self {
            _ if !(1..=10_000).contains(&self.alerts_a_month) => Err(SettingsError::Budget),
            _ if !(256..=10_000_000).contains(&self.events_a_day) => Err(SettingsError::Quota),
            _ if days.into_iter().any(|days| !(1..=3650).contains(&days)) => Err(SettingsError::Days),
            _ => Ok(()),
        }
    }
}

/// What holds now.
///
/// # Errors
/// When the database fails.
pub fn settings(tx: &mut Tx<'_>) -> Result<Settings, StoreError> {
    let kept = tx.setting(SETTING)?;
    // What an older program wrote is completed; what nobody can read was written by none of ours.
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Changes them.
///
/// # Errors
/// When they make no sense, it is not allowed, or the database fails.
pub async fn change(app: &App, ask: Ask, new: Settings) -> Result<Done<()>, MonitoringError> {
    new.check()?;
    app.act(ask, move |tx, _| {
        let old = settings(tx)?;
        let text = |settings: &Settings| serde_json::to_value(settings).unwrap_or_default();
        tx.setting_put(SETTING, &text(&new).to_string())?;
        let fact = Fact::new("monitoring-changed", &"monitoring").with("before", text(&old)).with("after", text(&new));
        Ok(((), fact))
    })
    .await
}

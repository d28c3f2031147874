//! What the manufacturer says of updates, in the factory settings.

use serde::{Deserialize, Serialize};
use steadfast_trust::tuf::{Distrust, Trusted};

use super::Window;
use crate::factory::Words;

/// Minutes within which a product says that it is in a safe state, or that it is well.
const MOST_MINUTES: u16 = 24 * 60;

/// Where updates come from, and how they are installed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// The first root of the repository, as it was published.
    pub root: String,
    /// The role of the repository that speaks of this product.
    pub line: String,
    /// The channel.
    #[serde(default = "stable")]
    pub channel: String,
    /// The hardware revision.
    #[serde(default)]
    pub hardware: String,
    /// Whether updates can install by themselves at all.
    #[serde(default)]
    pub automatic: Automatic,
    /// Where they cannot: why, for owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Words>,
    /// When they install, unless the owner says otherwise: `02:00-05:00`, in the owner's time zone.
    #[serde(default)]
    pub window: Window,
    /// Minutes within which the product's program has to say that it is in a safe state before anything is installed; none:
    /// it is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_within: Option<u16>,
    /// Minutes within which it has to say after a restart that it is well; none: that it was started is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub healthy_within: Option<u16>,
}

/// Whether security updates can install by themselves (Regulation (EU) 2024/2847, Annex I, Part I, point (2)(c): "where
/// applicable").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Automatic {
    /// They do, unless the owner says otherwise.
    #[default]
    Applicable,
    /// They never do, for a reason that is given.
    NotApplicable,
}

/// How long the product is supported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Support {
    /// The last day: `2031-12-31`.
    pub until: String,
}

/// Why settings of updates are none.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The root.
    #[error("the root: {0}")]
    Root(#[from] Distrust),
    /// Nobody speaks of the product.
    #[error("line and channel must be named")]
    Unnamed,
    /// They are not applicable, and nobody says why.
    #[error("where updates cannot install by themselves, `reason` says why, in English at least")]
    NoReason,
    /// Endless patience, or none.
    #[error("safe-within and healthy-within are 1 to {MOST_MINUTES} minutes")]
    Minutes,
    /// No day.
    #[error("{0:?} is no day: `until` is written 2031-12-31")]
    Day(String),
}

impl Settings {
    /// Whether they make sense.
    ///
    /// # Errors
    /// When they do not.
    pub fn check(&self) -> Result<(), SettingsError> {
        Trusted::begin(self.root.as_bytes(), jiff::Timestamp::UNIX_EPOCH)?;
        if [&self.line, &self.channel].iter().any(|name| name.trim().is_empty()) {
            return Err(SettingsError::Unnamed);
        }
        let reason = self.reason.as_ref().is_some_and(|reason| !reason.en.trim().is_empty());
        if self.automatic == Automatic::NotApplicable && !reason {
            return Err(SettingsError::NoReason);
        }
        let minutes = [self.safe_within, self.healthy_within].into_iter().flatten();
        if minutes.clone().any(|minutes| !(1..=MOST_MINUTES).contains(&minutes)) {
            return Err(SettingsError::Minutes);
        }
        Ok(())
    }
}

impl Support {
    /// Whether it is a day.
    ///
    /// # Errors
    /// When it is not.
    pub fn check(&self) -> Result<(), SettingsError> {
        self.ends().map(drop).ok_or_else(|| SettingsError::Day(self.until.clone()))
    }

    /// The first second after it, UTC.
    #[must_use]
    pub fn ends(&self) -> Option<steadfast_protocol::Seconds> {
        let day: jiff::civil::Date = self.until.parse().ok()?;
        let next = day.tomorrow().ok()?.at(0, 0, 0, 0);
        Some(jiff::tz::TimeZone::UTC.to_timestamp(next).ok()?.as_second())
    }
}

fn stable() -> String {
    "stable".to_owned()
}

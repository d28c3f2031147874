//! When updates may install: a stretch of each day, in the owner's own time.

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// From a minute of the day up to another, over midnight where it is earlier. The same twice: at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[cbor(map)]
#[serde(try_from = "String", into = "String")]
pub struct Window {
    /// The first minute.
    #[n(0)]
    from: u16,
    /// The one after the last.
    #[n(1)]
    until: u16,
}

/// A text that is no window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no window: 02:00-05:00, or nothing for any time")]
pub struct WindowError(String);

impl Window {
    /// Whether it is open at a minute of the day. Where nobody knows what time it is, it is: an unset clock keeps no security
    /// update away.
    #[must_use]
    pub fn is_open(self, minute: Option<u16>) -> bool {
        let Some(minute) = minute else { return true };
        match (self.from, self.until) {
            (from, until) if from == until => true,
            (from, until) if from < until => (from..until).contains(&minute),
            (from, until) => minute >= from || minute < until,
        }
    }

    /// Whether it is open at any time.
    #[must_use]
    pub fn is_always(self) -> bool {
        self.from == self.until
    }
}

impl FromStr for Window {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let wrong = || WindowError(text.to_owned());
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let (from, until) = text.trim().split_once(['-', '–']).ok_or_else(wrong)?;
        let (from, until) = (minute(from).ok_or_else(wrong)?, minute(until).ok_or_else(wrong)?);
        Ok(if from == until { Self::default() } else { Self { from, until } })
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60 && hours * 60 + minutes <= DAY).then(|| (hours * 60 + minutes) % DAY)
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_always() {
            return Ok(());
        }
        let [from, until] = [self.from, self.until].map(|minute| (minute / 60, minute % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.0, from.1, until.0, until.1)
    }
}

impl TryFrom<String> for Window {
    type Error = WindowError;

    fn try_from(text: String) -> Result<Self, WindowError> {
        text.parse()
    }
}

impl From<Window> for String {
    fn from(window: Window) -> Self {
        window.to_string()
    }
}

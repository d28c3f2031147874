//! The one spelling of dates: `YYYY-MM-DDTHH:MM:SSZ` (specification, section 4.2), whole seconds, UTC.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Until when metadata counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expires(Timestamp);

const LENGTH: usize = "2026-01-01T00:00:00Z".len();

impl Expires {
    /// At this moment; what is less than a second is dropped.
    pub fn at(moment: Timestamp) -> Self {
        Self(Timestamp::from_second(moment.as_second()).unwrap_or(moment))
    }

    /// The moment.
    pub fn moment(self) -> Timestamp {
        self.0
    }

    /// Whether that is over at `now`.
    pub fn is_over(self, now: Timestamp) -> bool {
        self.0 <= now
    }

    fn parse(text: &str) -> Option<Self> {
        let digits = |byte: u8, form: u8| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
        let form = b"0000-00-00T00:00:00Z";
        let exact = text.len() == LENGTH && text.bytes().zip(form).all(|(byte, form)| digits(byte, *form));
        exact.then(|| text.parse().ok()).flatten().map(Self)
    }
}

impl Serialize for Expires {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl<'de> Deserialize<'de> for Expires {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("{text:?} is no date like 2026-01-01T00:00:00Z")))
    }
}

//! What a form carries: when it was handed out, and the secret by which its report is opened later. It is sealed, so that
//! nobody makes one; whoever sends the same form twice has the same report.

use std::fmt;

use steadfast_store::Time;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::hash::sha256;
use zeroize::Zeroizing;

use crate::app::App;

/// Nobody reads and fills in a form faster; in microseconds.
const LEAST: i64 = 4_000_000;
/// The same while very many arrive.
const LEAST_IN_FLOOD: i64 = 60_000_000;
/// So long a form can be filled in: a day.
const LIFE: i64 = 86_400_000_000;
const PLACE: &str = "reports/ticket";

/// A form that was handed out.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    issued: Time,
    secret: Secret,
}

/// What opens a report for its finder. It has no words in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", self.issued)
    }
}

impl Secret {
    /// As an address has it.
    #[must_use]
    pub fn text(&self) -> String {
        hex(self.0.as_slice())
    }

    /// From an address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(from_hex(text)?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// What is kept of it.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[b"steadfast/report-token/v1\n", self.0.as_slice()])
    }
}

/// Whether a form is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Good,
    /// Not before so many seconds.
    TooYoung(u64),
    /// It was handed out too long ago.
    TooOld,
}

impl Ticket {
    /// For a form that is handed out now.
    #[must_use]
    pub fn draw(app: &App) -> Self {
        Self { issued: app.ambient.now(), secret: Secret(Zeroizing::new(app.ambient.random())) }
    }

    /// As the form carries it; nothing of it is kept here.
    #[must_use]
    pub fn sealed(&self, app: &App) -> String {
        let bytes = Zeroizing::new([self.issued.0.to_be_bytes().as_slice(), self.secret.0.as_slice()].concat());
        hex(&app.vault.seal(&bytes, PLACE, &app.ambient.random()).unwrap_or_default())
    }

    /// What a form carried, where this server made it.
    #[must_use]
    pub fn read(app: &App, text: &str) -> Option<Self> {
        let opened = app.vault.unseal(&from_hex(text)?, PLACE).ok()?;
        let (issued, secret) = opened.split_first_chunk::<8>()?;
        let secret = Secret(Zeroizing::new(secret.try_into().ok()?));
        Some(Self { issued: Time(i64::from_be_bytes(*issued)), secret })
    }

    /// What opens its report.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Whether it is taken now. A clock that was put back makes everybody wait once, and nobody for longer.
    #[must_use]
    pub fn standing(&self, now: Time, in_flood: bool) -> Standing {
        let (age, least) = (now.0 - self.issued.0, if in_flood { LEAST_IN_FLOOD } else { LEAST });
        match age {
            age if !(-LIFE..=LIFE).contains(&age) => Standing::TooOld,
            age if age < least => Standing::TooYoung(u64::try_from(least - age.max(0)).unwrap_or(0) / 1_000_000 + 1),
            _ => Standing::Good,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_taken_between_a_moment_and_a_day_and_later_while_very_many_arrive() {
        let ticket = Ticket { issued: Time(0), secret: Secret(Zeroizing::new([7; 32])) };
        let standing = |seconds: i64, flood| ticket.standing(Time(seconds * 1_000_000), flood);
        assert_eq!([standing(1, false), standing(4, false)], [Standing::TooYoung(4), Standing::Good]);
        assert_eq!([standing(4, true), standing(60, true)], [Standing::TooYoung(57), Standing::Good]);
        assert_eq!([standing(86_400, false), standing(86_401, false)], [Standing::Good, Standing::TooOld]);
        assert_eq!(standing(-10, false), Standing::TooYoung(5));
    }

    #[test]
    fn a_secret_is_read_back_and_says_nothing_of_itself() {
        let secret = Secret(Zeroizing::new([7; 32]));
        assert_eq!(Secret::read(&secret.text()), Some(secret.clone()));
        assert_eq!([Secret::read(""), Secret::read("00"), Secret::read("xyz")], [None, None, None]);
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}

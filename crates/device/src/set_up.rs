//! The first set-up: whoever shows the code of the label, or stands in front of the unit, may make it theirs.

use std::time::Duration;

use steadfast_protocol::code;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use crate::accounts::budget::{Budget, Shut};
use crate::identity::Identity;
use crate::outside::{NoRandom, Random};

/// How long a set-up may take, and how long somebody counts as present.
pub const LASTS: Duration = Duration::from_secs(10 * 60);

/// Who is setting the unit up. In memory alone: a start begins anew.
#[derive(Debug)]
pub struct SetUp {
    pass: Option<([u8; 32], Duration)>,
    present: Option<Duration>,
    tries: Budget,
}

/// What becomes of a code.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// It opens: the pass is to be shown with the choices.
    Pass(String),
    /// It is another code.
    Wrong,
    /// Too many were tried.
    Shut(Shut),
}

impl SetUp {
    /// Nobody yet; `now` is steady time.
    #[must_use]
    pub fn new(now: Duration) -> Self {
        Self { pass: None, present: None, tries: Budget::counted(0, now) }
    }

    /// Somebody pressed the button.
    pub fn present(&mut self, now: Duration) {
        self.present = Some(now);
        self.tries = Budget::counted(0, now);
    }

    /// Whether somebody pressed it lately.
    #[must_use]
    pub fn is_present(&self, now: Duration) -> bool {
        self.present.is_some_and(|since| now.saturating_sub(since) <= LASTS)
    }

    /// Presence was used: it serves once. A pass is void as well.
    pub fn used(&mut self) {
        (self.present, self.pass) = (None, None);
    }

    /// Opens the set-up by the code, or without one where somebody is present, which serves once: the next one in the same
    /// network is a stranger again. The code has 80 random bits; that tries are
    /// counted keeps a stranger's noise out of the log, and the right code opens whatever strangers tried.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn open(
        &mut self,
        unit: &Identity,
        typed: &str,
        now: Duration,
        random: &impl Random,
    ) -> Result<Opened, NoRandom> {
        if !self.is_present(now) {
            let is_right = !code::letters(typed).is_empty() && unit.opens(typed);
            if !is_right {
                if let Err(shut) = self.tries.look(now) {
                    return Ok(Opened::Shut(shut));
                }
                self.tries = self.tries.charged(now);
                return Ok(Opened::Wrong);
            }
        }
        self.pass(now, random).map(Opened::Pass)
    }

    /// A pass for whoever is present, which serves once; nothing where nobody is.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn take_presence(&mut self, now: Duration, random: &impl Random) -> Result<Option<String>, NoRandom> {
        if self.is_present(now) { self.pass(now, random).map(Some) } else { Ok(None) }
    }

    fn pass(&mut self, now: Duration, random: &impl Random) -> Result<String, NoRandom> {
        let pass = hex(&random.bytes::<16>()?);
        self.present = None;
        self.pass = Some((sha256(&[pass.as_bytes()]), now));
        Ok(pass)
    }

    /// Whether this pass opens the choices still.
    #[must_use]
    pub fn is_open(&self, pass: &str, now: Duration) -> bool {
        let hash = sha256(&[pass.as_bytes()]);
        self.pass.is_some_and(|(known, since)| known == hash && now.saturating_sub(since) <= LASTS)
    }
}

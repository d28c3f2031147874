//! Who is logged in. In memory alone: a start ends every session.

use std::time::Duration;

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use subtle::ConstantTimeEq as _;

use super::name::Name;
use crate::outside::{NoRandom, Random};

/// The most sessions at one time.
pub const MOST: usize = 16;

/// How long a session lasts that is not used.
pub const IDLE: Duration = Duration::from_secs(30 * 60);

/// How long a session lasts at most.
pub const LASTS: Duration = Duration::from_secs(12 * 3600);

/// How long after the password was given sensitive things are let.
pub const FRESH: Duration = Duration::from_secs(10 * 60);

/// A session that is open.
#[derive(Debug)]
pub struct Session {
    token: [u8; 32],
    account: Name,
    form: String,
    began: Duration,
    used: Duration,
    checked: Duration,
}

impl Session {
    /// Who is logged in.
    #[must_use]
    pub fn account(&self) -> &Name {
        &self.account
    }

    /// What every form of this session carries, so that no other page can send one.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Whether a form is one of this session.
    #[must_use]
    pub fn has_form(&self, form: &str) -> bool {
        self.form.as_bytes().ct_eq(form.as_bytes()).into()
    }

    /// Whether the password was given within the last 10 minutes, by steady time.
    #[must_use]
    pub fn is_fresh(&self, now: Duration) -> bool {
        now.saturating_sub(self.checked) <= FRESH
    }

    fn is_over(&self, now: Duration) -> bool {
        now.saturating_sub(self.used) > IDLE || now.saturating_sub(self.began) > LASTS
    }
}

/// All sessions.
#[derive(Debug, Default)]
pub struct Sessions(Vec<Session>);

impl Sessions {
    /// Opens a session, whose token is told once and not kept. Where there is no room, the one that its account used
    /// longest ago ends, or the one that anybody did.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn open(&mut self, account: Name, now: Duration, random: &impl Random) -> Result<String, NoRandom> {
        let (token, form) = (hex(&random.bytes::<32>()?), hex(&random.bytes::<32>()?));
        self.sweep(now);
        if self.0.len() >= MOST {
            self.make_room(&account);
        }
        let hash = sha256(&[token.as_bytes()]);
        self.0.push(Session { token: hash, account, form, began: now, used: now, checked: now });
        Ok(token)
    }

    fn make_room(&mut self, account: &Name) {
        let longest = self.0.iter().enumerate().min_by_key(|(_, open)| (open.account != *account, open.used));
        if let Some((at, _)) = longest {
            self.0.remove(at);
        }
    }

    /// The session of a token, which is used by this.
    pub fn find(&mut self, token: &str, now: Duration) -> Option<&Session> {
        self.sweep(now);
        let session = self.of(token)?;
        session.used = now;
        Some(session)
    }

    /// The password was given again in this session.
    pub fn check(&mut self, token: &str, now: Duration) {
        if let Some(session) = self.of(token) {
            session.checked = now;
        }
    }

    /// Tokens are found by their hash, of which nobody can choose the beginning to learn the rest by time.
    fn of(&mut self, token: &str) -> Option<&mut Session> {
        let hash = sha256(&[token.as_bytes()]);
        self.0.iter_mut().find(|session| session.token == hash)
    }

    /// Ends a session.
    pub fn end(&mut self, token: &str) {
        let hash = sha256(&[token.as_bytes()]);
        self.0.retain(|session| session.token != hash);
    }

    /// Ends all sessions of an account, as when its password changes, but for one token where that is given.
    pub fn end_all(&mut self, account: &Name, but: Option<&str>) {
        let kept = but.map(|token| sha256(&[token.as_bytes()]));
        self.0.retain(|session| session.account != *account || Some(session.token) == kept);
    }

    /// How many are open.
    #[must_use]
    pub fn count(&mut self, now: Duration) -> usize {
        self.sweep(now);
        self.0.len()
    }

    fn sweep(&mut self, now: Duration) {
        self.0.retain(|session| !session.is_over(now));
    }
}

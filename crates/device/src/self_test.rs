//! What a unit finds when it looks at itself. What only the program around it can see, as open ports, that program adds.

use steadfast_protocol::{Check, Checked, Found, ReceiptCopy, SelfTested};

use crate::accounts::{Name, Secret, Verifier, tries_of_a_stranger};
use crate::log::verify_export;
use crate::outside::{Clock, Random, Storage, StorageError};
use crate::unit::Unit;

/// What is tried first on devices of all makers: names, and passwords that went around the world with them.
const DEFAULTS: [(&str, &[&str]); 8] = [
    ("admin", &["admin", "password", "1234", "12345", "admin123", "administrator", "changeme", ""]),
    ("root", &["root", "toor", "admin", "12345", "xc3511", "vizxv", "default", ""]),
    ("user", &["user", "password", "1234", ""]),
    ("administrator", &["administrator", "admin", "password", ""]),
    ("guest", &["guest", "12345", ""]),
    ("support", &["support", "admin", ""]),
    ("service", &["service", "admin", ""]),
    ("owner", &["owner", "password", "1234", ""]),
];

/// What everybody tries with any name.
const ANY: [&str; 4] = ["admin", "password", "12345678", "0000"];

/// Wrong tries after which everybody waits.
const TRIES: usize = 20;

/// A check with what it found.
#[must_use]
pub fn checked(check: Check, found: Found, detail: &str) -> Checked {
    let detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
    Checked { check: Some(check), found: Some(found), detail }
}

/// Whether no account takes a password that went around the world. It hashes each of them, one after the other: that takes
/// seconds for each account.
#[must_use]
pub fn credentials(accounts: &[(Name, Verifier)]) -> Checked {
    let (mut tried, mut failed) = (0, Vec::new());
    for (name, verifier) in accounts {
        let own =
            DEFAULTS.iter().find(|(known, _)| *known == name.as_str()).map_or(&[][..], |(_, passwords)| passwords);
        for password in own.iter().chain(&ANY).copied().chain([name.as_str()]) {
            let Ok(secret) = Secret::typed(password.to_owned()) else { continue };
            match verifier.check(&secret) {
                Ok(true) => failed.push(name.as_str()),
                Ok(false) => tried += 1,
                Err(_) => return checked(Check::Credentials, Found::Unknown, "there is no memory to try passwords"),
            }
        }
    }
    match (accounts.is_empty(), failed.as_slice()) {
        (true, _) => {
            checked(Check::Credentials, Found::Passed, "there is no account before an owner sets the device up")
        }
        (_, []) => checked(Check::Credentials, Found::Passed, &format!("{tried} default passwords were refused")),
        (_, names) => checked(Check::Credentials, Found::Failed, &format!("accepted of {}", names.join(", "))),
    }
}

/// Whether guessing is made to wait, by a throttle as it stands before every account.
#[must_use]
pub fn throttle() -> Checked {
    match tries_of_a_stranger(TRIES) {
        Some(tries) => {
            checked(Check::Throttle, Found::Passed, &format!("after {tries} wrong tries the next one waits"))
        }
        None => checked(Check::Throttle, Found::Failed, &format!("{TRIES} wrong tries, and none waits")),
    }
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Whether the log is written and whole: its end is signed now, and all of it is held against its signed heads.
    pub fn test_log(&mut self) -> Checked {
        if !self.records() {
            return checked(Check::Log, Found::NotApplicable, "the owner switched recording off");
        }
        if !self.log.health().is_writing {
            return checked(Check::Log, Found::Failed, "it cannot be written");
        }
        let key = self.identity.public();
        let mut lines = Vec::new();
        let done = self.seal().and_then(|()| self.log.export(&key, &mut lines)).map_err(|error| error.to_string());
        let read = done.and_then(|()| verify_export(lines.as_slice(), &key).map_err(|error| error.to_string()));
        match read {
            Err(why) => checked(Check::Log, Found::Failed, &why),
            Ok(log) if !log.is_whole() => checked(Check::Log, Found::Failed, "something in it is missing or altered"),
            Ok(log) => {
                let events: u64 = log.classes.iter().map(|class| class.events).sum();
                checked(Check::Log, Found::Passed, &format!("{events} events, whole up to the signed end"))
            }
        }
    }

    /// Signs what was found.
    ///
    /// # Errors
    /// When it cannot be kept: then it was not said.
    pub fn self_tested(&mut self, agent: &str, checks: Vec<Checked>) -> Result<Option<ReceiptCopy>, StorageError> {
        let (time, starts, agent) = (self.now(), self.life.starts, agent.to_owned());
        let unit = self.life.unit.clone();
        let envelope = self.state(|_, number| SelfTested { unit, number, time, starts, agent, checks })?;
        Ok(ReceiptCopy::new(&envelope, self.identity.public()).ok())
    }
}

//! What can be wrong with the simulated device: one thing at a time.

use std::fmt;
use std::str::FromStr;

/// One flaw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A port is open that nobody declared.
    UndeclaredPort,
    /// An account has the password that its name is.
    DefaultPassword,
    /// Guesses are judged as fast as they come.
    EndlessGuessing,
    /// Guesses of anybody keep the owner out.
    OwnerShutOut,
    /// What the device is for stops while somebody guesses.
    StopsWorking,
    /// The login is there without TLS too.
    PlainLogin,
    /// TLS 1.0 and 1.1 are taken.
    OldTls,
    /// A backup is shown to anybody.
    OpenPage,
    /// Answers name the software with its version.
    VersionBanner,
    /// A function answers before a password is set.
    OpenBeforeSetUp,
    /// The set-up takes every password.
    WeakPassword,
}

impl Flaw {
    /// All of them, in the order of the checks.
    pub const ALL: [Self; 11] = [
        Self::UndeclaredPort,
        Self::DefaultPassword,
        Self::EndlessGuessing,
        Self::OwnerShutOut,
        Self::StopsWorking,
        Self::PlainLogin,
        Self::OldTls,
        Self::OpenPage,
        Self::VersionBanner,
        Self::OpenBeforeSetUp,
        Self::WeakPassword,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.told().0
    }

    /// The check that is to find it.
    #[must_use]
    pub const fn found_by(self) -> &'static str {
        self.told().1
    }

    /// What it is, in words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.told().2
    }

    const fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::UndeclaredPort => ("undeclared-port", "ports", "a port is open that nobody declared"),
            Self::DefaultPassword => {
                ("default-password", "default-credentials", "admin with the password admin gets in")
            }
            Self::EndlessGuessing => ("endless-guessing", "lock-out", "guesses are judged as fast as they come"),
            Self::OwnerShutOut => ("owner-shut-out", "owner-gets-in", "guesses of anybody keep the owner out"),
            Self::StopsWorking => ("stops-working", "core-function", "it stops working while somebody guesses"),
            Self::PlainLogin => ("plain-login", "plain-login", "the login is there without TLS too"),
            Self::OldTls => ("old-tls", "old-tls", "TLS 1.0 and 1.1 are taken"),
            Self::OpenPage => ("open-page", "pages", "a backup is shown to anybody"),
            Self::VersionBanner => ("version-banner", "banners", "answers name the software with its version"),
            Self::OpenBeforeSetUp => {
                ("open-before-set-up", "set-up-open", "a function answers before a password is set")
            }
            Self::WeakPassword => ("weak-password", "weak-password", "the set-up takes every password"),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Flaw {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|flaw| flaw.name() == text);
        known.ok_or_else(|| format!("{text}: there is no such flaw"))
    }
}

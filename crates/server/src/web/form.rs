//! What a person typed, and what is wrong with it.

use std::collections::BTreeMap;

use super::texts::Texts;
use crate::t;

/// A form as it was sent: values to show again and errors at their fields. Empty for a fresh form.
///
/// Doors never put a password, a code or a token in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    values: BTreeMap<String, Vec<String>>,
    problems: Vec<(&'static str, Problem)>,
}

impl Filled {
    /// A form with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// With one more value of a field; a field of several values is given several times.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.values.entry(field.to_owned()).or_default().push(value.into());
        self
    }

    /// With a problem at a field.
    #[must_use]
    pub fn wrong(mut self, field: &'static str, problem: Problem) -> Self {
        self.problems.push((field, problem));
        self
    }

    /// The first value of a field, or nothing typed.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field was sent with this value: for checkboxes and choices.
    #[must_use]
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.get(field).is_some_and(|values| values.iter().any(|sent| sent == value))
    }

    /// The first problem at a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|(at, _)| *at == field).map(|(_, problem)| problem)
    }

    /// All problems with their fields, in the order they were found.
    #[must_use]
    pub fn problems(&self) -> &[(&'static str, Problem)] {
        &self.problems
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is wrong with a field, in the reader's language when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// Nothing was chosen.
    NothingChosen,
    /// The value is not among the choices.
    NoSuchChoice,
    /// Fewer characters than `least`.
    TooShort {
        /// The fewest allowed.
        least: u32,
    },
    /// More characters than `most`.
    TooLong {
        /// The most allowed.
        most: u32,
    },
    /// Not the shape of an e-mail address.
    NotAnEmail,
    /// Not an `https` address, or one that leads into the own network.
    NotAnAddress,
    /// The e-mail address belongs to somebody already.
    EmailTaken,
    /// Attackers try this password first.
    PasswordCommon,
    /// The password holds the person's name, address or the product's name.
    PasswordPersonal,
    /// The current password is not this one.
    PasswordWrong,
    /// Name or password are wrong; never says which.
    SignInRefused,
    /// The code is wrong or no longer valid.
    CodeWrong,
    /// The passkey was not accepted.
    PasskeyRefused,
    /// Too many tries; the time, in microseconds since the epoch, from which another counts.
    Throttled {
        /// When to try again.
        until: i64,
    },
    /// Locked after too many wrong tries, until somebody with the role lifts it.
    Locked,
    /// Anything else, already in the reader's language.
    Other(String),
}

impl Problem {
    /// The problem in words: what is wrong and what to do.
    #[must_use]
    pub fn say(&self, texts: Texts) -> String {
        match self {
            Self::Missing => t!(texts, "problem-missing"),
            Self::NothingChosen => t!(texts, "problem-nothing-chosen"),
            Self::NoSuchChoice => t!(texts, "problem-no-such-choice"),
            Self::TooShort { least } => t!(texts, "problem-too-short", least = *least),
            Self::TooLong { most } => t!(texts, "problem-too-long", most = *most),
            Self::NotAnEmail => t!(texts, "problem-not-an-email"),
            Self::NotAnAddress => t!(texts, "problem-not-an-address"),
            Self::EmailTaken => t!(texts, "problem-email-taken"),
            Self::PasswordCommon => t!(texts, "problem-password-common"),
            Self::PasswordPersonal => t!(texts, "problem-password-personal"),
            Self::PasswordWrong => t!(texts, "problem-password-wrong"),
            Self::SignInRefused => t!(texts, "problem-sign-in-refused"),
            Self::CodeWrong => t!(texts, "problem-code-wrong"),
            Self::PasskeyRefused => t!(texts, "passkey-failed"),
            Self::Throttled { until } => t!(texts, "problem-throttled", until = texts.moment(*until)),
            Self::Locked => t!(texts, "problem-locked"),
            Self::Other(message) => message.clone(),
        }
    }
}

//! What a check says, and what all of them say together.

use std::fmt;

use serde::Serialize;

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It was looked at and is as it should be, as far as can be seen from outside.
    Passed,
    /// It was looked at and is not as it should be.
    Failed,
    /// It could not be looked at, or not to the end.
    Unknown,
    /// This device has nothing that it could be about.
    NotApplicable,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not applicable",
        })
    }
}

/// What a check speaks to: by identifier alone, never in the words of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A test case of ETSI TS 103 701.
    TestCase(&'static str),
    /// A provision of ETSI EN 303 645, where the number of the test case is not certain.
    Provision(&'static str),
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TestCase(number) => write!(f, "TS 103 701 {number}"),
            Self::Provision(number) => write!(f, "EN 303 645 {number}"),
        }
    }
}

impl Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What one check found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The check's name; it never gets another meaning.
    pub check: &'static str,
    /// What the check asks, in a few words.
    pub about: &'static str,
    /// What came of it.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// What it speaks to.
    pub references: &'static [Reference],
}

/// A verdict with its reason, before it is put under its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said(pub(crate) Verdict, pub(crate) String);

impl Said {
    pub(crate) fn passed(reason: impl Into<String>) -> Self {
        Self(Verdict::Passed, reason.into())
    }

    pub(crate) fn failed(reason: impl Into<String>) -> Self {
        Self(Verdict::Failed, reason.into())
    }

    pub(crate) fn unknown(reason: impl Into<String>) -> Self {
        Self(Verdict::Unknown, reason.into())
    }

    pub(crate) fn not_applicable(reason: impl Into<String>) -> Self {
        Self(Verdict::NotApplicable, reason.into())
    }

    /// The worst of several verdicts, as [`Said::worst`], but where all passed in these words.
    pub(crate) fn all(said: Vec<Self>, passed: impl FnOnce() -> String) -> Option<Self> {
        let worst = Self::worst(said)?;
        Some(if worst.0 == Verdict::Passed { Self::passed(passed()) } else { worst })
    }

    /// The worst of several verdicts with all the reasons for it; nothing where there is none.
    pub(crate) fn worst(all: Vec<Self>) -> Option<Self> {
        let worst = all.iter().map(|said| said.0).max_by_key(|verdict| weight(*verdict))?;
        let reasons: Vec<String> = all.into_iter().filter(|said| said.0 == worst).map(|said| said.1).collect();
        Some(Self(worst, reasons.join("; ")))
    }
}

/// A failure hides nothing, what is unknown is never rounded to "fine".
const fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotApplicable => 0,
        Verdict::Passed => 1,
        Verdict::Unknown => 2,
        Verdict::Failed => 3,
    }
}

/// What all checks found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whom it is about.
    pub target: String,
    /// The ports that answered, with what speaks there.
    pub services: Vec<Told>,
    /// The facts that no verdict hangs on.
    pub facts: Vec<String>,
    /// One for each check, in the order in which they are run.
    pub findings: Vec<Finding>,
    /// How many questions were asked.
    pub requests: u32,
    /// How many of them were guesses at a login.
    pub guesses: u32,
}

/// A port that answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The port.
    pub port: u16,
    /// What speaks there.
    pub speaks: String,
    /// Whether that goes through TLS.
    pub tls: bool,
}

impl Report {
    /// The verdict of the whole: the worst of all.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.findings.iter().map(|finding| finding.verdict);
        verdicts.max_by_key(|verdict| weight(*verdict)).unwrap_or(Verdict::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::{Said, Verdict};

    #[test]
    fn what_is_unknown_is_never_rounded_to_fine() {
        let worst = |all: Vec<Said>| Said::worst(all).map(|said| (said.0, said.1));
        let (good, open, bad) = (Said::passed("a"), Said::unknown("b"), Said::failed("c"));
        let none = Said::not_applicable("d");
        assert_eq!(worst(vec![good.clone(), open.clone(), none.clone()]), Some((Verdict::Unknown, "b".to_owned())));
        assert_eq!(worst(vec![open, bad.clone(), bad]), Some((Verdict::Failed, "c; c".to_owned())));
        assert_eq!(worst(vec![none, good]), Some((Verdict::Passed, "a".to_owned())));
        assert_eq!(worst(Vec::new()), None);
    }
}

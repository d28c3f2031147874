//! The six roles.

use std::fmt;
use std::str::FromStr;

/// What a person is there for. Every person has exactly one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the server: people, settings, jobs.
    Admin,
    /// Handles vulnerabilities and incidents.
    Security,
    /// Makes and ships releases.
    Release,
    /// Keeps the technical documentation and speaks for conformity.
    Compliance,
    /// Reads, and no more.
    Viewer,
    /// From outside: reads everything that matters to an assessment, changes nothing.
    Assessor,
}

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role; the roles are admin, security, release, compliance, viewer and assessor")]
pub struct UnknownRole(pub String);

impl Role {
    /// Every role, in the order of the table's columns.
    pub const ALL: [Self; 6] =
        [Self::Admin, Self::Security, Self::Release, Self::Compliance, Self::Viewer, Self::Assessor];

    /// The word in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Security => "security",
            Self::Release => "release",
            Self::Compliance => "compliance",
            Self::Viewer => "viewer",
            Self::Assessor => "assessor",
        }
    }

    /// This role's bit in a row of the action table.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

//! Reasons why something cannot be told, or was decided otherwise than by its version: a closed list of stable codes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A reason, with a stable kebab-case code that is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The component has neither package URL nor CPE name.
    NoIdentifier,
    /// No ecosystem is known for its package URL, and it has no CPE name.
    EcosystemNotKnown,
    /// No loaded feed covers its ecosystem.
    NoFeed,
    /// The feed that covers its ecosystem is older than the policy allows.
    FeedStale,
    /// Too much of the feed that covers its ecosystem was not understood.
    FeedNotUnderstood,
    /// Its identifiers cannot be understood.
    IdentifierBroken,
    /// It has no version.
    NoVersion,
    /// Its version cannot be ordered by its ecosystem's rules.
    VersionNotOrderable,
    /// The release of its distribution is not known, and advisories go by release.
    ReleaseUnknown,
    /// Advisories go by source package, and its source package is not known.
    SourcePackageUnknown,
    /// The advisory names commits only.
    CommitsOnly,
    /// The advisory's range cannot be understood.
    RangeNotUnderstood,
    /// The advisory's range ends before it begins.
    RangeInverted,
    /// The advisory does not say whether this version is affected.
    AdvisorySilent,
    /// The flaw needs a platform that the bill does not tell of.
    PlatformUnknown,
    /// Found by CPE name only, while its own ecosystem's advisories are not loaded: a distribution may have fixed it
    /// under the same version, or the product may be another one of that name.
    CpeOnly,
    /// The source files of the flaw are not compiled in.
    NotCompiledIn,
    /// Only used to build the product, by the bill's word; not in it.
    BuildOnly,
    /// A VEX statement says so.
    StatedByVex,
}

impl Reason {
    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoIdentifier => "no-identifier",
            Self::EcosystemNotKnown => "ecosystem-not-known",
            Self::NoFeed => "no-feed",
            Self::FeedStale => "feed-stale",
            Self::FeedNotUnderstood => "feed-not-understood",
            Self::IdentifierBroken => "identifier-broken",
            Self::NoVersion => "no-version",
            Self::VersionNotOrderable => "version-not-orderable",
            Self::ReleaseUnknown => "release-unknown",
            Self::SourcePackageUnknown => "source-package-unknown",
            Self::CommitsOnly => "commits-only",
            Self::RangeNotUnderstood => "range-not-understood",
            Self::RangeInverted => "range-inverted",
            Self::AdvisorySilent => "advisory-silent",
            Self::PlatformUnknown => "platform-unknown",
            Self::CpeOnly => "cpe-only",
            Self::NotCompiledIn => "not-compiled-in",
            Self::BuildOnly => "build-only",
            Self::StatedByVex => "stated-by-vex",
        }
    }

    /// The reason in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoIdentifier => "it has neither package URL nor CPE name",
            Self::EcosystemNotKnown => "no advisory database is known for this kind of package",
            Self::NoFeed => "no loaded feed covers its ecosystem",
            Self::FeedStale => "the feed that covers it is older than the policy allows",
            Self::FeedNotUnderstood => "too much of the feed that covers it was not understood",
            Self::IdentifierBroken => "its identifiers cannot be understood",
            Self::NoVersion => "it has no version",
            Self::VersionNotOrderable => "its version cannot be ordered by its ecosystem's rules",
            Self::ReleaseUnknown => "the release of its distribution is not stated",
            Self::SourcePackageUnknown => "its source package is not stated, and advisories go by that",
            Self::CommitsOnly => "the advisory names commits only, which cannot be ordered",
            Self::RangeNotUnderstood => "the advisory's version range cannot be understood",
            Self::RangeInverted => "the advisory's version range ends before it begins",
            Self::AdvisorySilent => "the advisory does not say whether this version is affected",
            Self::PlatformUnknown => "it needs a platform that the bill does not tell of",
            Self::CpeOnly => "found by CPE name only; its own ecosystem's advisories are not loaded",
            Self::NotCompiledIn => "the affected source files are not compiled in",
            Self::BuildOnly => "only used to build the product, not in it",
            Self::StatedByVex => "stated by VEX",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

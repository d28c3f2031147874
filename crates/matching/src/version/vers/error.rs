//! Why a range cannot be read or evaluated.

use super::Comparator;
use crate::version::Unorderable;

/// A range that cannot be read or evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersError {
    /// The text does not begin with `vers:`.
    #[error("not a VERS: it does not begin with \"vers:\"")]
    NotVers,
    /// No slash ends the type.
    #[error("not a VERS: no slash after the type")]
    NoType,
    /// The type is not known, so nothing is known about the order of its versions.
    #[error("unknown VERS type {0:?}")]
    UnknownType(String),
    /// The type is not in lower case.
    #[error("non-canonical VERS: type {0:?} is not in lower case")]
    TypeCase(String),
    /// No constraint follows the type.
    #[error("not a VERS: no constraints")]
    NoConstraints,
    /// `all` and `none` take an asterisk and nothing else.
    #[error("not a VERS: type {0:?} takes no constraint but an asterisk")]
    OnlyAsterisk(&'static str),
    /// White space.
    #[error("non-canonical VERS: whitespace is not permitted")]
    Whitespace,
    /// A pipe before the first constraint.
    #[error("non-canonical VERS: leading pipe is not permitted")]
    LeadingPipe,
    /// A pipe after the last constraint.
    #[error("non-canonical VERS: trailing pipe is not permitted")]
    TrailingPipe,
    /// Two pipes in a row.
    #[error("non-canonical VERS: consecutive pipes are not permitted")]
    ConsecutivePipes,
    /// A comparator without a version.
    #[error("not a VERS: a constraint has no version")]
    NoVersion,
    /// A constraint begins with `=`.
    #[error("non-canonical VERS: an explicit equals sign is not permitted")]
    ExplicitEquals,
    /// An asterisk beside other constraints or within a version.
    #[error("not a VERS: an asterisk stands alone")]
    Asterisk,
    /// A percent sign without two hexadecimal digits, or octets that are no text.
    #[error("non-canonical VERS: invalid percent-encoding in version")]
    PercentEncoding,
    /// Lower-case hexadecimal digits in a percent-encoding.
    #[error("non-canonical VERS: percent-encoding in version is not canonical")]
    PercentCase,
    /// Constraints are not sorted.
    #[error("non-canonical VERS: constraints are not sorted by version")]
    Unsorted,
    /// A version occurs twice.
    #[error("non-canonical VERS: version {0:?} occurs more than once")]
    Duplicate(String),
    /// Two comparators that cannot follow one another.
    #[error("non-canonical VERS: {0} cannot be followed by {1}")]
    Sequence(Comparator, Comparator),
    /// A time with a lower-case `t` or `z`.
    #[error("non-canonical VERS: datetime must use uppercase T and Z")]
    DatetimeCase,
    /// A time with percent-encoded colons.
    #[error("non-canonical VERS: datetime time colons must be unencoded")]
    DatetimeColons,
    /// A version that its scheme cannot order.
    #[error(transparent)]
    Unorderable(#[from] Unorderable),
}

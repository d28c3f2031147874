//! The types of ranges and the scheme of each.

use super::{Kind, VersError};
use crate::version::Scheme;

/// Every known type, by name.
const TYPES: &[(&str, Kind)] = &[
    ("all", Kind::All),
    ("alpine", Kind::Scheme(Scheme::Alpine)),
    ("alpm", Kind::Scheme(Scheme::Alpm)),
    ("apk", Kind::Scheme(Scheme::Alpine)),
    ("arch", Kind::Scheme(Scheme::Alpm)),
    ("cargo", Kind::Scheme(Scheme::Semver)),
    ("composer", Kind::Scheme(Scheme::Packagist)),
    ("conan", Kind::Scheme(Scheme::Conan)),
    ("cran", Kind::Scheme(Scheme::Cran)),
    ("datetime", Kind::Scheme(Scheme::Datetime)),
    ("deb", Kind::Scheme(Scheme::Debian)),
    ("ebuild", Kind::Scheme(Scheme::Gentoo)),
    ("gem", Kind::Scheme(Scheme::RubyGems)),
    ("generic", Kind::Scheme(Scheme::Generic)),
    ("gentoo", Kind::Scheme(Scheme::Gentoo)),
    ("golang", Kind::Scheme(Scheme::Go)),
    ("hackage", Kind::Scheme(Scheme::Hackage)),
    ("hex", Kind::Scheme(Scheme::Semver)),
    ("lexicographic", Kind::Scheme(Scheme::Lexicographic)),
    ("maven", Kind::Scheme(Scheme::Maven)),
    ("nginx", Kind::Scheme(Scheme::Semver)),
    ("none", Kind::None),
    ("npm", Kind::Scheme(Scheme::Semver)),
    ("nuget", Kind::Scheme(Scheme::NuGet)),
    ("openssl", Kind::Scheme(Scheme::OpenSsl)),
    ("pub", Kind::Scheme(Scheme::Pub)),
    ("pypi", Kind::Scheme(Scheme::PyPi)),
    ("rpm", Kind::Scheme(Scheme::Rpm)),
    ("semver", Kind::Scheme(Scheme::Semver)),
    ("swift", Kind::Scheme(Scheme::Semver)),
];

/// The type of that name.
pub(super) fn find(name: &str) -> Result<(&'static str, Kind), VersError> {
    let found = TYPES.iter().find(|(known, _)| *known == name).copied();
    found.ok_or_else(|| VersError::UnknownType(name.to_owned()))
}

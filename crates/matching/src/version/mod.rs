//! Version orders, one per scheme. A version that a scheme cannot order is an error, never a guess.

use std::cmp::Ordering;

mod alpine;
mod alpm;
mod conan;
mod debian;
mod generic;
mod gentoo;
mod go;
mod integers;
mod maven;
mod nuget;
mod openssl;
mod packagist;
mod plain;
mod pub_dev;
mod pypi;
mod pypi_legacy;
mod rpm;
mod rubygems;
mod scan;
mod semver;
pub mod vers;

/// A version order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Alpine's apk, also used by Wolfi and Chainguard.
    Alpine,
    /// Arch Linux's pacman.
    Alpm,
    /// Conan.
    Conan,
    /// CRAN.
    Cran,
    /// Points in time of RFC 3339.
    Datetime,
    /// Debian's dpkg, also used by Ubuntu.
    Debian,
    /// Gentoo's ebuilds.
    Gentoo,
    /// Go modules: SemVer with `v` prefix, pseudo-versions and `+incompatible`.
    Go,
    /// Hackage.
    Hackage,
    /// Plain text, by its bytes.
    Lexicographic,
    /// Maven.
    Maven,
    /// NuGet.
    NuGet,
    /// OpenSSL: the letter releases of the 1.x line, SemVer from 3 on.
    OpenSsl,
    /// Packagist (Composer).
    Packagist,
    /// Pub: SemVer in which build metadata counts.
    Pub,
    /// Python's PEP 440.
    PyPi,
    /// Red Hat's rpm: epoch, version, release.
    Rpm,
    /// Ruby gems.
    RubyGems,
    /// SemVer 2.0, as npm, Cargo, Hex and Swift use it; a leading `v` and missing numbers are tolerated.
    Semver,
    /// No scheme is known: numbers and words in turn. Refuses what it would have to guess.
    Generic,
}

/// A version that its scheme cannot order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{version:?} is not a version that {scheme:?} can order")]
pub struct Unorderable {
    /// The scheme.
    pub scheme: Scheme,
    /// The version as given.
    pub version: String,
}

/// A version of one scheme, read as far as needed to tell whether it is one.
trait Order<'a>: Sized {
    /// Reads a version; `None` when the scheme cannot order the text.
    fn parse(text: &'a str) -> Option<Self>;

    /// Compares two versions.
    fn compare(&self, other: &Self) -> Ordering;
}

impl Scheme {
    /// Compares two versions.
    ///
    /// Schemes whose native tools order any text do so here as well; the others refuse what is no version of
    /// theirs. [`Scheme::Generic`] also refuses two versions that differ by words of unknown meaning.
    ///
    /// # Errors
    /// When either is not a version of this scheme.
    pub fn compare(self, left: &str, right: &str) -> Result<Ordering, Unorderable> {
        match self {
            Self::Alpine => self.order::<alpine::Version<'_>>(left, right),
            Self::Alpm => self.order::<alpm::Version<'_>>(left, right),
            Self::Conan => self.order::<conan::Version<'_>>(left, right),
            Self::Cran => self.order::<integers::Cran<'_>>(left, right),
            Self::Datetime => self.order::<plain::Datetime>(left, right),
            Self::Debian => self.order::<debian::Version<'_>>(left, right),
            Self::Gentoo => self.order::<gentoo::Version<'_>>(left, right),
            Self::Go => self.order::<go::Version<'_>>(left, right),
            Self::Hackage => self.order::<integers::Hackage<'_>>(left, right),
            Self::Lexicographic => self.order::<plain::Lexicographic<'_>>(left, right),
            Self::Maven => self.order::<maven::Version<'_>>(left, right),
            Self::NuGet => self.order::<nuget::Version<'_>>(left, right),
            Self::OpenSsl => self.order::<openssl::Version<'_>>(left, right),
            Self::Packagist => self.order::<packagist::Version<'_>>(left, right),
            Self::Pub => self.order::<pub_dev::Version<'_>>(left, right),
            Self::PyPi => self.order::<pypi::Version<'_>>(left, right),
            Self::Rpm => self.order::<rpm::Version<'_>>(left, right),
            Self::RubyGems => self.order::<rubygems::Version<'_>>(left, right),
            Self::Semver => self.order::<semver::Version<'_>>(left, right),
            Self::Generic => self.order_generic(left, right),
        }
    }

    /// Whether the text is a version of this scheme.
    pub fn is_version(self, text: &str) -> bool {
        self.compare(text, text).is_ok()
    }

    fn order<'a, V: Order<'a>>(self, left: &'a str, right: &'a str) -> Result<Ordering, Unorderable> {
        let version = V::parse(left).ok_or_else(|| self.unorderable(left))?;
        let other = V::parse(right).ok_or_else(|| self.unorderable(right))?;
        Ok(version.compare(&other))
    }

    fn order_generic(self, left: &str, right: &str) -> Result<Ordering, Unorderable> {
        let version = generic::Version::parse(left).ok_or_else(|| self.unorderable(left))?;
        let other = generic::Version::parse(right).ok_or_else(|| self.unorderable(right))?;
        version.compare(&other).ok_or_else(|| {
            let culprit = if version.is_understood() { right } else { left };
            self.unorderable(culprit)
        })
    }

    fn unorderable(self, version: &str) -> Unorderable {
        Unorderable { scheme: self, version: version.to_owned() }
    }
}

//! The judgement on one component and one affected entry: affected, not affected, or cannot be told.

mod configuration;
mod cve;
mod osv;

use steadfast_formats::cpe::Cpe;

use crate::ecosystem;
use crate::index::record::{Entry, Product, Rule};
use crate::reason::Reason;
use crate::version::Scheme;

pub use configuration::Platforms;

/// What can be said of one component against one entry, or against one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// The version is affected. With the versions that fix it, as far as the entry names them.
    Affected(Vec<String>),
    /// The version is not affected.
    Clear,
    /// It cannot be told, for this reason.
    Unknown(Reason),
}

impl Judgement {
    /// Two entries about the same component: affected wins; a decided entry beats one that only names commits, since
    /// records state the same range once in commits and once in versions; any other doubt stays.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Affected(mut left), Self::Affected(right)) => {
                left.extend(right);
                left.sort();
                left.dedup();
                Self::Affected(left)
            }
            (affected @ Self::Affected(_), _) | (_, affected @ Self::Affected(_)) => affected,
            (Self::Unknown(Reason::CommitsOnly), other) | (other, Self::Unknown(Reason::CommitsOnly)) => other,
            (unknown @ Self::Unknown(_), _) | (_, unknown @ Self::Unknown(_)) => unknown,
            (Self::Clear, Self::Clear) => Self::Clear,
        }
    }
}

/// A component as one package of an ecosystem.
#[derive(Debug, Clone, Copy)]
pub struct PackageView<'a> {
    /// The ecosystem.
    pub base: &'a str,
    /// The release of the distribution, where known.
    pub release: Option<&'a str>,
    /// Whether the ecosystem's advisories go by release.
    pub by_release: bool,
    /// Its version.
    pub version: Option<&'a str>,
}

/// Judges a package. `None` where the entry speaks of another release of the distribution.
pub fn package(entry: &Entry<'_>, view: &PackageView<'_>) -> Option<Judgement> {
    let Product::Package { release, base, .. } = &entry.product else { return None };
    match (release, view.release) {
        (Some(theirs), Some(ours)) if *theirs != ours => None,
        (Some(_), None) if view.by_release => Some(doubt(by_rule(entry, ecosystem::scheme(base), view.version))),
        _ => Some(by_rule(entry, ecosystem::scheme(base), view.version)),
    }
}

/// An entry of some release, when the component's release is not known, can clear but not convict.
fn doubt(judgement: Judgement) -> Judgement {
    match judgement {
        Judgement::Affected(_) => Judgement::Unknown(Reason::ReleaseUnknown),
        other => other,
    }
}

/// Judges a component by one of its CPE names. `None` where the entry is about another product.
pub fn cpe(entry: &Entry<'_>, name: &Cpe, version: Option<&str>, platforms: &Platforms) -> Option<Judgement> {
    match (&entry.product, &entry.rule) {
        (Product::Cpe { vendor, product }, _) => {
            let same = configuration::fits_text(&name.vendor, vendor) && configuration::is_text(&name.product, product);
            let whole = version.map(|version| configuration::whole(name, version));
            same.then(|| by_rule(entry, Scheme::Generic, whole.as_deref()))
        }
        (Product::Configuration, Rule::Configuration(rule)) => configuration::judge(rule, name, version, platforms),
        _ => None,
    }
}

fn by_rule(entry: &Entry<'_>, scheme: Scheme, version: Option<&str>) -> Judgement {
    let Some(version) = version else { return Judgement::Unknown(Reason::NoVersion) };
    let judgement = match &entry.rule {
        Rule::Osv { ranges, versions } => osv::judge(ranges, versions, scheme, version),
        Rule::Cve { default, entries } => cve::judge(*default, entries, scheme, version),
        Rule::Exactly(versions) => osv::listed(versions, scheme, version),
        Rule::Vers(range) => vers(range, version),
        Rule::Configuration(_) => Judgement::Unknown(Reason::RangeNotUnderstood),
    };
    match judgement {
        // Our version is in order: it is the advisory's that is not.
        Judgement::Unknown(Reason::VersionNotOrderable) if scheme.is_version(version) => {
            Judgement::Unknown(Reason::RangeNotUnderstood)
        }
        other => other,
    }
}

fn vers(range: &str, version: &str) -> Judgement {
    match crate::version::vers::contains(range, version) {
        Ok(true) => Judgement::Affected(Vec::new()),
        Ok(false) => Judgement::Clear,
        Err(_) => Judgement::Unknown(Reason::RangeNotUnderstood),
    }
}

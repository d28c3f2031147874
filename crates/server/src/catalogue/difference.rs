//! What changed from one release to another: components added, removed and changed, and what that does to exposures.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_formats::purl::Purl;
use steadfast_product::ProductFile;
use steadfast_product::compare::{Comparison, Components};
use steadfast_store::{HeldComponent, Id, Release, ReleaseExposure, Tx, kinds};

use super::error::CatalogueError;
use super::releases::of;

/// More components than any bill has.
const EVERY: i64 = i64::MAX;

/// A component in one or both releases, with its versions there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Its package URL without version, or its name.
    pub identity: String,
    /// Its versions in the former release; empty where it was not there.
    pub before: Vec<String>,
    /// Its versions in the later one; empty where it is not there.
    pub after: Vec<String>,
}

/// A flaw that one or both releases are exposed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedFlaw {
    /// Its number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
    /// 0 critical … 5 unrated.
    pub severity: i64,
    /// Whether it is known to be exploited.
    pub exploited: bool,
    /// Components that have it.
    pub components: Vec<String>,
}

/// The whole difference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The former release.
    pub from: Release,
    /// The later one.
    pub to: Release,
    /// What changed in the product file, and whether that may be a substantial modification; nothing where one of both has none
    /// that can be read.
    pub file: Option<Comparison>,
    /// Components that came.
    pub added: Vec<Moved>,
    /// Components that went.
    pub removed: Vec<Moved>,
    /// Components of another version.
    pub changed: Vec<Moved>,
    /// Components that stayed as they were.
    pub same: u64,
    /// Flaws that came.
    pub new: Vec<MovedFlaw>,
    /// Flaws that went.
    pub gone: Vec<MovedFlaw>,
    /// Flaws that stayed.
    pub stays: Vec<MovedFlaw>,
}

impl Difference {
    /// Whether what was compared is of the bills of today; else something is not known yet.
    #[must_use]
    pub fn is_known(&self) -> bool {
        [&self.from, &self.to].into_iter().all(|release| release.sbom.is_some() && !release.waits())
    }
}

/// The difference between a release and another: the one before it where none is named; nothing where there is none.
///
/// # Errors
/// When there is no such release, or the database fails.
pub fn read(
    tx: &mut Tx<'_>,
    id: Id<kinds::Release>,
    against: Option<Id<kinds::Release>>,
) -> Result<Option<Difference>, CatalogueError> {
    let to = of(tx, id)?;
    let from = match against {
        Some(against) => Some(of(tx, against)?),
        None => tx.release_of_part(to.part, Some(to.sequence), 1)?.pop(),
    };
    let Some(from) = from else { return Ok(None) };
    let (before, after) = (components(tx, from.id)?, components(tx, to.id)?);
    let (had, has) = (flaws(tx, from.id)?, flaws(tx, to.id)?);
    let moved = moved(&before, &after);
    let of_kind = |keep: fn(&Moved) -> bool| moved.iter().filter(|one| keep(one)).cloned().collect();
    let without = |all: &BTreeMap<i64, MovedFlaw>, other: &BTreeMap<i64, MovedFlaw>| {
        by_severity(all.values().filter(|flaw| !other.contains_key(&flaw.flaw)).cloned().collect())
    };
    Ok(Some(Difference {
        file: files(&from, &to, &moved),
        added: of_kind(|one| one.before.is_empty()),
        removed: of_kind(|one| one.after.is_empty()),
        changed: of_kind(|one| !one.before.is_empty() && !one.after.is_empty() && one.before != one.after),
        same: moved.iter().filter(|one| one.before == one.after).count() as u64,
        new: without(&has, &had),
        gone: without(&had, &has),
        stays: by_severity(has.values().filter(|flaw| had.contains_key(&flaw.flaw)).cloned().collect()),
        from,
        to,
    }))
}

/// The comparison of the product files of two releases.
fn files(from: &Release, to: &Release, moved: &[Moved]) -> Option<Comparison> {
    let read = |release: &Release| ProductFile::read(release.file.as_ref()?.1.as_bytes()).ok();
    let count = |keep: fn(&&Moved) -> bool| u32::try_from(moved.iter().filter(keep).count()).unwrap_or(u32::MAX);
    let components =
        Components { added: count(|one| one.before.is_empty()), removed: count(|one| one.after.is_empty()) };
    Some(steadfast_product::compare(&read(from)?, &read(to)?, Some(components)))
}

type Versions = BTreeMap<String, BTreeSet<String>>;

fn components(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<Versions, CatalogueError> {
    let mut found = Versions::new();
    for component in tx.release_components(id, "", 0, EVERY)? {
        let version = component.version.clone().unwrap_or_default();
        found.entry(identity(&component)).or_default().insert(version);
    }
    Ok(found)
}

/// What a component is called, whichever version it has: its package URL without version, else its name.
#[must_use]
pub fn identity(component: &HeldComponent) -> String {
    let purl = component.purl.as_deref().and_then(|text| text.parse::<Purl>().ok());
    purl.map_or_else(
        || component.name.clone(),
        |purl| Purl { version: None, qualifiers: BTreeMap::new(), subpath: None, ..purl }.to_string(),
    )
}

fn moved(before: &Versions, after: &Versions) -> Vec<Moved> {
    let identities: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let versions = |all: &Versions, identity: &String| -> Vec<String> {
        all.get(identity).into_iter().flatten().cloned().collect()
    };
    let each = identities.into_iter().map(|identity| Moved {
        identity: identity.clone(),
        before: versions(before, identity),
        after: versions(after, identity),
    });
    each.collect()
}

fn flaws(tx: &mut Tx<'_>, id: Id<kinds::Release>) -> Result<BTreeMap<i64, MovedFlaw>, CatalogueError> {
    let mut found: BTreeMap<i64, MovedFlaw> = BTreeMap::new();
    for exposure in tx.release_open(id)? {
        let component = Some(named(&exposure)).filter(|name| !name.is_empty());
        let ReleaseExposure { flaw, name, severity, exploited, .. } = exposure;
        let components = Vec::new();
        let fresh = MovedFlaw { flaw, name, severity, exploited: exploited.is_some(), components };
        found.entry(flaw).or_insert(fresh).components.extend(component);
    }
    Ok(found)
}

fn named(exposure: &ReleaseExposure) -> String {
    let name = exposure.component.clone().unwrap_or_default();
    match &exposure.component_version {
        Some(version) => format!("{name} {version}"),
        None => name,
    }
}

fn by_severity(mut flaws: Vec<MovedFlaw>) -> Vec<MovedFlaw> {
    flaws.sort_by(|one, other| {
        (!one.exploited, one.severity, &one.name).cmp(&(!other.exploited, other.severity, &other.name))
    });
    flaws
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(name: &str, purl: Option<&str>) -> HeldComponent {
        let (name, purl) = (name.to_owned(), purl.map(str::to_owned));
        HeldComponent { number: 1, name, version: None, purl, cpe: None }
    }

    #[test]
    fn a_component_is_told_by_its_package_without_version_or_its_name() {
        let one = identity(&held("left-pad", Some("pkg:npm/left-pad@1.0.0?a=b")));
        assert_eq!(one, identity(&held("other", Some("pkg:npm/left-pad@2.0.0"))));
        assert_eq!(identity(&held("own", None)), "own");
        assert_eq!(identity(&held("own", Some("no purl"))), "own");
    }

    #[test]
    fn several_versions_of_a_component_are_one_change() {
        let of = |pairs: &[(&str, &str)]| {
            let mut found = Versions::new();
            for (identity, version) in pairs {
                found.entry((*identity).to_owned()).or_default().insert((*version).to_owned());
            }
            found
        };
        let all = moved(&of(&[("a", "1"), ("a", "2"), ("b", "1")]), &of(&[("a", "2"), ("c", "1")]));
        assert_eq!(all.len(), 3);
        assert_eq!((all[0].before.clone(), all[0].after.clone()), (vec!["1".into(), "2".into()], vec!["2".into()]));
    }
}

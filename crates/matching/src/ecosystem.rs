//! Package ecosystems: their names in advisories, their version order, and how a package URL maps to them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use steadfast_formats::purl::Purl;

use crate::version::Scheme;

/// How names of an ecosystem are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As written.
    Exact,
    /// Case does not count.
    Lower,
    /// Python's rule: case does not count, runs of `-`, `_` and `.` are one `-`.
    Python,
    /// A repository address: no scheme, no `.git`, case does not count.
    Address,
}

/// One row: OSV's name, the order of its versions, the spelling of its names.
type Row = (&'static str, Scheme, Spelling);

/// Every ecosystem whose order is known. Names are OSV's identifiers.
const ECOSYSTEMS: &[Row] = &[
    ("AlmaLinux", Scheme::Rpm, Spelling::Exact),
    ("Alpaquita", Scheme::Alpine, Spelling::Exact),
    ("Alpine", Scheme::Alpine, Spelling::Exact),
    ("Azure Linux", Scheme::Rpm, Spelling::Exact),
    ("BellSoft Hardened Containers", Scheme::Alpine, Spelling::Exact),
    ("Bioconductor", Scheme::Cran, Spelling::Exact),
    ("Bitnami", Scheme::Semver, Spelling::Lower),
    ("CRAN", Scheme::Cran, Spelling::Exact),
    ("Chainguard", Scheme::Alpine, Spelling::Exact),
    ("ConanCenter", Scheme::Conan, Spelling::Lower),
    ("Debian", Scheme::Debian, Spelling::Exact),
    ("Echo", Scheme::Debian, Spelling::Exact),
    ("GitHub Actions", Scheme::Semver, Spelling::Lower),
    ("Go", Scheme::Go, Spelling::Lower),
    ("Hackage", Scheme::Hackage, Spelling::Exact),
    ("Hex", Scheme::Semver, Spelling::Lower),
    ("Julia", Scheme::Semver, Spelling::Exact),
    ("Mageia", Scheme::Rpm, Spelling::Exact),
    ("Maven", Scheme::Maven, Spelling::Exact),
    ("MinimOS", Scheme::Alpine, Spelling::Exact),
    ("NuGet", Scheme::NuGet, Spelling::Lower),
    ("OSS-Fuzz", Scheme::Generic, Spelling::Lower),
    ("Packagist", Scheme::Packagist, Spelling::Lower),
    ("Photon OS", Scheme::Rpm, Spelling::Exact),
    ("Pub", Scheme::Pub, Spelling::Exact),
    ("PyPI", Scheme::PyPi, Spelling::Python),
    ("Red Hat", Scheme::Rpm, Spelling::Exact),
    ("Rocky Linux", Scheme::Rpm, Spelling::Exact),
    ("RubyGems", Scheme::RubyGems, Spelling::Exact),
    ("SUSE", Scheme::Rpm, Spelling::Exact),
    ("SwiftURL", Scheme::Semver, Spelling::Address),
    ("Ubuntu", Scheme::Debian, Spelling::Exact),
    ("VSCode", Scheme::Semver, Spelling::Lower),
    ("Wolfi", Scheme::Alpine, Spelling::Exact),
    ("crates.io", Scheme::Semver, Spelling::Exact),
    ("npm", Scheme::Semver, Spelling::Exact),
    ("openEuler", Scheme::Rpm, Spelling::Exact),
    ("openSUSE", Scheme::Rpm, Spelling::Exact),
];

fn row(base: &str) -> Option<&'static Row> {
    ECOSYSTEMS.iter().find(|row| row.0 == base)
}

/// The name of an ecosystem that is kept as text.
fn known_base<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Base, D::Error> {
    let text = String::deserialize(deserializer)?;
    row(&text).map(|row| row.0).ok_or_else(|| D::Error::custom(format_args!("`{text}` is no ecosystem that is known")))
}

/// The version order of an ecosystem given without its release; [`Scheme::Generic`] where it is not known.
pub fn scheme(base: &str) -> Scheme {
    row(base).map_or(Scheme::Generic, |row| row.1)
}

/// A package name as it is compared in `base`.
pub fn spelled(base: &str, name: &str) -> String {
    match row(base).map_or(Spelling::Exact, |row| row.2) {
        Spelling::Exact => name.to_owned(),
        Spelling::Lower => name.to_lowercase(),
        Spelling::Python => python_name(name),
        Spelling::Address => address(name),
    }
}

fn python_name(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn address(name: &str) -> String {
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    name.trim_end_matches('/').trim_end_matches(".git").to_lowercase()
}

/// Splits OSV's `Debian:12` into its base and the release, the release in the one spelling that is compared.
pub fn split(ecosystem: &str) -> (&str, Option<String>) {
    match ecosystem.split_once(':') {
        None => (ecosystem, None),
        Some((base, "")) => (base, None),
        Some((base, release)) => (base, Some(release_spelled(base, release))),
    }
}

/// One spelling for a release, from either side: `v3.19` and `3.19.1` of Alpine, `22.04:LTS` of Ubuntu,
/// `enterprise_linux:9::appstream` of Red Hat, `Linux Enterprise Server 15 SP4` of SUSE.
fn release_spelled(base: &str, release: &str) -> String {
    match base {
        "Alpine" | "Alpaquita" => numbers(release, 2),
        "Debian" => debian_release(release),
        "Ubuntu" => ubuntu_release(release),
        "Red Hat" => red_hat_release(release),
        "AlmaLinux" | "Rocky Linux" | "Mageia" => numbers(release, 1),
        "SUSE" | "openSUSE" => suse_release(release),
        _ => release.to_lowercase(),
    }
}

/// The first `count` numbers of a text, joined by dots; the text itself (in lower case) where it has none.
fn numbers(text: &str, count: usize) -> String {
    let start = text.find(|c: char| c.is_ascii_digit());
    let Some(text) = start.and_then(|start| text.get(start..)) else { return text.to_lowercase() };
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    text[..end].split('.').filter(|part| !part.is_empty()).take(count).collect::<Vec<_>>().join(".")
}

fn debian_release(release: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("jessie", "8"),
        ("stretch", "9"),
        ("buster", "10"),
        ("bullseye", "11"),
        ("bookworm", "12"),
        ("trixie", "13"),
        ("forky", "14"),
    ];
    let named = NAMES.iter().find(|(name, _)| release.eq_ignore_ascii_case(name));
    named.map_or_else(|| numbers(release, 1), |(_, number)| (*number).to_owned())
}

fn ubuntu_release(release: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("trusty", "14.04"),
        ("xenial", "16.04"),
        ("bionic", "18.04"),
        ("focal", "20.04"),
        ("jammy", "22.04"),
        ("noble", "24.04"),
        ("resolute", "26.04"),
    ];
    let named = NAMES.iter().find(|(name, _)| release.eq_ignore_ascii_case(name));
    // Ubuntu Pro's entries tell of flaws that the same release has; only their fixes are for subscribers.
    named.map_or_else(|| numbers(release, 2), |(_, number)| (*number).to_owned())
}

/// `openshift:4.12::el8` is for release 8 of the system below it; `rhel_e4s:8.4::baseos` says it itself.
fn red_hat_release(release: &str) -> String {
    let system = release.rsplit_once("::el").map(|(_, system)| system);
    let version = || release.split_once(':').map_or(release, |(_, version)| version);
    numbers(system.filter(|system| system.starts_with(|c: char| c.is_ascii_digit())).unwrap_or_else(version), 1)
}

fn suse_release(release: &str) -> String {
    let upper = release.to_uppercase();
    let (main, pack) = upper.split_once(" SP").map_or((upper.as_str(), None), |(main, pack)| (main, Some(pack)));
    let last = main.split_whitespace().rev().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let main = numbers(last.unwrap_or(main), 2);
    pack.map_or(main.clone(), |pack| format!("{main}.{}", numbers(pack, 1)))
}

/// The name of an ecosystem of the table.
pub type Base = &'static str;

/// A package as a package URL names it, in the ecosystem's own spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Package {
    /// The ecosystem, without release.
    #[serde(deserialize_with = "known_base")]
    pub base: Base,
    /// The release of a distribution, where it is known.
    pub release: Option<String>,
    /// Its names: its own, and the source package's where advisories go by that.
    pub names: Vec<String>,
    /// The version of the source package, where it is stated apart.
    pub source_version: Option<String>,
    /// Its version as that ecosystem writes it (an rpm epoch in front).
    pub version: Option<String>,
    /// For distributions whose advisories go by source package: whether the source package is known.
    pub source_known: bool,
}

/// Whether advisories of this ecosystem are issued per release of a distribution.
pub fn has_releases(base: &str) -> bool {
    matches!(scheme(base), Scheme::Debian | Scheme::Rpm)
        || matches!(base, "Alpine" | "Alpaquita" | "BellSoft Hardened Containers")
}

/// Whether a package URL names a package of some distribution, known or not, by its type.
pub fn is_of_distribution(purl: &str) -> bool {
    let kind = purl.strip_prefix("pkg:").and_then(|rest| rest.trim_start_matches('/').split('/').next());
    kind.is_some_and(|kind| matches!(kind.to_ascii_lowercase().as_str(), "deb" | "rpm" | "apk" | "alpine" | "alpm"))
}

/// Whether advisories of this ecosystem name source packages.
fn goes_by_source(base: &str) -> bool {
    matches!(scheme(base), Scheme::Debian | Scheme::Alpine)
}

/// The package that a package URL names, or `None` where no known ecosystem covers its type. `distribution` is the
/// bill's own operating system (`debian-12`), used where the package URL does not say.
pub fn package(purl: &Purl, distribution: Option<&str>) -> Option<Package> {
    let base = base(purl).filter(|base| purl.namespace.is_some() || !needs_namespace(base))?;
    let own = name(purl, base);
    let source = source_name(purl, base);
    let source_known = !goes_by_source(base) || source.is_some() || is_source(purl);
    let release = has_releases(base).then(|| release(purl, base, distribution)).flatten();
    let mut names = vec![spelled(base, &own)];
    names.extend(source.map(|source| spelled(base, &source)).filter(|source| *source != names[0]));
    let source_version = source_version(purl);
    Some(Package { base, release, names, source_version, version: version(purl, base), source_known })
}

fn base(purl: &Purl) -> Option<&'static str> {
    let namespace = purl.namespace.as_deref().unwrap_or_default().to_lowercase();
    Some(match (purl.kind.as_str(), namespace.as_str()) {
        ("cargo", _) => "crates.io",
        ("npm", _) => "npm",
        ("pypi", _) => "PyPI",
        ("golang", _) => "Go",
        ("maven", _) => "Maven",
        ("nuget", _) => "NuGet",
        ("gem", _) => "RubyGems",
        ("composer", _) => "Packagist",
        ("pub", _) => "Pub",
        ("hex", _) => "Hex",
        ("cran", _) => "CRAN",
        ("bioconductor", _) => "Bioconductor",
        ("hackage", _) => "Hackage",
        ("swift", _) => "SwiftURL",
        ("conan", _) => "ConanCenter",
        ("githubactions", _) => "GitHub Actions",
        ("bitnami", _) => "Bitnami",
        ("julia", _) => "Julia",
        ("deb", "debian") => "Debian",
        ("deb", "ubuntu") => "Ubuntu",
        ("deb", "echo") => "Echo",
        ("apk", "alpine") | ("alpine", _) => "Alpine",
        ("apk", "wolfi") => "Wolfi",
        ("apk", "chainguard") => "Chainguard",
        ("apk", "minimos") => "MinimOS",
        ("apk", "alpaquita") => "Alpaquita",
        ("rpm", "almalinux" | "alma") => "AlmaLinux",
        ("rpm", "rocky" | "rockylinux" | "rocky-linux") => "Rocky Linux",
        ("rpm", "redhat" | "rhel") => "Red Hat",
        ("rpm", "opensuse" | "opensuse-leap" | "opensuse-tumbleweed") => "openSUSE",
        ("rpm", "suse" | "sles" | "sle") => "SUSE",
        ("rpm", "openeuler") => "openEuler",
        ("rpm", "mageia") => "Mageia",
        ("rpm", "photon") => "Photon OS",
        ("rpm", "azurelinux" | "mariner" | "azl") => "Azure Linux",
        _ => return None,
    })
}

fn name(purl: &Purl, base: &str) -> String {
    let Some(namespace) = purl.namespace.as_deref() else { return purl.name.clone() };
    match base {
        "Maven" => format!("{namespace}:{}", purl.name),
        "npm" | "Go" | "Packagist" | "SwiftURL" | "GitHub Actions" | "Hex" => format!("{namespace}/{}", purl.name),
        _ => purl.name.clone(),
    }
}

/// Where a name without its namespace is no package at all.
fn needs_namespace(base: &str) -> bool {
    matches!(base, "Maven" | "Packagist" | "SwiftURL" | "GitHub Actions")
}

fn is_source(purl: &Purl) -> bool {
    matches!(purl.qualifiers.get("arch").map(String::as_str), Some("source" | "src"))
}

/// The source package by the qualifier `upstream` (`openssl`, `openssl@1.1.1`, `curl-7.61.1-34.el8.src.rpm`).
fn source_name(purl: &Purl, base: &str) -> Option<String> {
    let upstream = purl.qualifiers.get("upstream").filter(|upstream| !upstream.is_empty())?;
    if scheme(base) == Scheme::Rpm {
        let stem = upstream.strip_suffix(".src.rpm").unwrap_or(upstream);
        return stem.rsplitn(3, '-').nth(2).map(str::to_owned);
    }
    Some(upstream.split_once('@').map_or(upstream.as_str(), |(name, _)| name).to_owned())
}

/// The version behind the `@` of the qualifier `upstream`: it differs from the package's own for many of them.
fn source_version(purl: &Purl) -> Option<String> {
    let (_, version) = purl.qualifiers.get("upstream")?.split_once('@')?;
    (!version.is_empty()).then(|| version.to_owned())
}

fn version(purl: &Purl, base: &str) -> Option<String> {
    let version = purl.version.as_deref().filter(|version| !version.is_empty())?;
    let epoch = purl.qualifiers.get("epoch").filter(|epoch| scheme(base) == Scheme::Rpm && !epoch.is_empty());
    Some(match epoch {
        Some(epoch) if !version.contains(':') => format!("{epoch}:{version}"),
        _ => version.to_owned(),
    })
}

/// The release: by the qualifier `distro`, by the bill's own operating system, or by the `.el9` of an rpm version.
fn release(purl: &Purl, base: &str, distribution: Option<&str>) -> Option<String> {
    let family = base.to_lowercase();
    let of_family = distribution.filter(|system| system.to_lowercase().starts_with(&family));
    let said = purl.qualifiers.get("distro").map(String::as_str).or(of_family);
    let said = said.map(|said| release_spelled(base, said.split_once('-').map_or(said, |(_, release)| release)));
    said.filter(|release| release.contains(|c: char| c.is_ascii_digit())).or_else(|| el_release(purl))
}

fn el_release(purl: &Purl) -> Option<String> {
    let version = purl.version.as_deref().filter(|_| purl.kind == "rpm")?;
    let (_, rest) = version.rsplit_once(".el")?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!number.is_empty()).then_some(number)
}

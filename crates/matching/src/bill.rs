//! A bill of materials made ready for matching: who each component is, in the spelling of the advisories.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use steadfast_formats::bom::{Bom, Component, ComponentKind};
use steadfast_formats::cpe::{Cpe, Value};
use steadfast_formats::purl::Purl;

use crate::ecosystem::{self, Package};
use crate::judge::Platforms;
use crate::key;
use crate::reason::Reason;

/// A bill made ready.
#[derive(Debug, Clone)]
pub struct Bill<'a> {
    /// The bill as it was read.
    pub bom: &'a Bom,
    /// Its components, in the order of the bill. The subject, where it stands outside the components, comes last.
    pub parts: Vec<Part<'a>>,
    /// What it tells of platforms.
    pub platforms: Platforms,
}

/// A component made ready.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The component as it was read.
    pub component: &'a Component,
    /// Whether it counts as a component of the bill; the subject apart does not.
    pub counted: bool,
    /// Made by the manufacturer: by the bill's word, by being its subject, or by declaration.
    pub own: bool,
    /// How advisories name it.
    pub identity: Identity,
}

/// How advisories name a component.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// As packages of ecosystems.
    pub packages: Vec<Package>,
    /// As CPE products, each with its version.
    pub cpes: Vec<(Cpe, Option<String>)>,
    /// Under the name that OSS-Fuzz gives a C or C++ project, for generic package URLs.
    pub project: Option<(String, Option<String>)>,
    /// A package of a distribution, which mends flaws under the same version; of a known one or not.
    pub of_distribution: bool,
    /// Why it cannot be named at all.
    pub nameless: Option<Reason>,
}

impl<'a> Bill<'a> {
    /// Makes a bill ready.
    pub fn new(bom: &'a Bom) -> Self {
        let system = system(bom);
        let sources = sources(bom);
        // syft leaves the source package out where it has the package's own name.
        let is_syft = |tool: &String| ["syft", "anchore"].iter().any(|name| tool.to_lowercase().starts_with(name));
        let tool_states_sources = !bom.tools.is_empty() && bom.tools.iter().all(is_syft);
        // A document that describes many packages is about no one of them.
        let sole_subject = bom.components.iter().filter(|component| component.subject).count() == 1;
        let part = |component: &'a Component, counted: bool| Part {
            component,
            counted,
            own: component.first_party || (component.subject && sole_subject) || !counted,
            identity: identity(component, system.as_deref(), &sources, tool_states_sources),
        };
        let is_among = bom.components.iter().any(|component| component.subject);
        let apart = bom.subject.as_ref().filter(|_| !is_among);
        let components = bom.components.iter().map(|component| part(component, true));
        let parts: Vec<Part<'a>> = components.chain(apart.map(|subject| part(subject, false))).collect();
        let platforms = platforms(&parts);
        Self { bom, parts, platforms }
    }

    /// Counts a component as the manufacturer's own where `is_own` says so.
    pub fn declare_own(&mut self, is_own: impl Fn(&Component) -> bool) {
        self.parts.iter_mut().filter(|part| is_own(part.component)).for_each(|part| part.own = true);
    }
}

impl Identity {
    /// Every key under which advisories may speak of it, sorted.
    pub fn keys(&self) -> Vec<String> {
        let packages = self.packages.iter();
        let packages = packages.flat_map(|package| package.names.iter().map(|name| key::package(package.base, name)));
        let project = self.project.iter().map(|(name, _)| key::package(OSS_FUZZ, name));
        let cpes = self.cpes.iter().filter_map(|(cpe, _)| key::cpe(cpe));
        let mut keys: Vec<String> = packages.chain(project).chain(cpes).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

/// OSV's name for the database of fuzzing finds in C and C++ projects.
pub const OSS_FUZZ: &str = "OSS-Fuzz";

/// The operating system that the bill is of, as `debian-12`.
fn system(bom: &Bom) -> Option<String> {
    let all = bom.components.iter().chain(&bom.subject);
    let mut systems = all.filter(|component| component.kind == ComponentKind::OperatingSystem);
    let system = systems.find_map(|component| Some((component.name.to_lowercase(), component.version.as_deref()?)))?;
    Some(format!("{}-{}", system.0.replace('-', " "), system.1))
}

/// Names of the source packages in the bill, by reference.
fn sources(bom: &Bom) -> BTreeMap<&str, &str> {
    let sources = bom.components.iter().filter(|component| !component.name.is_empty());
    sources.map(|component| (component.reference.as_str(), component.name.as_str())).collect()
}

fn identity(component: &Component, system: Option<&str>, sources: &BTreeMap<&str, &str>, stated: bool) -> Identity {
    if component.first_party {
        return Identity {
            packages: Vec::new(),
            cpes: Vec::new(),
            project: None,
            of_distribution: false,
            nameless: None,
        };
    }
    let purls: Vec<Purl> = component.purls.iter().filter_map(|purl| purl.parse().ok()).collect();
    let known = purls.iter().filter_map(|purl| ecosystem::package(purl, system));
    let packages: Vec<Package> = known.map(|package| completed(package, component, sources, stated)).collect();
    let cpes: Vec<_> = component.cpes.iter().filter_map(|cpe| named(cpe.parse().ok()?, component)).collect();
    let project = packages.is_empty().then(|| project(&purls, component)).flatten();
    let nameless = nameless(component, &purls, packages.is_empty() && cpes.is_empty());
    let of_distribution = component.purls.iter().any(|purl| ecosystem::is_of_distribution(purl));
    Identity { packages, cpes, project, of_distribution, nameless }
}

/// A package with its version from the component where the package URL has none, and with its source packages.
fn completed(mut package: Package, component: &Component, sources: &BTreeMap<&str, &str>, stated: bool) -> Package {
    package.version = package.version.or_else(|| component.version.clone());
    let stated_source = component.properties.iter().find(|(name, _)| name.ends_with(":SrcName"));
    let built_from = component.built_from.iter().filter_map(|reference| sources.get(reference.as_str()).copied());
    for source in built_from.chain(stated_source.map(|(_, value)| value.as_str())) {
        package.source_known = true;
        let source = ecosystem::spelled(package.base, source);
        if !package.names.contains(&source) {
            package.names.push(source);
        }
    }
    package.source_known |= stated;
    package.source_version = package.source_version.or_else(|| stated_source_version(component));
    package
}

/// The source package's version as trivy states it: epoch, version and release apart.
fn stated_source_version(component: &Component) -> Option<String> {
    let stated = |end: &str| {
        let found = component.properties.iter().find(|(name, value)| name.ends_with(end) && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    };
    let epoch = stated(":SrcEpoch").filter(|epoch| *epoch != "0").map(|epoch| format!("{epoch}:")).unwrap_or_default();
    let release = stated(":SrcRelease").map(|release| format!("-{release}")).unwrap_or_default();
    stated(":SrcVersion").map(|version| format!("{epoch}{version}{release}"))
}

/// A CPE name with the version to compare: its own, with its update, else the component's.
fn named(cpe: Cpe, component: &Component) -> Option<(Cpe, Option<String>)> {
    key::cpe(&cpe)?;
    let version = match &cpe.version {
        Value::Text(version) => Some(version.clone()),
        Value::Any | Value::Na => component.version.clone(),
    };
    Some((cpe, version))
}

fn project(purls: &[Purl], component: &Component) -> Option<(String, Option<String>)> {
    let purl = purls.iter().find(|purl| purl.kind == "generic")?;
    Some((ecosystem::spelled(OSS_FUZZ, &purl.name), purl.version.clone().or_else(|| component.version.clone())))
}

fn nameless(component: &Component, purls: &[Purl], nothing_usable: bool) -> Option<Reason> {
    if !nothing_usable {
        return None;
    }
    let any = !component.purls.is_empty() || !component.cpes.is_empty();
    Some(match (any, purls.is_empty()) {
        (false, _) => Reason::NoIdentifier,
        (true, true) => Reason::IdentifierBroken,
        (true, false) => Reason::EcosystemNotKnown,
    })
}

fn platforms(parts: &[Part<'_>]) -> Platforms {
    let names: Vec<_> = parts.iter().flat_map(|part| part.identity.cpes.clone()).collect();
    let has_system = names.iter().any(|(cpe, _)| is_system(cpe));
    Platforms { names, has_system }
}

/// Firmware counts as an operating system in CPE names, but tells nothing of the system that runs beside it.
fn is_system(cpe: &Cpe) -> bool {
    let Value::Text(product) = &cpe.product else { return false };
    product == "linux_kernel" || (cpe.part == Value::Text("o".to_owned()) && !product.ends_with("firmware"))
}

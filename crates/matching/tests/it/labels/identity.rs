//! Who the package of a label is: only as far as the label makes it certain.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use steadfast_formats::cpe::{Cpe, Value as Part};
use steadfast_formats::purl::Purl;
use steadfast_matching::ecosystem;
use steadfast_matching::index::Index;
use steadfast_matching::index::record::Product;
use steadfast_matching::key;

use super::Label;

/// How a label's package is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A package of an ecosystem, by package URL.
    Ecosystem,
    /// A package of a distribution, by package URL and CPE name: the shape of its version says so.
    Distribution,
    /// A product of any vendor, by CPE name.
    Product,
}

/// Ecosystems (as package URL types) of packages, by image, name and version.
pub(crate) type Certain = BTreeMap<(String, String, String), Vec<Purl>>;

/// What GitHub's advisories make certain: they were reported of packages of their own ecosystem.
pub(crate) fn certain(index: &Index<'_>, labels: &[Label]) -> Certain {
    let mut certain = Certain::new();
    for label in labels.iter().filter(|label| label.vulnerability.starts_with("GHSA-")) {
        let purls = named(index, label);
        let known = certain.entry(place(label)).or_default();
        known.extend(purls.into_iter().filter(|purl| !known.contains(purl)).collect::<Vec<_>>());
    }
    certain
}

fn place(label: &Label) -> (String, String, String) {
    (label.image.clone(), label.package.clone(), label.version.clone())
}

/// The packages of the label's name that records of its very id name.
fn named(index: &Index<'_>, label: &Label) -> Vec<Purl> {
    let records = index.lookup(&key::id(&label.vulnerability)).map(|number| index.record(number).expect("a record"));
    let products = records.flat_map(|record| record.affected).map(|entry| entry.product);
    let mut purls: Vec<Purl> = products.filter_map(|product| of_product(&product, label)).collect();
    purls.sort();
    purls.dedup();
    purls
}

fn of_product(product: &Product<'_>, label: &Label) -> Option<Purl> {
    let Product::Package { base, name, .. } = product else { return None };
    let ours = ecosystem::spelled(base, &label.package);
    let same = *name == ours || (*base == "Maven" && name.rsplit(':').next() == Some(ours.as_str()));
    let kind = match *base {
        "PyPI" => "pypi",
        "crates.io" => "cargo",
        "npm" => "npm",
        "Go" => "golang",
        "Maven" => "maven",
        "RubyGems" => "gem",
        "NuGet" => "nuget",
        _ => return None,
    };
    let separator = if *base == "Maven" { ':' } else { '/' };
    let (namespace, last) = name.rsplit_once(separator).map_or((None, *name), |(group, last)| (Some(group), last));
    same.then(|| purl(kind, namespace, last, &label.version))
}

fn purl(kind: &str, namespace: Option<&str>, name: &str, version: &str) -> Purl {
    Purl {
        kind: kind.to_owned(),
        namespace: namespace.map(str::to_owned),
        name: name.to_owned(),
        version: Some(version.to_owned()),
        qualifiers: BTreeMap::new(),
        subpath: None,
    }
}

/// The component that a label describes.
pub(crate) fn component(label: &Label, certain: &Certain) -> (Kind, Value) {
    let component = json!({"type": "library", "name": label.package, "version": label.version});
    let with = |more: Value| {
        let mut component = component.clone();
        crate::world::merge(&mut component, &more);
        component
    };
    if let Some(distribution) = distribution(label) {
        return (Kind::Distribution, with(json!({"purl": distribution.to_string(), "cpe": cpe(label)})));
    }
    if label.package.contains('/') && label.package.split('/').next().is_some_and(|host| host.contains('.')) {
        let (namespace, name) = label.package.rsplit_once('/').expect("it holds one");
        let module = purl("golang", Some(namespace), name, &label.version);
        return (Kind::Ecosystem, with(json!({"purl": module.to_string()})));
    }
    match certain.get(&place(label)).map(Vec::as_slice) {
        Some([only]) => (Kind::Ecosystem, with(json!({"purl": only.to_string()}))),
        _ => (Kind::Product, with(json!({"cpe": cpe(label)}))),
    }
}

fn cpe(label: &Label) -> String {
    let text = |text: &str| Part::Text(text.to_lowercase());
    Cpe {
        part: Part::Text("a".to_owned()),
        product: text(&label.package),
        version: text(&label.version),
        ..Cpe::default()
    }
    .to_string()
}

/// A distribution's package, by the shape of its version. The distribution's name is only that of its kind.
fn distribution(label: &Label) -> Option<Purl> {
    let version = label.version.as_str();
    let (kind, namespace) = match version {
        _ if version.contains(".el") || version.contains("+el") => ("rpm", "redhat"),
        _ if version.contains(".amzn") => ("rpm", "amzn"),
        _ if label.image.contains("suse") && version.contains('-') => ("rpm", "suse"),
        _ if version.contains("ubuntu") || label.image.contains("docker.io/ubuntu") => ("deb", "ubuntu"),
        _ if is_debian(version) => ("deb", "debian"),
        _ if is_alpine(version) => ("apk", if label.image.contains("wolfi") { "wolfi" } else { "alpine" }),
        _ => return None,
    };
    Some(purl(kind, Some(namespace), &label.package, version))
}

/// `…+deb11u1`, or a Debian revision (`2.31-13`, `1:8.4p1-5`) on an image of Debian's.
fn is_debian(version: &str) -> bool {
    version.rsplit_once("deb").is_some_and(|(stem, rest)| {
        stem.ends_with(['+', '~']) && rest.starts_with(|letter: char| letter.is_ascii_digit())
    })
}

/// `…-r5`.
fn is_alpine(version: &str) -> bool {
    let revision = version.rsplit_once("-r").map(|(_, revision)| revision);
    revision.is_some_and(|revision| !revision.is_empty() && revision.bytes().all(|byte| byte.is_ascii_digit()))
}

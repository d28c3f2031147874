//! SPDX 2 as JSON.

use serde::Deserialize;

use super::{At, Document, Meaning, Relationship, package, set_supplier};
use crate::bom::detect::Top;
use crate::bom::source::{Source, Text, list};
use crate::bom::words;
use crate::bom::{BomFormat, Component};
use crate::json::Raw;
use crate::{Place, Problem, ReadError};

#[derive(Deserialize, Default)]
struct CreationInfo<'a> {
    #[serde(default, borrow)]
    created: Text<'a>,
    #[serde(borrow)]
    creators: Option<Raw<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExternalDocument<'a> {
    #[serde(default, borrow)]
    external_document_id: Text<'a>,
    #[serde(default, borrow)]
    spdx_document: Text<'a>,
}

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(rename = "SPDXID", default, borrow)]
    id: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Related<'a> {
    #[serde(default, borrow)]
    spdx_element_id: Text<'a>,
    #[serde(default, borrow)]
    relationship_type: Text<'a>,
    #[serde(default, borrow)]
    related_spdx_element: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Package<'a> {
    #[serde(rename = "SPDXID", default, borrow)]
    id: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    version_info: Text<'a>,
    #[serde(default, borrow)]
    package_file_name: Text<'a>,
    #[serde(default, borrow)]
    supplier: Text<'a>,
    #[serde(default, borrow)]
    originator: Text<'a>,
    #[serde(default, borrow)]
    download_location: Text<'a>,
    #[serde(default, borrow)]
    homepage: Text<'a>,
    #[serde(default, borrow)]
    license_declared: Text<'a>,
    #[serde(default, borrow)]
    license_concluded: Text<'a>,
    #[serde(default, borrow)]
    primary_package_purpose: Text<'a>,
    #[serde(default, borrow)]
    source_info: Text<'a>,
    #[serde(borrow)]
    external_refs: Option<Raw<'a>>,
    #[serde(borrow)]
    checksums: Option<Raw<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExternalReference<'a> {
    #[serde(default, borrow)]
    reference_type: Text<'a>,
    #[serde(default, borrow)]
    reference_locator: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checksum<'a> {
    #[serde(default, borrow)]
    algorithm: Text<'a>,
    #[serde(default, borrow)]
    checksum_value: Text<'a>,
}

pub(in crate::bom) fn read<'a>(source: &Source<'a>, top: &Top<'a>) -> Result<Document, ReadError> {
    let mut document = Document::new(BomFormat::Spdx2Json, top.spdx_version.get().unwrap_or_default())?;
    document.namespace = top.document_namespace.owned();
    document.name = top.name.owned();
    creation(source, top.creation_info, &mut document);
    each(
        source,
        top.external_document_refs,
        "/externalDocumentRefs",
        &mut document,
        |document, entry: ExternalDocument<'a>, _| {
            if let (Some(id), Some(namespace)) = (entry.external_document_id.owned(), entry.spdx_document.owned()) {
                document.externals.insert(id, namespace);
            }
        },
    );
    for (index, raw) in list(top.packages).into_iter().enumerate() {
        let package = package(source, raw, &format!("/packages/{index}"), &mut document.problems);
        document.packages.push(package);
    }
    for (raw, path) in [(top.files, "/files"), (top.snippets, "/snippets")] {
        each(source, raw, path, &mut document, |document, entry: Identified<'a>, _| {
            document.others.extend(entry.id.owned());
        });
    }
    described(source, top.document_describes, &mut document);
    each(source, top.relationships, "/relationships", &mut document, |document, entry: Related<'a>, index| {
        relationship(source, document, &entry, index);
    });
    Ok(document)
}

fn creation<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, document: &mut Document) {
    let Some(raw) = raw else { return };
    let creation = source.object::<CreationInfo<'a>>(raw, "/creationInfo").unwrap_or_else(|problem| {
        document.problems.push(problem);
        CreationInfo::default()
    });
    if let Some(created) = creation.created.get() {
        document.created(created, source.place(raw, "/creationInfo/created"));
    }
    for creator in list(creation.creators) {
        match serde_json::from_str::<Text<'_>>(creator.get()).unwrap_or_default().get() {
            Some(text) => document.creator(text),
            None => document
                .problems
                .push(Problem::new(source.place(creator, "/creationInfo/creators"), "text was expected")),
        }
    }
}

/// Hands over every entry of a list that is understood, with its index; the others are problems. The whole list is
/// read at once where it can be, since a document has very many files and relationships.
fn each<'a, T: Deserialize<'a>>(
    source: &Source<'a>,
    raw: Option<Raw<'a>>,
    path: &'static str,
    document: &mut Document,
    mut take: impl FnMut(&mut Document, T, usize),
) {
    let Some(whole) = raw else { return };
    if let Ok(entries) = serde_json::from_str::<Vec<T>>(whole.get()) {
        return entries.into_iter().enumerate().for_each(|(index, entry)| take(document, entry, index));
    }
    for (index, raw) in list(raw).into_iter().enumerate() {
        match source.object::<T>(raw, &format!("{path}/{index}")) {
            Ok(entry) => take(document, entry, index),
            Err(problem) => document.problems.push(problem),
        }
    }
}

fn described<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, document: &mut Document) {
    for (index, raw) in list(raw).into_iter().enumerate() {
        let at = At { list: "/documentDescribes", index: Some(index), line: Some(source.line(raw.get())) };
        match serde_json::from_str::<Text<'_>>(raw.get()).unwrap_or_default().owned() {
            Some(to) => {
                let (from, meaning) = ("SPDXRef-DOCUMENT".to_owned(), Meaning::Describes);
                document.relationships.push(Relationship { from, meaning, to, at });
            }
            None => document.problems.push(Problem::new(at.place(None), "text was expected")),
        }
    }
}

fn relationship<'a>(source: &Source<'a>, document: &mut Document, entry: &Related<'a>, index: usize) {
    let line = source.line_of(&entry.spdx_element_id).or_else(|| source.line_of(&entry.related_spdx_element));
    let at = At { list: "/relationships", index: Some(index), line };
    let fields = (entry.spdx_element_id.owned(), entry.relationship_type.get(), entry.related_spdx_element.owned());
    if let (Some(from), Some(kind), Some(to)) = fields {
        document.relationships.push(Relationship { from, meaning: Meaning::of(kind), to, at });
    } else {
        let reason = "a relationship needs spdxElementId, relationshipType and relatedSpdxElement";
        document.problems.push(Problem::new(at.place(None), reason));
    }
}

fn package<'a>(
    source: &Source<'a>,
    raw: Raw<'a>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Result<Component, Problem> {
    let package = source.object::<Package<'a>>(raw, path)?;
    let place = source.place(raw, path);
    let Some(name) = package.name.owned() else { return Err(Problem::new(place, "a package without a name")) };
    wrong(&package, &place, problems);
    let reference = package.id.get().unwrap_or_default().to_owned();
    if reference.is_empty() {
        problems.push(Problem::new(place.clone(), "a package without an SPDXID"));
    }
    let mut component = Component { reference, name, place, ..Component::default() };
    plain_fields(&package, &mut component);
    lists(source, &package, &mut component, problems);
    Ok(component)
}

/// Notes text fields that are lists or objects.
fn wrong(package: &Package<'_>, place: &Place, problems: &mut Vec<Problem>) {
    let fields = [
        ("versionInfo", &package.version_info),
        ("packageFileName", &package.package_file_name),
        ("supplier", &package.supplier),
        ("originator", &package.originator),
        ("licenseDeclared", &package.license_declared),
        ("licenseConcluded", &package.license_concluded),
        ("primaryPackagePurpose", &package.primary_package_purpose),
        ("sourceInfo", &package.source_info),
    ];
    for (name, _) in fields.into_iter().filter(|(_, field)| field.is_wrong()) {
        let place = Place { path: format!("{}/{name}", place.path), ..place.clone() };
        problems.push(Problem::new(place, "text was expected"));
    }
}

fn plain_fields(from: &Package<'_>, component: &mut Component) {
    package::version(component, from.version_info.get().unwrap_or_default());
    component.kind = from.primary_package_purpose.get().map(words::kind).unwrap_or_default();
    component.file_name = from.package_file_name.get().and_then(words::said).map(str::to_owned);
    set_supplier(component, from.supplier.get(), from.originator.get());
    package::source_info(component, from.source_info.get().unwrap_or_default());
    package::declared_licence(component, from.license_declared.get().unwrap_or_default());
    package::concluded_licence(component, from.license_concluded.get().unwrap_or_default());
    package::address(component, "distribution", from.download_location.get().unwrap_or_default());
    package::address(component, "website", from.homepage.get().unwrap_or_default());
}

fn lists<'a>(source: &Source<'a>, from: &Package<'a>, component: &mut Component, problems: &mut Vec<Problem>) {
    let lacking = |component: &Component, reason: &str| Problem::new(component.place.clone(), reason);
    for entry in objects::<ExternalReference<'a>>(source, from.external_refs, (component, "externalRefs"), problems) {
        match (entry.reference_type.get(), entry.reference_locator.get()) {
            (Some(kind), Some(locator)) => package::external(component, kind, locator),
            _ => problems.push(lacking(component, "an external reference needs a type and a locator")),
        }
    }
    for entry in objects::<Checksum<'a>>(source, from.checksums, (component, "checksums"), problems) {
        match (entry.algorithm.get(), entry.checksum_value.get()) {
            (Some(algorithm), Some(value)) => package::checksum(component, algorithm, value),
            _ => problems.push(lacking(component, "a checksum needs an algorithm and a value")),
        }
    }
}

/// The understood objects of a short list that a component has under a name.
fn objects<'a, T: Deserialize<'a>>(
    source: &Source<'a>,
    raw: Option<Raw<'a>>,
    (component, name): (&Component, &str),
    problems: &mut Vec<Problem>,
) -> Vec<T> {
    let Some(whole) = raw else { return Vec::new() };
    if let Ok(entries) = serde_json::from_str::<Vec<T>>(whole.get()) {
        return entries;
    }
    let mut objects = Vec::new();
    for (index, raw) in list(raw).into_iter().enumerate() {
        match source.object(raw, &format!("{}/{name}/{index}", component.place.path)) {
            Ok(object) => objects.push(object),
            Err(problem) => problems.push(problem),
        }
    }
    objects
}

//! SPDX 2 as tag-value text.

use super::{At, Document, Meaning, Relationship, package, set_supplier};
use crate::bom::words;
use crate::bom::{BomFormat, Component};
use crate::{Place, Problem, ReadError};

/// Whether the text starts as a tag-value document does: comments, then tags, `SPDXVersion` or `PackageName` early.
pub(in crate::bom) fn is_tag_value(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.take(20).any(|line| line.starts_with("SPDXVersion:") && line.contains("SPDX-"))
}

pub(in crate::bom) fn read(text: &str) -> Result<Document, ReadError> {
    let version = Tags::new(text).find(|tag| tag.name == "SPDXVersion");
    let version = version.map(|tag| tag.value.to_owned()).unwrap_or_default();
    let mut reader = Reader {
        document: Document::new(BomFormat::Spdx2TagValue, version.trim())?,
        section: Section::Document,
        package: None,
    };
    let mut tags = Tags::new(text);
    for tag in tags.by_ref() {
        reader.take(&tag);
    }
    reader.end_package();
    reader.document.problems.extend(tags.problems);
    Ok(reader.document)
}

/// One tag with its value, `<text>` removed.
struct Tag<'a> {
    name: &'a str,
    value: &'a str,
    line: usize,
}

/// The tags of a document, in order.
struct Tags<'a> {
    whole: &'a str,
    /// How much of it is read.
    at: usize,
    line: usize,
    /// False once it is known that no `</text>` follows any more.
    has_end: bool,
    problems: Vec<Problem>,
}

const START: &str = "<text>";
const END: &str = "</text>";

impl<'a> Tags<'a> {
    fn new(whole: &'a str) -> Self {
        Self { whole, at: 0, line: 1, has_end: true, problems: Vec::new() }
    }

    /// Takes the text up to `end` and counts its lines.
    fn advance(&mut self, end: usize) -> &'a str {
        let taken = self.whole.get(self.at..end).unwrap_or_default();
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.at = end;
        taken
    }

    fn advance_line(&mut self) -> &'a str {
        let rest = self.whole.get(self.at..).unwrap_or_default();
        self.advance(self.at + rest.find('\n').map_or(rest.len(), |end| end + 1))
    }

    /// The value that starts with `<text>` at `start`, up to its end on this or a later line.
    fn text(&mut self, line: usize, start: usize, first: &'a str) -> &'a str {
        let rest = self.whole.get(start..).unwrap_or_default();
        let Some(end) = (if self.has_end { rest.find(END) } else { None }) else {
            self.has_end = false;
            self.problems.push(Problem::new(Place::line(line, ""), "<text> without </text>"));
            return first;
        };
        if start + end > self.at {
            self.advance(start + end);
            self.advance_line();
        }
        rest.get(..end).unwrap_or_default()
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        while self.at < self.whole.len() {
            let (start, line) = (self.at, self.line);
            let text = self.advance_line();
            if text.trim().is_empty() || text.trim_start().starts_with('#') {
                continue;
            }
            let Some((name, value)) = text.split_once(':') else {
                self.problems.push(Problem::new(Place::line(line, ""), "neither a tag nor a comment"));
                continue;
            };
            let value = match value.trim_start().strip_prefix(START) {
                Some(first) => self.text(line, start + text.len() - first.len(), first),
                None => value,
            };
            return Some(Tag { name: name.trim(), value: value.trim(), line });
        }
        None
    }
}

/// What the next tags belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Document,
    Package,
    /// A file, a snippet, a licence: their identifiers count, nothing else.
    Other,
}

#[derive(Default)]
struct Package {
    component: Component,
    supplier: Option<String>,
    originator: Option<String>,
}

struct Reader {
    document: Document,
    section: Section,
    package: Option<Package>,
}

impl Reader {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "PackageName" => self.start_package(tag),
            "FileName" | "SnippetSPDXID" | "LicenseID" => {
                self.end_package();
                self.section = Section::Other;
            }
            "Relationship" => self.relationship(tag),
            "SPDXID" => self.identifier(tag),
            _ => match (self.section, &mut self.package) {
                (Section::Package, Some(package)) => package_tag(package, tag, &mut self.document.problems),
                (Section::Document, _) => self.document_tag(tag),
                _ => {}
            },
        }
        if tag.name == "SnippetSPDXID" {
            self.document.others.insert(tag.value.to_owned());
        }
    }

    fn start_package(&mut self, tag: &Tag<'_>) {
        self.end_package();
        self.section = Section::Package;
        let component = Component {
            name: tag.value.to_owned(),
            place: Place::line(tag.line, "PackageName"),
            ..Component::default()
        };
        self.package = Some(Package { component, ..Package::default() });
    }

    fn end_package(&mut self) {
        let Some(Package { mut component, supplier, originator }) = self.package.take() else { return };
        set_supplier(&mut component, supplier.as_deref(), originator.as_deref());
        if component.name.is_empty() {
            let problem = Problem::new(component.place, "a package without a name");
            return self.document.packages.push(Err(problem));
        }
        if component.reference.is_empty() {
            self.document.problems.push(Problem::new(component.place.clone(), "a package without an SPDXID"));
        }
        self.document.packages.push(Ok(component));
    }

    fn identifier(&mut self, tag: &Tag<'_>) {
        match &mut self.package {
            Some(package) if self.section == Section::Package => package.component.reference = tag.value.to_owned(),
            _ => {
                self.document.others.insert(tag.value.to_owned());
            }
        }
    }

    fn relationship(&mut self, tag: &Tag<'_>) {
        let at = At { list: "Relationship", index: None, line: Some(tag.line) };
        let words: Vec<&str> = tag.value.split_whitespace().collect();
        let [from, kind, to] = words.as_slice() else {
            let reason = format!("{:?} is no relationship of two elements", tag.value);
            return self.document.problems.push(Problem::new(at.place(None), reason));
        };
        let (from, meaning, to) = ((*from).to_owned(), Meaning::of(kind), (*to).to_owned());
        self.document.relationships.push(Relationship { from, meaning, to, at });
    }

    fn document_tag(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "DocumentName" => self.document.name = words::said(tag.value).map(str::to_owned),
            "DocumentNamespace" => self.document.namespace = words::said(tag.value).map(str::to_owned),
            "Creator" => self.document.creator(tag.value),
            "Created" => self.document.created(tag.value, Place::line(tag.line, "Created")),
            "ExternalDocumentRef" => {
                if let Some((id, rest)) = tag.value.split_once(char::is_whitespace) {
                    let namespace = rest.split_whitespace().next().unwrap_or_default();
                    self.document.externals.insert(id.to_owned(), namespace.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn package_tag(package: &mut Package, tag: &Tag<'_>, problems: &mut Vec<Problem>) {
    let component = &mut package.component;
    match tag.name {
        "PackageVersion" => package::version(component, tag.value),
        "PackageFileName" => component.file_name = words::said(tag.value).map(str::to_owned),
        "PackageSupplier" => package.supplier = Some(tag.value.to_owned()),
        "PackageOriginator" => package.originator = Some(tag.value.to_owned()),
        "PackageDownloadLocation" => package::address(component, "distribution", tag.value),
        "PackageSourceInfo" => package::source_info(component, tag.value),
        "PackageHomePage" => package::address(component, "website", tag.value),
        "PackageLicenseDeclared" => package::declared_licence(component, tag.value),
        "PackageLicenseConcluded" => package::concluded_licence(component, tag.value),
        "PrimaryPackagePurpose" => component.kind = words::kind(tag.value),
        "PackageChecksum" => match tag.value.split_once(':') {
            Some((algorithm, value)) => package::checksum(component, algorithm, value),
            None => problems.push(Problem::new(Place::line(tag.line, "PackageChecksum"), "no algorithm is given")),
        },
        "ExternalRef" => match tag.value.split_whitespace().collect::<Vec<_>>().as_slice() {
            [_, kind, locator @ ..] if !locator.is_empty() => package::external(component, kind, &locator.join(" ")),
            _ => problems.push(Problem::new(Place::line(tag.line, "ExternalRef"), "no category, type and locator")),
        },
        _ => {}
    }
}

//! A component of a CycloneDX JSON document.

use serde::Deserialize;

use super::{EXCLUDED, Makers, hashed, push_licence};
use crate::bom::source::{Source, Text, list};
use crate::bom::words;
use crate::bom::{Component, Hash, HashOf, Party};
use crate::json::Raw;
use crate::{Place, Problem};

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(rename = "type", default, borrow)]
    kind: Text<'a>,
    #[serde(rename = "bom-ref", default, borrow)]
    reference: Text<'a>,
    #[serde(default, borrow)]
    group: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    version: Text<'a>,
    #[serde(default, borrow)]
    purl: Text<'a>,
    #[serde(default, borrow)]
    cpe: Text<'a>,
    #[serde(default, borrow)]
    author: Text<'a>,
    #[serde(default, borrow)]
    publisher: Text<'a>,
    #[serde(default, borrow)]
    scope: Text<'a>,
    #[serde(borrow)]
    swid: Option<Raw<'a>>,
    #[serde(borrow)]
    manufacturer: Option<Raw<'a>>,
    #[serde(borrow)]
    supplier: Option<Raw<'a>>,
    #[serde(borrow)]
    authors: Option<Raw<'a>>,
    #[serde(borrow)]
    hashes: Option<Raw<'a>>,
    #[serde(borrow)]
    licenses: Option<Raw<'a>>,
    #[serde(borrow)]
    properties: Option<Raw<'a>>,
    #[serde(rename = "externalReferences", borrow)]
    external_references: Option<Raw<'a>>,
    #[serde(borrow)]
    pedigree: Option<Raw<'a>>,
    #[serde(borrow)]
    components: Option<Raw<'a>>,
}

/// An entry that may or may not be a component, with the entries nested in it: those are there either way.
pub(super) struct Read<'a> {
    pub(super) component: Result<Component, Problem>,
    pub(super) problems: Vec<Problem>,
    pub(super) nested: Option<Raw<'a>>,
}

pub(super) fn read<'a>(source: &Source<'a>, raw: Raw<'a>, path: &str) -> Read<'a> {
    match source.object::<Entry<'a>>(raw, path) {
        Err(problem) => Read { component: Err(problem), problems: Vec::new(), nested: None },
        Ok(entry) => {
            let mut fields = Fields { source, path, problems: Vec::new() };
            let component = fields.component(&entry, source.place(raw, path));
            Read { component, problems: fields.problems, nested: entry.components }
        }
    }
}

/// Reads fields that a component can do without; a broken one is a problem and counts as absent.
struct Fields<'s, 'a> {
    source: &'s Source<'a>,
    path: &'s str,
    problems: Vec<Problem>,
}

#[derive(Deserialize, Default)]
struct Digest<'a> {
    #[serde(default, borrow)]
    alg: Text<'a>,
    #[serde(default, borrow)]
    content: Text<'a>,
}

#[derive(Deserialize, Default)]
struct Named<'a> {
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    value: Text<'a>,
    #[serde(rename = "type", default, borrow)]
    kind: Text<'a>,
    #[serde(default, borrow)]
    url: Text<'a>,
    #[serde(borrow)]
    hashes: Option<Raw<'a>>,
}

#[derive(Deserialize, Default)]
struct Licence<'a> {
    #[serde(borrow)]
    license: Option<Raw<'a>>,
    #[serde(default, borrow)]
    id: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    expression: Text<'a>,
    #[serde(default, borrow)]
    acknowledgement: Text<'a>,
}

#[derive(Deserialize, Default)]
struct Swid<'a> {
    #[serde(rename = "tagId", default, borrow)]
    tag_id: Text<'a>,
}

#[derive(Deserialize, Default)]
struct Pedigree<'a> {
    #[serde(borrow)]
    ancestors: Option<Raw<'a>>,
}

#[derive(Deserialize, Default)]
struct Ancestor<'a> {
    #[serde(rename = "bom-ref", default, borrow)]
    reference: Text<'a>,
}

impl<'a> Fields<'_, 'a> {
    fn component(&mut self, entry: &Entry<'a>, place: Place) -> Result<Component, Problem> {
        let Some(name) = entry.name.owned() else { return Err(Problem::new(place, "a component without a name")) };
        let mut component = Component {
            reference: entry.reference.get().unwrap_or_default().to_owned(),
            kind: entry.kind.get().map(words::kind).unwrap_or_default(),
            group: entry.group.owned(),
            name,
            version: entry.version.owned(),
            purls: entry.purl.owned().into_iter().collect(),
            cpes: entry.cpe.owned().into_iter().collect(),
            build_only: entry.scope.get() == Some(EXCLUDED),
            place,
            ..Component::default()
        };
        self.wrong(entry, &component.place);
        component.supplier = self.makers(entry).first();
        component.swids.extend(self.object::<Swid<'a>>(entry.swid, "swid").tag_id.owned());
        self.details(entry, &mut component);
        Ok(component)
    }

    /// Notes text fields that are lists or objects.
    fn wrong(&mut self, entry: &Entry<'a>, place: &Place) {
        let fields = [
            ("type", &entry.kind),
            ("bom-ref", &entry.reference),
            ("group", &entry.group),
            ("version", &entry.version),
            ("purl", &entry.purl),
            ("cpe", &entry.cpe),
            ("author", &entry.author),
            ("publisher", &entry.publisher),
            ("scope", &entry.scope),
        ];
        for (name, _) in fields.into_iter().filter(|(_, field)| field.is_wrong()) {
            let place = Place { path: format!("{}/{name}", place.path), ..place.clone() };
            self.problems.push(Problem::new(place, "text was expected"));
        }
    }

    fn makers(&mut self, entry: &Entry<'a>) -> Makers {
        let authors = self.objects::<super::metadata::Organisation<'a>>(entry.authors, "authors");
        Makers {
            manufacturer: self.organisation(entry.manufacturer, "manufacturer"),
            author: authors.iter().find_map(|(author, _)| author.party()).or_else(|| text_party(&entry.author)),
            supplier: self.organisation(entry.supplier, "supplier"),
            publisher: text_party(&entry.publisher),
        }
    }

    fn organisation(&mut self, raw: Option<Raw<'a>>, name: &str) -> Option<Party> {
        self.object::<super::metadata::Organisation<'a>>(raw, name).party()
    }

    fn details(&mut self, entry: &Entry<'a>, component: &mut Component) {
        self.hashes(entry.hashes, "hashes", HashOf::Component, component);
        for (property, _) in self.objects::<Named<'a>>(entry.properties, "properties") {
            if let Some(name) = property.name.get().filter(|name| words::is_kept_property(name)) {
                component.properties.push((name.to_owned(), property.value.owned().unwrap_or_default()));
            }
        }
        for (address, path) in self.objects::<Named<'a>>(entry.external_references, "externalReferences") {
            if let Some(of) = address.kind.get().and_then(hashed) {
                self.hashes(address.hashes, &format!("{path}/hashes"), of, component);
            }
            if let (Some(kind), Some(url)) = (address.kind.owned(), address.url.owned()) {
                component.addresses.push((kind, url));
            }
        }
        self.licences(entry.licenses, component);
        let pedigree = self.object::<Pedigree<'a>>(entry.pedigree, "pedigree");
        let ancestors = self.objects::<Ancestor<'a>>(pedigree.ancestors, "pedigree/ancestors");
        component.built_from = ancestors.into_iter().filter_map(|(ancestor, _)| ancestor.reference.owned()).collect();
    }

    fn hashes(&mut self, raw: Option<Raw<'a>>, name: &str, of: HashOf, component: &mut Component) {
        for (digest, _) in self.objects::<Digest<'a>>(raw, name) {
            if let (Some(algorithm), Some(value)) = (digest.alg.owned(), digest.content.owned()) {
                component.hashes.push(Hash { of, algorithm, value });
            }
        }
    }

    fn licences(&mut self, raw: Option<Raw<'a>>, component: &mut Component) {
        for (entry, path) in self.objects::<Licence<'a>>(raw, "licenses") {
            push_licence(component, entry.expression.get(), entry.acknowledgement.get());
            let licence = self.object::<Licence<'a>>(entry.license, &format!("{path}/license"));
            push_licence(component, licence.id.get().or_else(|| licence.name.get()), licence.acknowledgement.get());
        }
    }

    fn object<T: Deserialize<'a> + Default>(&mut self, raw: Option<Raw<'a>>, name: &str) -> T {
        let Some(raw) = raw else { return T::default() };
        self.source.object(raw, &format!("{}/{name}", self.path)).unwrap_or_else(|problem| {
            self.problems.push(problem);
            T::default()
        })
    }

    /// The objects of a list that are understood, each with its path below the component.
    fn objects<T: Deserialize<'a> + Default>(&mut self, raw: Option<Raw<'a>>, name: &str) -> Vec<(T, String)> {
        let mut objects = Vec::new();
        for (index, raw) in list(raw).into_iter().enumerate() {
            let path = format!("{name}/{index}");
            match self.source.object(raw, &format!("{}/{path}", self.path)) {
                Ok(object) => objects.push((object, path)),
                Err(problem) => self.problems.push(problem),
            }
        }
        objects
    }
}

fn text_party(text: &Text<'_>) -> Option<Party> {
    text.get().and_then(words::party)
}

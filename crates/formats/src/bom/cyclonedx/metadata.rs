//! What CycloneDX JSON says about the document itself.

use serde::Deserialize;

use super::component;
use crate::bom::gather::Gather;
use crate::bom::source::{Source, Text, list};
use crate::bom::words;
use crate::bom::{Component, Party};
use crate::json::Raw;

#[derive(Deserialize, Default)]
struct Metadata<'a> {
    #[serde(default, borrow)]
    timestamp: Text<'a>,
    #[serde(borrow)]
    tools: Option<Raw<'a>>,
    #[serde(borrow)]
    authors: Option<Raw<'a>>,
    #[serde(borrow)]
    component: Option<Raw<'a>>,
    #[serde(borrow)]
    manufacture: Option<Raw<'a>>,
    #[serde(borrow)]
    manufacturer: Option<Raw<'a>>,
    #[serde(borrow)]
    supplier: Option<Raw<'a>>,
}

/// An organisation, or a person: those have an e-mail address of their own.
#[derive(Deserialize, Default)]
pub(super) struct Organisation<'a> {
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    email: Text<'a>,
    #[serde(borrow)]
    url: Option<Raw<'a>>,
    #[serde(borrow)]
    contact: Option<Raw<'a>>,
}

#[derive(Deserialize, Default)]
struct Contact<'a> {
    #[serde(default, borrow)]
    email: Text<'a>,
}

impl Organisation<'_> {
    pub(super) fn party(&self) -> Option<Party> {
        let name = self.name.owned();
        let contact = self.email.owned().or_else(|| self.contact_address()).or_else(|| self.address());
        (name.is_some() || contact.is_some()).then_some(Party { name, contact })
    }

    fn contact_address(&self) -> Option<String> {
        let contacts = list(self.contact).into_iter();
        contacts.filter_map(|raw| serde_json::from_str::<Contact<'_>>(raw.get()).ok()).find_map(|c| c.email.owned())
    }

    fn address(&self) -> Option<String> {
        list(self.url).into_iter().find_map(|raw| serde_json::from_str::<Text<'_>>(raw.get()).ok()?.owned())
    }
}

#[derive(Deserialize, Default)]
struct Tool<'a> {
    #[serde(default, borrow)]
    vendor: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    version: Text<'a>,
    #[serde(rename = "bom-ref", default, borrow)]
    reference: Text<'a>,
}

#[derive(Deserialize, Default)]
struct Tools<'a> {
    #[serde(borrow)]
    components: Option<Raw<'a>>,
    #[serde(borrow)]
    services: Option<Raw<'a>>,
}

/// Fills in what the metadata say, and returns the components nested in the subject.
pub(super) fn read<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, gather: &mut Gather) -> Option<(Component, Raw<'a>)> {
    let raw = raw?;
    let metadata = source.object::<Metadata<'a>>(raw, "/metadata").unwrap_or_else(|problem| {
        gather.problem(problem);
        Metadata::default()
    });
    let place = || source.place(raw, "/metadata/timestamp");
    gather.bom.created = gather.time(metadata.timestamp.get(), place);
    let authors =
        list(metadata.authors).into_iter().enumerate().map(|(n, raw)| (raw, format!("/metadata/authors/{n}")));
    let organisations = [
        (metadata.manufacturer, "/metadata/manufacturer"),
        (metadata.manufacture, "/metadata/manufacture"),
        (metadata.supplier, "/metadata/supplier"),
    ];
    let organisations = organisations.into_iter().filter_map(|(raw, path)| Some((raw?, path.to_owned())));
    for (raw, path) in authors.chain(organisations) {
        creator(source, raw, &path, gather);
    }
    tools(source, metadata.tools, gather);
    subject(source, metadata.component?, gather)
}

fn creator<'a>(source: &Source<'a>, raw: Raw<'a>, path: &str, gather: &mut Gather) {
    match source.object::<Organisation<'a>>(raw, path) {
        Ok(party) => {
            if let Some(text) = party.party().as_ref().and_then(words::party_text) {
                words::push_once(&mut gather.bom.creators, text);
            }
        }
        Err(problem) => gather.problem(problem),
    }
}

/// Tools are a list up to 1.4, and from 1.5 also an object with components and services.
fn tools<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, gather: &mut Gather) {
    let Some(raw) = raw else { return };
    if !raw.get().starts_with('{') {
        return tool_list(source, list(Some(raw)), "/metadata/tools", gather);
    }
    match source.object::<Tools<'a>>(raw, "/metadata/tools") {
        Ok(tools) => {
            tool_list(source, list(tools.components), "/metadata/tools/components", gather);
            tool_list(source, list(tools.services), "/metadata/tools/services", gather);
        }
        Err(problem) => gather.problem(problem),
    }
}

fn tool_list<'a>(source: &Source<'a>, raws: Vec<Raw<'a>>, path: &str, gather: &mut Gather) {
    for (index, raw) in raws.into_iter().enumerate() {
        let path = format!("{path}/{index}");
        match source.object::<Tool<'a>>(raw, &path) {
            Ok(tool) => {
                let text = words::tool_text([tool.vendor.get(), tool.name.get(), tool.version.get()]);
                gather.bom.tools.extend(text);
                if let Some(reference) = tool.reference.get() {
                    gather.known(reference, &source.place(raw, path));
                }
            }
            Err(problem) => gather.problem(problem),
        }
    }
}

fn subject<'a>(source: &Source<'a>, raw: Raw<'a>, gather: &mut Gather) -> Option<(Component, Raw<'a>)> {
    let read = component::read(source, raw, "/metadata/component");
    gather.problems(read.problems);
    match read.component {
        Ok(mut subject) => {
            subject.subject = true;
            gather.check(&subject);
            gather.bom.subject = Some(subject.clone());
            Some((subject, read.nested?))
        }
        Err(problem) => {
            gather.problem(problem);
            Some((Component::default(), read.nested?))
        }
    }
}

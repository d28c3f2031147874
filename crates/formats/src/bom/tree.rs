//! XML as a small tree, within [`Limits`]. Names lose their prefixes; namespaces stay as attributes. Document types
//! are refused, and of the entities only the five that XML itself defines are known.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::{Limits, Place, ReadError};

/// The most elements and attributes of a document.
const PARTS: usize = 10_000_000;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name, without a prefix.
    pub(crate) name: String,
    /// Its attributes, names with their prefixes.
    pub(crate) attributes: Vec<(String, String)>,
    /// Its children, in order.
    pub(crate) children: Vec<Element>,
    /// Its own text, that of its children not included.
    pub(crate) text: String,
    /// The line of its start tag, from 1.
    pub(crate) line: usize,
}

impl Element {
    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The grandchildren `name` of the first child `list`.
    pub(crate) fn list<'a>(&'a self, list: &str, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.child(list).into_iter().flat_map(move |list| list.all(name))
    }

    /// The trimmed text, if there is any.
    pub(crate) fn said(&self) -> Option<&str> {
        let text = self.text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The trimmed text of the first child of this name, if there is any.
    pub(crate) fn child_text(&self, name: &str) -> Option<&str> {
        self.child(name)?.said()
    }

    /// The value of an attribute, if it is not empty.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(given, _)| given == name)?;
        (!value.is_empty()).then_some(value)
    }
}

/// Reads a whole document into its root element.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Element, ReadError> {
    let mut builder = Builder { text, counted: 0, line: 1, open: Vec::new(), root: None, parts: 0 };
    let mut reader = Reader::from_str(text);
    loop {
        let start = reader.buffer_position();
        let event = reader.read_event().map_err(|source| builder.broken(reader.error_position(), source))?;
        builder.advance(start);
        match event {
            Event::Eof => break,
            event => builder.take(event, limits)?,
        }
    }
    builder.finish()
}

struct Builder<'a> {
    text: &'a str,
    /// Bytes whose line breaks are counted in `line`.
    counted: usize,
    line: usize,
    open: Vec<Element>,
    root: Option<Element>,
    parts: usize,
}

impl Builder<'_> {
    /// Counts lines up to `position`, which never goes back.
    fn advance(&mut self, position: u64) {
        let position = usize::try_from(position).unwrap_or(self.text.len());
        if let Some(passed) = self.text.as_bytes().get(self.counted..position) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count();
            self.counted = position;
        }
    }

    fn broken(&mut self, position: u64, source: quick_xml::Error) -> ReadError {
        self.advance(position);
        ReadError::Xml { place: self.place(), source }
    }

    fn place(&self) -> Place {
        let path: String = self.open.iter().map(|element| format!("/{}", element.name)).collect();
        Place::line(self.line, path)
    }

    fn malformed(&self, reason: impl Into<String>) -> ReadError {
        ReadError::Malformed { place: self.place(), reason: reason.into() }
    }

    fn take(&mut self, event: Event<'_>, limits: &Limits) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.start(&tag, limits),
            Event::Empty(tag) => self.start(&tag, limits).and_then(|()| self.end()),
            Event::End(_) => self.end(),
            Event::Text(text) => self.characters(&text),
            Event::CData(text) => self.characters(&text),
            Event::GeneralRef(entity) => self.entity(&entity),
            Event::DocType(_) => Err(self.malformed("a DOCTYPE; document types and their entities are not read")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, limits: &Limits) -> Result<(), ReadError> {
        if self.open.len() >= limits.depth {
            return Err(ReadError::TooDeep { place: Place::line(self.line, ""), limit: limits.depth });
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(ReadError::SecondDocument { place: self.place() });
        }
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        let attributes = self.attributes(tag)?;
        self.parts = self.parts.saturating_add(1 + attributes.len());
        if self.parts > PARTS {
            return Err(self.malformed(format!("more than {PARTS} elements and attributes")));
        }
        self.open.push(Element { name, attributes, line: self.line, ..Element::default() });
        Ok(())
    }

    fn attributes(&self, tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, ReadError> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let xml = |source| ReadError::Xml { place: self.place(), source };
            let attribute = attribute.map_err(|error| xml(error.into()))?;
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            attributes.push((name, attribute.normalized_value(XmlVersion::Implicit1_0).map_err(xml)?.into_owned()));
        }
        Ok(attributes)
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let element = self.open.pop().ok_or_else(|| self.malformed("an end tag without a start tag"))?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn characters(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let text = String::from_utf8_lossy(bytes);
        match self.open.last_mut() {
            Some(element) => element.text.push_str(&text),
            None if text.trim().is_empty() => {}
            None if self.root.is_some() => return Err(ReadError::SecondDocument { place: self.place() }),
            None => return Err(self.malformed("text before the root element")),
        }
        Ok(())
    }

    fn entity(&mut self, entity: &BytesRef<'_>) -> Result<(), ReadError> {
        let name = String::from_utf8_lossy(entity).into_owned();
        let character = entity.resolve_char_ref().map_err(|source| ReadError::Xml { place: self.place(), source })?;
        match (character, resolve_xml_entity(&name)) {
            (Some(character), _) => self.characters(character.encode_utf8(&mut [0; 4]).as_bytes()),
            (None, Some(text)) => self.characters(text.as_bytes()),
            (None, None) => Err(self.malformed(format!("the entity &{name}; is not one of the five of XML"))),
        }
    }

    fn finish(mut self) -> Result<Element, ReadError> {
        match (self.open.is_empty(), self.root.take()) {
            (true, Some(root)) => Ok(root),
            (true, None) => Err(self.malformed("no root element")),
            (false, _) => Err(self.malformed("the document ends inside an element")),
        }
    }
}

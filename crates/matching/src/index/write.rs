//! The compiler's last step: sections and bytes.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::IndexError;
use super::compile::{Compiler, SourceReport};
use super::flaw::Flaws;
use super::layout::{self, Section, assemble};
use super::source::{Source, SourceKind};

impl Compiler {
    /// The index's bytes.
    pub(super) fn write(&self) -> Result<Vec<u8>, IndexError> {
        let mut flaws = Flaws::default();
        for pending in &self.pending {
            flaws.join(pending.record.ids.iter().map(String::as_str));
        }
        let (flaws, flaw_of) = flaws.finish();
        let mut sections: [Vec<u8>; layout::SECTIONS] = Default::default();
        let sources: Vec<&Source> = self.sources.iter().map(|report| &report.source).collect();
        sections[Section::Sources as usize] = encoded(&sources)?;
        sections[Section::Signals as usize] = encoded(&self.signals)?;
        self.write_records(&mut sections, &flaw_of)?;
        self.write_keys(&mut sections)?;
        write_flaws(&mut sections, &flaws)?;
        Ok(assemble(digest(&self.sources, &sections), &sections))
    }

    fn write_records(&self, sections: &mut Sections, flaw_of: &HashMap<&str, u32>) -> Result<(), IndexError> {
        for pending in &self.pending {
            let bytes = &pending.record.bytes;
            let offset = sections[Section::Records as usize].len() as u64;
            let table = &mut sections[Section::Table as usize];
            table.extend_from_slice(&offset.to_le_bytes());
            put(table, bytes.len(), "a record")?;
            table.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
            table.extend_from_slice(&flaw_of.get(&*pending.record.id).copied().unwrap_or(u32::MAX).to_le_bytes());
            put(table, pending.source, "sources")?;
            sections[Section::Records as usize].extend_from_slice(bytes);
        }
        Ok(())
    }

    fn write_keys(&self, sections: &mut Sections) -> Result<(), IndexError> {
        let mut postings: Vec<(&str, usize)> = Vec::new();
        for (number, pending) in self.pending.iter().enumerate() {
            postings.extend(pending.record.keys.iter().map(|key| (&**key, number)));
        }
        postings.sort_unstable();
        for portion in postings.chunk_by(|one, next| one.0 == next.0) {
            let key = portion[0].0;
            let (text, first) =
                (sections[Section::Text as usize].len(), sections[Section::Postings as usize].len() / 4);
            let keys = &mut sections[Section::Keys as usize];
            put(keys, text, "keys")?;
            put(keys, key.len(), "keys")?;
            put(keys, first, "postings")?;
            put(keys, portion.len(), "postings")?;
            sections[Section::Text as usize].extend_from_slice(key.as_bytes());
            portion
                .iter()
                .try_for_each(|(_, number)| put(&mut sections[Section::Postings as usize], *number, "records"))?;
        }
        Ok(())
    }
}

type Sections = [Vec<u8>; layout::SECTIONS];

fn write_flaws(sections: &mut Sections, flaws: &[Vec<&str>]) -> Result<(), IndexError> {
    for ids in flaws {
        let text = ids.join("\n");
        let at = sections[Section::FlawIds as usize].len();
        put(&mut sections[Section::Flaws as usize], at, "ids")?;
        put(&mut sections[Section::Flaws as usize], text.len(), "ids")?;
        sections[Section::FlawIds as usize].extend_from_slice(text.as_bytes());
    }
    Ok(())
}

fn put(section: &mut Vec<u8>, number: usize, what: &'static str) -> Result<(), IndexError> {
    let number = u32::try_from(number).map_err(|_| IndexError::TooLarge(what))?;
    section.extend_from_slice(&number.to_le_bytes());
    Ok(())
}

fn encoded<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, IndexError> {
    postcard::to_stdvec(value).map_err(|_| IndexError::TooLarge("a section"))
}

/// What an answer depends on: the records, the signals, and what is covered as of when. Names of files and how records
/// were packed into them are no part of it.
fn digest(sources: &[SourceReport], sections: &Sections) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for ((kind, covered), as_of) in ages(sources) {
        hasher.update(format!("{kind:?} {covered:?} {as_of:?}\n"));
    }
    for section in [Section::Records, Section::Signals] {
        let bytes = &sections[section as usize];
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().into()
}

/// As of when each thing is covered, by kind; a catalogue covers itself.
fn ages(sources: &[SourceReport]) -> BTreeMap<(SourceKind, &str), Option<i64>> {
    let mut ages: BTreeMap<(SourceKind, &str), Option<i64>> = BTreeMap::new();
    for SourceReport { source, .. } in sources {
        let catalogue = matches!(source.kind, SourceKind::Kev | SourceKind::Epss).then_some("");
        for covered in source.covers.iter().map(String::as_str).chain(catalogue) {
            let as_of = ages.entry((source.kind, covered)).or_default();
            *as_of = (*as_of).max(source.as_of());
        }
    }
    ages
}

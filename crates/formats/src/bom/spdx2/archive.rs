//! Bills in archives: one compressed bill of any format, or many SPDX 2 documents that are one bill.

use std::ops::ControlFlow;

use super::{Document, assemble, json, tag_value};
use crate::archive::{Member, visit};
use crate::bom::detect::{self, Kind};
use crate::bom::source::Source;
use crate::bom::{Bom, Component};
use crate::json::text;
use crate::{Limits, Place, Problem, ReadError};

pub(in crate::bom) fn read(bytes: &[u8], limits: &Limits) -> Result<Bom, ReadError> {
    let mut members = Members::default();
    let outcome = visit(bytes, limits, &mut |member| {
        members.take(member, limits);
        ControlFlow::Continue(())
    });
    outcome.map(|()| members)?.finish(limits)
}

#[derive(Default)]
struct Members {
    seen: usize,
    /// The first member, as long as it is the only one.
    first: Option<Member>,
    documents: Vec<Document>,
    /// Members that are no SPDX 2 documents, each with the reason.
    left_out: Vec<Problem>,
}

impl Members {
    fn take(&mut self, member: Member, limits: &Limits) {
        self.seen += 1;
        if self.seen == 1 {
            self.first = Some(member);
            return;
        }
        for member in self.first.take().into_iter().chain([member]) {
            match document(&member, limits) {
                Ok(Some(document)) => self.documents.push(within(document, &member.path)),
                Ok(None) => {}
                Err(error) => {
                    let reason = format!("not one of the SPDX documents: {error}");
                    self.left_out.push(Problem::new(Place::default().within(&member.path), reason));
                }
            }
        }
    }

    fn finish(self, limits: &Limits) -> Result<Bom, ReadError> {
        if let Some(member) = self.first {
            return only(&member, limits);
        }
        if self.documents.is_empty() {
            let looks_like = match self.seen {
                0 => "an archive without files".to_owned(),
                seen => format!("an archive of {seen} files, none of them an SPDX 2 document"),
            };
            return Err(detect::unrecognised(looks_like));
        }
        let mut bom = assemble::several(self.documents);
        bom.problems.extend(self.left_out);
        Ok(bom)
    }
}

/// The bill of an archive's only member. Archives inside archives stay packed.
fn only(member: &Member, limits: &Limits) -> Result<Bom, ReadError> {
    if crate::archive::is_archive(&member.bytes) {
        return Err(detect::unrecognised("an archive inside an archive"));
    }
    let mut bom = detect::read(&member.bytes, limits)?;
    if !member.path.is_empty() {
        let components = bom.components.iter_mut().chain(&mut bom.subject).map(|component| &mut component.place);
        let problems = bom.problems.iter_mut().map(|problem| &mut problem.place);
        let statements = bom.statements.iter_mut().map(|statement| &mut statement.place);
        components.chain(problems).chain(statements).for_each(|place| move_into(place, &member.path));
    }
    Ok(bom)
}

/// The SPDX 2 document in a member; `None` for an index, which says nothing of its own.
fn document(member: &Member, limits: &Limits) -> Result<Option<Document>, ReadError> {
    let text = text(&member.bytes, limits)?;
    match detect::kind(text, limits)? {
        Kind::Spdx2Json(top) => json::read(&Source::new(text), &top).map(Some),
        Kind::Spdx2TagValue => tag_value::read(text).map(Some),
        Kind::SpdxIndex => Ok(None),
        Kind::Other(looks_like) => Err(detect::unrecognised(looks_like)),
        _ => Err(detect::unrecognised("a bill in another format")),
    }
}

/// Moves a document's places into its member, and gives a document without a namespace one of its own.
fn within(mut document: Document, path: &str) -> Document {
    for package in &mut document.packages {
        let place = match package {
            Ok(Component { place, .. }) | Err(Problem { place, .. }) => place,
        };
        move_into(place, path);
    }
    document.problems.iter_mut().for_each(|problem| move_into(&mut problem.place, path));
    document.member = Some(path.to_owned());
    document.namespace.get_or_insert_with(|| path.to_owned());
    document
}

fn move_into(place: &mut Place, path: &str) {
    *place = std::mem::take(place).within(path);
}

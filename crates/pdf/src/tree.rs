//! What stands in a paper, for who has it read to them: pieces in groups, in the order in which they are read.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};

use crate::lines::clean;

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading of this level; `listed` where viewers show it beside the paper.
    Heading {
        level: u16,
        title: String,
        listed: bool,
    },
    Paragraph,
    /// What leads elsewhere.
    Link {
        text: String,
        address: String,
    },
    /// The mark of a point.
    Label,
    /// A point.
    Body,
    /// What a column is called.
    OfColumn,
    /// What a row is called.
    OfRow,
    Cell,
}

/// Pieces that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Group {
    List { numbered: bool },
    Point,
    Table { summary: String },
    Head,
    Rows,
    Row,
}

/// A piece, or a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Branch {
    Piece(usize),
    Group(Group, Vec<Branch>),
}

/// The tags of branches. `drawn` has, for each piece, what was drawn of it; a piece of which nothing was is still there.
pub(crate) fn tags(branches: Vec<Branch>, pieces: &[Role], drawn: &mut [Vec<Identifier>]) -> Vec<Node> {
    branches.into_iter().filter_map(|branch| node(branch, pieces, drawn)).collect()
}

fn node(branch: Branch, pieces: &[Role], drawn: &mut [Vec<Identifier>]) -> Option<Node> {
    match branch {
        Branch::Group(group, branches) => {
            let children = tags(branches, pieces, drawn);
            Some(TagGroup::with_children(of_group(&group), children).into())
        }
        Branch::Piece(piece) => {
            let (role, identifiers) = (pieces.get(piece)?, std::mem::take(drawn.get_mut(piece)?));
            let children: Vec<Node> = identifiers.into_iter().map(Into::into).collect();
            Some(of_piece(role, children).into())
        }
    }
}

fn of_group(group: &Group) -> TagKind {
    match group {
        Group::List { numbered: true } => Tag::L(ListNumbering::Decimal).into(),
        Group::List { numbered: false } => Tag::L(ListNumbering::Disc).into(),
        Group::Point => Tag::LI.into(),
        Group::Table { summary } => Tag::Table.with_summary(Some(clean(summary))).into(),
        Group::Head => Tag::THead.into(),
        Group::Rows => Tag::TBody.into(),
        Group::Row => Tag::TR.into(),
    }
}

fn of_piece(role: &Role, children: Vec<Node>) -> TagGroup {
    let kind: TagKind = match role {
        Role::Heading { level, title, .. } => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Link { .. } => {
            let link = TagGroup::with_children(Tag::Link, children);
            return TagGroup::with_children(Tag::P, vec![link.into()]);
        }
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::OfColumn => Tag::TH(TableHeaderScope::Column).into(),
        Role::OfRow => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    };
    TagGroup::with_children(kind, children)
}

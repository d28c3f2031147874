//! The risk assessment as a picture that one can walk (Art. 13(2) to (4), Annex VII point 3): what is worth protecting, where
//! somebody could begin, what could happen, what is against it, what shows that, and which requirements it is about.
//!
//! [`Picture::of`] makes a graph of a product file: nodes in six columns, edges between them, each with its place. Nothing is
//! judged that the file does not say: what is open, not linked or not weighed is flagged. [`Picture::svg`] draws it without a
//! script; [`Picture::neighbours`] is what a table beside it shows.

mod edges;
mod flags;
mod graph;
mod kinds;
mod layout;
mod risk;
mod svg;

use serde::Serialize;

use crate::file::ProductFile;

pub use kinds::{Column, Flag, Kind, Link};
pub use risk::{Level, Risk, Weight};
pub use svg::KEYS;

/// Most nodes of a column, and most edges: whoever has more begins with these, and the rest is counted.
pub const MOST_NODES: usize = 250;
/// Most edges of a picture.
pub const MOST_EDGES: usize = 5_000;

/// Something of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its id in the file, or of the requirement.
    pub id: String,
    /// What it is for people. A page may put its own words there before it draws.
    pub label: String,
    /// Where it leads: the anchor of what a page tells of it, of letters, digits, `-`, `_` and `~` alone. The same for the
    /// same id; a second one of the same id has a number behind it.
    pub anchor: String,
    /// What is at risk, of a threat; none of all else.
    pub risk: Option<Risk>,
    /// Whether it was considered and set aside with a reason: a class of threats that does not occur there, or a requirement
    /// that does not apply.
    pub set_aside: bool,
    /// What somebody has to look at.
    pub flags: Vec<Flag>,
    /// Where it stands.
    pub place: Place,
}

impl Node {
    /// Its id in the drawing, to which a page can lead back.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("at-{}", self.anchor)
    }
}

/// Where a node stands, in units of the drawing, from its upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// From the left.
    pub x: i32,
    /// From above.
    pub y: i32,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
}

/// A link between two nodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Edge {
    /// Where it begins, by its place among the nodes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub link: Link,
    /// Whether other edges say it already, as a requirement that a threat calls for and one of its controls serves: it is told
    /// of, and not drawn.
    pub implied: bool,
    /// Its way, from left to right: a cubic curve by its two ends and the two points that bend it, as x and y.
    pub curve: [(i32, i32); 4],
}

/// A risk assessment as a graph with a place for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Picture {
    /// By column, and in each from top to bottom.
    pub nodes: Vec<Node>,
    /// What links them.
    pub edges: Vec<Edge>,
    /// How wide the drawing is.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// How many nodes and edges are too many to be drawn.
    pub left_out: usize,
}

impl Picture {
    /// The picture of a file: the same file gives the same picture.
    #[must_use]
    pub fn of(file: &ProductFile) -> Self {
        let (nodes, left_out) = graph::nodes(file);
        let mut picture = Self { nodes, left_out, ..Self::default() };
        edges::link(&mut picture, file);
        flags::flag(&mut picture, file);
        layout::lay_out(&mut picture);
        picture
    }

    /// The nodes of a column, from top to bottom.
    pub fn column(&self, column: Column) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| node.kind.column() == column)
    }

    /// What a node is linked to, with what the link says, and whether it begins at this node.
    pub fn neighbours(&self, node: usize) -> impl Iterator<Item = (Link, bool, &Node)> {
        self.edges.iter().filter_map(move |edge| match (edge.from == node, edge.to == node) {
            (true, _) => Some((edge.link, true, self.nodes.get(edge.to)?)),
            (_, true) => Some((edge.link, false, self.nodes.get(edge.from)?)),
            _ => None,
        })
    }
}

/// The picture of a file, drawn.
#[must_use]
pub fn svg(file: &ProductFile, words: impl Fn(&str) -> String) -> String {
    Picture::of(file).svg(words)
}

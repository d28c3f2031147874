//! The way from a record's leaf to the checkpoint's root, drawn.

use maud::{Markup, html};

use crate::t;
use crate::web::Texts;

/// An inclusion proof (RFC 6962); hashes in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inclusion {
    /// The record's number, from 0.
    pub index: u64,
    /// How many records the checkpoint covers.
    pub size: u64,
    /// The leaf's hash.
    pub leaf: String,
    /// The neighbours' hashes, from the leaf upwards.
    pub path: Vec<String>,
    /// The checkpoint's root hash.
    pub root: String,
}

/// On which side of the way a neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Inclusion {
    /// The side of each neighbour (RFC 9162, 2.1.3.2).
    fn sides(&self) -> Vec<Side> {
        let (mut node, mut last) = (self.index, self.size.saturating_sub(1));
        let mut sides = Vec::with_capacity(self.path.len());
        for _ in &self.path {
            let left = node & 1 == 1 || node == last;
            if left {
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            }
            sides.push(if left { Side::Left } else { Side::Right });
            node >>= 1;
            last >>= 1;
        }
        sides
    }
}

const ROW: usize = 34;
const MIDDLE: usize = 170;

/// The way as a drawing, and as a list of the same hashes.
#[must_use]
pub fn inclusion_path(texts: Texts, inclusion: &Inclusion) -> Markup {
    let sides = inclusion.sides();
    let levels = inclusion.path.len();
    let height = (levels + 1) * ROW + 26;
    let title = t!(texts, "proof-path", count = levels);
    html! {
        figure.proof-path {
            svg viewBox={ "0 0 340 " (height) } role="img" aria-labelledby="proof-path-title proof-path-description" {
                title id="proof-path-title" { (title) }
                desc id="proof-path-description" { (t!(texts, "proof-path-explained")) }
                line.proof-way x1=(MIDDLE) x2=(MIDDLE) y1="13" y2=(13 + (levels + 1) * ROW) {}
                @for (level, (hash, side)) in inclusion.path.iter().zip(&sides).enumerate() {
                    (neighbour(height - 13 - (level + 1) * ROW, hash, *side))
                }
                (node(13, &t!(texts, "proof-root"), &inclusion.root))
                (node(height - 13, &t!(texts, "proof-leaf"), &inclusion.leaf))
            }
            details.chart-data { summary { (t!(texts, "proof-hashes")) } (hashes(texts, inclusion, &sides)) }
        }
    }
}

/// An end of the way: leaf or root.
fn node(y: usize, label: &str, hash: &str) -> Markup {
    html! {
        circle.proof-node cx=(MIDDLE) cy=(y) r="7" {}
        text.proof-name x=(MIDDLE - 16) y=(y + 4) text-anchor="end" { (label) }
        text.proof-hash x=(MIDDLE + 16) y=(y + 4) { (short(hash)) }
    }
}

/// A neighbour and where it joins the way.
fn neighbour(y: usize, hash: &str, side: Side) -> Markup {
    let (end, text, anchor) = match side {
        Side::Left => (MIDDLE - 40, MIDDLE - 52, "end"),
        Side::Right => (MIDDLE + 40, MIDDLE + 52, "start"),
    };
    html! {
        path.proof-branch fill="none" d={ "M" (end) " " (y + 8) "Q" (MIDDLE) " " (y + 8) " " (MIDDLE) " " (y - 6) } {}
        circle.proof-joint cx=(MIDDLE) cy=(y - 6) r="3.5" {}
        circle.proof-neighbour cx=(end) cy=(y + 8) r="4.5" {}
        text.proof-hash x=(text) y=(y + 12) text-anchor=(anchor) { (short(hash)) }
    }
}

fn short(hash: &str) -> String {
    hash.chars().take(10).chain(['…']).collect()
}

fn hashes(texts: Texts, inclusion: &Inclusion, sides: &[Side]) -> Markup {
    html! {
        ol.hashes {
            li { (t!(texts, "proof-leaf")) " " code { (inclusion.leaf) } }
            @for (hash, side) in inclusion.path.iter().zip(sides) {
                li { @match side { Side::Left => (t!(texts, "proof-left")), Side::Right => (t!(texts, "proof-right")) }
                    " " code { (hash) } }
            }
            li { (t!(texts, "proof-root")) " " code { (inclusion.root) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(index: u64, size: u64, length: usize) -> String {
        let inclusion = Inclusion { index, size, path: vec![String::new(); length], ..Inclusion::default() };
        inclusion.sides().into_iter().map(|side| if side == Side::Left { 'l' } else { 'r' }).collect()
    }

    #[test]
    fn neighbours_stand_where_the_tree_has_them() {
        assert_eq!(sides(0, 8, 3), "rrr");
        assert_eq!(sides(5, 8, 3), "lrl");
        assert_eq!(sides(6, 7, 2), "ll");
        assert_eq!(sides(4, 7, 3), "rrl");
    }

    #[test]
    fn a_path_that_fits_no_tree_is_still_drawn() {
        assert_eq!(sides(u64::MAX, 0, 70).len(), 70);
    }
}

//! What viewers show beside a paper: the title and its parts, each below the part that it belongs to.

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

use crate::layout::{Layout, Line};
use crate::tree::Role;

/// A heading and where it leads.
struct Entry {
    level: u16,
    node: OutlineNode,
}

/// The outline of a paper.
pub(crate) fn outline(laid: &Layout) -> Outline {
    let (mut outline, mut open): (Outline, Vec<Entry>) = (Outline::new(), Vec::new());
    for entry in entries(laid) {
        close(&mut open, entry.level, &mut outline);
        open.push(entry);
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Puts away what is not above this level. The title stands beside the parts, not above them.
fn close(open: &mut Vec<Entry>, level: u16, outline: &mut Outline) {
    while let Some(last) = open.pop_if(|last| last.level >= level || last.level == 1) {
        match open.last_mut() {
            Some(above) => above.node.push_child(last.node),
            None => outline.push_child(last.node),
        }
    }
}

fn entries(laid: &Layout) -> Vec<Entry> {
    let (mut all, mut seen) = (Vec::new(), None);
    let lines = laid.pages.iter().enumerate().flat_map(|(page, all)| all.lines.iter().map(move |line| (page, line)));
    for (page, line) in lines.filter(|(_, line)| line.piece.is_some() && seen.replace(line.piece) != Some(line.piece)) {
        if let Some(Role::Heading { level, title, listed: true }) = line.piece.and_then(|piece| laid.pieces.get(piece))
        {
            all.push(Entry { level: *level, node: OutlineNode::new(title.clone(), place(page, line)) });
        }
    }
    all
}

fn place(page: usize, line: &Line) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(line.x, line.y - line.style.size))
}

//! Where everything stands: columns from left to right, in each an order in which few edges cross, and no node upon another.

use std::cmp::Reverse;

use super::{Column, Kind, Link, Node, Picture, Place};

/// How wide a node is.
pub(super) const WIDTH: i32 = 200;
/// Free between two columns: there edges are bent.
const GAP: i32 = 80;
/// Free around all.
const MARGIN: i32 = 16;
/// Where the first node stands: below the names of columns.
const TOP: i32 = 56;
/// Free between two nodes of a column.
const BETWEEN: i32 = 8;
/// How far an entry is set in below its interface.
const INDENT: i32 = 16;
/// How far the edge between two nodes of one column bends out.
const BULGE: i32 = 40;

/// Gives each node and edge of a picture its place.
pub(super) fn lay_out(picture: &mut Picture) {
    order(picture);
    let high = Column::ALL.map(|column| packed(picture.column(column))).into_iter().max().unwrap_or(0);
    picture.width = 2 * MARGIN + 6 * WIDTH + 5 * GAP;
    picture.height = TOP + high + MARGIN;
    size(&mut picture.nodes);
    for column in
        [Column::Threats, Column::Assets, Column::Interfaces, Column::Controls, Column::Evidence, Column::Requirements]
    {
        stand(picture, column, high);
    }
    for at in 0..picture.edges.len() {
        let ends = (&picture.nodes[picture.edges[at].from], &picture.nodes[picture.edges[at].to]);
        picture.edges[at].curve = curve(ends.0, ends.1);
    }
}

const fn height(kind: Kind) -> i32 {
    match kind {
        Kind::Entry => 30,
        Kind::Threat => 60,
        _ => 44,
    }
}

/// How high nodes are with what is free between them.
fn packed<'a>(nodes: impl Iterator<Item = &'a Node>) -> i32 {
    nodes.map(|node| height(node.kind) + BETWEEN).sum::<i32>().saturating_sub(BETWEEN).max(0)
}

fn size(nodes: &mut [Node]) {
    for node in nodes {
        let column = Column::ALL.iter().position(|one| *one == node.kind.column()).unwrap_or(0);
        let inset = if node.kind == Kind::Entry { INDENT } else { 0 };
        let x = MARGIN + (WIDTH + GAP) * i32::try_from(column).unwrap_or(0) + inset;
        node.place = Place { x, y: 0, width: WIDTH - inset, height: height(node.kind) };
    }
}

/// Threats by their first interface, the worst first; controls and evidence as near to what they are linked with as they can
/// be; all else as the file and the act have it. Edges follow their nodes.
fn order(picture: &mut Picture) {
    let threats: Vec<(usize, Reverse<usize>)> = (0..picture.nodes.len()).map(|at| by_door(picture, at)).collect();
    sort(picture, Column::Threats, &threats);
    for column in [Column::Controls, Column::Evidence] {
        let near: Vec<usize> = (0..picture.nodes.len()).map(|at| before(picture, at)).collect();
        sort(picture, column, &near);
    }
}

/// The first interface of a threat, by its place, and its score.
fn by_door(picture: &Picture, at: usize) -> (usize, Reverse<usize>) {
    let doors = picture.edges.iter().filter(|edge| edge.from == at && edge.link == Link::HappensBy).map(|edge| edge.to);
    let risk = picture.nodes.get(at).and_then(|node| node.risk).and_then(|risk| risk.before);
    (doors.min().unwrap_or(usize::MAX), Reverse(risk.map_or(0, |weight| weight.score)))
}

/// The mean place of what leads to a node from columns before its own, with a finer unit than a place; the last for what
/// nothing leads to.
fn before(picture: &Picture, at: usize) -> usize {
    let column = |node: usize| picture.nodes.get(node).map(|node| node.kind.column());
    let leading = picture.edges.iter().filter(|edge| edge.to == at && column(edge.from) < column(at));
    let places: Vec<usize> = leading.map(|edge| edge.from).collect();
    let sum: usize = places.iter().sum();
    (sum * 100).checked_div(places.len()).unwrap_or(usize::MAX)
}

/// Sorts the nodes of a column, those with one key as they stand; all other nodes stay where they are.
fn sort<K: Ord>(picture: &mut Picture, column: Column, keys: &[K]) {
    let mut order: Vec<usize> = (0..picture.nodes.len()).collect();
    order.sort_by_key(|at| {
        let of = picture.nodes[*at].kind.column();
        (of, (of == column).then(|| &keys[*at]))
    });
    let mut now = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| now[*old] = new);
    let mut nodes: Vec<Option<Node>> = std::mem::take(&mut picture.nodes).into_iter().map(Some).collect();
    picture.nodes = order.iter().filter_map(|old| nodes[*old].take()).collect();
    for edge in &mut picture.edges {
        (edge.from, edge.to) = (now[edge.from], now[edge.to]);
    }
}

/// Gives the nodes of a column their height: where they would be nearest to what they are linked with, pushed apart.
fn stand(picture: &mut Picture, column: Column, high: i32) {
    let members: Vec<usize> =
        (0..picture.nodes.len()).filter(|at| picture.nodes[*at].kind.column() == column).collect();
    let spare = high - packed(picture.column(column));
    let (count, mut even) = (i32::try_from(members.len()).unwrap_or(i32::MAX).max(1), TOP);
    let mut wanted = Vec::new();
    for (at, node) in (1..).zip(&members) {
        let (kind, tall) = (picture.nodes[*node].kind, picture.nodes[*node].place.height);
        wanted.push(match (kind, middle(picture, *node)) {
            // Directly below its interface.
            (Kind::Entry, _) => TOP,
            (Kind::Threat, _) | (_, None) => even + spare * at / (count + 1),
            (_, Some(middle)) => middle - tall / 2,
        });
        even += tall + BETWEEN;
    }
    apart(picture, &members, &wanted, TOP + high);
}

/// The mean height of what a node is linked with, as far as it stands already.
fn middle(picture: &Picture, at: usize) -> Option<i32> {
    let other = picture.edges.iter().filter_map(|edge| match (edge.from == at, edge.to == at) {
        (true, false) => Some(edge.to),
        (false, true) => Some(edge.from),
        _ => None,
    });
    let places: Vec<i32> = other
        .map(|other| picture.nodes[other].place)
        .filter(|place| place.y > 0)
        .map(|place| place.y + place.height / 2)
        .collect();
    places.iter().sum::<i32>().checked_div(i32::try_from(places.len()).ok()?)
}

/// From top to bottom each below the one before, and then from the bottom up each above the one after.
fn apart(picture: &mut Picture, members: &[usize], wanted: &[i32], bottom: i32) {
    let mut free = TOP;
    for (node, wanted) in members.iter().zip(wanted) {
        let place = &mut picture.nodes[*node].place;
        place.y = free.max(*wanted);
        free = place.y + place.height + BETWEEN;
    }
    let mut end = bottom;
    for node in members.iter().rev() {
        let place = &mut picture.nodes[*node].place;
        place.y = place.y.min(end - place.height);
        end = place.y - BETWEEN;
    }
}

/// From the right side of the left node to the left side of the right one; between nodes of one column on their left.
fn curve(from: &Node, to: &Node) -> [(i32, i32); 4] {
    let middle = |node: &Node| node.place.y + node.place.height / 2;
    if from.kind.column() == to.kind.column() {
        let out = from.place.x.min(to.place.x) - BULGE;
        let (first, last) = ((from.place.x, middle(from)), (to.place.x, middle(to)));
        return [first, (out, first.1), (out, last.1), last];
    }
    let (left, right) = if from.place.x < to.place.x { (from, to) } else { (to, from) };
    let (first, last) = ((left.place.x + left.place.width, middle(left)), (right.place.x, middle(right)));
    let bend = (last.0 - first.0) / 2;
    [first, (first.0 + bend, first.1), (last.0 - bend, last.1), last]
}

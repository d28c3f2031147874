//! Where words of a page lead.

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Quadrilateral, Rect};
use krilla::page::Page as Opened;
use krilla::tagging::Identifier;

use crate::layout::{Line, Page};
use crate::tree::Role;

/// Lays what leads elsewhere over its words: one area for each piece of a page, over all of its lines there.
pub(crate) fn links(opened: &mut Opened<'_>, page: &Page, pieces: &[Role], drawn: &mut [Vec<Identifier>]) {
    let of = |line: &Line| line.piece.filter(|piece| matches!(pieces.get(*piece), Some(Role::Link { .. })));
    let mut all: Vec<usize> = page.lines.iter().filter_map(of).collect();
    all.dedup();
    for piece in all {
        let lines = page.lines.iter().filter(|line| line.piece == Some(piece));
        let areas: Vec<Quadrilateral> = lines.filter_map(area).map(Into::into).collect();
        let (Some(Role::Link { text, address }), Some(drawn)) = (pieces.get(piece), drawn.get_mut(piece)) else {
            continue;
        };
        if !areas.is_empty() {
            let target = Target::Action(LinkAction::new(address.clone()).into());
            let link = LinkAnnotation::new_with_quad_points(areas, target);
            let said = format!("{text} ({address})");
            drawn.push(opened.add_tagged_annotation(Annotation::new_link(link, Some(said))));
        }
    }
}

fn area(line: &Line) -> Option<Rect> {
    let width = line.style.face.width(&line.text) * line.style.size;
    Rect::from_xywh(line.x, line.y - line.style.size, width.max(1.0), line.style.height())
}

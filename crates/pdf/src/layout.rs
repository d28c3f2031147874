//! A paper in pages: where each line stands, before anything is drawn.

use crate::font::Face;
use crate::lines::{clean, lines};
use crate::paper::{Block, Paper};

/// Points, of which an inch has 72: A4, with room for holes.
pub(crate) const WIDTH: f32 = 595.0;
/// As high as A4.
pub(crate) const HEIGHT: f32 = 842.0;
/// Free on the left.
pub(crate) const LEFT: f32 = 64.0;
/// Free on the right.
pub(crate) const RIGHT: f32 = 56.0;
const TOP: f32 = 60.0;
const BOTTOM: f32 = 68.0;
/// How far a bar beside a notice stands before it.
const INDENT: f32 = 12.0;

/// How dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Grey,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) ink: Ink,
    /// From one line to the next, as a share of the size.
    pub(crate) pitch: f32,
}

const fn style(face: Face, size: f32, ink: Ink) -> Style {
    Style { face, size, ink, pitch: 1.4 }
}

const TITLE: Style = style(Face::Bold, 19.0, Ink::Black);
const ABOUT: Style = style(Face::Regular, 11.0, Ink::Grey);
const HEADING: Style = style(Face::Bold, 13.0, Ink::Black);
const LABEL: Style = style(Face::Bold, 10.0, Ink::Black);
const BODY: Style = style(Face::Regular, 10.0, Ink::Black);
/// Of what stands at the foot, and of notes.
pub(crate) const SMALL: Style = style(Face::Regular, 8.0, Ink::Grey);

/// What a piece is to who has it read to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading of this level.
    Heading(u16, String),
    Paragraph,
}

/// A line on a page. Distances are from its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Which piece it is of.
    pub(crate) piece: usize,
    pub(crate) x: f32,
    /// Where letters stand.
    pub(crate) y: f32,
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// A bar on a page: left, top, height.
pub(crate) type Bar = (f32, f32, f32);

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    pub(crate) bars: Vec<Bar>,
}

/// Pages, and what their pieces are.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) pages: Vec<Page>,
    pub(crate) pieces: Vec<Role>,
}

/// Lays a paper out.
pub(crate) fn layout(paper: &Paper) -> Layout {
    let mut open = Open { pages: vec![Page::default()], pieces: Vec::new(), y: TOP };
    open.piece(Role::Heading(1, paper.name()), TITLE, 0.0, &paper.name());
    open.piece(Role::Paragraph, ABOUT, 0.0, &paper.about);
    for block in &paper.blocks {
        open.block(block);
    }
    Layout { pages: open.pages, pieces: open.pieces }
}

/// A layout that is being made.
struct Open {
    pages: Vec<Page>,
    pieces: Vec<Role>,
    /// How far down the last page it is.
    y: f32,
}

impl Open {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                self.gap(18.0, 80.0);
                self.piece(Role::Heading(2, clean(text)), HEADING, 0.0, text);
            }
            Block::Text(text) => {
                self.gap(6.0, 0.0);
                self.piece(Role::Paragraph, BODY, 0.0, text);
            }
            Block::Notice(text) => self.notice(text),
            Block::Entry { label, note, value } => self.entry(label, note, value),
        }
    }

    fn notice(&mut self, text: &str) {
        self.gap(10.0, 30.0);
        let (first, top) = (self.pages.len(), self.y);
        self.piece(Role::Paragraph, BODY, INDENT, text);
        let (last, bottom) = (self.pages.len(), self.y);
        for page in first..=last {
            let top = if page == first { top } else { TOP };
            let bottom = if page == last { bottom } else { HEIGHT - BOTTOM };
            self.pages[page - 1].bars.push((LEFT, top, bottom - top));
        }
    }

    fn entry(&mut self, label: &str, note: &str, value: &str) {
        self.gap(11.0, 44.0);
        self.piece(Role::Heading(3, clean(label)), LABEL, 0.0, label);
        self.piece(Role::Paragraph, SMALL, 0.0, note);
        self.piece(Role::Paragraph, BODY, 0.0, value);
    }

    /// Space before a piece, which begins a page where less than so much is left of this one.
    fn gap(&mut self, space: f32, needs: f32) {
        self.y += space;
        if self.y + needs > HEIGHT - BOTTOM {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn piece(&mut self, role: Role, style: Style, indent: f32, text: &str) {
        let room = (WIDTH - LEFT - RIGHT - indent) / style.size;
        let (piece, height) = (self.pieces.len(), style.size * style.pitch);
        let all = lines(text, style.face, room);
        if all.iter().all(String::is_empty) {
            return;
        }
        self.pieces.push(role);
        for text in all {
            if self.y + height > HEIGHT - BOTTOM {
                self.turn();
            }
            let y = self.y + style.size * 1.05;
            self.y += height;
            if let (Some(page), false) = (self.pages.last_mut(), text.is_empty()) {
                page.lines.push(Line { piece, x: LEFT + indent, y, style, text });
            }
        }
    }
}

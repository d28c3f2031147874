//! A paper in pages: where each line stands, before anything is drawn.

use crate::font::Face;
use crate::lines::{clean, lines};
use crate::paper::{Block, Paper};
use crate::tree::{Branch, Group, Role};

/// Points, of which an inch has 72: A4, with room for holes.
pub(crate) const WIDTH: f32 = 595.0;
/// As high as A4.
pub(crate) const HEIGHT: f32 = 842.0;
/// Free on the left.
pub(crate) const LEFT: f32 = 64.0;
/// Free on the right.
pub(crate) const RIGHT: f32 = 56.0;
pub(crate) const TOP: f32 = 60.0;
pub(crate) const BOTTOM: f32 = 68.0;
/// How far a bar beside a notice stands before it, and a point's mark before the point.
const INDENT: f32 = 12.0;
/// How wide the bar is.
const BAR: f32 = 3.0;

/// How dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Grey,
    /// Of what leads elsewhere.
    Blue,
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

impl Style {
    /// From one line to the next.
    pub(crate) fn height(self) -> f32 {
        self.size * self.pitch
    }
}

const fn style(face: Face, size: f32, ink: Ink) -> Style {
    Style { face, size, ink, pitch: 1.4 }
}

const TITLE: Style = style(Face::Bold, 19.0, Ink::Black);
const ABOUT: Style = style(Face::Regular, 11.0, Ink::Grey);
const HEADING: Style = style(Face::Bold, 13.0, Ink::Black);
const SUBHEADING: Style = style(Face::Bold, 11.0, Ink::Black);
const LINK: Style = style(Face::Regular, 10.0, Ink::Blue);
const LABEL: Style = style(Face::Bold, 10.0, Ink::Black);
const BODY: Style = style(Face::Regular, 10.0, Ink::Black);
/// Of what stands at the foot, and of notes.
pub(crate) const SMALL: Style = style(Face::Regular, 8.0, Ink::Grey);

/// A line on a page. Distances are from its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Which piece it is of; none where it only repeats what was read before.
    pub(crate) piece: Option<usize>,
    pub(crate) x: f32,
    /// Where letters stand.
    pub(crate) y: f32,
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// A bar on a page, or a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bar {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

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
    /// In which order and groups they are read.
    pub(crate) tree: Vec<Branch>,
}

/// Lays a paper out.
pub(crate) fn layout(paper: &Paper) -> Layout {
    let mut open = Open { pages: vec![Page::default()], pieces: Vec::new(), tree: Vec::new(), y: TOP, level: 2 };
    open.piece(Role::Heading { level: 1, title: paper.name(), listed: true }, TITLE, 0.0, &paper.name());
    open.piece(Role::Paragraph, ABOUT, 0.0, &paper.about);
    for (at, block) in paper.blocks.iter().enumerate() {
        open.block(block, beginning(&paper.blocks[at + 1..]));
    }
    Layout { pages: open.pages, pieces: open.pieces, tree: open.tree }
}

/// How much of what follows a heading stays with it, at most half a page: further headings, and how a table begins.
fn beginning(blocks: &[Block]) -> f32 {
    let needs = match blocks.first() {
        Some(Block::Heading(_) | Block::Subheading { .. }) => 2.0 * HEADING.height() + beginning(&blocks[1..]),
        Some(Block::Table(table)) => 10.0 + crate::table::beginning(table),
        _ => 0.0,
    };
    needs.min((HEIGHT - TOP - BOTTOM) / 2.0)
}

/// A layout that is being made.
pub(crate) struct Open {
    pub(crate) pages: Vec<Page>,
    pub(crate) pieces: Vec<Role>,
    tree: Vec<Branch>,
    /// How far down the last page it is.
    pub(crate) y: f32,
    /// The level of the last heading.
    level: u16,
}

impl Open {
    fn block(&mut self, block: &Block, follows: f32) {
        match block {
            Block::Heading(text) => {
                self.gap(18.0, 80.0_f32.max(2.0 * HEADING.height() + follows));
                self.heading(2, HEADING, text);
            }
            Block::Subheading { level, text } => {
                self.gap(13.0, 60.0_f32.max(2.0 * SUBHEADING.height() + follows));
                self.heading(*level, SUBHEADING, text);
            }
            Block::Text(text) => {
                self.gap(6.0, 0.0);
                self.piece(Role::Paragraph, BODY, 0.0, text);
            }
            Block::Notice(text) => self.notice(text),
            Block::Entry { label, note, value } => self.entry(label, note, value),
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Link { text, address } => self.link(text, address),
            Block::Table(table) => {
                self.gap(10.0, crate::table::beginning(table));
                if let Some(branch) = self.table(table) {
                    self.tree.push(branch);
                }
            }
        }
    }

    fn heading(&mut self, level: u8, style: Style, text: &str) {
        let level = u16::from(level.clamp(2, 6)).min(self.level + 1);
        self.level = level;
        self.piece(Role::Heading { level, title: clean(text), listed: true }, style, 0.0, text);
    }

    fn list(&mut self, numbered: bool, items: &[String]) {
        let room = WIDTH - LEFT - RIGHT - 2.0 * INDENT;
        let mut points = Vec::new();
        for (number, item) in (1..).zip(items) {
            self.gap(4.0, BODY.height());
            let mark = if numbered { format!("{number}.") } else { "•".to_owned() };
            let mark = self.beside(Role::Label, BODY, LEFT, &mark);
            let body = self.column(Role::Body, BODY, LEFT + 2.0 * INDENT, room, item);
            points.push(Branch::Group(Group::Point, mark.into_iter().chain(body).collect()));
        }
        self.tree.push(Branch::Group(Group::List { numbered }, points));
    }

    fn link(&mut self, text: &str, address: &str) {
        self.gap(6.0, 0.0);
        let words = if text.trim().is_empty() { address } else { text };
        let is_address = ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start));
        let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
        if is_address && plain {
            let role = Role::Link { text: clean(words), address: address.to_owned() };
            self.piece(role, LINK, 0.0, words);
        } else {
            self.piece(Role::Paragraph, BODY, 0.0, words);
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
            self.pages[page - 1].bars.push(Bar { left: LEFT, top, width: BAR, height: bottom - top });
        }
    }

    fn entry(&mut self, label: &str, note: &str, value: &str) {
        self.gap(11.0, 44.0);
        self.piece(Role::Heading { level: 3, title: clean(label), listed: false }, LABEL, 0.0, label);
        self.piece(Role::Paragraph, SMALL, 0.0, note);
        self.piece(Role::Paragraph, BODY, 0.0, value);
    }

    /// Space before a piece, which begins a page where less than so much is left of this one.
    pub(crate) fn gap(&mut self, space: f32, needs: f32) {
        self.y += space;
        if self.y + needs > HEIGHT - BOTTOM {
            self.turn();
        }
    }

    pub(crate) fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn piece(&mut self, role: Role, style: Style, indent: f32, text: &str) {
        let branch = self.column(role, style, LEFT + indent, WIDTH - LEFT - RIGHT - indent, text);
        self.tree.extend(branch);
    }

    /// Lines of a piece from here on, so many points wide; nothing where there are none.
    fn column(&mut self, role: Role, style: Style, x: f32, room: f32, text: &str) -> Option<Branch> {
        let all = lines(text, style.face, room / style.size);
        if all.iter().all(String::is_empty) {
            return None;
        }
        let piece = self.named(role);
        for text in all {
            if self.y + style.height() > HEIGHT - BOTTOM {
                self.turn();
            }
            self.write(Some(piece), style, x, self.y, text);
            self.y += style.height();
        }
        Some(Branch::Piece(piece))
    }

    /// One line that takes no room of its own.
    fn beside(&mut self, role: Role, style: Style, x: f32, text: &str) -> Option<Branch> {
        let piece = self.named(role);
        self.write(Some(piece), style, x, self.y, text.to_owned());
        Some(Branch::Piece(piece))
    }

    pub(crate) fn named(&mut self, role: Role) -> usize {
        self.pieces.push(role);
        self.pieces.len() - 1
    }

    /// Puts a line on the last page; `top` is where its room begins.
    pub(crate) fn write(&mut self, piece: Option<usize>, style: Style, x: f32, top: f32, text: String) {
        if let (Some(page), false) = (self.pages.last_mut(), text.is_empty()) {
            page.lines.push(Line { piece, x, y: top + style.size * 1.05, style, text });
        }
    }

    /// Draws a rule on the last page.
    pub(crate) fn rule(&mut self, top: f32, height: f32) {
        if let Some(page) = self.pages.last_mut() {
            page.bars.push(Bar { left: LEFT, top, width: WIDTH - LEFT - RIGHT, height });
        }
    }
}

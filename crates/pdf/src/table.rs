//! Tables: cells that wrap, rows that stay whole where a page can hold them, a head on each page.

use crate::font::Face;
use crate::layout::{BOTTOM, HEIGHT, Ink, LEFT, Open, RIGHT, Style, TOP, WIDTH};
use crate::lines::lines;
use crate::paper::Table;
use crate::tree::{Branch, Group, Role};

pub(crate) const CELL: Style = Style { face: Face::Regular, size: 9.0, ink: Ink::Black, pitch: 1.35 };
const NAME: Style = Style { face: Face::Bold, ..CELL };
/// Free above and below the lines of a cell.
const ABOVE: f32 = 3.0;
/// Free between a cell and the next.
pub(crate) const BETWEEN: f32 = 8.0;
/// The most of a page that a row may take to stay whole: a longer one goes on where it is, or much of a page stays empty.
const WHOLE: f32 = 0.4;
/// Lines of a row that goes on which are not left alone at the foot of a page.
const TOGETHER: f32 = 3.0;
/// How strong rules are: below the head, and below rows.
const RULES: (f32, f32) = (1.0, 0.4);

/// Where a column stands: left, and the width of its lines.
type Place = (f32, f32);

/// The lines of a row's cells.
struct Row {
    cells: Vec<Vec<String>>,
    styles: Vec<Style>,
}

impl Row {
    fn new(cells: &[&str], styles: Vec<Style>, places: &[Place]) -> Self {
        let broken = cells.iter().zip(&styles).zip(places);
        let cells = broken.map(|((text, style), (_, room))| lines(text, style.face, room / style.size)).collect();
        Self { cells, styles }
    }

    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0).max(1)
    }

    /// Lines are counted in a table, never so many that a number of this kind would not hold them.
    #[expect(clippy::cast_precision_loss, reason = "the lines of a row fit on some pages")]
    fn height(&self) -> f32 {
        self.lines() as f32 * CELL.height() + 2.0 * ABOVE
    }

    /// How much of it stays on one page.
    fn together(&self) -> f32 {
        let whole = self.height();
        if whole <= (HEIGHT - TOP - BOTTOM) * WHOLE { whole } else { TOGETHER * CELL.height() + 2.0 * ABOVE }
    }
}

/// How much of a table stays on the page where it begins: its head and what stays together of its first row.
pub(crate) fn beginning(table: &Table) -> f32 {
    let Some(places) = places(table) else { return 0.0 };
    let first = table.rows.first().map(|cells| body(table, cells, &places));
    head(table, &places).height() + first.map_or(0.0, |row| row.together())
}

fn head(table: &Table, places: &[Place]) -> Row {
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    Row::new(&titles, vec![NAME; titles.len()], places)
}

/// A row with as many cells as there are columns.
fn body(table: &Table, cells: &[String], places: &[Place]) -> Row {
    let cells: Vec<&str> = (0..places.len()).map(|at| cells.get(at).map_or("", String::as_str)).collect();
    let styles = (0..cells.len()).map(|at| if table.names(at) { NAME } else { CELL }).collect();
    Row::new(&cells, styles, places)
}

impl Table {
    /// Whether the cells of a column say what their row is about.
    const fn names(&self, at: usize) -> bool {
        self.first_names_row && at == 0
    }
}

impl Open {
    /// Lays a table out from here on; nothing where it has no columns.
    pub(crate) fn table(&mut self, table: &Table) -> Option<Branch> {
        let places = places(table)?;
        let head = head(table, &places);
        let (names, pieces) = self.pieces_of(places.len(), |_| Role::OfColumn);
        self.row(&head, &places, &pieces, None);
        self.rule(self.y, RULES.0);
        let mut rows = Vec::new();
        for cells in &table.rows {
            let (branch, pieces) =
                self.pieces_of(places.len(), |at| if table.names(at) { Role::OfRow } else { Role::Cell });
            self.row(&body(table, cells, &places), &places, &pieces, Some(&head));
            self.rule(self.y, RULES.1);
            rows.push(branch);
        }
        let parts = vec![Branch::Group(Group::Head, vec![names]), Branch::Group(Group::Rows, rows)];
        let filled = parts.into_iter().filter(|part| !matches!(part, Branch::Group(_, rows) if rows.is_empty()));
        Some(Branch::Group(Group::Table { summary: table.summary.clone() }, filled.collect()))
    }

    fn pieces_of(&mut self, count: usize, role: impl Fn(usize) -> Role) -> (Branch, Vec<usize>) {
        let pieces: Vec<usize> = (0..count).map(|at| self.named(role(at))).collect();
        (Branch::Group(Group::Row, pieces.iter().map(|piece| Branch::Piece(*piece)).collect()), pieces)
    }

    /// A short row stays whole; a longer one goes on below the head of the next page.
    fn row(&mut self, row: &Row, places: &[Place], pieces: &[usize], head: Option<&Row>) {
        if self.y + row.together() > HEIGHT - BOTTOM {
            self.go_on(places, head);
        }
        self.y += ABOVE;
        for line in 0..row.lines() {
            if self.y + CELL.height() > HEIGHT - BOTTOM {
                self.go_on(places, head);
                self.y += ABOVE;
            }
            self.line(row, line, places, |at| pieces.get(at).copied());
        }
        self.y += ABOVE;
    }

    /// One line of each cell.
    fn line(&mut self, row: &Row, line: usize, places: &[Place], piece: impl Fn(usize) -> Option<usize>) {
        for (at, ((cell, style), (left, _))) in row.cells.iter().zip(&row.styles).zip(places).enumerate() {
            // Every cell of a row is tagged, or columns would shift for who has it read to them: an empty one has a gap.
            let text = cell.get(line).filter(|text| line > 0 || !text.is_empty()).cloned();
            let text = text.unwrap_or_else(|| if line == 0 { " ".to_owned() } else { String::new() });
            self.write(piece(at), *style, *left, self.y, text);
        }
        self.y += CELL.height();
    }

    /// A new page with the head, which was read before.
    fn go_on(&mut self, places: &[Place], head: Option<&Row>) {
        self.turn();
        let Some(head) = head.filter(|head| head.height() < (HEIGHT - TOP - BOTTOM) / 2.0) else { return };
        self.y += ABOVE;
        for line in 0..head.lines() {
            self.line(head, line, places, |_| None);
        }
        self.y += ABOVE;
        self.rule(self.y, RULES.0);
    }
}

/// Where the columns stand, by their shares of the width.
fn places(table: &Table) -> Option<Vec<Place>> {
    let share = |share: u8| f32::from(share.max(1));
    let all: f32 = table.columns.iter().map(|column| share(column.share)).sum();
    let (room, mut left) = (WIDTH - LEFT - RIGHT, LEFT);
    let places = table.columns.iter().map(|column| {
        let width = room * share(column.share) / all;
        let place = (left, (width - BETWEEN).max(CELL.size));
        left += width;
        place
    });
    let places: Vec<Place> = places.collect();
    (!places.is_empty()).then_some(places)
}

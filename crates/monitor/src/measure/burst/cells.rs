//! Count-min sketches of edges, sources and destinations: two rows each, all that is known of a cell side by side.

use crate::measure::Unreadable;

/// Rows of each sketch. More give no better scores.
const ROWS: usize = 2;

/// One cell: sums of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C, align(16))]
pub(super) struct Sums {
    /// Of the short window. Counts stop to grow at 2²⁴ within a window.
    pub(super) short: f32,
    /// Of the long window.
    pub(super) long: f32,
    /// Of what was learnt as usual.
    pub(super) usual: f64,
}

/// What an event adds to each sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    pub(super) short: f32,
    pub(super) long: f32,
    pub(super) usual: f64,
}

impl Weights {
    /// What so many events add.
    #[inline]
    pub(super) fn times(self, times: u16) -> Self {
        let Self { short, long, usual } = self;
        Self { short: short * f32::from(times), long: long * f32::from(times), usual: usual * f64::from(times) }
    }
}

/// The cells of one key: where in the first row and in the second.
pub(super) type Place = [u32; ROWS];

/// Three sketches.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cells {
    /// Six rows of a power of two.
    cells: Box<[Sums]>,
    mask: u32,
}

impl Cells {
    /// Empty ones. `width` is a power of two.
    pub(super) fn new(width: u32) -> Self {
        let cells = vec![Sums::default(); 3 * ROWS * width as usize];
        Self { cells: cells.into_boxed_slice(), mask: width - 1 }
    }
}

impl Cells {
    pub(super) fn bytes_kept(&self) -> usize {
        size_of_val::<[Sums]>(&self.cells)
    }

    /// Where a hash falls in a sketch: one half of it for each row.
    #[inline]
    pub(super) fn place(&self, sketch: usize, hash: u64) -> Place {
        let row = |row: usize| ((sketch * ROWS + row) as u32) * (self.mask + 1);
        [row(0) + (hash as u32 & self.mask), row(1) + ((hash >> 32) as u32 & self.mask)]
    }

    /// The least of the two rows: others can only have added.
    #[inline]
    pub(super) fn look(&self, place: Place) -> Sums {
        let [a, b] = place.map(|at| self.cells[at as usize]);
        Sums { short: a.short.min(b.short), long: a.long.min(b.long), usual: a.usual.min(b.usual) }
    }

    /// Adds an event to the short window, and gives what there is then.
    #[inline]
    pub(super) fn add_short(&mut self, place: Place, weight: f32) -> Sums {
        for at in place {
            self.cells[at as usize].short += weight;
        }
        self.look(place)
    }

    /// Adds to the long window and to what is usual.
    #[inline]
    pub(super) fn add_rest(&mut self, place: Place, long: f32, usual: f64) {
        for at in place {
            let cell = &mut self.cells[at as usize];
            cell.long += long;
            cell.usual += usual;
        }
    }

    /// Makes what is usual at least so much.
    pub(super) fn raise(&mut self, place: Place, usual: f64) {
        for at in place {
            let cell = &mut self.cells[at as usize];
            cell.usual = cell.usual.max(usual);
        }
    }

    /// Multiplies all sums.
    pub(super) fn scale(&mut self, by: [f64; 3]) {
        let [short, long] = [by[0] as f32, by[1] as f32];
        for cell in &mut self.cells {
            cell.short *= short;
            cell.long *= long;
            cell.usual *= by[2];
        }
    }

    /// Adds the sums of another with as many cells.
    pub(super) fn add(&mut self, other: &Self) {
        for (cell, other) in self.cells.iter_mut().zip(&other.cells) {
            cell.short += other.short;
            cell.long += other.long;
            cell.usual += other.usual;
        }
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Sums> + '_ {
        self.cells.iter().copied()
    }

    /// The cells in their order, of which there must be as many as the width asks for.
    pub(super) fn set(&mut self, mut next: impl FnMut() -> Result<Sums, Unreadable>) -> Result<(), Unreadable> {
        for cell in &mut self.cells {
            *cell = next()?;
        }
        Ok(())
    }
}

//! What a series usually is at this hour, on working days and on days of rest, in 600 bytes.
//!
//! Each hour of the day has a level and a spread, once for Monday to Friday and once for Saturday and Sunday; both follow
//! what is seen, quickly while little was, slowly later. Hours that were not seen often enough are answered for by the same
//! hour of the other days, and these by the whole series. A value is told as how many spreads it is off; how much that
//! lasts, as its mean over the last ten values or so, finds what single values do not, and is not fooled by single ones.
//!
//! While an alert is open nothing should be learnt: an attack must not become the usual.

use super::Unreadable;
use super::wire::{Reader, Writer};

/// Hours of a day.
const HOURS: usize = 24;

/// Behind the hours of days of work and of rest is the whole series.
const ALL: usize = 2 * HOURS;

/// From how many values on an hour answers for itself.
const ENOUGH: u8 = 12;

/// Fewer values than this are not compared with at all.
const FEW: u8 = 3;

/// Over how many values a level follows.
const FOLLOWS: u8 = 200;

/// Over how many values it is told whether it lasts.
const LASTS: f32 = 10.0;

/// How many spreads off a value is taken to be, at most.
const MOST: f32 = 30.0;

/// The least spread, as a share of the level, and as one of the spread of the whole series: an hour that was quiet
/// for weeks may still be as the others are.
const LEAST: [f32; 2] = [0.01, 0.5];

/// How large a value is taken to be, at most.
const LARGEST: f32 = 1e18;

/// What these bytes are, and their version.
const KIND: (u8, u8) = (b'S', 1);

/// How a value compares with what is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Compared {
    /// About what it usually is.
    pub level: f32,
    /// How far from that it usually is (a standard deviation).
    pub spread: f32,
    /// How many spreads it is above the level, or below where it is negative; 30 stands for as many or more.
    pub off: f32,
    /// The same as a mean over the last ten values or so.
    pub lasting: f32,
}

/// A level and how much values vary about it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    level: f32,
    variance: f32,
    count: u8,
}

impl Cell {
    fn learn(&mut self, value: f32, most_off: f32) {
        self.count = (self.count + 1).min(FOLLOWS);
        let off = value - self.level;
        let off = if self.count > ENOUGH { off.clamp(-most_off, most_off) } else { off };
        let share = f32::from(self.count).recip();
        if self.count == 1 {
            (self.level, self.variance) = (value, 0.0);
        } else {
            self.level += share * off;
            self.variance += share * (off * off - self.variance);
        }
    }

    /// How far values are from the level, but not below what is least.
    fn spread(&self, all: &Self) -> f32 {
        let least = (LEAST[0] * self.level.abs()).max(LEAST[1] * all.variance.sqrt()).max(1e-9);
        self.variance.sqrt().max(least)
    }
}

/// What is usual for a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    cells: [Cell; ALL + 1],
    lasting: f32,
}

impl Default for Season {
    fn default() -> Self {
        Self { cells: [Cell::default(); ALL + 1], lasting: 0.0 }
    }
}

impl Season {
    /// Compares a value with what is usual at that time, in seconds since 1970 of the clock on the wall, then learns it
    /// where `learn` says so. Nothing where too little was seen, or where it is no number. It allocates nothing.
    pub fn insert(&mut self, time: i64, value: f32, learn: bool) -> Option<Compared> {
        if value.is_nan() {
            return None;
        }
        let compared = self.compare(time, value);
        self.lasting = compared.map_or(self.lasting, |compared| compared.lasting);
        if learn {
            self.learn(time, value.clamp(-LARGEST, LARGEST));
        }
        compared
    }

    /// Compares a value with what is usual at that time, as [`Season::insert`] does, and leaves everything as it is.
    #[must_use]
    pub fn compare(&self, time: i64, value: f32) -> Option<Compared> {
        let all = &self.cells[ALL];
        let cell = self.cell(time).filter(|_| !value.is_nan())?;
        let spread = cell.spread(all);
        let off = ((value.clamp(-LARGEST, LARGEST) - cell.level) / spread).clamp(-MOST, MOST);
        let lasting = self.lasting + (off - self.lasting) / LASTS;
        Some(Compared { level: cell.level, spread, off, lasting })
    }

    /// Who answers for a time.
    fn cell(&self, time: i64) -> Option<&Cell> {
        let [own, other] = places(time).map(|place| &self.cells[place]);
        let known = [own, other].into_iter().find(|cell| cell.count >= ENOUGH);
        known.or(Some(&self.cells[ALL])).filter(|cell| cell.count >= FEW)
    }

    fn learn(&mut self, time: i64, value: f32) {
        let all = self.cells[ALL];
        for place in [places(time)[0], ALL] {
            let cell = &mut self.cells[place];
            cell.learn(value, MOST * cell.spread(&all));
        }
    }

    /// What is kept, as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new(KIND.0, KIND.1, 4 + 9 * (ALL + 1));
        writer.put(self.lasting.to_le_bytes());
        for cell in &self.cells {
            writer.put([cell.count]);
            if cell.count > 0 {
                writer.put(cell.level.to_le_bytes()).put(cell.variance.to_le_bytes());
            }
        }
        writer.done()
    }

    /// What [`Season::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(KIND.0, KIND.1, bytes)?;
        let mut read = Self { lasting: reader.number(MOST)?, ..Self::default() };
        for cell in &mut read.cells {
            [cell.count] = reader.take()?;
            if cell.count > FOLLOWS {
                return Err(Unreadable);
            }
            if cell.count > 0 {
                (cell.level, cell.variance) = (reader.number(2.0 * LARGEST)?, reader.amount()?);
            }
        }
        reader.end().map(|()| read)
    }
}

/// Where the hour of a time is, on days as that one and on others.
fn places(time: i64) -> [usize; 2] {
    let hour = time.div_euclid(3_600).rem_euclid(HOURS as i64) as usize;
    // The first of January 1970 was a Thursday.
    let weekday = (time.div_euclid(86_400) + 3).rem_euclid(7);
    if weekday < 5 { [hour, hour + HOURS] } else { [hour + HOURS, hour] }
}

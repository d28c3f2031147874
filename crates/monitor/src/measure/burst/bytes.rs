//! A burst's state as bytes: 16 for each cell, and 47 before them.

use super::cells::Sums;
use super::clock::Clock;
use super::{Burst, Settings};
use crate::measure::Unreadable;
use crate::measure::wire::{Reader, Writer};

/// What these bytes are, and their version.
const KIND: (u8, u8) = (b'B', 1);

/// Before the cells.
const HEAD: usize = 47;

impl Burst {
    /// What is kept, as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Settings { width, short, long, memory, prior, tolerance, gate } = self.settings;
        let mut writer = Writer::new(KIND.0, KIND.1, HEAD + 16 * self.cells.iter().len());
        for number in [width, short, long, memory] {
            writer.put(number.to_le_bytes());
        }
        for number in [prior, tolerance, gate] {
            writer.put(number.to_le_bytes());
        }
        writer.put(self.seed.to_le_bytes());
        writer.put([u8::from(self.clock.first().is_some())]);
        writer.put(self.clock.first().unwrap_or_default().to_le_bytes()).put(self.clock.now().to_le_bytes());
        let mut fresh = self.clock;
        let [short, long, usual] = fresh.begin_anew(self.clock.now());
        for cell in self.cells.iter() {
            writer.put((cell.short * short as f32).to_le_bytes()).put((cell.long * long as f32).to_le_bytes());
            writer.put((cell.usual * usual).to_le_bytes());
        }
        writer.done()
    }

    /// What [`Burst::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(KIND.0, KIND.1, bytes)?;
        let settings = settings(&mut reader)?;
        if bytes.len() != HEAD + 96 * settings.width as usize {
            return Err(Unreadable);
        }
        let mut burst = Self::new(settings, reader.u64()?);
        let [begun] = reader.take()?;
        let (first, now) = (reader.u32()?, reader.u32()?);
        if begun > 1 || first > now {
            return Err(Unreadable);
        }
        burst.clock = Clock::resumed(&settings, (begun == 1).then_some(first), now);
        burst.cells.set(|| sums(&mut reader))?;
        reader.end().map(|()| burst)
    }
}

/// Settings that are within their bounds.
fn settings(reader: &mut Reader<'_>) -> Result<Settings, Unreadable> {
    let [width, short, long, memory] = [reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?];
    let mut float = || reader.take().map(f32::from_le_bytes);
    let settings = Settings { width, short, long, memory, prior: float()?, tolerance: float()?, gate: float()? };
    if settings.within_bounds() == settings { Ok(settings) } else { Err(Unreadable) }
}

fn sums(reader: &mut Reader<'_>) -> Result<Sums, Unreadable> {
    let (short, long) = (reader.amount()?, reader.amount()?);
    let usual = reader.finite()?;
    if usual >= 0.0 { Ok(Sums { short, long, usual }) } else { Err(Unreadable) }
}

//! What a unit itself does at each hour of the day.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::super::Surprise;

/// Steps of each power of two.
const STEPS: f32 = 5.0;

/// The usual level of one metric at each hour, and how far hours are from it.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub(super) struct Rhythm {
    #[n(0)]
    levels: ByteArray<24>,
    #[n(1)]
    spread: f32,
    #[n(2)]
    hours: u32,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { levels: [0; 24].into(), spread: 5.0, hours: 0 }
    }
}

impl Rhythm {
    /// How many days it has learned from.
    pub(super) fn days(&self) -> u64 {
        u64::from(self.hours / 24)
    }

    /// How rarely the unit does so much at this hour, by its own habit, and what it usually does.
    pub(super) fn surprise(&self, hour: u8, value: u64) -> (Surprise, u64) {
        let usual = f32::from(self.levels[usize::from(hour) % 24]);
        let beyond = ((f32::from(level(value)) - usual) / self.spread.max(2.5)).max(0.0);
        let usual = (usual / STEPS).exp2() - 1.0;
        (Surprise::of((0.35 * beyond * beyond).min(6.0)), usual as u64)
    }

    /// Learns from an hour.
    pub(super) fn learn(&mut self, hour: u8, value: u64) {
        let known = &mut self.levels[usize::from(hour) % 24];
        let (was, is) = (f32::from(*known), f32::from(level(value)));
        let weight = if self.hours < 48 { 0.5 } else { 0.15 };
        if self.hours >= 24 {
            self.spread += 0.05 * ((is - was).abs() - self.spread);
        }
        *known = (was + weight * (is - was)).round() as u8;
        self.hours = self.hours.saturating_add(1);
    }
}

fn level(value: u64) -> u8 {
    ((value as f32 + 1.0).log2() * STEPS).round() as u8
}

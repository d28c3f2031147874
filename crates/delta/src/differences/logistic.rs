//! Between probabilities and the scale on which they are added, in whole numbers.

/// A certain event.
pub(super) const ONE: u32 = 1 << 16;

/// Where the scale ends, on both sides. Its unit is a 256th of a natural logarithm of odds.
const END: i32 = 12 * 256;

/// How far the points of [`CURVE`] lie apart.
const APART: i32 = 192;

/// Probabilities along the scale: [`ONE`] divided by one plus the odds against, rounded.
const CURVE: [u32; 33] = [
    0, 1, 2, 4, 8, 17, 36, 77, 162, 342, 720, 1506, 3108, 6249, 11955, 21025, 32768, 44511, 53581, 59287, 62428, 64030,
    64816, 65194, 65374, 65459, 65500, 65519, 65528, 65532, 65534, 65535, 65536,
];

/// Nothing is more certain than this, or the unexpected would cost without bound.
const LEAST: u32 = 8;

/// The way back from a probability, by its upper twelve bits.
pub(super) struct Logistic {
    stretched: Vec<i32>,
}

impl Logistic {
    pub(super) fn new() -> Self {
        let mut place = -END;
        let stretched = (0..4096_u32).map(|likely| {
            while place < END && squash(place) < likely * 16 + 8 {
                place += 1;
            }
            place
        });
        Self { stretched: stretched.collect() }
    }

    /// The place of a probability on the scale.
    pub(super) fn stretch(&self, likely: u32) -> i32 {
        self.stretched[likely as usize >> 4 & 4095]
    }
}

/// The probability at a place of the scale, never certain.
pub(super) fn squash(place: i32) -> u32 {
    let place = place.clamp(-END, END - 1) + END;
    let (point, past) = ((place / APART) as usize, (place % APART) as u32);
    let (low, high) = (CURVE[point], CURVE[point + 1]);
    (low + (high - low) * past / APART as u32).clamp(LEAST, ONE - LEAST)
}

#[cfg(test)]
mod tests {
    use super::{END, LEAST, Logistic, ONE, squash};

    #[test]
    fn there_and_back_is_where_it_was() {
        let logistic = Logistic::new();
        for place in (-1900..1900).step_by(50) {
            let back = logistic.stretch(squash(place));
            assert!((back - place).abs() < 60, "{place} became {back}");
        }
    }

    #[test]
    fn it_rises_and_is_never_certain() {
        let all: Vec<u32> = (-2 * END..2 * END).map(squash).collect();
        assert!(all.is_sorted());
        assert_eq!([all[0], all[all.len() - 1]], [LEAST, ONE - LEAST]);
    }
}

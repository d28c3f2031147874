//! By what bursts are measured.

/// By what bursts are measured. The defaults are round numbers for ticks of a minute; halving or doubling any of them
/// moves the figures in BENCHMARKS.md by less than 0.002.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Cells in a row, a power of two; the state is 96 bytes for each. With fewer cells than names of sources or
    /// destinations, those that share one are taken together: quiet ones beside busy ones show less.
    pub width: u32,
    /// Ticks of the short window: what is older fades. A flood is seen by it.
    pub short: u32,
    /// Ticks of the long window: a slow scan is seen by it.
    pub long: u32,
    /// Ticks after which the usual is forgotten.
    pub memory: u32,
    /// Events that everything is taken to have had already, within the memory: what is new is no surprise at once.
    pub prior: f32,
    /// How many times the usual is still usual. Traffic is far burstier than chance, so that without it whatever is busy
    /// scores.
    pub tolerance: f32,
    /// The surprise from which a cell learns as though its rate were as usual, until it is so again or is accepted, and from
    /// which its long window counts no more than is tolerated. Lower keeps attacks out sooner; what is busy from its first
    /// minute on is then not learnt by itself. Infinite: all is learnt.
    pub gate: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { width: 1024, short: 5, long: 100, memory: 43_200, prior: 100.0, tolerance: 10.0, gate: 100.0 }
    }
}

impl Settings {
    /// The nearest that can be measured by.
    pub(super) fn within_bounds(self) -> Self {
        let amount = |value: f32, least: f32| if value.is_nan() { least } else { value.clamp(least, 1e9) };
        let memory = self.memory.clamp(2, 1 << 24);
        Self {
            width: self.width.clamp(8, 1 << 24).next_power_of_two(),
            short: self.short.clamp(1, memory),
            long: self.long.clamp(1, memory),
            memory,
            prior: amount(self.prior, 1e-3),
            tolerance: amount(self.tolerance, 1.0),
            gate: if self.gate.is_nan() { f32::INFINITY } else { self.gate.max(1.0) },
        }
    }
}

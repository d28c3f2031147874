//! What one password hash costs.

/// What Argon2id may take least: memory in KiB, and the passes over it (OWASP Password Storage Cheat Sheet). Less memory
/// takes more passes.
const FLOORS: [(u32, u32); 4] = [(19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];

/// The most memory in KiB, and the most passes: what a damaged record asks for must not stop a unit.
const CEILING: (u32, u32) = (1 << 20, 64);

/// What a hash takes: never less than what keeps guessing dear, never more than a unit can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory: u32,
    passes: u32,
}

/// A cost that is too low to protect, or too high to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash of {memory} KiB in {passes} passes is not made: it protects too little, or takes too much")]
pub struct CostError {
    memory: u32,
    passes: u32,
}

impl Cost {
    /// 19 MiB, two passes.
    pub const STANDARD: Self = Self { memory: 19_456, passes: 2 };

    /// 7 MiB, five passes: for units with little memory, to the same effect.
    pub const SMALL: Self = Self { memory: 7_168, passes: 5 };

    /// A cost of so much memory in KiB, and so many passes over it.
    ///
    /// # Errors
    /// When it is below each of the equivalent floors, or out of all proportion.
    pub fn new(memory: u32, passes: u32) -> Result<Self, CostError> {
        let protects = FLOORS.iter().any(|(least, fewest)| memory >= *least && passes >= *fewest);
        let bears = memory <= CEILING.0 && passes <= CEILING.1;
        if protects && bears { Ok(Self { memory, passes }) } else { Err(CostError { memory, passes }) }
    }

    /// Memory in KiB.
    #[must_use]
    pub fn memory(self) -> u32 {
        self.memory
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(self) -> u32 {
        self.passes
    }
}

impl Default for Cost {
    fn default() -> Self {
        Self::STANDARD
    }
}

//! How much of the log is kept.

use steadfast_monitor::event::Class;

/// Bytes of the smallest segment.
const LEAST_SEGMENT: u32 = 4 << 10;

/// Bytes of the largest one: a segment is read whole.
const MOST_SEGMENT: u32 = 1 << 20;

/// Segments of the smallest ring: one is written while another one is still there.
const LEAST_COUNT: u32 = 2;

/// The room of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Bytes of one segment.
    pub segment: u32,
    /// How many there are at most.
    pub count: u32,
}

impl Ring {
    /// Within what the log works with: segments of 4 KiB to 1 MiB, two at least.
    fn clamped(self) -> Self {
        Self { segment: self.segment.clamp(LEAST_SEGMENT, MOST_SEGMENT), count: self.count.max(LEAST_COUNT) }
    }
}

/// The room of each class. What is less than the log works with counts as the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Of security events.
    pub security: Ring,
    /// Of network events.
    pub network: Ring,
    /// Of the product's events.
    pub product: Ring,
}

impl Default for Sizes {
    /// 256 KiB, 128 KiB and 64 KiB.
    fn default() -> Self {
        Self {
            security: Ring { segment: 64 << 10, count: 4 },
            network: Ring { segment: 64 << 10, count: 2 },
            product: Ring { segment: 32 << 10, count: 2 },
        }
    }
}

impl Sizes {
    /// The room of a class, as it is used.
    #[must_use]
    pub fn of(&self, class: Class) -> Ring {
        match class {
            Class::Security => self.security.clamped(),
            Class::Network => self.network.clamped(),
            Class::Product => self.product.clamped(),
        }
    }
}

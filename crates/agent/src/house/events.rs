//! How often what repeats is written down.

use super::Home;

impl Home {
    /// Whether a refusal is worth a line: one for each length of the wait.
    pub(super) fn events_due(&mut self, wait: Option<u64>) -> bool {
        let step = wait.map_or(u32::MAX, |wait| (wait + 1).next_power_of_two().trailing_zeros());
        self.last_wait.replace(step) != Some(step)
    }
}

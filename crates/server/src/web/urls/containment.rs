//! Addresses of containing.

/// POST `move` (`rollouts`, `deliveries` or `tokens`), `seen`, `whose`, `webhook.hok_…`, `receiver.rcv_…`: holds that.
pub const CASE_CONTAIN: &str = "/cases/{id}/containment";
/// POST: gives back what was held.
pub const CASE_CONTAIN_UNDO: &str = "/cases/{id}/containment/{containment}/undo";

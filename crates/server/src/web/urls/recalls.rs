//! Addresses of what ends a case: its fix, or a recall; of importers and dealers.

/// POST `release`: names it as the fix.
pub const CASE_FIX: &str = "/cases/{id}/fixes";
/// POST: takes that back.
pub const CASE_FIX_BACK: &str = "/cases/{id}/fixes/{release}/back";
/// GET, paging by `after`: withdrawals and recalls.
pub const RECALLS: &str = "/recalls";
/// GET `product`, `case`; POST `product`, `case`, `kind`, `release.rel_…`, `reason`: plans one.
pub const RECALL_NEW: &str = "/recalls/new";
/// GET: one of them.
pub const RECALL: &str = "/recalls/{id}";
/// GET `format` (`csv` or `json`): its devices as a file.
pub const RECALL_UNITS: &str = "/recalls/{id}/units";
/// POST `serials`: what came back.
pub const RECALL_RETURNED: &str = "/recalls/{id}/returned";
/// POST `reason`.
pub const RECALL_END: &str = "/recalls/{id}/end";
/// GET, paging by `after`; POST `kind`, `name`, `market`, `mail`, `language`: importers and dealers.
pub const PARTNERS: &str = "/partners";
/// POST `market`, `mail`, `language`, `seen`.
pub const PARTNER: &str = "/partners/{id}";

//! Addresses of drills.

/// GET, paging by `after`, and POST `scenario`, `advisory`: drills.
pub const DRILLS: &str = "/drills";
/// GET: one drill, and what it showed.
pub const DRILL: &str = "/drills/{id}";
/// POST: ends one that people play themselves.
pub const DRILL_END: &str = "/drills/{id}/end";
/// GET: its report with its proof, as a file.
pub const DRILL_BUNDLE: &str = "/drills/{id}/bundle.json";

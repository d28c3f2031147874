//! Addresses of cases.

/// GET, filter `state`, `product`; paging by `after`: vulnerabilities and incidents that are being handled.
pub const CASES: &str = "/cases";
/// GET and POST `kind`, `title`, `product`, `flaw`, `signal`, `received`, `about`, `reference`: a case by hand.
pub const CASE_NEW: &str = "/cases/new";
/// GET, paging of its timeline by `before`: one case.
pub const CASE: &str = "/cases/{id}";
/// GET, paging by `after`: its devices.
pub const CASE_UNITS: &str = "/cases/{id}/units";
/// POST `assessment`, `kind`, `aware`, `reason`, `seen`.
pub const CASE_ASSESS: &str = "/cases/{id}/assess";
/// POST `aware`, `reason`, `seen`: corrects since when somebody is aware.
pub const CASE_AWARENESS: &str = "/cases/{id}/awareness";
/// POST `signal`, `received`, `about`, `reference`.
pub const CASE_SIGNAL: &str = "/cases/{id}/signals";
/// POST `note`, `corrects`.
pub const CASE_NOTE: &str = "/cases/{id}/notes";
/// POST `what`, `person`, `due`.
pub const CASE_TASK: &str = "/cases/{id}/tasks";
/// POST.
pub const CASE_TASK_DONE: &str = "/cases/{id}/tasks/{number}/done";
/// POST `person`, `role`.
pub const CASE_PERSON: &str = "/cases/{id}/people";
/// POST `reason`, `despite_due`, `seen`.
pub const CASE_CLOSE: &str = "/cases/{id}/close";
/// POST `reason`, `seen`.
pub const CASE_REOPEN: &str = "/cases/{id}/reopen";
/// POST `of` (`entry`, `signal` or `task`), `number`: erases words.
pub const CASE_ERASE: &str = "/cases/{id}/erase";

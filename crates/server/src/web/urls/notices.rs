//! Addresses of reports of cases.

/// GET: the reports of a case, stage by stage.
pub const NOTICES: &str = "/cases/{id}/report";
/// POST `measure` (empty: none), `reason`, `seen`: since when a measure is available.
pub const NOTICE_MEASURE: &str = "/cases/{id}/report/measure";
/// POST `asked`, `due` (may be empty): the coordinator asked for an intermediate report.
pub const NOTICE_REQUEST: &str = "/cases/{id}/report/request";
/// GET: one stage of the report of a case.
pub const NOTICE: &str = "/cases/{id}/report/{stage}";
/// POST `value` (several times for a list), `do` (`keep` or `take-back`), `seen`: types a field.
pub const NOTICE_FIELD: &str = "/cases/{id}/report/{stage}/fields/{field}";
/// GET: walks the platform's form.
pub const NOTICE_PASTE: &str = "/cases/{id}/report/{stage}/paste";
/// POST `number`, `handed_in`, `submitter`, `file_name`, `file_sha256`, `handed.<field>`: notes a receipt.
pub const NOTICE_RECEIPT: &str = "/cases/{id}/report/{stage}/receipt";
/// GET: a stage as text.
pub const NOTICE_TEXT: &str = "/cases/{id}/report/{stage}/text";
/// GET: a stage as a paper, PDF.
pub const NOTICE_PAPER: &str = "/cases/{id}/report/{stage}/pdf";
/// GET: a stage for programs.
pub const NOTICE_JSON: &str = "/cases/{id}/report/{stage}/json";
/// GET and POST the answers, `coordinator`, `role.<person>`, `login.<person>`, `seen`: whether a report could be handed in.
pub const READINESS: &str = "/cases/readiness";

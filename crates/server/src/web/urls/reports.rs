//! Addresses of reports of finders, for staff and for the world.

/// GET, filter `state`; paging by `after`: what finders reported.
pub const REPORTS: &str = "/reports";
/// GET and POST `base`, `contact`, `encryption`, `languages`, `policy_en`, `policy_de`, `acknowledge_days`.
pub const DISCLOSURE: &str = "/reports/settings";
/// POST: publishes `security.txt`, or says again that it holds.
pub const DISCLOSURE_RENEW: &str = "/reports/settings/renew";
/// GET: one report.
pub const REPORT_READ: &str = "/reports/{id}";
/// GET: an attachment, as bytes without a name.
pub const REPORT_FILE: &str = "/reports/{id}/files/{number}";
/// POST.
pub const REPORT_ACKNOWLEDGE: &str = "/reports/{id}/acknowledge";
/// POST `message`.
pub const REPORT_ANSWER: &str = "/reports/{id}/answers";
/// POST `state`.
pub const REPORT_STATE: &str = "/reports/{id}/state";
/// POST `title`, `product`, `flaw`, `about`: makes it a case.
pub const REPORT_CASE: &str = "/reports/{id}/case";
/// POST `shown` (`yes` or `no`): thanks the finder in public, or takes that back.
pub const REPORT_CREDIT: &str = "/reports/{id}/credit";
/// GET and POST `component`, `purl`, `versions`, `contact`, `note`, `fix`: reports of a case to maintainers.
pub const CASE_UPSTREAM: &str = "/cases/{id}/upstream";
/// POST `way`, `when`.
pub const UPSTREAM_SENT: &str = "/upstream/{id}/sent";
/// POST `answer`.
pub const UPSTREAM_ANSWERED: &str = "/upstream/{id}/answered";
/// GET: what is told to the maintainer, for machines.
pub const UPSTREAM_FACTS: &str = "/upstream/{id}/facts";
/// GET and POST: the form of finders, without an account.
pub const REPORT: &str = "/report";
/// POST `secret`: the address of a finder's page, as a file to keep.
pub const REPORT_RECEIPT: &str = "/report/receipt";
/// GET: a finder's own page.
pub const REPORT_OWN: &str = "/report/{secret}";
/// POST `message`.
pub const REPORT_WRITE: &str = "/report/{secret}/messages";
/// POST `credit`, `credit_name`.
pub const REPORT_WISH: &str = "/report/{secret}/credit";
/// POST `sure`: erases what the finder wrote.
pub const REPORT_WITHDRAW: &str = "/report/{secret}/withdraw";
/// GET: what finders can expect.
pub const POLICY: &str = "/security/policy";
/// GET: who is thanked.
pub const THANKS: &str = "/security/thanks";
/// GET: RFC 9116.
pub const SECURITY_TXT: &str = "/.well-known/security.txt";

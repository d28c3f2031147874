//! Endpoints and pages of reports.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn notices() -> Vec<Case> {
    [api(), pages()].concat()
}

fn api() -> Vec<Case> {
    let (read, note) = (Action::CaseRead, Action::NoticeNote);
    let said = json!({"value": "a gateway", "seen": 0});
    let receipt = json!({"number": "2026-1", "handed_in": "2026-01-01T00:00:00Z"});
    let measure = json!({"measure": "2026-01-01T00:00:00Z", "reason": "an update"});
    vec![
        needs("GET /api/v1/cases/{id}/report/{stage}", read),
        needs("GET /api/v1/cases/{id}/report/{stage}/text", read),
        needs("GET /api/v1/cases/{id}/report/{stage}/pdf", read),
        needs("POST /api/v1/cases/{id}/report/{stage}/fields/{field}", Action::NoticeWrite).with(said),
        needs("POST /api/v1/cases/{id}/report/{stage}/receipts", note).with(receipt),
        needs("POST /api/v1/cases/{id}/report/measure", note).with(measure),
        needs("POST /api/v1/cases/{id}/report/requests", note).with(json!({})),
        needs("GET /api/v1/reporting", read),
        needs("PUT /api/v1/reporting", Action::NoticePrepare).with(json!({"establishment": {}})),
    ]
}

fn pages() -> Vec<Case> {
    let (read, note) = (Action::CaseRead, Action::NoticeNote);
    vec![
        needs("GET /cases/{id}/report", read),
        needs("GET /cases/{id}/report/{stage}", read),
        needs("GET /cases/{id}/report/{stage}/paste", read),
        needs("GET /cases/{id}/report/{stage}/text", read),
        needs("GET /cases/{id}/report/{stage}/pdf", read),
        needs("GET /cases/{id}/report/{stage}/json", read),
        needs("POST /cases/{id}/report/{stage}/fields/{field}", Action::NoticeWrite).with(json!("value=a&seen=0")),
        needs("POST /cases/{id}/report/{stage}/receipt", note).with(json!("number=1&handed_in=2026-01-01T00:00")),
        needs("POST /cases/{id}/report/measure", note).with(json!("measure=2026-01-01T00:00&reason=update&seen=1")),
        needs("POST /cases/{id}/report/request", note).with(json!("asked=2026-01-01T00:00")),
        needs("GET /cases/readiness", read),
        needs("POST /cases/readiness", Action::NoticePrepare).and(read).with(json!("seen=0")),
    ]
}

//! Endpoints and pages of reports of finders, of what these are told, and of reports to maintainers.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs, open};

pub(super) fn reported() -> Vec<Case> {
    [api(), pages(), world()].concat()
}

fn api() -> Vec<Case> {
    let (read, handle, told) = (Action::ReportOpen, Action::ReportHandle, Action::DisclosureChange);
    let upstream = json!({"component": "zlib", "contact": "security@zlib.example", "note": "a length is not checked"});
    vec![
        needs("GET /api/v1/reports", read),
        needs("GET /api/v1/reports/measured", read),
        needs("GET /api/v1/reports/{id}", read),
        needs("GET /api/v1/reports/{id}/attachments/{number}", read),
        needs("POST /api/v1/reports/{id}/acknowledge", handle),
        needs("POST /api/v1/reports/{id}/answers", handle).with(json!({"message": "we look into it"})),
        needs("POST /api/v1/reports/{id}/state", handle).with(json!({"state": "in-work"})),
        needs("POST /api/v1/reports/{id}/case", handle).with(json!({"title": "A letter"})),
        needs("POST /api/v1/reports/{id}/credit", handle).with(json!({"shown": true})),
        needs("GET /api/v1/disclosure", told),
        needs("PUT /api/v1/disclosure", told).with(json!({"base": "https://maker.example"})),
        needs("POST /api/v1/disclosure/renew", told),
        needs("GET /api/v1/cases/{id}/upstream", Action::CaseRead),
        needs("POST /api/v1/cases/{id}/upstream", Action::UpstreamChange).with(upstream),
        needs("POST /api/v1/upstream/{id}/sent", Action::UpstreamChange).with(json!({"way": "mail"})),
        needs("POST /api/v1/upstream/{id}/answered", Action::UpstreamChange).with(json!({"answer": "fixed"})),
    ]
}

fn pages() -> Vec<Case> {
    let (read, handle, told) = (Action::ReportOpen, Action::ReportHandle, Action::DisclosureChange);
    vec![
        needs("GET /reports", read),
        needs("GET /reports/settings", told),
        needs("POST /reports/settings", told).with(json!("acknowledge_days=2")),
        needs("POST /reports/settings/renew", told),
        needs("GET /reports/{id}", read),
        needs("GET /reports/{id}/files/{number}", read),
        needs("POST /reports/{id}/acknowledge", handle),
        needs("POST /reports/{id}/answers", handle).with(json!("message=we+look")),
        needs("POST /reports/{id}/state", handle).with(json!("state=in-work")),
        needs("POST /reports/{id}/case", handle).with(json!("title=A+letter")),
        needs("POST /reports/{id}/credit", handle).with(json!("shown=yes")),
        needs("GET /cases/{id}/upstream", Action::CaseRead),
        needs("POST /cases/{id}/upstream", Action::UpstreamChange).with(json!("component=zlib&contact=x&note=a+flaw")),
        needs("POST /upstream/{id}/sent", Action::UpstreamChange).with(json!("way=mail")),
        needs("POST /upstream/{id}/answered", Action::UpstreamChange).with(json!("answer=fixed")),
        needs("GET /upstream/{id}/facts", Action::CaseRead),
    ]
}

fn world() -> Vec<Case> {
    vec![
        open("GET /.well-known/security.txt", "finders read where to turn to (RFC 9116)"),
        open("GET /security/policy", "finders read what they can expect"),
        open("GET /security/thanks", "finders are thanked in public, where they want it"),
        open("GET /report", "finders have no account"),
        open("POST /report", "finders have no account; a form that this server handed out is asked for"),
        open("POST /report/receipt", "what opens a report is the proof"),
        open("GET /report/{secret}", "what opens a report is the proof"),
        open("POST /report/{secret}/messages", "what opens a report is the proof"),
        open("POST /report/{secret}/credit", "what opens a report is the proof"),
        open("POST /report/{secret}/withdraw", "what opens a report is the proof"),
    ]
}

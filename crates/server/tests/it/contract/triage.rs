//! Who may ask the endpoints of triage.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

/// Every one.
pub(super) fn cases() -> Vec<Case> {
    [triage(), own_flaws(), vex()].concat()
}

fn vex() -> Vec<Case> {
    vec![
        needs("POST /api/v1/vex-documents", Action::ExposureAssess),
        needs("GET /api/v1/vex-documents/{id}", Action::ExposureAssess),
        needs("POST /api/v1/vex-documents/{id}/take", Action::ExposureAssess),
        needs("GET /api/v1/releases/{id}/vex", Action::ExposureRead),
        needs("GET /api/v1/products/{id}/vex", Action::ExposureRead),
        needs("GET /vex", Action::ExposureRead),
        needs("POST /vex", Action::ExposureAssess),
        needs("GET /vex/export", Action::ExposureRead),
        needs("GET /vex/{id}", Action::ExposureAssess),
        needs("POST /vex/{id}/take", Action::ExposureAssess),
    ]
}

fn own_flaws() -> Vec<Case> {
    let entry = json!({"source": "test", "title": "x", "part": "prt_0", "first": 0});
    vec![
        needs("GET /api/v1/own-flaws", Action::OwnFlawRead),
        needs("POST /api/v1/own-flaws", Action::OwnFlawChange).with(entry),
        needs("GET /api/v1/own-flaws/{id}", Action::OwnFlawRead),
        needs("PATCH /api/v1/own-flaws/{id}", Action::OwnFlawChange).with(json!({"title": "y"})),
        needs("POST /api/v1/own-flaws/{id}/close", Action::OwnFlawChange),
        needs("POST /api/v1/own-flaws/{id}/reopen", Action::OwnFlawChange),
        needs("GET /own-flaws", Action::OwnFlawRead),
        needs("GET /own-flaws/new", Action::OwnFlawChange),
        needs("POST /own-flaws/new", Action::OwnFlawChange),
        needs("GET /own-flaws/{id}", Action::OwnFlawRead),
        needs("POST /own-flaws/{id}", Action::OwnFlawChange),
        needs("POST /own-flaws/{id}/close", Action::OwnFlawChange),
        needs("POST /own-flaws/{id}/reopen", Action::OwnFlawChange),
    ]
}

fn triage() -> Vec<Case> {
    let decision = json!({"status": "fixed", "reach": "component"});
    vec![
        needs("GET /api/v1/flaws", Action::ExposureRead),
        needs("GET /api/v1/flaws/{flaw}", Action::ExposureRead),
        needs("GET /api/v1/exposures", Action::ExposureRead),
        needs("GET /api/v1/assessments", Action::ExposureRead),
        needs("POST /api/v1/flaws/{flaw}/assessments", Action::ExposureAssess).with(decision),
        needs("POST /api/v1/flaws/{flaw}/assessments/{id}/renew", Action::ExposureAssess),
        needs("DELETE /api/v1/assessments/{id}", Action::ExposureAssess),
        needs("GET /triage", Action::ExposureRead),
        needs("GET /flaws/{number}", Action::ExposureRead),
        needs("POST /flaws/{number}/assess", Action::ExposureAssess),
        needs("POST /flaws/{number}/assessments/{id}/renew", Action::ExposureAssess).with(json!("seen=0")),
        needs("POST /flaws/{number}/assessments/{id}/withdraw", Action::ExposureAssess),
    ]
}

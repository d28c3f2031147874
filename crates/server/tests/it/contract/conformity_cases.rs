//! Endpoints of the register.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn conforms() -> Vec<Case> {
    let read = Action::ConformityRead;
    let review = json!({"requirement": "I.1.2.k", "says": "met", "words": "looked at"});
    vec![
        needs("GET /api/v1/products/{id}/conformity", read),
        needs("GET /api/v1/products/{id}/conformity/what-if", read),
        needs("GET /api/v1/products/{id}/conformity/calendar", read),
        needs("GET /api/v1/products/{id}/conformity/replay", read),
        needs("POST /api/v1/products/{id}/conformity/measure", Action::ConformityMeasure),
        needs("GET /api/v1/products/{id}/dossier", Action::DossierRead),
        needs("GET /api/v1/releases/{id}/evidence", read),
        needs("POST /api/v1/releases/{id}/evidence", Action::EvidenceGive).of_file(),
        needs("GET /api/v1/evidence/{id}/file", read),
        needs("GET /products/{id}/register", read),
        needs("POST /api/v1/releases/{id}/reviews", Action::ReviewRecord).with(review),
    ]
}

//! Endpoints and pages of drills.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn drills() -> Vec<Case> {
    vec![
        needs("GET /api/v1/drills", Action::DrillRead),
        needs("POST /api/v1/drills", Action::DrillHold).with(json!({"scenario": "feed-down"})),
        needs("GET /api/v1/drills/{id}", Action::DrillRead),
        needs("GET /api/v1/drills/{id}/bundle", Action::DrillRead),
        needs("GET /drills", Action::DrillRead),
        needs("POST /drills/{id}/end", Action::DrillHold),
        needs("POST /drills", Action::DrillHold).with(json!("scenario=feed-down")),
        needs("GET /drills/{id}", Action::DrillRead),
        needs("GET /drills/{id}/bundle.json", Action::DrillRead),
    ]
}

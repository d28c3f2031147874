//! Endpoints and pages of monitoring.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn monitoring() -> Vec<Case> {
    let read = Action::MonitoringRead;
    vec![
        needs("GET /api/v1/alerts", read),
        needs("GET /api/v1/alerts/{id}", read),
        needs("GET /api/v1/alerts/{id}/units", read),
        needs("POST /api/v1/alerts/{id}/answer", Action::AlertAnswer)
            .with(json!({"answer": "false", "note": "a printer"})),
        needs("GET /api/v1/monitoring/settings", read),
        needs("PUT /api/v1/monitoring/settings", Action::MonitoringChange).with(json!({"alerts_a_month": 10})),
        needs("GET /api/v1/monitoring/would-have", read),
        needs("GET /api/v1/units/{id}/events", Action::MonitoringEvents),
        needs("GET /monitoring", read),
        needs("GET /monitoring/alerts", read),
        needs("GET /monitoring/alerts/{id}", read),
        needs("POST /monitoring/alerts/{id}/answer", Action::AlertAnswer)
            .with(json!("answer=false&note=a+printer&seen=1")),
        needs("GET /monitoring/detectors", read),
        needs("POST /monitoring/settings", Action::MonitoringChange),
        needs("GET /fleet/{id}/events", Action::MonitoringEvents),
    ]
}

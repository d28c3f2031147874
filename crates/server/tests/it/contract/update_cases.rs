//! Who may ask the endpoints of the repository of updates.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

/// Their cases.
pub(super) fn updates() -> Vec<Case> {
    let plan = json!({"waves": [{"share": 100, "success": 90, "failure": 10}]});
    vec![
        needs("GET /api/v1/repository", Action::RepositoryRead),
        needs("POST /api/v1/repository", Action::RepositoryChange).with(json!({"files": []})),
        needs("POST /api/v1/repository/releases", Action::ReleasePublish).with(json!({"files": []})),
        needs("POST /api/v1/repository/key", Action::RepositoryKey),
        needs("GET /api/v1/artifacts", Action::RepositoryRead),
        needs("POST /api/v1/artifacts", Action::ReleasePublish).of_file(),
        needs("GET /api/v1/artifacts/{sha256}", Action::RepositoryRead),
        needs("GET /api/v1/releases/{id}/artifacts", Action::RepositoryRead),
        needs("GET /api/v1/rollouts", Action::RolloutRead),
        needs("POST /api/v1/rollouts", Action::RolloutChange).with(json!({"release": "none", "plan": plan})),
        needs("GET /api/v1/rollouts/{id}", Action::RolloutRead),
        needs("PUT /api/v1/rollouts/{id}/plan", Action::RolloutChange).with(json!({"version": 1, "plan": plan})),
        needs("POST /api/v1/rollouts/{id}/approve", Action::RolloutChange),
        needs("POST /api/v1/rollouts/{id}/start", Action::RolloutChange),
        needs("POST /api/v1/rollouts/{id}/pause", Action::RolloutChange),
        needs("POST /api/v1/rollouts/{id}/resume", Action::RolloutChange),
        needs("POST /api/v1/rollouts/{id}/stop", Action::RolloutChange),
        needs("POST /api/v1/units/{id}/decisions", Action::UnitDecide).with(json!({"on": "always", "automatic": true})),
        needs("GET /api/v1/units/{id}/updates", Action::RolloutRead),
    ]
}

//! Who may ask the endpoints of the repository of updates.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs, of_key, of_unit, open};

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

/// The pages of rollouts, and what else is done about updates on pages.
pub(super) fn rollout_pages() -> Vec<Case> {
    let (read, change) = (Action::RolloutRead, Action::RolloutChange);
    vec![
        needs("GET /rollouts", read),
        needs("GET /rollouts/{id}", read),
        needs("GET /rollouts/{id}/plan", change),
        needs("POST /rollouts/{id}/plan", change),
        needs("POST /rollouts/{id}/approve", change),
        needs("POST /rollouts/{id}/start", change),
        needs("POST /rollouts/{id}/pause", change),
        needs("POST /rollouts/{id}/resume", change),
        needs("POST /rollouts/{id}/stop", change),
        needs("GET /releases/{id}/rollouts/new", change),
        needs("POST /releases/{id}/rollouts/new", change),
        needs("GET /releases/{id}/reach", Action::CatalogueRead).and(read),
        needs("POST /fleet/{id}/decide", Action::UnitDecide),
        needs("POST /fleet/{id}/owner-code", Action::UnitEnrol),
        needs("POST /api/v1/units/{id}/owner-code", Action::UnitEnrol),
        open("GET /owner", "owners have no account; the code on the label is asked for"),
        open("POST /owner", "the code on the label is the proof"),
        needs("POST /fleet/{id}/fresh-code", Action::UnitFreshCode).with(json!("checked=purchase")),
        needs("POST /api/v1/units/{id}/fresh-code", Action::UnitFreshCode).with(json!({"checked": "purchase"})),
        open("POST /owner/held", "a pass that the code opened is the proof, and ends soon"),
        open("POST /owner/events", "a pass that a fresh code opened is the proof"),
        open("POST /owner/sharing", "a pass that the code opened is the proof, and ends soon"),
        open("POST /owner/export", "a pass that a fresh code opened is the proof"),
        open("POST /owner/contact", "a pass that a fresh code opened is the proof"),
        open("GET /owner/confirm/{secret}", "the link in the mail is the proof"),
        open("POST /owner/confirm/{secret}", "the link in the mail is the proof"),
        open("POST /owner/erase", "a pass that a fresh code opened is the proof"),
        open("POST /owner/decide", "a pass that the code opened is the proof, and ends soon"),
    ]
}

/// Endpoints of the doors of units: of those that speak for themselves, and of devices with SWUpdate or RAUC.
pub(super) fn devices() -> Vec<Case> {
    let native = ["POST /device/v1/enrol", "POST /device/v1/check-in", "POST /device/v1/events"].map(of_key);
    let hawkbit = [
        "GET /{tenant}/controller/v1/{controller}",
        "PUT /{tenant}/controller/v1/{controller}/configData",
        "GET /{tenant}/controller/v1/{controller}/deploymentBase/{action}",
        "POST /{tenant}/controller/v1/{controller}/deploymentBase/{action}/feedback",
        "GET /{tenant}/controller/v1/{controller}/cancelAction/{action}",
        "POST /{tenant}/controller/v1/{controller}/cancelAction/{action}/feedback",
        "PUT /{tenant}/controller/v1/{controller}/installedBase",
        "GET /{tenant}/controller/v1/{controller}/installedBase/{action}",
        "GET /{tenant}/controller/v1/{controller}/confirmationBase",
        "POST /{tenant}/controller/v1/{controller}/confirmationBase/activateAutoConfirm",
        "POST /{tenant}/controller/v1/{controller}/confirmationBase/deactivateAutoConfirm",
        "GET /{tenant}/controller/v1/{controller}/confirmationBase/{action}",
        "POST /{tenant}/controller/v1/{controller}/confirmationBase/{action}/feedback",
        "GET /{tenant}/controller/v1/{controller}/softwaremodules/{module}/artifacts",
        "GET /{tenant}/controller/v1/{controller}/softwaremodules/{module}/artifacts/{file}",
    ]
    .map(of_unit);
    native.into_iter().chain(hawkbit).collect()
}

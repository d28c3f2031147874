//! Who may ask the endpoints of the repository of updates.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

/// Their cases.
pub(super) fn updates() -> Vec<Case> {
    vec![
        needs("GET /api/v1/repository", Action::RepositoryRead),
        needs("POST /api/v1/repository", Action::RepositoryChange).with(json!({"files": []})),
        needs("POST /api/v1/repository/releases", Action::ReleasePublish).with(json!({"files": []})),
        needs("POST /api/v1/repository/key", Action::RepositoryKey),
        needs("GET /api/v1/artifacts", Action::RepositoryRead),
        needs("POST /api/v1/artifacts", Action::ReleasePublish).of_file(),
        needs("GET /api/v1/artifacts/{sha256}", Action::RepositoryRead),
        needs("GET /api/v1/releases/{id}/artifacts", Action::RepositoryRead),
    ]
}

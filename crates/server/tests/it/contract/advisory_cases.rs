//! Who may ask the endpoints of advisory sources and of files that are handed in.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

/// Their cases.
pub(super) fn advisories() -> Vec<Case> {
    let new_feed = json!({"name": "n", "kind": "kev", "url": "https://f.example/k", "every_hours": 6});
    let content = json!({"tlp": "white", "title": {"en": "t"}, "summary": {"en": "s"}});
    let read = Action::AdvisoryRead;
    vec![
        needs("GET /api/v1/own-advisories", Action::AdvisoryRead),
        needs("POST /api/v1/own-advisories", Action::AdvisoryDraft).with(json!({"flaw": "CVE-2026-1111"})),
        needs("POST /api/v1/own-advisories/policy", Action::AdvisoryPolicy).with(json!({"four_eyes": true})),
        needs("GET /api/v1/own-advisories/{id}", Action::AdvisoryRead),
        needs("POST /api/v1/own-advisories/{id}/content", Action::AdvisoryDraft).with(content),
        needs("GET /api/v1/own-advisories/{id}/check", Action::AdvisoryRead),
        needs("POST /api/v1/own-advisories/{id}/publish", Action::AdvisoryPublish).with(json!({"summary": "first"})),
        needs("GET /api/v1/own-advisories/{id}/revisions/{number}", Action::AdvisoryRead),
        needs("GET /own-advisories", read),
        needs("POST /own-advisories", Action::AdvisoryDraft),
        needs("GET /own-advisories/new", Action::AdvisoryDraft),
        needs("POST /own-advisories/policy", Action::AdvisoryPolicy),
        needs("GET /own-advisories/key", read),
        needs("POST /own-advisories/key", Action::AdvisoryKey),
        needs("GET /own-advisories/{id}", read),
        needs("POST /own-advisories/{id}", Action::AdvisoryDraft),
        needs("POST /own-advisories/{id}/publish", Action::AdvisoryPublish),
        needs("GET /own-advisories/{id}/preview", read),
        needs("GET /own-advisories/{id}/document", read),
        needs("GET /own-advisories/{id}/versions/{number}", read),
        needs("GET /advisories/sources", Action::FeedRead),
        needs("GET /advisories/sources/new", Action::FeedChange),
        needs("POST /advisories/sources/new", Action::FeedChange),
        needs("GET /advisories/sources/{id}", Action::FeedRead),
        needs("POST /advisories/sources/{id}", Action::FeedChange),
        needs("POST /advisories/sources/{id}/fetch", Action::FeedImport),
        needs("POST /advisories/sources/{id}/enable", Action::FeedChange),
        needs("POST /advisories/sources/{id}/disable", Action::FeedChange),
        needs("POST /advisories/sources/{id}/take", Action::FeedDecide),
        needs("POST /advisories/sources/{id}/leave", Action::FeedDecide),
        needs("GET /advisories/imports", Action::FeedRead),
        needs("POST /advisories/imports", Action::FeedImport),
        needs("GET /advisories/imports/{id}", Action::FeedRead),
        needs("POST /advisories/imports/{id}/take", Action::FeedDecide),
        needs("POST /advisories/imports/{id}/leave", Action::FeedDecide),
        needs("GET /api/v1/feeds", Action::FeedRead),
        needs("POST /api/v1/feeds", Action::FeedChange).with(new_feed),
        needs("GET /api/v1/feeds/{id}", Action::FeedRead),
        needs("PATCH /api/v1/feeds/{id}", Action::FeedChange).with(json!({"every_hours": 6})),
        needs("POST /api/v1/feeds/{id}/fetch", Action::FeedImport),
        needs("POST /api/v1/feeds/{id}/enable", Action::FeedChange),
        needs("POST /api/v1/feeds/{id}/disable", Action::FeedChange),
        needs("POST /api/v1/feeds/{id}/take", Action::FeedDecide),
        needs("POST /api/v1/feeds/{id}/leave", Action::FeedDecide),
        needs("GET /api/v1/advisories/sources", Action::FeedRead),
        needs("GET /api/v1/advisories/imports", Action::FeedRead),
        needs("GET /api/v1/advisories/imports/{id}", Action::FeedRead),
        needs("POST /api/v1/advisories/imports", Action::FeedImport).of_file(),
        needs("POST /api/v1/advisories/imports/{id}/take", Action::FeedDecide),
        needs("POST /api/v1/advisories/imports/{id}/leave", Action::FeedDecide),
    ]
}

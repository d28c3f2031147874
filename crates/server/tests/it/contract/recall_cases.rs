//! Endpoints and pages of recalls, importers and dealers.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn recalled() -> Vec<Case> {
    let (read, work) = (Action::RecallRead, Action::RecallWork);
    let (product, release) = ("prd_01890a5dac96774bbcceb302099a8057", "rel_01890a5dac96774bbcceb302099a8057");
    let plan = json!({"kind": "recall", "product": product, "releases": [release], "reason": "it burns"});
    let reach = json!({"market": "DE", "mail": "a@example.org", "language": "en"});
    let why = json!({"reason": "all came back"});
    vec![
        needs("GET /api/v1/recalls", read),
        needs("POST /api/v1/recalls", work).with(plan),
        needs("GET /api/v1/recalls/{id}", read),
        needs("GET /api/v1/recalls/{id}/letter", read),
        needs("GET /api/v1/recalls/{id}/units", read).and(Action::UnitRead),
        needs("GET /api/v1/recalls/{id}/units/export", read).and(Action::UnitRead),
        needs("POST /api/v1/recalls/{id}/returned", work).with(json!({"serials": ["SN-1"]})),
        needs("POST /api/v1/recalls/{id}/end", work).with(why),
        needs("GET /api/v1/partners", read),
        needs("POST /api/v1/partners", work).with(json!({"kind": "dealer", "name": "A"})),
        needs("PUT /api/v1/partners/{id}", work).with(reach),
        needs("GET /recalls", read),
        needs("GET /recalls/new", work),
        needs("POST /recalls/new", work)
            .with(json!(format!("product={product}&kind=recall&release.{release}=yes&reason=it+burns"))),
        needs("GET /recalls/{id}", read),
        needs("GET /recalls/{id}/units", read).and(Action::UnitRead),
        needs("POST /recalls/{id}/returned", work).with(json!("serials=SN-1")),
        needs("POST /recalls/{id}/end", work).with(json!("reason=all+came+back")),
        needs("GET /partners", read),
        needs("POST /partners", work).with(json!("kind=dealer&name=A&market=&mail=&language=en")),
        needs("POST /partners/{id}", work).with(json!("market=DE&mail=&language=en&seen=1")),
    ]
}

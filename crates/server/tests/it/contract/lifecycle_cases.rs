//! Endpoints and pages of the lifecycle of products.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs, open};

pub(super) fn lives() -> Vec<Case> {
    let (read, support, page, hand_over) =
        (Action::CatalogueRead, Action::SupportChange, Action::ProductPublish, Action::HandOver);
    let key = json!({"name": "root", "place": "the safe", "holder": "management"});
    vec![
        needs("GET /api/v1/products/{id}/support", read),
        needs("PUT /api/v1/products/{id}/support/considered", support).with(json!({"expected_months": 96})),
        needs("POST /api/v1/products/{id}/support/promises", support).with(json!({"ends": "2040-12-31"})),
        needs("PUT /api/v1/units/{id}/placed", Action::UnitChange).with(json!({"day": "2020-01-01"})),
        needs("GET /api/v1/units/{id}/support", Action::UnitRead),
        needs("GET /api/v1/products/{id}/kept", read),
        needs("GET /api/v1/products/{id}/end-of-life", read).and(Action::UnitRead),
        needs("GET /api/v1/products/{id}/page", read),
        needs("PUT /api/v1/products/{id}/page", page).with(json!({"published": true})),
        needs("GET /api/v1/hand-over", hand_over),
        needs("GET /api/v1/hand-over/keys", hand_over),
        needs("POST /api/v1/hand-over/keys", hand_over).with(key),
        needs("DELETE /api/v1/hand-over/keys/{id}", hand_over),
        needs("GET /products/{id}/lifecycle", read).and(Action::UnitRead),
        needs("POST /products/{id}/lifecycle/reasons", support).with(json!("expected-months=96&seen=0")),
        needs("POST /products/{id}/lifecycle/promises", support).with(json!("placed-from=&ends=2040-12-31&reason=")),
        needs("POST /products/{id}/lifecycle/page", page).with(json!("slug=&gtin=&languages=en&seen=0")),
        needs("GET /hand-over", hand_over),
        needs("GET /hand-over/archive", hand_over),
        needs("POST /hand-over/keys", hand_over).with(json!("name=root&fingerprint=&place=the+safe&holder=management")),
        needs("POST /hand-over/keys/{id}/remove", hand_over).with(json!("")),
        open("GET /p/feed.json", "shops read what staff published"),
        open("GET /p/{product}", "everybody reads what staff published"),
        open("GET /p/{product}/declaration", "everybody reads the declaration of what staff published"),
    ]
}

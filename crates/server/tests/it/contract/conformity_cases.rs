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
        needs("GET /api/v1/products/{id}/dossier/contents", Action::DossierRead),
        needs("POST /api/v1/products/{id}/dossier/keep", Action::DossierKeep).with(json!({})),
        needs("POST /api/v1/products/{id}/dossier/hand-over", Action::DossierHandOver)
            .with(json!({"to": "4711/26", "asked": "the risk assessment", "points": ["3"]})),
        needs("GET /api/v1/documents/{id}/file", Action::DossierRead),
        needs("GET /products/{id}/dossier", Action::DossierRead),
        needs("POST /products/{id}/dossier/keep", Action::DossierKeep).with(json!("release=")),
        needs("POST /products/{id}/dossier/hand-over", Action::DossierHandOver)
            .with(json!("to=4711&asked=risks&point=3")),
        needs("GET /products/{id}/calendar", read),
        needs("GET /products/{id}/risk", read),
        needs("GET /api/v1/releases/{id}/evidence", read),
        needs("POST /api/v1/releases/{id}/evidence", Action::EvidenceGive).of_file(),
        needs("POST /api/v1/releases/{id}/evidence/signed", Action::EvidenceGive)
            .with(json!({"commit": "ab12", "signature": "{}"})),
        needs("GET /api/v1/products/{id}/evidence-keys", read),
        needs("POST /api/v1/products/{id}/evidence-keys", Action::EvidenceKeyChange)
            .with(json!({"name": "ci", "key": "ed25519 AA=="})),
        needs("DELETE /api/v1/products/{id}/evidence-keys/{key}", Action::EvidenceKeyChange),
        needs("GET /api/v1/evidence/{id}/file", read),
        needs("GET /products/{id}/evidence-keys", read),
        needs("POST /products/{id}/evidence-keys", Action::EvidenceKeyChange).with(json!("name=ci&key=ed25519")),
        needs("POST /products/{id}/evidence-keys/revoke", Action::EvidenceKeyChange).with(json!("key=ab")),
        needs("GET /products/{id}/register", read),
        needs("POST /api/v1/products/{id}/declarations", Action::DeclarationPrepare).with(json!({})),
        needs("GET /api/v1/products/{id}/declarations", Action::DossierRead),
        needs("POST /api/v1/declarations/{id}/sign", Action::DeclarationSign)
            .with(json!({"place": "Musterstadt", "function": "head"})),
        needs("POST /api/v1/declarations/{id}/drop", Action::DeclarationPrepare),
        needs("POST /api/v1/declarations/{id}/withdraw", Action::DeclarationWithdraw).with(json!({"reason": "x"})),
        needs("GET /api/v1/declarations/{id}/papers/{name}", Action::DossierRead),
        needs("GET /products/{id}/declarations", Action::DossierRead),
        needs("POST /products/{id}/declarations", Action::DeclarationPrepare).with(json!("procedure=A")),
        needs("GET /declarations/{id}", Action::DossierRead),
        needs("POST /declarations/{id}", Action::DeclarationSign).with(json!("place=x&function=y")),
        needs("POST /declarations/{id}/drop", Action::DeclarationPrepare).with(json!("")),
        needs("POST /declarations/{id}/withdraw", Action::DeclarationWithdraw).with(json!("reason=x")),
        needs("GET /declarations/{id}/papers/{name}", Action::DossierRead),
        needs("POST /api/v1/releases/{id}/reviews", Action::ReviewRecord).with(review),
        needs("POST /api/v1/releases/{id}/modification", Action::ModificationState)
            .with(json!({"substantial": false, "words": "nothing of it"})),
    ]
}

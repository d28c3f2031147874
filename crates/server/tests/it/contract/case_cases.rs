//! Endpoints and pages of cases.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn handled() -> Vec<Case> {
    [api(), pages()].concat()
}

fn api() -> Vec<Case> {
    let read = Action::CaseRead;
    let signal = json!({"kind": "finder", "about": "a letter"});
    let case = json!({"kind": "incident", "title": "A letter", "signal": signal});
    let decision = json!({"assessment": "unknown", "reason": "we look into it"});
    let (reason, said) = (json!({"reason": "it is over"}), json!({"note": "we look into it"}));
    let aware = json!({"aware": "2026-01-01T00:00:00Z", "reason": "it was then"});
    let alert = json!({"alert": "alt_01890a5dac96774bbcceb302099a8057"});
    let person = json!({"person": "usr_01890a5dac96774bbcceb302099a8057", "role": "lead"});
    let words = json!({"title": "A flaw", "happened": "It was found.", "advice": "Update."});
    let content = json!({"en": words, "de": words, "gravity": "urgent"});
    let notice = json!({"content": content, "scope": {"base": "product"}});
    vec![
        needs("GET /api/v1/cases/{id}/owner-notices", read),
        needs("POST /api/v1/cases/{id}/owner-notices", Action::OwnerNoticeWrite).with(json!({})),
        needs("GET /api/v1/owner-notices/{id}", read),
        needs("GET /api/v1/owner-notices/{id}/units", read).and(Action::UnitRead),
        needs("POST /api/v1/owner-notices/{id}/content", Action::OwnerNoticeWrite).with(notice),
        needs("POST /api/v1/owner-notices/{id}/send", Action::OwnerNoticeSend).with(json!({"units": 1})),
        needs("POST /api/v1/owner-notices/{id}/recall", Action::OwnerNoticeSend),
        needs("POST /api/v1/owner-notices/{id}/drop", Action::OwnerNoticeWrite),
        needs("GET /api/v1/cases", read),
        needs("POST /api/v1/cases", Action::CaseOpen).with(case),
        needs("POST /api/v1/cases/from-alert", Action::CaseOpen).with(alert),
        needs("GET /api/v1/cases/{id}", read),
        needs("GET /api/v1/cases/{id}/units", read).and(Action::UnitRead),
        needs("GET /api/v1/cases/{id}/timeline", read),
        needs("POST /api/v1/cases/{id}/signals", Action::CaseSignal).with(signal),
        needs("POST /api/v1/cases/{id}/assessment", Action::CaseAssess).with(decision),
        needs("POST /api/v1/cases/{id}/awareness", Action::CaseAssess).with(aware),
        needs("POST /api/v1/cases/{id}/notes", Action::CaseWork).with(said),
        needs("POST /api/v1/cases/{id}/tasks", Action::CaseWork).with(json!({"what": "tell the maker"})),
        needs("POST /api/v1/cases/{id}/tasks/{number}/done", Action::CaseWork),
        needs("POST /api/v1/cases/{id}/people", Action::CaseWork).with(person),
        needs("GET /api/v1/cases/{id}/closing", read),
        needs("POST /api/v1/cases/{id}/fixes", Action::CaseWork)
            .with(json!({"release": "rel_01890a5dac96774bbcceb302099a8057"})),
        needs("DELETE /api/v1/cases/{id}/fixes/{release}", Action::CaseWork),
        needs("GET /api/v1/cases/{id}/containment", read),
        needs("POST /api/v1/cases/{id}/containment", Action::CaseContain).with(json!({"move": "rollouts", "seen": 1})),
        needs("POST /api/v1/cases/{id}/containment/{containment}/undo", Action::CaseContain),
        needs("GET /api/v1/cases/{id}/policies", read),
        needs("POST /api/v1/cases/{id}/policies", Action::CaseContain).with(json!({"file": "{}"})),
        needs("POST /api/v1/cases/{id}/close", Action::CaseClose).with(reason.clone()),
        needs("POST /api/v1/cases/{id}/reopen", Action::CaseClose).with(reason),
    ]
}

fn pages() -> Vec<Case> {
    let read = Action::CaseRead;
    vec![
        needs("POST /cases/{id}/owner-notices", Action::OwnerNoticeWrite),
        needs("GET /owner-notices/{id}", read),
        needs("POST /owner-notices/{id}", Action::OwnerNoticeWrite),
        needs("POST /owner-notices/{id}/send", Action::OwnerNoticeSend),
        needs("POST /owner-notices/{id}/recall", Action::OwnerNoticeSend),
        needs("POST /owner-notices/{id}/drop", Action::OwnerNoticeWrite),
        needs("GET /owner-notices/{id}/units", read).and(Action::UnitRead),
        needs("GET /cases", read),
        needs("GET /cases/new", Action::CaseOpen),
        needs("POST /cases/new", Action::CaseOpen),
        needs("GET /cases/{id}", read),
        needs("GET /cases/{id}/units", read).and(Action::UnitRead),
        needs("POST /monitoring/alerts/{id}/case", Action::CaseOpen),
        needs("POST /cases/{id}/assess", Action::CaseAssess)
            .with(json!("assessment=unknown&kind=incident&reason=we+look&seen=1")),
        needs("POST /cases/{id}/awareness", Action::CaseAssess)
            .with(json!("aware=2026-01-01T00:00&reason=it+was+then&seen=1")),
        needs("POST /cases/{id}/fixes", Action::CaseWork).with(json!("release=rel_01890a5dac96774bbcceb302099a8057")),
        needs("POST /cases/{id}/fixes/{release}/back", Action::CaseWork),
        needs("POST /cases/{id}/containment", Action::CaseContain).with(json!("move=rollouts&seen=1")),
        needs("POST /cases/{id}/containment/{containment}/undo", Action::CaseContain),
        needs("POST /cases/{id}/close", Action::CaseClose).with(json!("reason=it+is+over&seen=1")),
        needs("POST /cases/{id}/reopen", Action::CaseClose).with(json!("reason=it+is+not&seen=1")),
        needs("POST /cases/{id}/signals", Action::CaseSignal).with(json!("signal=finder&about=a+letter")),
        needs("POST /cases/{id}/notes", Action::CaseWork).with(json!("note=a+letter")),
        needs("POST /cases/{id}/tasks", Action::CaseWork).with(json!("what=tell+the+maker")),
        needs("POST /cases/{id}/tasks/{number}/done", Action::CaseWork),
        needs("POST /cases/{id}/people", Action::CaseWork)
            .with(json!("who=usr_01890a5dac96774bbcceb302099a8057&role=lead")),
        needs("POST /cases/{id}/erase", Action::CaseErase).with(json!("of=entry&number=1")),
    ]
}

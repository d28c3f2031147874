//! Endpoints and pages of the duty.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn on_duty() -> Vec<Case> {
    let (read, change) = (Action::DutyRead, Action::DutyChange);
    let nobody = "usr_01890a5dac96774bbcceb302099a8057";
    vec![
        needs("GET /api/v1/duty", read),
        needs("PUT /api/v1/duty", change).with(json!({"people": []})),
        needs("POST /api/v1/duty/hand-over", Action::DutyHandOver).with(json!({"to": nobody})),
        needs("PUT /api/v1/duty/settings", Action::DutySettings).with(json!({"again_minutes": 10})),
        needs("POST /api/v1/duty/test", change),
        needs("GET /api/v1/alarms", read),
        needs("POST /api/v1/alarms/{id}/acknowledge", Action::AlarmAnswer),
        needs("GET /duty", read),
        needs("POST /duty/people", change).with(json!("person_0=")),
        needs("POST /duty/hand-over", Action::DutyHandOver).with(json!(format!("to={nobody}"))),
        needs("POST /duty/settings", Action::DutySettings).with(json!("again_minutes=10&language=en&alerts=high")),
        needs("POST /duty/test", change),
        needs("POST /duty/alarms/{id}/answer", Action::AlarmAnswer),
    ]
}

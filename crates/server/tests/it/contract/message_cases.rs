//! Endpoints and pages by which others are told: webhooks, mail and syslog.

use serde_json::json;
use steadfast_server::access::action::Action;

use super::cases::{Case, needs};

pub(super) fn webhooks() -> Vec<Case> {
    let new = json!({"name": "Chat", "url": "https://hooks.example/in"});
    vec![
        needs("GET /api/v1/events", Action::EventRead),
        needs("GET /api/v1/webhooks", Action::WebhookRead),
        needs("POST /api/v1/webhooks", Action::WebhookChange).with(new),
        needs("GET /api/v1/webhooks/{id}", Action::WebhookRead),
        needs("PATCH /api/v1/webhooks/{id}", Action::WebhookChange).with(json!({"name": "Talk"})),
        needs("DELETE /api/v1/webhooks/{id}", Action::WebhookChange),
        needs("POST /api/v1/webhooks/{id}/secret", Action::WebhookChange),
        needs("POST /api/v1/webhooks/{id}/enable", Action::WebhookChange),
        needs("POST /api/v1/webhooks/{id}/disable", Action::WebhookChange),
        needs("POST /api/v1/webhooks/{id}/test", Action::WebhookChange),
        needs("GET /api/v1/webhooks/{id}/deliveries", Action::WebhookRead),
        needs("POST /api/v1/webhooks/{id}/deliveries/{delivery}/retry", Action::WebhookChange),
        needs("GET /webhooks", Action::WebhookRead),
        needs("GET /webhooks/new", Action::WebhookChange),
        needs("POST /webhooks/new", Action::WebhookChange),
        needs("GET /webhooks/{id}", Action::WebhookRead),
        needs("GET /webhooks/{id}/change", Action::WebhookChange),
        needs("POST /webhooks/{id}/change", Action::WebhookChange),
        needs("POST /webhooks/{id}/secret", Action::WebhookChange),
        needs("POST /webhooks/{id}/test", Action::WebhookChange),
        needs("POST /webhooks/{id}/enable", Action::WebhookChange),
        needs("POST /webhooks/{id}/disable", Action::WebhookChange),
        needs("POST /webhooks/{id}/remove", Action::WebhookChange),
        needs("POST /webhooks/{id}/deliveries/{delivery}/retry", Action::WebhookChange),
    ]
}

pub(super) fn messages() -> Vec<Case> {
    let (read, change) = (Action::ReceiverRead, Action::ReceiverChange);
    let new = json!({"name": "The watch", "way": "mail", "address": "watch@l.example"});
    let mail = json!({"host": "mail.l.example", "port": 465, "security": "tls", "from": "s@l.example"});
    vec![
        // None is set when it is asked for first.
        needs("GET /api/v1/mail", read),
        needs("PUT /api/v1/mail", change).with(mail),
        needs("GET /api/v1/receivers", read),
        needs("POST /api/v1/receivers", change).with(new.clone()),
        needs("GET /api/v1/receivers/{id}", read),
        needs("PUT /api/v1/receivers/{id}", change).with(new),
        needs("DELETE /api/v1/receivers/{id}", change),
        needs("POST /api/v1/receivers/{id}/enable", change),
        needs("POST /api/v1/receivers/{id}/disable", change),
        needs("POST /api/v1/receivers/{id}/test", change),
        needs("GET /api/v1/receivers/{id}/messages", read),
        needs("POST /api/v1/receivers/{id}/messages/{message}/retry", change),
        needs("GET /messages", read),
        needs("GET /messages/mail", change),
        needs("POST /messages/mail", change),
        needs("GET /messages/new", change),
        needs("POST /messages/new", change),
        needs("GET /messages/receivers/{id}", read),
        needs("GET /messages/receivers/{id}/change", change),
        needs("POST /messages/receivers/{id}/change", change),
        needs("POST /messages/receivers/{id}/test", change),
        needs("POST /messages/receivers/{id}/enable", change),
        needs("POST /messages/receivers/{id}/disable", change),
        needs("POST /messages/receivers/{id}/remove", change),
        needs("POST /messages/receivers/{id}/messages/{message}/retry", change),
    ]
}

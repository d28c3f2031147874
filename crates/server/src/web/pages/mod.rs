//! Pages: one module per subject, each with view structs of plain values and functions from them to a whole page.

pub mod account;
pub mod approvals;
pub mod confirm;
pub mod error;
pub mod flaw;
pub mod flaw_form;
pub mod health;
pub mod invitation;
pub mod jobs;
pub mod people;
pub mod person;
pub mod person_records;
pub mod proof_log;
pub mod propose;
pub mod record;
pub mod recovery;
pub mod sessions;
pub mod setup;
pub mod sign_in;
pub mod today;
pub mod today_glance;
pub mod tokens;
pub mod triage;
pub mod webhook_form;
pub mod webhooks;

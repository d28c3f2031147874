//! The API as a contract: its document, who may ask what, and what holds for every request.

mod advisory_cases;
mod asker;
mod authorisation;
mod case_cases;
mod cases;
mod catalogue_cases;
mod conformity_cases;
mod document;
mod drill_cases;
mod duty_cases;
mod idempotency;
mod lifecycle_cases;
mod listing;
mod message_cases;
mod monitoring_cases;
mod notice_cases;
mod pages_of_docs;
mod recall_cases;
mod report_cases;
mod requests;
mod triage;
mod update_cases;

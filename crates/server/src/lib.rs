//! The manufacturer's service: one folder per capability, each a straight line from door to store and ledger.

pub mod access;
pub mod act;
pub mod ambient;
pub mod api;
pub mod app;
pub mod caller;
pub mod config;
pub mod data_directory;
pub mod demo;
pub mod doors;
pub mod events;
mod exposure;
pub mod health;
pub mod http;
pub mod jobs;
pub mod ledger;
pub mod log;
pub mod metrics;
mod operations;
pub mod restored;
pub mod serve;
pub mod tls;
mod today;
pub mod triage;
pub mod vault;
pub mod web;
pub mod webhooks;

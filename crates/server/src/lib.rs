//! The manufacturer's service.

pub mod web;

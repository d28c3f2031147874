//! The manufacturer's service.

pub mod access;

//! The manufacturer's service.

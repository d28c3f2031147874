//! What detectors say.

mod reason;

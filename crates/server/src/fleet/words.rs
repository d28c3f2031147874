//! Words for what units state, in kebab-case: as histories, the API and the texts of pages have them.

use steadfast_protocol::{Check, Found, Way};

/// What a self-test looked at.
#[must_use]
pub const fn check_word(check: Option<Check>) -> &'static str {
    match check {
        Some(Check::Ports) => "ports",
        Some(Check::Credentials) => "credentials",
        Some(Check::Encryption) => "encryption",
        Some(Check::Debugging) => "debugging",
        Some(Check::Updates) => "updates",
        Some(Check::Log) => "log",
        Some(Check::Throttle) => "throttle",
        None => "other",
    }
}

/// What it found there.
#[must_use]
pub const fn found_word(found: Option<Found>) -> &'static str {
    match found {
        Some(Found::Passed) => "passed",
        Some(Found::Failed) => "failed",
        Some(Found::NotApplicable) => "not-applicable",
        Some(Found::Unknown) | None => "unknown",
    }
}

/// By which way an export left.
#[must_use]
pub const fn way_word(way: Option<Way>) -> &'static str {
    match way {
        Some(Way::Download) => "download",
        Some(Way::Http) => "http",
        Some(Way::WebDav) => "webdav",
        Some(Way::S3) => "s3",
        Some(Way::Sftp) => "sftp",
        Some(Way::Successor) => "successor",
        None => "unknown",
    }
}

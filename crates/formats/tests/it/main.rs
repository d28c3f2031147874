//! Behaviour of the crate, through its public doors.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod archive;
mod bom;
mod corpus;
mod cpe;
mod csaf;
mod cve;
mod epss;
mod euvd;
mod feed;
mod hostile;
mod kev;
mod nvd;
mod openvex;
mod osv;
mod purl;
mod security_txt;
mod shared;
mod test_report;
mod vex;
mod vex_csaf;
mod vex_cyclonedx;
mod vex_written;

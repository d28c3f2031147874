//! Commands that talk to a running server, against a real `steadfast serve`.

mod advisories;
mod answers;
mod cases;
mod drills;
mod duty;
mod refusals;
mod releases;
mod reports;
mod served;
mod units;
mod vex;

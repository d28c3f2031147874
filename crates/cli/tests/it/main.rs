//! Behaviour of the program, through its command line.
#![expect(clippy::needless_pass_by_value, reason = "a value written with `json!` is handed over where it is written")]

mod advisories;
mod bills;
mod program;

mod all_clear;
mod backups;
mod cargo_audit;
mod compiled_in;
mod demo;
mod demo_dossiers;
mod dossiers;
mod exit_codes;
mod feeds;
mod forms;
mod hostile;
mod matching;
mod night;
mod operate;
mod policy;
mod probe;
mod probed_unit;
mod product;
mod real_bills;
mod real_unit;
mod receipts;
mod serve;
mod server;
mod sharing;
mod told;
mod unit_log;
mod updates;
mod verify;
mod verify_page;
mod vex;
mod watched;
mod whole_life;
mod work;

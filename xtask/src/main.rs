//! `cargo xtask`: tests, checks and test data of the project as commands.

mod agent;
mod bench;
mod blocklist;
mod data;
mod fuzz;
mod header;
mod labels;
mod own_dossier;
mod process;
mod real_scan;
mod suite;
mod tidy;
mod tools;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test                      what must hold before a change is taken: tests, rules of the house, the own dossier
  check                     and what must hold besides: lints, documentation, fuzz targets compile
  tools                     installs what the tests need besides Rust, or names it
  tidy                      the rules of the house alone
  agent                     builds the program for products, static and stripped: target/agent/steadfast-agent
  header                    writes the header of the device SDK for C anew, from its sources
  labels                    scores of the match labels, and the comparison on Yocto bills
  dossier                   makes the project's own dossier into target/own-dossier, and checks it
  data                      unpacks the shared test data into target/shared-data
  bench                     measures the release build, and peers where they are installed
  bench server [PART]       measures the server beside bare engines: exposures, fleet, polls, ingest, register, writes, reads, lists, verify, or all
  bench delta [PACKAGE]     measures patches beside xdelta3, bsdiff and zstd, on packages of Debian, or an image of them
  bench agent               measures what the program for products takes; an hour, or STEADFAST_MINUTES
  bench monitoring [PART]   measures what monitoring finds in labelled data, and how quickly: darpa, ssh, captures, fleet, ingest, or all
  bench tuf                 measures a client of updates beside sha256sum
  blocklist LIST            makes the filter of common passwords from a list, the most common first
  fuzz [TARGET] [SECONDS]   runs one fuzz target, or all, 60 seconds each unless said otherwise";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => suite::run_suite(),
        ["check"] => suite::run_checks(),
        ["tools"] => tools::ensure(),
        ["tidy"] => tidy::run(),
        ["data"] => data::unpack(),
        ["bench"] => bench::run(),
        ["bench", "server", parts @ ..] => bench::server::run(parts),
        ["bench", "delta", packages @ ..] => bench::delta::measure(packages),
        ["bench", "agent"] => bench::agent::measure(),
        ["bench", "monitoring", parts @ ..] => bench::monitoring::measure(parts),
        ["bench", "tuf"] => bench::tuf::measure(),
        ["blocklist", list] => blocklist::make(list),
        ["agent"] => agent::build(),
        ["header"] => header::write(),
        ["dossier"] => own_dossier::make(),
        ["labels"] => labels::report(),
        ["fuzz", rest @ ..] => fuzz::run_targets(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

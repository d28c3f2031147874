//! `steadfast`: the manufacturer's command line.

mod args;
mod backup;
mod ceremony;
mod demo;
mod failure;
mod feed;
mod input;
mod keys;
mod law;
mod parallel;
mod probe;
mod product;
mod progress;
mod provision;
mod release;
mod sbom;
mod scan;
mod serve;
mod server;
mod simulate;
mod table;
mod terminal;
mod tuf;
mod user;
mod verify;

use std::borrow::Cow;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use jiff::Timestamp;

use args::{Cli, Command, Feed, Sbom};
use failure::{Exit, Failure};
use scan::Purpose;

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn main() -> ExitCode {
    // One provider of cryptography for all of TLS; this fails only where one was installed before.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let cli = Cli::try_parse().unwrap_or_else(|error| refused(&error));
    let clock = Timestamp::now();
    let mut out = anstream::stdout().lock();
    let ended = run(cli.command, clock, &mut out);
    let flushed = out.flush().map_err(Failure::Output);
    let exit = ended.and_then(|exit| flushed.map(|()| exit)).unwrap_or_else(|failure| {
        if !failure.is_closed_pipe() {
            eprintln!("steadfast: {}", terminal::clean(&told(&failure)));
        }
        failure.exit()
    });
    ExitCode::from(exit as u8)
}

/// Ends with clap's own words, which quote the arguments: a script may have them from elsewhere.
fn refused(error: &clap::Error) -> ! {
    let text = error.render().to_string();
    let harmless = text.lines().all(|line| matches!(terminal::clean(line), Cow::Borrowed(_)));
    if harmless || !error.use_stderr() {
        error.exit();
    }
    text.lines().for_each(|line| eprintln!("{}", terminal::clean(line)));
    std::process::exit(Exit::BadInput as i32)
}

fn run(command: Command, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Command::Demo(args) => demo::run(&args, out),
        Command::Feed(Feed::Import(args)) => feed::import(&args, clock, out),
        Command::Feed(Feed::List(args)) => feed::list(&args, out),
        Command::Scan(ask) => scan::run(Purpose::Scan, &ask, clock, out),
        Command::Gate(ask) => scan::run(Purpose::Gate, &ask, clock, out),
        Command::Sbom(Sbom::Check(args)) => sbom::run(&args, out),
        Command::Law(command) => law::run(&command, clock, out),
        Command::Backup(args) => backup::back_up(*args, clock, out),
        Command::Restore(args) => backup::restore(*args, clock, out),
        Command::MigrateStore(args) => backup::migrate(*args, clock, out),
        Command::Verify(args) => verify::run(&args, clock, out),
        Command::Product(command) => server::product(command, out),
        Command::Release(command) => server::release(command, clock, out),
        Command::Unit(command) => server::unit(command, out),
        Command::Rollout(command) => server::rollout(*command, out),
        Command::Server(command) => server::run(command, out),
        Command::Record(command) => server::record(*command, out),
        Command::Alert(command) => server::alert(*command, out),
        Command::Case(command) => server::case(*command, out),
        Command::Recall(command) => server::recall(*command, out),
        Command::Support(command) => server::support(*command, out),
        Command::HandOver(command) => server::hand_over(*command, out),
        Command::Dossier(command) => server::dossier(*command, out),
        Command::Declare(command) => server::declare(*command, out),
        Command::Drill(command) => server::drill(*command, out),
        Command::Duty(command) => server::duty(*command, out),
        Command::Report(command) => server::report(*command, out),
        Command::Advisory(command) => server::advisory(*command, out),
        Command::Job(command) => server::job(*command, out),
        Command::Vex(command) => server::vex(*command, out),
        Command::Token(command) => server::token(command, out),
        Command::Key(command) => keys::run(&command, out),
        Command::Root(command) => ceremony::run(&command, clock, out),
        Command::CoreFunction(args) => demo::core_function::run(&args),
        Command::Probe(args) => probe::run(*args, out),
        Command::Provision(command) => provision::run(&command, out),
        Command::Tuf(args) => tuf::run(&args, clock),
        Command::Simulate(args) => simulate::run(&args, out),
        Command::User(user) => user::run(user, out),
        Command::Serve(serve) => serve::run(*serve, out),
    }
}

/// A failure with its causes, where they add something.
fn told(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = error.source();
    }
    text
}

//! `probe`: a device as somebody meets it who knows its address and nothing else.

mod numbers;
mod report;

use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use steadfast_probe::{
    Ask, Core, Evidence, GUESSES, MOST_GUESSES, Owner, PORTS, ProbeError, RATE, Target, TargetError,
};
use steadfast_probe::{Verdict, probe};

use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use numbers::{core, ports};

/// Where the owner's password stands: not among the arguments, which others on the machine can read.
const PASSWORD: &str = "STEADFAST_PROBE_PASSWORD";

/// `probe`.
#[derive(Debug, Args)]
pub(crate) struct Probe {
    /// One device: a name or an address, with or without a port.
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// It is your device, or you are allowed to test it.
    #[arg(long)]
    mine: bool,
    /// TCP ports to look at, and spans of them, in place of some sixty usual ones. Declared ones are looked at as well.
    #[arg(long = "port", value_name = "N|N-M", value_parser = ports, value_delimiter = ',')]
    ports: Vec<Vec<u16>>,
    /// The TCP ports that the device is declared to have open.
    #[arg(long, value_name = "N,N…", value_parser = ports, value_delimiter = ',')]
    declared: Vec<Vec<u16>>,
    /// The UDP port where SNMP is asked.
    #[arg(long, value_name = "N", default_value_t = 161)]
    snmp: u16,
    /// Questions a second, at most.
    #[arg(long, value_name = "N", default_value_t = RATE, value_parser = clap::value_parser!(u32).range(1..=1000))]
    rate: u32,
    /// A real account to guess at, until it refuses once. Its password is read from STEADFAST_PROBE_PASSWORD, where there is
    /// one: with it the probe sees whether the owner still gets in.
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Wrong guesses at one login, at most.
    #[arg(long, value_name = "N", default_value_t = GUESSES, value_parser = clap::value_parser!(u32).range(6..))]
    guesses: u32,
    /// Guesses in all, at most.
    #[arg(long, value_name = "N", default_value_t = MOST_GUESSES)]
    most_guesses: u32,
    /// How long to wait for a login that refuses.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    seconds_of_patience: u32,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=600))]
    answer_within: u32,
    /// Another address of this machine, to see whether guesses shut out others as well; on this machine it is there already.
    #[arg(long, value_name = "ADDRESS")]
    second_source: Option<IpAddr>,
    /// Out of how many passwords one is chosen: how many years it takes to try them all is told then.
    #[arg(long, value_name = "N")]
    space: Option<f64>,
    /// Where the device does what it is for, to see whether it goes on while somebody guesses.
    #[arg(long, value_name = "PORT[/PATH]", value_parser = core)]
    core: Option<Core>,
    /// The page with the login, where it is none of the usual ones.
    #[arg(long, value_name = "PATH", value_parser = path)]
    login: Option<String>,
    /// Pages that must not answer before a password is set, beside the usual ones.
    #[arg(long = "function", value_name = "PATH", value_parser = path)]
    functions: Vec<String>,
    /// A fresh device may be set up, with weak passwords first and the owner's last.
    #[arg(long)]
    may_change: bool,
    /// Write each question, answer and verdict to this new file, as lines of JSON that are chained by their digests.
    #[arg(long, value_name = "FILE")]
    evidence: Option<PathBuf>,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

/// Asks the device, and says what came of it.
pub(crate) fn run(args: Probe, out: &mut dyn Write) -> Result<Exit, Failure> {
    if !args.mine {
        return Err(Failure::Usage(refusal(&args.address)));
    }
    let (format, evidence) = (args.format, args.evidence.clone());
    let ask = asked(args)?;
    let chain = evidence.as_deref().map(begin).transpose()?;
    let progress = Progress::new("probe");
    let told = probe(&ask, chain, &|words| progress.says(words));
    progress.end();
    let told = told.map_err(|error| failed(error, evidence.as_deref()))?;
    let text = match format {
        CheckFormat::Json => report::json(&told),
        CheckFormat::Table => report::text(&told, ask.rate, evidence.as_deref()),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(match told.verdict() {
        Verdict::Passed | Verdict::NotApplicable => Exit::Yes,
        Verdict::Failed => Exit::No,
        Verdict::Unknown => Exit::Undecided,
    })
}

/// What it does, for whoever did not say that they may.
fn refusal(address: &str) -> String {
    format!(
        "{address} was not asked anything. A probe looks for open ports, tries passwords that devices come with, and guesses at \
         each login until it refuses, which can shut out whoever guesses; with --may-change it sets a fresh device up. Do \
         that to a device that you own or are allowed to test, and say so with --mine"
    )
}

fn asked(args: Probe) -> Result<Ask, Failure> {
    let target = Target::find(&args.address).map_err(|error| Failure::Target(Box::new(error)))?;
    let named = |lists: Vec<Vec<u16>>| lists.into_iter().flatten().collect::<Vec<u16>>();
    let (ports, declared) = (named(args.ports), named(args.declared));
    let password = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty()).map(Into::into);
    let itself = target.ip == IpAddr::V4(Ipv4Addr::LOCALHOST);
    let second_source = args.second_source.or(itself.then(|| Ipv4Addr::new(127, 0, 0, 2).into()));
    Ok(Ask {
        ports: if ports.is_empty() { PORTS.to_vec() } else { ports },
        declared: (!declared.is_empty()).then_some(declared),
        snmp: args.snmp,
        rate: args.rate,
        guesses: args.guesses,
        most_guesses: args.most_guesses,
        answer_within: Duration::from_secs(u64::from(args.answer_within)),
        patience: Duration::from_secs(u64::from(args.seconds_of_patience)),
        owner: args.account.map(|name| Owner { name, password }),
        may_change: args.may_change,
        login: args.login,
        functions: args.functions,
        core: args.core,
        second_source,
        space: args.space,
        ..Ask::new(target)
    })
}

/// A new file: evidence of another day is not written over.
fn begin(file: &Path) -> Result<Evidence, Failure> {
    let opened = OpenOptions::new().write(true).create_new(true).open(file);
    let opened = opened.map_err(|source| Failure::Unwritable { file: file.to_owned(), source })?;
    Ok(Evidence::new(Box::new(BufWriter::new(opened))))
}

fn failed(error: ProbeError, evidence: Option<&Path>) -> Failure {
    match (error, evidence) {
        (ProbeError::Evidence(source), Some(file)) => Failure::Unwritable { file: file.to_owned(), source },
        (error, _) => Failure::Probe(Box::new(error)),
    }
}

/// Whether nobody could be asked, or nobody was named.
pub(crate) const fn exit(error: &TargetError) -> Exit {
    match error {
        TargetError::Unknown { .. } => Exit::Failed,
        _ => Exit::BadInput,
    }
}

/// A path of the device.
fn path(text: &str) -> Result<String, String> {
    let plain = text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { Ok(text.to_owned()) } else { Err("expected a path such as /login".to_owned()) }
}

//! `steadfast demo`: a sample maker on a server of its own, on this machine alone, whose data go when it ends.

pub(crate) mod core_function;
mod gateways;
mod kept;
mod real;
mod terminal;
mod traffic;

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use steadfast_server::config::LogFormat;
use steadfast_server::demo::{self, Audience, Made, SampleUnits, Switch, Wanted};

use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use gateways::Gateways;
use real::Real;

/// What of the log a demo shows unless it is told.
const LOG: &str = "error";

/// `demo`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where it listens, on this machine alone [default: 127.0.0.1:8471, or any free port].
    #[arg(long, value_name = "ADDRESS", conflicts_with = "terminal")]
    listen: Option<SocketAddr>,
    /// The agent that one gateway really is [default: steadfast-agent beside this program, or as cargo xtask agent builds
    /// it; without one the demo goes without].
    #[arg(long, value_name = "PROGRAM", conflicts_with = "terminal")]
    agent: Option<PathBuf>,
    /// Show it in a Saturday night, 23:40, before a holiday: a list names a flaw as exploited, then the gateways show that
    /// it is, and you are on duty. A stop-watch runs.
    #[arg(long, conflicts_with = "terminal")]
    night: bool,
    /// Only show, here in the terminal, how a release check blocks and passes.
    #[arg(long)]
    terminal: bool,
}

/// Makes the sample and shows it until it is told to end.
pub(crate) fn run(args: &Demo, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.terminal {
        return terminal::run(out);
    }
    let filter = std::env::var("STEADFAST_LOG_FILTER").unwrap_or_else(|_| LOG.to_owned());
    steadfast_server::log::start(LogFormat::Text, Some(&filter));
    let folder = tempfile::Builder::new().prefix("steadfast-demo-").tempdir();
    let folder = folder.map_err(|source| Failure::Unwritable { file: "the temporary folder".into(), source })?;
    let progress = Progress::to_an_end("A sample is being made");
    let mut audience = Visitors {
        progress: progress.clone(),
        gateways: None,
        real: None,
        agent: real::program(args.agent.as_deref()),
        folder: folder.path().join("gateway"),
        times: 0,
        usual: args.listen.is_none(),
    };
    let wanted = Wanted { folder: folder.path(), listen: args.listen, night: args.night };
    let shown = demo::run(wanted, out, &mut audience);
    drop(audience);
    progress.end();
    shown.map_err(|error| Failure::Demo(Box::new(error)))?;
    folder.close().map_err(|source| Failure::Unwritable { file: "the temporary folder".into(), source })?;
    Ok(Exit::Yes)
}

/// Whoever looks at the demo from this terminal.
struct Visitors {
    progress: Progress,
    gateways: Option<Gateways>,
    real: Option<Real>,
    /// The agent's program, where there is one.
    agent: Option<PathBuf>,
    /// Where the real gateway keeps what it keeps: a folder of its own each time.
    folder: PathBuf,
    times: u32,
    /// Whether it is reached where it usually is.
    usual: bool,
}

impl Visitors {
    /// The demo goes on without the real gateway where it cannot be.
    fn real(&mut self, units: &SampleUnits) -> Option<Real> {
        let Some(agent) = self.agent.as_deref() else {
            eprintln!("steadfast: no gateway is real: `cargo xtask agent` builds what it takes.");
            return None;
        };
        self.times += 1;
        let folder: &Path = &self.folder.join(self.times.to_string());
        Real::switch_on(agent, folder, units, self.usual)
            .inspect_err(|error| eprintln!("steadfast: the real gateway: {error}"))
            .ok()
    }
}

impl Audience for Visitors {
    fn watch(&mut self, made: Made) {
        self.progress.part(made.days, &made.at.to_string());
        if made.days.0 == made.days.1 {
            self.progress.end();
        }
    }

    fn switch(&mut self, switch: Switch<'_>) {
        // Those that were on go off first.
        (self.gateways, self.real) = (None, None);
        if let Switch::On(units) = switch {
            self.gateways = Some(Gateways::switch_on(units));
            self.real = self.real(units);
        }
    }
}

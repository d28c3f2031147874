//! `simulate`: units that are not there, over the protocol of those that are.

mod device;
mod report;
mod units;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use jiff::Timestamp;
use steadfast_server::ambient::{Ambient, Machine};
use steadfast_simulate::{Fleet, Unit};

use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::server::{Connection, Ground, LOOK};

/// `simulate`.
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// How many units.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    units: u32,
    /// Their product: its name or id. The token in STEADFAST_TOKEN needs `unit.enrol`, `unit.read` and `catalogue.read`.
    #[arg(long, value_name = "NAME|ID", required_unless_present = "device")]
    product: Option<String>,
    /// The part that they update, where the product has several: its name or id.
    #[arg(long, value_name = "NAME|ID")]
    part: Option<String>,
    /// The version that they leave the factory with.
    #[arg(long, value_name = "VERSION", required_unless_present = "device")]
    runs: Option<String>,
    /// The first root of the repository, as it is built into units.
    #[arg(long, value_name = "FILE", default_value = "repository/1.root.json")]
    root: PathBuf,
    #[command(flatten)]
    connection: Connection,
    /// What their serial numbers begin with; drawn at random unless it is given.
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    /// Their hardware revision.
    #[arg(long, value_name = "REVISION", default_value = "")]
    hardware: String,
    /// A Member State where they are; several take turns.
    #[arg(long, value_name = "STATE")]
    market: Vec<String>,
    /// So many owners put each update off.
    #[arg(long, value_name = "N", default_value_t = 0)]
    postpone: u32,
    /// For how many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 86_400)]
    postpone_for: u32,
    /// So many owners refuse each update.
    #[arg(long, value_name = "N", default_value_t = 0)]
    refuse: u32,
    /// On so many units, nothing can be written.
    #[arg(long, value_name = "N", default_value_t = 0)]
    fail: u32,
    /// So many units go back to what they ran, since what is new does not start.
    #[arg(long, value_name = "N", default_value_t = 0)]
    go_back: u32,
    /// Within how many seconds they are switched on.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    within: u32,
    /// How many of them are at work at once.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=512))]
    at_once: u16,
    /// End when each of them runs this version that can and whose owner lets it.
    #[arg(long, value_name = "VERSION")]
    until: Option<String>,
    /// End after so many seconds: 1 where --until did not come true by then.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u32>,
    /// A device for `steadfast probe` instead of units: `good`, or with the one flaw that is named; `list` lists the flaws.
    #[arg(long, value_name = "good|FLAW|list", conflicts_with_all = ["product", "runs"])]
    device: Option<String>,
    /// Where that device listens, at ports of its own.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), requires = "device")]
    listen: IpAddr,
    /// How to write what became of them.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

impl Simulate {
    /// The version that units leave the factory with.
    fn runs(&self) -> &str {
        self.runs.as_deref().unwrap_or_default()
    }
}

/// Enters the units at the server, and has them live until the end that was asked for.
pub(crate) fn run(args: &Simulate, out: &mut dyn Write) -> Result<Exit, Failure> {
    if let Some(device) = &args.device {
        return device::run(device, args.listen, args.seconds, out);
    }
    let root = std::fs::read(&args.root).map_err(|source| Failure::Unreadable { file: args.root.clone(), source })?;
    let ground =
        Ground::find(&args.connection, args.product.as_deref().unwrap_or_default(), args.part.as_deref(), args.runs())?;
    let units: Vec<Unit> = units::seeds(args, &ground, root).into_iter().map(Unit::new).collect();
    let mut told = Vec::new();
    ground.enter(&units::list(args, &ground, &units), &mut told)?;
    if matches!(args.format, CheckFormat::Table) {
        out.write_all(&told).and_then(|()| out.flush()).map_err(Failure::Output)?;
    }
    let fleet = Fleet::new(units, args.within, now());
    let reached = live(args, &ground, &fleet);
    report::write(args.format, &fleet, out)?;
    Ok(if reached { Exit::Yes } else { Exit::No })
}

/// Whether the end came that was asked for.
fn live(args: &Simulate, ground: &Ground, fleet: &Fleet) -> bool {
    let (stop, net) = (AtomicBool::new(false), ground.net());
    std::thread::scope(|scope| {
        scope.spawn(|| fleet.run(&net, usize::from(args.at_once), &stop, &now, &random));
        let reached = watch(args, fleet);
        stop.store(true, Ordering::Relaxed);
        reached
    })
}

fn watch(args: &Simulate, fleet: &Fleet) -> bool {
    let progress = Progress::new("units");
    let begun = now();
    loop {
        std::thread::sleep(LOOK);
        progress.says(&report::line(&fleet.tally()));
        if args.until.as_deref().is_some_and(|version| units::all_run(fleet, version)) {
            progress.end();
            return true;
        }
        let gone = now().as_second() - begun.as_second();
        if args.seconds.is_some_and(|seconds| gone >= i64::from(seconds)) {
            progress.end();
            return args.until.is_none();
        }
    }
}

/// Chance.
pub(crate) fn random() -> u64 {
    u64::from_le_bytes((&Machine as &dyn Ambient).random())
}

/// The present: units have a clock, and live longer than one moment.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_microsecond(Machine.now().0).unwrap_or(Timestamp::UNIX_EPOCH)
}

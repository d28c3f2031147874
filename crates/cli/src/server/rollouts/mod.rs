//! What `rollout` is asked.

mod plan;
mod show;
mod steps;
mod watch;

use std::io::Write;

use clap::{Args, Subcommand};

use super::{Connection, Listing};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use plan::Wave;

/// Rollouts on a server: how a signed release spreads among the devices of its product.
#[derive(Debug, Subcommand)]
pub(crate) enum Rollout {
    /// Plan a rollout of a release whose files are published; nothing is offered yet. The token needs `rollout.change`.
    ///
    /// Without --wave: three waves that reach 5, 30 and all 100 percent, a day apart.
    Plan(RolloutPlan),
    /// List rollouts, the newest first. The token needs `rollout.read`.
    List(RolloutList),
    /// Show one rollout: its waves, how devices stand, why it failed where it did, what owners decided. The token needs
    /// `rollout.read`.
    Show(RolloutShow),
    /// Look at a rollout until it is done: 0 done, 1 halted by failures or stopped, 3 not at its end in time. The token
    /// needs `rollout.read`.
    Watch(RolloutWatch),
    /// Approve a rollout that is limited to hardware revisions or Member States. The token needs `rollout.change` and
    /// `rollout.read`.
    ///
    /// One that reaches every device takes two people who are signed in: it ends with 3, and says where they do it.
    Approve(RolloutStep),
    /// Start a rollout that was approved: its first wave opens. The token needs `rollout.change`.
    Start(RolloutStep),
    /// Pause a rollout: nobody new is offered it. The token needs `rollout.change`.
    Pause(RolloutStep),
    /// Let a paused rollout go on, also one that failures halted. The token needs `rollout.change`.
    Resume(RolloutStep),
    /// Stop a rollout for good; devices at work on it are asked to stop. The token needs `rollout.change`.
    Stop(RolloutStep),
}

/// `rollout plan`.
#[derive(Debug, Args)]
pub(crate) struct RolloutPlan {
    /// The release: rel_…
    #[arg(value_name = "RELEASE")]
    release: String,
    /// A wave: the share that it and those before it reach, the percentage of it that must run the update before the next
    /// one opens, the percentage of failures that halts it, and how many hours the next one waits at least. The last one
    /// reaches 100.
    #[arg(long = "wave", value_name = "SHARE:SUCCESS:FAILURE[:HOURS]")]
    waves: Vec<Wave>,
    /// For devices of this hardware revision; without any, for all.
    #[arg(long, value_name = "REVISION")]
    hardware: Vec<String>,
    /// For devices in this Member State, such as DE; without any, for all.
    #[arg(long = "market", value_name = "STATE")]
    markets: Vec<String>,
    /// For how many days an owner may put a security update off, 0 to 90.
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    longest_postponement: u16,
    #[command(flatten)]
    connection: Connection,
}

/// `rollout list`.
#[derive(Debug, Args)]
pub(crate) struct RolloutList {
    #[command(flatten)]
    listing: Listing,
    /// Of this product: its name or id. The token needs `catalogue.read` too, for a name.
    #[arg(long, value_name = "NAME|ID")]
    product: Option<String>,
    /// draft, approved, running, paused, stopped or done.
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
}

/// `rollout show`.
#[derive(Debug, Args)]
pub(crate) struct RolloutShow {
    /// The rollout: rol_…
    #[arg(value_name = "ROLLOUT")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

/// `rollout watch`.
#[derive(Debug, Args)]
pub(crate) struct RolloutWatch {
    #[command(flatten)]
    show: RolloutShow,
    /// For how many seconds at most.
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
}

/// `rollout approve`, `start`, `pause`, `resume`, `stop`.
#[derive(Debug, Args)]
pub(crate) struct RolloutStep {
    /// The rollout: rol_…
    #[arg(value_name = "ROLLOUT")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn rollout(command: Rollout, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Rollout::Plan(plan) => plan::plan(&plan, out),
        Rollout::List(list) => show::list(&list, out),
        Rollout::Show(show) => show::show(&show, out),
        Rollout::Watch(watch) => watch::watch(&watch, out),
        Rollout::Approve(step) => steps::approve(&step, out),
        Rollout::Start(step) => steps::take(&step, "start", "is running: its first wave is open", out),
        Rollout::Pause(step) => steps::take(&step, "pause", "is paused: nobody new is offered it", out),
        Rollout::Resume(step) => steps::take(&step, "resume", "goes on", out),
        Rollout::Stop(step) => steps::take(&step, "stop", "is stopped for good", out),
    }
}

//! Events about programs: updates, starts and stops.

use super::Text;
use super::record::record;
use super::word::words;

words! {
    /// How far an update is.
    UpdateStep {
        /// The server offers it.
        Offered = 0 "offered",
        /// The owner agreed.
        Agreed = 1 "agreed",
        /// The owner put it off.
        Postponed = 2 "postponed",
        /// The owner refused it.
        Refused = 3 "refused",
        /// It is on the unit, checked.
        Downloaded = 4 "downloaded",
        /// It is in its place, and runs at the next start.
        Installed = 5 "installed",
        /// It runs, after a start.
        Proven = 6 "proven",
        /// It could not be installed.
        Failed = 7 "failed",
        /// The unit runs again what it ran before.
        Returned = 8 "returned",
        /// What was offered is not signed as it must be.
        Forged = 9 "forged",
    }
}

record! {
    /// An update (OCSF 6002).
    Update {
        /// How far it is.
        0 step: UpdateStep,
        /// The release: `rel_…`.
        1 release: Text<'a, 64>,
        /// The part: `prt_…`.
        2 part: Text<'a, 64>,
        /// The version, a label.
        3 version: Text<'a, 64>,
        /// Why, in words.
        4 detail: Text<'a, 128>,
    }
}

words! {
    /// Whether it runs.
    Run {
        /// It began.
        Started = 0 "started",
        /// It ended.
        Stopped = 1 "stopped",
    }
}

words! {
    /// What runs.
    Program {
        /// The unit as a whole.
        Unit = 0 "unit",
        /// The agent.
        Agent = 1 "agent",
        /// The product's own program.
        Product = 2 "product",
    }
}

words! {
    /// Why it began or ended.
    Reason {
        /// The power came.
        Power = 0 "power",
        /// Somebody asked for it.
        Asked = 1 "asked",
        /// An update.
        Update = 2 "update",
        /// It failed.
        Crash = 3 "crash",
        /// It did not answer.
        Watchdog = 4 "watchdog",
        /// A reset.
        Reset = 5 "reset",
        /// A policy of the manufacturer.
        Policy = 6 "policy",
    }
}

record! {
    /// A start or a stop (OCSF 6002).
    Running {
        /// Which.
        0 run: Run,
        /// Of what.
        1 program: Program,
        /// Why.
        2 reason: Reason,
        /// The version, a label.
        3 version: Text<'a, 64>,
    }
}

//! Paths that the agent does not need, by Landlock.

use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access as _, AccessFs, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _,
    RulesetError, RulesetStatus, path_beneath_rules,
};

use super::{Held, Reachable};

/// The newest kind of Landlock that is asked for. An older kernel does what it can.
const NEWEST: ABI = ABI::V5;

/// What the network of a machine is known from, and whom the machine believes in it.
const NETWORK: [&str; 4] = ["/etc/hosts", "/etc/resolv.conf", "/proc/net", crate::transfer::AUTHORITIES];

/// Takes every path out of reach but these, for this thread and all that it starts: it has to come before the first other
/// thread. Sockets and files that are open stay open. Paths that are not there are left out.
#[must_use]
pub fn forbid_paths(reachable: &Reachable) -> Held {
    match restrict(reachable) {
        Ok(RulesetStatus::FullyEnforced) => Held::Enforced,
        Ok(RulesetStatus::PartiallyEnforced) => Held::Partly,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Held::NotThere,
    }
}

fn restrict(reachable: &Reachable) -> Result<RulesetStatus, RulesetError> {
    let looks = AccessFs::ReadFile | AccessFs::ReadDir;
    let read = reachable.read.iter().cloned().chain(NETWORK.into_iter().map(durable));
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .create()?
        .add_rules(path_beneath_rules(read, looks))?
        .add_rules(path_beneath_rules(&reachable.written, AccessFs::from_all(NEWEST) & !AccessFs::Execute))?;
    Ok(ruleset.restrict_self()?.ruleset)
}

/// A rule holds for the file that is there now. Programs that set up networks replace `hosts` and `resolv.conf` by new files,
/// and these are read then: so the folder in which the file really lies may be read.
fn durable(path: &str) -> PathBuf {
    let path = Path::new(path);
    let there = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = there.parent().filter(|_| path.starts_with("/etc"));
    folder.map_or_else(|| there.clone(), Path::to_owned)
}

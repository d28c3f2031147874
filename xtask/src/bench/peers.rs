//! Peers, measured on the same input in turns with our program. `xtask/peers/prepare.py` lays them out; what is not
//! there is named, not guessed.

use std::path::{Path, PathBuf};

use super::measure::{Program, median};
use super::setting::{Setting, text};
use super::table::Row;

/// Rounds of a comparison: ours, theirs, ours, theirs, …
const ROUNDS: usize = 7;

/// cargo-audit on the largest lock file, with a RustSec database made from the OSV records: as it comes, and without
/// its check for yanked releases, which no advisory answers and which we do not make.
///
/// # Errors
/// When a program that is there fails.
pub(super) fn cargo_audit(setting: &Setting, lock: &Path) -> Result<Vec<Row>, String> {
    let peers = peers(setting);
    let ours = setting.scan(&[lock.to_owned()], "json");
    let as_it_comes = audit(&peers, lock, &setting.built.out);
    // Its settings that switch the check off lie in this folder.
    let advisories_alone = audit(&peers, lock, &peers);
    Ok(vec![
        compare("`cargo-audit` 0.22.2 on the lock file", &ours, &as_it_comes, 10.0)?,
        compare("`cargo-audit` 0.22.2, no check for yanked releases", &ours, &advisories_alone, 10.0)?,
    ])
}

fn audit(peers: &Path, lock: &Path, folder: &Path) -> Program {
    let [lock, database] = [text(lock), text(&peers.join("rustsec"))];
    let arguments = ["audit", "--no-fetch", "--stale", "--json", "--db", &database, "--file", &lock];
    // It exits with 1 where it finds something.
    Program { done: &[0, 1], ..Program::new(&peers.join("bin/cargo-audit"), folder, &arguments) }
}

/// sbom-cve-check on the Yocto image, with the shared CVE records laid out as the CVE list is.
///
/// # Errors
/// When a program that is there fails.
pub(super) fn sbom_cve_check(setting: &Setting) -> Result<Row, String> {
    let what = "`sbom-cve-check` 1.3.5 on the Yocto image";
    let peers = peers(setting);
    let program = peers.join("venv/bin/sbom-cve-check");
    let [records, image] = [peers.join("cvelist"), setting.yocto()].map(|path| text(&path));
    let arguments = [
        ["--ignore-default-config", "--disable-auto-updates", "--offline-mode"].as_slice(),
        &["--databases-dir", "databases", "--add-db", "cve-db-cvelist", &records],
        &["--sbom-type", "spdx3", "--sbom-path", &image, "--export-type", "csv", "--export-path", "out.csv"],
    ]
    .concat();
    let theirs = Program::new(&program, &peers, &arguments);
    compare(what, &setting.scan(&[setting.yocto()], "json"), &theirs, 100.0)
}

fn peers(setting: &Setting) -> PathBuf {
    setting.built.out.join("peers")
}

fn compare(what: &str, ours: &Program, theirs: &Program, goal: f64) -> Result<Row, String> {
    if !theirs.path.is_file() {
        return Ok(Row::plain(what, "not measured: not installed (xtask/peers/prepare.py)".to_owned()));
    }
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_times.push(ours.wall()?);
        their_times.push(theirs.wall()?);
    }
    Ok(Row::ratio(what, median(our_times), median(their_times), goal))
}

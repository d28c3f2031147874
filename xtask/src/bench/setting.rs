//! What is measured on: the built program, the shared data, a folder for what comes out.

use std::path::{Path, PathBuf};

use super::measure::Program;
use crate::data;
use crate::process::{cargo, run};
use crate::workspace::root;

/// The day that every run counts from, so that figures do not change with the age of the data.
pub(super) const DAY: &str = "2026-11-23";

/// Folders of the shared data that hold advisories.
const ADVISORIES: [&str; 6] = ["osv", "cve", "cpe", "kev", "euvd", "csaf"];

/// The built programs, and a folder for what comes out.
pub(super) struct Built {
    steadfast: PathBuf,
    pub(super) out: PathBuf,
}

impl Built {
    /// Builds packages for release.
    ///
    /// # Errors
    /// When they cannot be built.
    pub(super) fn prepare(packages: &[&str]) -> Result<Self, String> {
        let packages = packages.iter().flat_map(|package| ["--package", package]);
        run(cargo(&["build", "--release", "--locked"]).args(packages))?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let out = root().join("target/bench");
        std::fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
        Ok(Self { steadfast: target.join("release/steadfast"), out })
    }

    /// Another program that was built with `steadfast`.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.steadfast.with_file_name(name)
    }

    /// `verify` of a file among what came out, no key named: it ends with 3, issuer not checked.
    pub(super) fn verify(&self, file: &str) -> Program {
        Program { done: &[3], ..Program::new(&self.steadfast, &self.out, &["verify", file]) }
    }
}

/// Where everything lies.
pub(super) struct Setting {
    pub(super) built: Built,
    pub(super) data: PathBuf,
}

impl Setting {
    /// Builds the program for release and finds the data.
    ///
    /// # Errors
    /// When the program cannot be built, or there is no data.
    pub(super) fn prepare() -> Result<Self, String> {
        Ok(Self { built: Built::prepare(&["steadfast-cli"])?, data: shared_data()? })
    }

    /// The compiled index of all shared advisories.
    pub(super) fn index(&self) -> String {
        text(&self.built.out.join("advisories.index"))
    }

    /// `feed import` of all shared advisories, from nothing.
    pub(super) fn import(&self) -> Program {
        let folders: Vec<String> = ADVISORIES.iter().map(|folder| text(&self.data.join(folder))).collect();
        let index = self.index();
        let mut arguments = vec!["feed", "import", "--anew", "--index", &index, "--now", DAY, "--fetched", DAY];
        arguments.extend(folders.iter().map(String::as_str));
        Program::new(&self.built.steadfast, &self.built.out, &arguments)
    }

    /// `scan` of these bills against the index.
    pub(super) fn scan(&self, bills: &[PathBuf], format: &str) -> Program {
        let index = self.index();
        let bills: Vec<String> = bills.iter().map(|bill| text(bill)).collect();
        let mut arguments = vec!["scan", "--index", &index, "--now", DAY, "--format", format];
        arguments.extend(bills.iter().map(String::as_str));
        Program::new(&self.built.steadfast, &self.built.out, &arguments)
    }

    /// The largest lock file by its packages.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn largest_lock_file(&self) -> Result<(PathBuf, usize), String> {
        let locks = files(&self.data.join("ground-truth"), "Cargo.lock")?;
        let sized = locks.into_iter().map(|lock| {
            let text = std::fs::read_to_string(&lock).unwrap_or_default();
            let packages = text.matches("[[package]]").count();
            (lock, packages)
        });
        sized.max_by_key(|(_, packages)| *packages).ok_or_else(|| "the shared data has no lock file".to_owned())
    }

    /// The Yocto image as SPDX 3.
    pub(super) fn yocto(&self) -> PathBuf {
        self.data.join("sboms/spdx3/yocto-core-image-minimal-qemux86-64.spdx-3.0.json")
    }

    /// Every bill of the portfolio.
    ///
    /// # Errors
    /// When they cannot be listed.
    pub(super) fn portfolio(&self) -> Result<Vec<PathBuf>, String> {
        files(&self.data.join("sboms/portfolio"), ".json")
    }
}

/// The unpacked shared data.
///
/// # Errors
/// When there is none.
pub(super) fn shared_data() -> Result<PathBuf, String> {
    let given = std::env::var_os("STEADFAST_SHARED_DATA").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| root().join("target/shared-data"));
    if !folder.join(".stamp").is_file() {
        data::unpack()?;
    }
    let there = folder.join(".stamp").is_file();
    there.then_some(folder).ok_or_else(|| "there is nothing to measure on: the shared data is absent".to_owned())
}

/// Files below a folder whose names end so, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub(super) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

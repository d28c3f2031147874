//! One pair of files, and what each program makes of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::measure::{Program, median};
use super::super::setting::text;

/// Rounds of applying; the programs take turns.
const ROUNDS: usize = 3;

/// The goal holds for files up to here, in bytes.
const GOAL_UP_TO: u64 = 64_000_000;

/// What ours may be longer than the better of `xdelta3` and `bsdiff`.
const GOAL: f64 = 1.05;

/// bsdiff takes 17 times the file in memory, so that it is not asked for images.
const BSDIFF_UP_TO: u64 = 150_000_000;

/// An old file and a new one, and where patches go.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) old: PathBuf,
    pub(super) new: PathBuf,
    pub(super) out: PathBuf,
    /// The program that makes and applies ours.
    pub(super) ours: PathBuf,
}

/// The lengths of everything that could be sent.
pub(super) struct Lengths {
    new: u64,
    packed: u64,
    patch_from: u64,
    xdelta3: u64,
    bsdiff: Option<u64>,
    ours: u64,
    made: Duration,
}

/// What applying takes.
pub(super) struct Applied {
    ours: (Duration, Option<u64>),
    xdelta3: (Duration, Option<u64>),
    bspatch: Option<(Duration, Option<u64>)>,
    old: u64,
}

impl Pair {
    /// Makes every patch.
    ///
    /// # Errors
    /// When a program fails.
    pub(super) fn lengths(&self) -> Result<Lengths, String> {
        let (old, new) = (length(&self.old)?, length(&self.new)?);
        let [old_path, new_path] = [text(&self.old), text(&self.new)];
        let (from, window) = (format!("--patch-from={old_path}"), old.max(64 << 20).to_string());
        self.run("zstd", &["-q", "-f", "-19", "-T1", &new_path, "-o", "packed"])?.wall()?;
        self.run("zstd", &["-q", "-q", "-f", "-19", "-T1", "--long=31", &from, &new_path, "-o", "from"])?.wall()?;
        self.run("xdelta3", &["-9", "-f", "-B", &window, "-e", "-s", &old_path, &new_path, "xdelta3"])?.wall()?;
        let made = self.run(&text(&self.ours), &["make", &old_path, &new_path, "ours"])?.wall()?;
        let bsdiff = self.asks_bsdiff()?.then(|| {
            self.run("bsdiff", &[&old_path, &new_path, "bsdiff"])?.wall()?;
            length(&self.out.join("bsdiff"))
        });
        let of = |name: &str| length(&self.out.join(name));
        Ok(Lengths {
            new,
            packed: of("packed")?,
            patch_from: of("from")?,
            xdelta3: of("xdelta3")?,
            bsdiff: bsdiff.transpose()?,
            ours: of("ours")?,
            made,
        })
    }

    /// Applies what [`Self::lengths`] made, and compares our result with the new file.
    ///
    /// # Errors
    /// When a program fails, or our result is another file.
    pub(super) fn applied(&self) -> Result<Applied, String> {
        let old = text(&self.old);
        let ours = self.run(&text(&self.ours), &["apply", &old, "ours", "applied"])?;
        let xdelta3 = self.run("xdelta3", &["-d", "-f", "-B", "67108864", "-s", &old, "xdelta3", "applied-xdelta3"])?;
        let bspatch = self.run("bspatch", &[&old, "applied-bsdiff", "bsdiff"])?;
        let (mut our_times, mut xdelta3_times, mut bspatch_times) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            our_times.push(ours.wall()?);
            xdelta3_times.push(xdelta3.wall()?);
            if self.asks_bsdiff()? {
                bspatch_times.push(bspatch.wall()?);
            }
        }
        self.compare()?;
        let bspatch_took = if bspatch_times.is_empty() { None } else { Some((median(bspatch_times), bspatch.peak()?)) };
        Ok(Applied {
            ours: (median(our_times), ours.peak()?),
            xdelta3: (median(xdelta3_times), xdelta3.peak()?),
            bspatch: bspatch_took,
            old: length(&self.old)?,
        })
    }

    fn compare(&self) -> Result<(), String> {
        let [result, new] = [self.out.join("applied"), self.new.clone()].map(std::fs::read);
        let is_new = matches!((&result, &new), (Ok(result), Ok(new)) if result == new);
        if is_new { Ok(()) } else { Err(format!("{}: the patch gave another file", self.name)) }
    }

    fn asks_bsdiff(&self) -> Result<bool, String> {
        Ok(length(&self.old)?.max(length(&self.new)?) <= BSDIFF_UP_TO)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<Program, String> {
        std::fs::create_dir_all(&self.out).map_err(|error| format!("{}: {error}", self.out.display()))?;
        Ok(Program::new(Path::new(program), &self.out, arguments))
    }
}

impl Lengths {
    pub(super) const HEAD: &str = "| file | bytes | `zstd -19` | `zstd -19 --patch-from` | `xdelta3 -9` | `bsdiff` \
        | ours | ours to the better of `xdelta3` and `bsdiff` | |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n";

    /// A row of the table: each as a share of the new file, and ours in bytes too.
    pub(super) fn row(&self, name: &str) -> String {
        let share = |length: u64| format!("{:.2} %", 100.0 * length as f64 / self.new as f64);
        let bsdiff = self.bsdiff.map_or("not asked".to_owned(), share);
        let better = self.xdelta3.min(self.bsdiff.unwrap_or(u64::MAX));
        let ratio = self.ours as f64 / better as f64;
        let met = match ratio {
            _ if self.new > GOAL_UP_TO => "",
            ratio if ratio <= GOAL => "met",
            _ => "MISSED",
        };
        let [packed, from, xdelta3, ours] = [self.packed, self.patch_from, self.xdelta3, self.ours].map(share);
        let (new, bytes) = (self.new, self.ours);
        format!(
            "| {name} | {new} | {packed} | {from} | {xdelta3} | {bsdiff} | {ours} ({bytes}) | {ratio:.2} × | {met} |\n"
        )
    }

    /// How long ours took to make, in a few words.
    pub(super) fn made(&self) -> String {
        format!("made in {:.1} s", self.made.as_secs_f64())
    }
}

impl Applied {
    pub(super) const HEAD: &str = "| file | ours | `xdelta3 -d` | `bspatch` | peak of ours | beside the old file | \
        peak of `xdelta3 -d` | peak of `bspatch` |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";

    /// A row of the table. The peak of ours holds the mapped old file, every page of which it reads.
    pub(super) fn row(&self, name: &str) -> String {
        let time = |took: Duration| super::super::table::time(took);
        let peak =
            |peak: Option<u64>| peak.map_or("unknown".to_owned(), |peak| format!("{:.1} MiB", peak as f64 / 1024.0));
        let beside = peak(self.ours.1.map(|peak| peak.saturating_sub(self.old / 1024)));
        let (bspatch, bspatch_peak) = self
            .bspatch
            .map_or(("not asked".to_owned(), "not asked".to_owned()), |taken| (time(taken.0), peak(taken.1)));
        let (ours, xdelta3) = (time(self.ours.0), time(self.xdelta3.0));
        let [our_peak, xdelta3_peak] = [self.ours.1, self.xdelta3.1].map(peak);
        format!(
            "| {name} | {ours} | {xdelta3} | {bspatch} | {our_peak} | {beside} | {xdelta3_peak} | {bspatch_peak} |\n"
        )
    }
}

fn length(path: &Path) -> Result<u64, String> {
    std::fs::metadata(path).map(|data| data.len()).map_err(|error| format!("{}: {error}", path.display()))
}

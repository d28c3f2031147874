//! `cargo xtask bench tuf`: a client that begins with the first root and fetches a large artifact, beside `sha256sum`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::load;
use super::measure::{Program, median};
use super::running::{Running, free};
use super::setting::Built;
use super::table::{Row, markdown, time};
use crate::process::{cargo, run};

/// Rounds: ours, theirs, ours, theirs, …
const ROUNDS: usize = 9;
/// Bytes of the artifact.
const LONG: u64 = 64 << 20;
/// What opens every key here.
const PASSPHRASE: &str = "walnut gravel mosaic tepid";

/// Makes a repository by commands, publishes it behind a plain server of files, measures, and prints the table.
///
/// # Errors
/// When a program cannot be built, or fails.
pub(crate) fn measure() -> Result<(), String> {
    let built = Built::prepare(&["steadfast-cli"])?;
    run(&mut cargo(&["build", "--release", "--locked", "--package", "steadfast-trust", "--example", "published"]))?;
    let bench = Bench { folder: built.out.join("tuf"), steadfast: built.beside("steadfast") };
    bench.publish(&built.beside("examples/published"))?;
    let (address, port) = free()?;
    let mut files = Command::new("python3");
    files.args(["-m", "http.server", "--bind", "127.0.0.1", "--directory", "repository", &port]);
    let request = "GET /timestamp.json HTTP/1.0\r\n\r\n";
    let log = bench.folder.join("files.log");
    let _server = Running::start(files.current_dir(&bench.folder), &log, &address, request)?;
    println!("    load before: {}", load());
    println!("\n{}", markdown(&bench.rows(&address)?));
    Ok(())
}

struct Bench {
    folder: PathBuf,
    steadfast: PathBuf,
}

impl Bench {
    /// The ceremony, a release of one random file, snapshot and timestamp.
    fn publish(&self, example: &Path) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("{}: {error}", self.folder.display());
        drop(fs::remove_dir_all(&self.folder));
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut artifact = fs::File::create(self.folder.join("fw.bin")).map_err(failed)?;
        let mut random = fs::File::open("/dev/urandom").map_err(failed)?.take(LONG);
        std::io::copy(&mut random, &mut artifact).map_err(failed)?;
        for line in [
            "key new root.key",
            "key new targets.key",
            "key new gateway.key",
            "key new online.key",
            "root init --root-key root.key.pub --root-threshold 1 --targets-key targets.key.pub --online-key online.key.pub",
            "root line gateway --key gateway.key.pub",
            "root sign --key root.key --key targets.key --key gateway.key",
            "release sign fw.bin --line gateway --key gateway.key --release rel_1 --product prd_1 --part prt_1 \
             --version 1.0 --sequence 1 --kind security",
        ] {
            self.go(line)?;
        }
        run(Command::new(example).args(["repository", "online.key", PASSPHRASE]).current_dir(&self.folder))
    }

    fn go(&self, line: &str) -> Result<(), String> {
        let mut command = Command::new(&self.steadfast);
        command.args(line.split_whitespace()).env("STEADFAST_PASSPHRASE", PASSPHRASE);
        run(command.current_dir(&self.folder))
    }

    fn rows(&self, address: &str) -> Result<Vec<Row>, String> {
        let theirs = Program::new(Path::new("sha256sum"), &self.folder, &["fw.bin"]);
        let ours = self.download(address);
        let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
        // The first round warms the caches.
        for round in 0..=ROUNDS {
            self.forget()?;
            let took = (ours.wall()?, theirs.wall()?);
            if round > 0 {
                our_times.push(took.0);
                their_times.push(took.1);
            }
        }
        let (wall, hashing) = (median(our_times), median(their_times));
        let ratio = wall.as_secs_f64() / hashing.as_secs_f64();
        let figure = format!("{ratio:.2} × ({} against {})", time(wall), time(hashing));
        let what = "full TUF refresh and a 64 MiB artifact";
        let mut rows = vec![Row::plain(&format!("{what} ÷ `sha256sum` of it"), figure)];
        for (name, program) in [(what, &ours), ("`sha256sum` of the same file", &theirs)] {
            self.forget()?;
            let spent = program.processor()?.unwrap_or_else(|| "not measured: no GNU time".to_owned());
            rows.push(Row::plain(&format!("{name}: processor time"), spent));
        }
        Ok(rows)
    }

    /// A client that knows no more than the first root.
    fn forget(&self) -> Result<(), String> {
        for folder in ["client", "targets"] {
            drop(fs::remove_dir_all(self.folder.join(folder)));
        }
        let begin = ["tuf", "--metadata-dir", "client", "init", "repository/1.root.json"];
        Program::new(&self.steadfast, &self.folder, &begin).wall().map(drop)
    }

    fn download(&self, address: &str) -> Program {
        let (metadata, targets) = (format!("http://{address}"), format!("http://{address}/targets"));
        let words = ["tuf", "--metadata-dir", "client", "--metadata-url", &metadata, "--target-base-url", &targets];
        let target = ["--target-name", "gateway/1/fw.bin", "--target-dir", "targets", "download"];
        Program::new(&self.steadfast, &self.folder, &[&words[..], &target].concat())
    }
}

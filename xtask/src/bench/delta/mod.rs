//! `cargo xtask bench delta`: how long patches are beside those of peers, and what applying takes, on packages of Debian.

mod packages;
mod patches;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::load;
use super::setting::{Built, text};
use crate::process::{cargo, is_there, run};
use packages::{PACKAGES, Versions, said};
use patches::{Applied, Lengths, Pair};

/// Programs beside ours, and the Debian packages that bring them.
const PEERS: [(&str, &str); 4] =
    [("xdelta3", "xdelta3"), ("bsdiff", "bsdiff"), ("zstd", "zstd"), ("mke2fs", "e2fsprogs")];

/// Fetches, makes, applies, and prints rows as they come, then two tables. Words choose what is measured by the names of packages, or `image`.
///
/// # Errors
/// When something is not installed, or a program fails. A missed goal is no error: it is shown.
pub(crate) fn measure(words: &[&str]) -> Result<(), String> {
    peers()?;
    let built = Built::prepare(&["steadfast-delta"])?;
    run(&mut cargo(&["build", "--release", "--locked", "--package", "steadfast-delta", "--example", "delta"]))?;
    println!("    load before: {}", load());
    let bench = Bench { folder: built.out.join("delta"), ours: built.beside("examples/delta") };
    let (mut lengths, mut applied) = (Lengths::HEAD.to_owned(), Applied::HEAD.to_owned());
    for pair in bench.pairs(words)? {
        let made = pair.lengths()?;
        let rows = [made.row(&pair.name), pair.applied()?.row(&pair.name)];
        print!("    {}\n{}{}", made.made(), rows[0], rows[1]);
        lengths += &rows[0];
        applied += &rows[1];
    }
    println!("\n{lengths}\n{applied}");
    Ok(())
}

fn peers() -> Result<(), String> {
    let missing = PEERS.iter().filter(|(program, _)| !is_installed(program));
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages.is_empty() { Ok(()) } else { Err(format!("on Debian: apt-get install {}", packages.join(" "))) }
}

/// Not all of them know `--version`.
fn is_installed(program: &str) -> bool {
    is_there(Command::new("sh").args(["-c", "command -v \"$0\"", program]))
}

struct Bench {
    folder: PathBuf,
    ours: PathBuf,
}

impl Bench {
    /// Every pair that is asked for; what apt knows in one version only is named.
    fn pairs(&self, words: &[&str]) -> Result<Vec<Pair>, String> {
        let is_asked = |name: &str| words.is_empty() || words.contains(&name);
        let (mut pairs, mut in_image) = (Vec::new(), Vec::new());
        for package in &PACKAGES {
            if !(is_asked(package.name()) || package.in_image && is_asked("image")) {
                continue;
            }
            let Some(versions) = package.fetch(&self.folder)? else {
                println!("    NOT MEASURED: apt knows one version only of {}", package.name());
                continue;
            };
            println!("    {}", versions.title);
            for part in package.parts.iter().filter(|_| is_asked(package.name())) {
                let (name, [old, new]) = versions.files(*part)?;
                pairs.push(self.pair(&format!("`{}`: {name}", package.name()), old, new));
            }
            in_image.extend(package.in_image.then_some(versions));
        }
        if is_asked("image") {
            let [old, new] = [0, 1].map(|version| self.image(&in_image, version));
            pairs.push(self.pair("an ext4 image of the first twelve packages", old?, new?));
        }
        Ok(pairs)
    }

    fn pair(&self, name: &str, old: PathBuf, new: PathBuf) -> Pair {
        Pair { name: name.to_owned(), old, new, out: self.folder.join("patches"), ours: self.ours.clone() }
    }

    /// A file system of the older or newer versions, with nothing in it that changes from run to run.
    fn image(&self, packages: &[Versions], version: usize) -> Result<PathBuf, String> {
        let (folder, image) =
            (self.folder.join(format!("tree-{version}")), self.folder.join(format!("{version}.ext4")));
        said(Command::new("rm").arg("-rf").args([&folder, &image]))?;
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for package in packages {
            said(Command::new("cp").arg("-a").arg(package.folders[version].join(".")).arg(&folder))?;
        }
        said(Command::new("find").arg(&folder).args(["-exec", "touch", "-h", "-d", "@1700000000", "{}", "+"]))?;
        make_image(&folder, &image).map(|()| image)
    }
}

fn make_image(folder: &Path, image: &Path) -> Result<(), String> {
    const ID: &str = "11111111-2222-3333-4444-555555555555";
    let options = format!("hash_seed={ID},lazy_itable_init=0");
    let mut make = Command::new("mke2fs");
    make.args(["-q", "-t", "ext4", "-b", "4096", "-U", ID, "-E", &options, "-d", &text(folder), &text(image), "320M"]);
    said(make.env("E2FSPROGS_FAKE_TIME", "1700000000")).map(drop)
}

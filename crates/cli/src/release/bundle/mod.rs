//! `release bundle`, `release bundle-show`: an image with its metadata in one file, for units without a network.

mod file;
mod show;
mod word;

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use steadfast_trust::tuf::{Custom, Signed, Targets, climbs};

use super::ReleaseFailure;
use crate::ceremony::{Folder, Where, lines, nothing_to_sign};
use crate::failure::{Exit, Failure};
use crate::keys::{self, Passphrase};
use crate::terminal::clean;
pub(crate) use show::{BundleShow, run as show};
use word::Word;

/// `release bundle`.
#[derive(Debug, Args)]
pub(crate) struct ReleaseBundle {
    /// The image's target, such as gateway/2/fw.bin.
    #[arg(value_name = "TARGET")]
    target: String,
    #[command(flatten)]
    place: Where,
    /// The image [default: its copy in the folder].
    #[arg(long, value_name = "FILE")]
    image: Option<PathBuf>,
    /// A key of the line; may be given several times. Where others must sign too, they give theirs by the same command.
    #[arg(long, value_name = "FILE", required_unless_present = "out")]
    key: Vec<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
    /// For how many days the bundle counts.
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=1095))]
    valid: u16,
    /// The version of the first root in it: the oldest that a unit may begin with.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    first_root: u64,
    /// The bundle, such as gateway-2.steadfast; it is written once enough have signed. Without it, one's signature waits in
    /// the folder for the others.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Makes a bundle, or signs for one: 0 done, 1 it still waits for signatures.
pub(crate) fn run(args: &ReleaseBundle, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let name = args.target.split('/').next().unwrap_or_default();
    in_force(&folder, name, clock)?;
    let line = folder.needed::<Targets>(name)?.document.signed;
    whole_image(&line, &args.target)?;
    let mut word = Word::begin(&folder, &line, args, clock)?;
    for file in &args.key {
        let key = keys::open(file, &args.passphrase)?;
        folder.signs(&key, name)?.then_some(()).ok_or_else(|| nothing_to_sign(file))?;
        word.sign(&key)?;
    }
    let missing = word.missing(&folder, name)?;
    let (said, exit) = match (&args.out, missing) {
        (Some(to), None) => (file::write(&folder, &word, args, to, clock)?, Exit::Yes),
        (to, missing) => (word.wait(missing, !args.key.is_empty())?, if to.is_some() { Exit::No } else { Exit::Yes }),
    };
    writeln!(out, "{}", clean(&said)).map_err(Failure::Output)?;
    Ok(exit)
}

/// What goes into a bundle is signed, and not over: a folder that nobody looks after says nothing for a year to come.
fn in_force(folder: &Folder, name: &str, clock: Timestamp) -> Result<(), Failure> {
    for role in ["root", "targets", name] {
        folder.complete(role)?;
    }
    let over = lines(folder)?.into_iter().find(|line| {
        let taken = ["root", "targets", name].contains(&line.role.as_str());
        taken && line.expires.is_over(clock)
    });
    over.map_or(Ok(()), |line| Err(ReleaseFailure::Over { file: line.file, at: line.expires.moment() }.into()))
}

fn whole_image(line: &Signed<Targets>, path: &str) -> Result<(), ReleaseFailure> {
    let file = line.content.targets.get(path).filter(|_| !climbs(path));
    let said = Custom::of(file.ok_or_else(|| ReleaseFailure::Absent(path.to_owned()))?)?;
    if said.delta.is_some() { Err(ReleaseFailure::Delta(path.to_owned())) } else { Ok(()) }
}

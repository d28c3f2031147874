//! `release bundle-show`: what a bundle holds, as a unit believes it.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};
use steadfast_trust::tuf::{Believed, BundleError, BundleReader, Document, Heading, Kept, Limits, Targets};

use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::release::ReleaseFailure;
use crate::scan;
use crate::terminal::clean;

/// `release bundle-show`.
#[derive(Debug, Args)]
pub(crate) struct BundleShow {
    /// The bundle.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The root that the unit begins with, such as repository/1.root.json.
    #[arg(long, value_name = "ROOT")]
    root: PathBuf,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    format: CheckFormat,
}

/// Reads it to its end: 0 a unit with this root would believe it, 1 not.
pub(crate) fn run(args: &BundleShow, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let most = usize::try_from(limits.root).unwrap_or(usize::MAX);
    let root = input::document(&args.root, &steadfast_formats::Limits { document: most, ..Default::default() })?;
    let file = File::open(&args.file).map_err(|source| Failure::Unreadable { file: args.file.clone(), source })?;
    let unusable = |source| ReleaseFailure::Bundle { file: args.file.clone(), source };
    let bundle = BundleReader::open(file, &limits).map_err(unusable)?;
    let heading = bundle.heading().clone();
    let refused = |source| ReleaseFailure::Unbelieved { file: args.file.clone(), source };
    let (believed, mut image) = bundle.believe(&root, &Kept::default(), clock).map_err(refused)?;
    io::copy(&mut image, &mut io::sink()).map_err(|error| refused(reason(error)))?;
    let text = match args.format {
        CheckFormat::Table => told(args, &heading, &believed),
        CheckFormat::Json => scan::to_json(&shape(&heading, &believed)),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn reason(error: io::Error) -> BundleError {
    error.downcast().unwrap_or_else(BundleError::Read)
}

fn line_version(believed: &Believed) -> u64 {
    Document::<Targets>::read(&believed.keep.line).map_or(0, |line| line.signed.version)
}

fn roots(heading: &Heading) -> (u64, u64) {
    let (first, count) = (heading.roots.first, heading.roots.lengths.len() as u64);
    (first, first.saturating_add(count).saturating_sub(1))
}

fn told(args: &BundleShow, heading: &Heading, believed: &Believed) -> String {
    let (custom, target) = (&believed.custom, &believed.target);
    let (first, last) = roots(heading);
    let hardware = if custom.hardware.is_empty() { "all".to_owned() } else { custom.hardware.join(", ") };
    let rows = [
        ("image", format!("{}, {} bytes", target.path, target.file.length)),
        ("sha256", target.file.hashes.get("sha256").cloned().unwrap_or_default()),
        ("release", format!("{} ({}), in the order {}", custom.version, custom.release, custom.sequence)),
        ("from", if custom.least > 0 { format!("{} in the order", custom.least) } else { String::new() }),
        ("kind", custom.kind.as_str().to_owned()),
        ("mends", custom.fixes.join(", ")),
        ("notes", custom.notes.clone()),
        ("product", format!("{}, part {}", custom.product, custom.part)),
        ("hardware", hardware),
        ("channel", custom.channel.clone()),
        ("line", format!("{}, version {}", target.role, line_version(believed))),
        ("roots", format!("{first} to {last}")),
        ("counts", format!("until {}", believed.expires.moment().strftime("%Y-%m-%d"))),
    ];
    let lines = rows.iter().filter(|(_, value)| !value.is_empty());
    let words: String = lines.map(|(name, value)| format!("  {name:<10} {}\n", clean(value))).collect();
    let file = args.file.display().to_string();
    format!(
        "{}: believed\n{words}Signed by whom it must be, from this root on. Whether that is the newest, a bundle \
         does not prove.\n",
        clean(&file)
    )
}

fn shape(heading: &Heading, believed: &Believed) -> Value {
    let (target, (first, last)) = (&believed.target, roots(heading));
    let custom = believed.custom.to_value().map(|value| value["steadfast"].clone()).unwrap_or_default();
    json!({
        "schema": 1,
        "image": { "path": target.path, "length": target.file.length, "hashes": target.file.hashes },
        "custom": custom,
        "line": { "name": target.role, "version": line_version(believed) },
        "roots": { "first": first, "last": last },
        "expires": believed.expires,
        "freshness": "not-proven",
    })
}

//! `tuf`: a client of any TUF repository. Its arguments are those that the TUF community's conformance suite calls
//! clients with.

mod download;
mod outside;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::Timestamp;
use steadfast_trust::tuf::{Client, Limits, Trusted};

use crate::failure::{Exit, Failure};
use crate::input;
use crate::server::certificate_agent;
use download::Downloads;
use outside::Outside;
pub(crate) use outside::{UpdateFailure, fetched, write};

/// `tuf`.
#[derive(Debug, Args)]
pub(crate) struct Tuf {
    /// The folder of the metadata that is believed: root.json and the others, as they were received.
    #[arg(long, value_name = "DIR")]
    metadata_dir: PathBuf,
    /// Where the repository's metadata lies, such as `https://steadfast.example.com/tuf/metadata`.
    #[arg(long, value_name = "URL")]
    metadata_url: Option<String>,
    /// The target to download; may be given several times.
    #[arg(long, value_name = "PATH")]
    target_name: Vec<String>,
    /// Where the repository's targets lie, such as `https://steadfast.example.com/tuf/targets`.
    #[arg(long, value_name = "URL")]
    target_base_url: Option<String>,
    /// The folder that targets go to.
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
    /// Trust the certificate with this SHA-256 fingerprint, and no other. What is downloaded is checked either way.
    #[arg(long, value_name = "SHA-256")]
    certificate_fingerprint: Option<String>,
    #[command(subcommand)]
    what: What,
}

/// What a client does.
#[derive(Debug, Subcommand)]
enum What {
    /// Begin to trust a repository by its root, which came on a way that is trusted. Nothing is fetched.
    Init {
        /// The root: root.json or N.root.json.
        #[arg(value_name = "ROOT")]
        root: PathBuf,
    },
    /// Bring the metadata up to date: 0 it is believed, 1 not.
    Refresh,
    /// Bring the metadata up to date, then fetch targets and check them: 0 all are there and right, 1 not.
    Download,
}

/// The longest root that is taken, in bytes.
const ROOT: usize = 512_000;

pub(crate) fn run(args: &Tuf, clock: Timestamp) -> Result<Exit, Failure> {
    match &args.what {
        What::Init { root } => init(&args.metadata_dir, root, clock),
        What::Refresh => refreshed(args, clock).map(|_| Exit::Yes),
        What::Download => download(args, clock),
    }
}

fn init(folder: &Path, root: &Path, clock: Timestamp) -> Result<Exit, Failure> {
    let limits = steadfast_formats::Limits { document: ROOT, ..Default::default() };
    let bytes = input::document(root, &limits)?;
    Trusted::begin(&bytes, clock).map_err(UpdateFailure::from)?;
    outside::begin(folder, &bytes)?;
    Ok(Exit::Yes)
}

fn refreshed(args: &Tuf, clock: Timestamp) -> Result<Client<Outside>, Failure> {
    let url = args.metadata_url.as_deref().ok_or_else(|| missing("--metadata-url"))?;
    let agent = certificate_agent(args.certificate_fingerprint.as_deref())?;
    let outside = Outside::new(&args.metadata_dir, url, agent);
    let mut client = Client::new(outside, Limits::default(), clock).map_err(UpdateFailure::client)?;
    client.refresh().map_err(UpdateFailure::client)?;
    Ok(client)
}

fn download(args: &Tuf, clock: Timestamp) -> Result<Exit, Failure> {
    let url = args.target_base_url.as_deref().ok_or_else(|| missing("--target-base-url"))?;
    let folder = args.target_dir.as_deref().ok_or_else(|| missing("--target-dir"))?;
    if args.target_name.is_empty() {
        return Err(missing("--target-name"));
    }
    let mut client = refreshed(args, clock)?;
    let downloads = Downloads::new(folder, url, certificate_agent(args.certificate_fingerprint.as_deref())?);
    for name in &args.target_name {
        let target = client.target(name).map_err(UpdateFailure::client)?;
        downloads.fetch(&target, client.trusted().is_consistent())?;
    }
    Ok(Exit::Yes)
}

fn missing(option: &str) -> Failure {
    Failure::Usage(format!("{option} is missing"))
}

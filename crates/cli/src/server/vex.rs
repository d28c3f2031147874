//! `vex import` and `vex export`.

use std::io::Write;
use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use serde_json::Value;
use steadfast_formats::Limits;

use super::client::Client;
use super::records::deliver;
use super::{Connection, segment, text};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::scan;
use crate::table::{row, table, width};
use crate::terminal::clean;

/// The largest document, in bytes.
const LARGEST: usize = 64 << 20;

/// VEX documents of a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Vex {
    /// Show what a document would decide, statement by statement; with --take, decide it. The token needs
    /// `exposure.assess`.
    Import(VexImport),
    /// Write what was decided on a release or a product line. The token needs `exposure.read`.
    Export(VexExport),
}

/// `vex import`.
#[derive(Debug, Args)]
pub(crate) struct VexImport {
    /// The document: OpenVEX, CycloneDX or CSAF, told by content.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Take it, after it was looked at.
    #[arg(long)]
    pub(crate) take: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum VexFormat {
    /// OpenVEX 0.2.0.
    Openvex,
    /// CycloneDX 1.6, of a release.
    Cyclonedx,
    /// CSAF 2.0.
    Csaf,
}

/// `vex export`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("of").required(true).args(["release", "product"]))]
pub(crate) struct VexExport {
    /// The release: rel_…
    #[arg(long, value_name = "ID")]
    pub(crate) release: Option<String>,
    /// The product line: prd_…
    #[arg(long, value_name = "ID")]
    pub(crate) product: Option<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = VexFormat::Openvex)]
    pub(crate) format: VexFormat,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The file to write, in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

/// Shows what a document would decide, and decides it where that is asked for.
pub(super) fn import(args: &VexImport, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let limits = Limits { document: LARGEST, ..Limits::default() };
    let bytes = input::document(&args.file, &limits)?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let preview = client.hand_in("/api/v1/vex-documents", &[("name", &name)], &bytes)?;
    let words = match args.format {
        CheckFormat::Table => shown(&preview),
        CheckFormat::Json => scan::to_json(&preview),
    };
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    if args.take {
        client.command(&format!("/api/v1/vex-documents/{}/take", segment("vex", text(&preview, "id"))?))?;
    }
    if let CheckFormat::Table = args.format {
        let count = preview["assessments"].as_u64().unwrap_or(0);
        let done = if args.take { "taken" } else { "nothing is changed; take it with --take, or on its page" };
        writeln!(out, "\n{count} decisions: {done}").map_err(Failure::Output)?;
    }
    Ok(Exit::Yes)
}

fn shown(preview: &Value) -> String {
    let statements = preview["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut rows = table(&["vulnerability", "says", "becomes", "exposures"], width());
    for statement in statements {
        let ids: Vec<&str> =
            statement["vulnerability"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let count = statement["exposures"].as_u64().unwrap_or(0).to_string();
        row(&mut rows, &[&clean(&ids.join(" ")), text(statement, "status"), text(statement, "outcome"), &count]);
    }
    let problems = preview["problems"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let problems: String = problems.map(|problem| format!("not understood: {}\n", clean(problem))).collect();
    format!("{rows}\n{problems}")
}

/// Writes what was decided.
pub(super) fn export(args: &VexExport, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = match (&args.release, &args.product) {
        (Some(release), _) => format!("/api/v1/releases/{}/vex", segment("rel", release)?),
        (None, product) => format!("/api/v1/products/{}/vex", segment("prd", product.as_deref().unwrap_or_default())?),
    };
    let format = match args.format {
        VexFormat::Openvex => "openvex",
        VexFormat::Cyclonedx => "cyclonedx",
        VexFormat::Csaf => "csaf",
    };
    let document = client.text(client.get(&path, &[("format", format)])?)?;
    deliver(&client, args.to.as_deref(), &mut document.as_bytes(), out)
}

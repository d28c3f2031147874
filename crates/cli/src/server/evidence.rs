//! `dossier evidence` and `dossier keys`: reports of tests, and the build servers whose signatures count under them.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};
use steadfast_conformity::signed_report::ReportSigned;
use steadfast_trust::hash::sha256;

use super::client::{Client, Form};
use super::conformity::list;
use super::{Connection, OfProduct, day, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::keys::{self, Passphrase};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// `dossier evidence`.
#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// The release: rel_….
    #[arg(value_name = "RELEASE")]
    release: String,
    /// The report.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The version of the source that the tests ran on.
    #[arg(long, value_name = "COMMIT")]
    commit: String,
    /// The build server's key, with which the report is signed.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// Nothing failed: 0. A case failed: 1. The product file names none of its cases: 3.
pub(super) fn give(args: &Evidence, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/releases/{}/evidence", segment("rel", &args.release)?);
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let taken = match &args.key {
        Some(key) => client.upload(&format!("{path}/signed"), &signed(args, key, &name)?)?,
        None => client.upload_file(&path, &[("commit", &args.commit), ("name", &name)], &args.file)?,
    };
    write(out, args.format, &taken, || taken_shown(&taken))?;
    Ok(match (taken["failed"].as_u64(), list(&taken, "evidence").is_empty()) {
        (Some(1..), _) => Exit::No,
        (_, true) => Exit::Undecided,
        _ => Exit::Yes,
    })
}

/// The form with the report and the build server's signature: both over the same bytes.
fn signed(args: &Evidence, key: &Path, name: &str) -> Result<Form, Failure> {
    let key = keys::open(key, &args.passphrase)?;
    let unreadable = |source| Failure::Unreadable { file: args.file.clone(), source };
    let report = std::fs::read(&args.file).map_err(unreadable)?;
    let commit = args.commit.trim();
    let statement = ReportSigned { sha256: &sha256(&[&report]), release: &args.release, commit };
    let envelope =
        statement.sign(&key).map_err(|error| Failure::Usage(format!("the report cannot be signed: {error}")))?;
    let mut form = Form::default();
    let about = json!({ "commit": commit, "signature": String::from_utf8_lossy(&envelope) });
    form.text("about", &about.to_string());
    form.file("report", name, &report);
    Ok(form)
}

fn taken_shown(taken: &Value) -> String {
    let mut words = format!("{} passed, {} failed, {} skipped\n", taken["passed"], taken["failed"], taken["skipped"]);
    for one in list(taken, "evidence") {
        let counts = format!("{} passed, {} failed, {} skipped", one["passed"], one["failed"], one["skipped"]);
        words.push_str(&format!("  {}: {counts}\n", clean(text(one, "id"))));
    }
    let missing: Vec<&str> = list(taken, "not_in_it").iter().filter_map(Value::as_str).collect();
    if !missing.is_empty() {
        words.push_str(&format!("not in this report: {}\n", clean(&missing.join(", "))));
    }
    words
}

pub(super) fn keys(args: &OfProduct, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let keys = client.json(&format!("/api/v1/products/{}/evidence-keys", segment("prd", &args.product)?), &[])?;
    write(out, args.format, &keys, || keys_shown(&keys))?;
    Ok(Exit::Yes)
}

fn keys_shown(keys: &Value) -> String {
    let all = keys.as_array().map_or(&[][..], Vec::as_slice);
    if all.is_empty() {
        return "no key; reports are taken without a signature\n".to_owned();
    }
    let mut rows = table(&["name", "fingerprint", "added", "revoked"], width());
    for key in all {
        row(&mut rows, &[text(key, "name"), text(key, "fingerprint"), &day(key, "added"), &day(key, "revoked")]);
    }
    format!("{rows}\n")
}

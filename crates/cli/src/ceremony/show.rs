//! `root show`: what lies in the folder, who signed it, and who must.

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::sign::words;
use super::state::{Line, Need, lines};
use super::{Folder, Show};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::terminal::clean;

pub(super) fn run(args: &Show, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    folder.needed::<steadfast_trust::tuf::Root>("root")?;
    let lines = lines(&folder)?;
    let text = match args.format {
        CheckFormat::Table => lines.iter().map(|line| told(line, clock)).collect(),
        CheckFormat::Json => {
            scan::to_json(&json!({ "schema": 1, "roles": lines.iter().map(shape).collect::<Vec<_>>() }))
        }
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    let waits = lines.iter().any(|line| !line.needs.is_empty() && !line.is_complete());
    Ok(if waits { Exit::No } else { Exit::Yes })
}

fn told(line: &Line, clock: Timestamp) -> String {
    let over = if line.expires.is_over(clock) { " EXPIRED" } else { "" };
    let until = line.expires.moment().strftime("%Y-%m-%d");
    let mut text = format!("{}\n  counts until {until}{over}\n", clean(&words(line)));
    for need in &line.needs {
        text.push_str(&format!("  {} must sign {} of:\n", clean(&need.by), need.threshold));
        for key in &need.keys {
            let mark = if need.signed.contains(key) { "signed" } else { "-" };
            text.push_str(&format!("    {} {mark}\n", clean(key)));
        }
    }
    text
}

fn shape(line: &Line) -> Value {
    let needs =
        |need: &Need| json!({ "by": need.by, "threshold": need.threshold, "keys": need.keys, "signed": need.signed });
    json!({
        "role": line.role, "version": line.version, "file": line.file.display().to_string(),
        "expires": line.expires, "complete": line.is_complete(), "needs": line.needs.iter().map(needs).collect::<Vec<_>>(),
    })
}

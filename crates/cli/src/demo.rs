//! `steadfast demo`: the release check on a sample firmware, with a small set of real advisories that ships inside.

use std::io::Write;

use jiff::Timestamp;

use crate::args::{Ask, Format};
use crate::failure::{Exit, Failure};
use crate::scan::{self, Purpose};

/// The sample firmware's bill.
const FIRMWARE: &str = include_str!("../../../fixtures/demo/firmware.cdx.json");
/// Real advisories about what is in it.
const ADVISORIES: &[(&str, &str)] = &[];
/// The day on which the sample advisories were current.
const DAY: &str = "2026-07-02T00:00:00Z";

/// Shows a release check.
pub(crate) fn run(out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = tempfile::tempdir().map_err(|source| unwritable("the temporary folder", source))?;
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        let folders = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        folders.and_then(|()| std::fs::write(&file, text)).map_err(|source| unwritable(name, source))?;
        Ok::<_, Failure>(file)
    };
    let bom = write("firmware.cdx.json", FIRMWARE)?;
    for (name, text) in ADVISORIES {
        write(&format!("advisories/{name}"), text)?;
    }
    let ask = Ask {
        boms: vec![bom],
        advisories: vec![folder.path().join("advisories")],
        index: None,
        kev: None,
        epss: None,
        vex: Vec::new(),
        policy: None,
        compiled_in: Vec::new(),
        now: DAY.parse::<Timestamp>().ok(),
        format: Format::Table,
        all: false,
    };
    let say = |out: &mut dyn Write, text: &str| out.write_all(text.as_bytes()).map_err(Failure::Output);
    say(out, BEFORE)?;
    scan::run(Purpose::Gate, &ask, Timestamp::UNIX_EPOCH, out)?;
    say(out, AFTER)?;
    Ok(Exit::Yes)
}

fn unwritable(name: &str, source: std::io::Error) -> Failure {
    Failure::Unwritable { file: name.into(), source }
}

const BEFORE: &str = "\
A sample gateway is to be released. Its bill of materials is checked against a few real advisories, as of 2 July 2026:

    steadfast gate firmware.cdx.json

";

const AFTER: &str = "
That is what a build server would see, with exit code 1. Now your own product:

    steadfast feed import                 loads the default advisory sources
    steadfast gate YOUR-BOM               CycloneDX, SPDX or Cargo.lock
    steadfast sbom check YOUR-BOM         what the bill lacks

Still to come in this demo: a manufacturer's server with its products, simulated devices, updates and reports.
";

//! `steadfast demo --terminal`: the release check on a sample firmware, with a few real advisories that ship inside.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use crate::args::{Ask, Format, Import};
use crate::failure::{Exit, Failure};
use crate::feed;
use crate::scan::{self, Purpose};
use crate::server::Connection;

/// A file of the demo by its name, and its text.
macro_rules! sample {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../fixtures/demo/", $name)))
    };
}

/// The sample firmware in two releases, its maker's policy and decisions, and advisories about what is in it.
const FILES: [(&str, &str); 11] = [
    sample!("firmware.cdx.json"),
    sample!("firmware-fixed.cdx.json"),
    sample!("steadfast.toml"),
    sample!("decisions.openvex.json"),
    sample!("advisories/kev.json"),
    sample!("advisories/cve/CVE-2023-45853.json"),
    sample!("advisories/cve/CVE-2023-5632.json"),
    sample!("advisories/cve/CVE-2024-1086.json"),
    sample!("advisories/cve/CVE-2024-6119.json"),
    sample!("advisories/crates.io/RUSTSEC-2024-0336.json"),
    sample!("advisories/pypi/PYSEC-2023-74.json"),
];

/// The advisories, compiled.
const INDEX: &str = "advisories.index";
/// The day of the release check, as of which the sample advisories count as fetched.
const DAY: Timestamp = Timestamp::constant(1_782_950_400, 0);
/// How much is shown of the second answer: what was checked, and the verdict.
const LINES_OF_SECOND: usize = 3;

/// Shows a release check that blocks, and the one after the fix.
///
/// It works in a temporary folder of its own, so that neither an index nor a policy of the user's has a part in it.
pub(super) fn run(out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = tempfile::tempdir().map_err(|source| unwritable("the temporary folder", source))?;
    unpack(folder.path())?;
    std::env::set_current_dir(folder.path()).map_err(|source| unwritable("the temporary folder", source))?;
    feed::import(&import(), DAY, &mut std::io::sink())?;
    say(out, BEFORE)?;
    scan::run(Purpose::Gate, &ask("firmware.cdx.json", None), DAY, out)?;
    say(out, BETWEEN)?;
    let mut second = Vec::new();
    scan::run(Purpose::Gate, &ask("firmware-fixed.cdx.json", Some("decisions.openvex.json")), DAY, &mut second)?;
    for line in String::from_utf8_lossy(&second).lines().take(LINES_OF_SECOND) {
        say(out, &format!("{line}\n"))?;
    }
    say(out, AFTER)?;
    Ok(Exit::Yes)
}

fn unpack(folder: &Path) -> Result<(), Failure> {
    for (name, text) in FILES {
        let file = folder.join(name);
        let folders = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        folders.and_then(|()| std::fs::write(&file, text)).map_err(|source| unwritable(name, source))?;
    }
    Ok(())
}

fn import() -> Import {
    Import {
        paths: vec!["advisories".to_owned()],
        index: Some(INDEX.into()),
        fetched: Some(DAY),
        anew: true,
        connection: Connection { server: None, certificate_fingerprint: None },
        sources: None,
        now: None,
    }
}

fn ask(bom: &str, vex: Option<&str>) -> Ask {
    Ask {
        boms: vec![bom.into()],
        advisories: Vec::new(),
        index: Some(INDEX.into()),
        kev: None,
        epss: None,
        vex: vex.into_iter().map(Into::into).collect(),
        policy: None,
        compiled_in: Vec::new(),
        now: None,
        format: Format::Table,
        all: false,
    }
}

fn say(out: &mut dyn Write, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).map_err(Failure::Output)
}

fn unwritable(name: &str, source: std::io::Error) -> Failure {
    Failure::Unwritable { file: name.into(), source }
}

const BEFORE: &str = "\
May this gateway's firmware ship? Its bill of materials meets a handful of real
advisories, which the demo takes for a complete feed of 2 July 2026.

$ steadfast gate firmware.cdx.json

";

const BETWEEN: &str = "
Exit code 1: the build server stops here. Three updates follow, and two decisions
with reasons: MiniZip is not built, and the kernel's fix was carried back.

$ steadfast gate firmware-fixed.cdx.json --vex decisions.openvex.json

";

const AFTER: &str = "
Exit code 3: nothing known blocks, but nobody can tell for the modem's firmware. A
CPE name in the bill, or an acceptance in steadfast.toml, would make the answer 0.

Now your own product: steadfast feed import; steadfast gate YOUR-BOM
";

//! Does the device show to anybody what only its owner should see?

use super::{Check, Known, at_ports};
use crate::survey::{Service, Speaks};
use crate::verdict::{Reference, Said};
use crate::wire::forms;
use crate::wire::http::{Answer, Request};
use crate::wire::{Place, Silence, Wire};

pub(super) const CHECK: Check = Check {
    name: "pages",
    about: "nothing is shown to strangers",
    references: &[Reference::TestCase("5.5-4-2"), Reference::Provision("5.6-2")],
};

/// Where devices are known to show too much.
const PATHS: [&str; 18] = [
    "/backup",
    "/backup.tar.gz",
    "/config.xml",
    "/config.bin",
    "/rom-0",
    "/.env",
    "/.git/HEAD",
    "/debug",
    "/debug/pprof/",
    "/metrics",
    "/server-status",
    "/actuator/env",
    "/phpinfo.php",
    "/system.log",
    "/logs",
    "/users",
    "/cgi-bin/config.exp",
    "/wifi",
];

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let web: Vec<&Service> = known.services.iter().filter(|service| service.speaks == Speaks::Http).collect();
    let said = web.iter().map(|service| of_one(known.wire, service)).collect();
    let passed =
        || format!("none of {} well-known paths shows anything at {}", PATHS.len(), at_ports(web.iter().copied()));
    Said::all(said, passed).unwrap_or_else(|| Said::not_applicable("nothing that was found has pages"))
}

fn of_one(wire: &Wire<'_>, service: &Service) -> Said {
    let port = service.place.port;
    wire.says(&format!("pages that strangers should not see, at port {port}"));
    match shown(wire, service.place, &PATHS.map(str::to_owned)) {
        Ok(shown) if shown.is_empty() => Said::passed("nothing is shown"),
        Ok(shown) => Said::failed(format!("port {port} shows {} to anybody", shown.join(", "))),
        Err(silence) => Said::unknown(format!("port {port}: {silence}")),
    }
}

/// The paths that show something of their own, without a login.
pub(super) fn shown(wire: &Wire<'_>, place: Place, paths: &[String]) -> Result<Vec<String>, Silence> {
    let nowhere = format!("/{}", crate::chance::word());
    let nothing = Request::get(&nowhere).ask(wire, place, "a page that there cannot be")?;
    let mut shown = Vec::new();
    for path in paths {
        let answer = Request::get(path).ask(wire, place, &format!("page {path}"))?;
        if tells(&answer, &nothing) {
            shown.push(path.clone());
        }
    }
    Ok(shown)
}

/// Whether an answer has content, is no login, and is not what is said to everything.
fn tells(answer: &Answer, nothing: &Answer) -> bool {
    let same = answer.status == nothing.status && answer.body == nothing.body;
    let content = answer.status == 200 && !answer.body.iter().all(u8::is_ascii_whitespace);
    content && !same && forms::find(&answer.text()).is_none()
}

//! Does the device still take a version of TLS that was given up?

use super::{Check, Known, at_ports};
use crate::survey::{Service, old_hello};
use crate::verdict::{Reference, Said};
use crate::wire::hello::{Back, Old};
use crate::wire::{Silence, Wire};

pub(super) const CHECK: Check =
    Check { name: "old-tls", about: "TLS 1.0 and 1.1 are refused", references: &[Reference::TestCase("5.5-1-2")] };

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let tls: Vec<&Service> = known.services.iter().filter(|service| service.place.tls).collect();
    let said = tls.iter().flat_map(|service| Old::ALL.map(|version| of_one(known.wire, service, version))).collect();
    let passed = || format!("both are refused at {}", at_ports(tls.iter().copied()));
    Said::all(said, passed).unwrap_or_else(|| Said::not_applicable("nothing that was found speaks TLS"))
}

fn of_one(wire: &Wire<'_>, service: &Service, version: Old) -> Said {
    judge(service.place.port, version, old_hello(wire, service.place, version))
}

fn judge(port: u16, version: Old, heard: Result<Back, Silence>) -> Said {
    let name = version.name();
    match heard {
        Ok(Back::Takes(3, 1 | 2)) => Said::failed(format!("port {port} takes {name}")),
        Ok(Back::Takes(3, 0)) => Said::failed(format!("port {port} goes back to SSL 3.0")),
        Ok(Back::Refuses(_)) | Err(Silence::Cut) => Said::passed(format!("port {port} refuses {name}")),
        Ok(_) => Said::unknown(format!("port {port} answers {name} with something that is not TLS")),
        Err(silence) => Said::unknown(format!("port {port} was asked for {name}: {silence}")),
    }
}

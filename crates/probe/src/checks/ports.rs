//! Is every port that is open one that the maker declares?

use super::{Check, Known};
use crate::verdict::{Reference, Said};

pub(super) const CHECK: Check =
    Check { name: "ports", about: "only declared ports are open", references: &[Reference::Provision("5.6-1")] };

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let open: Vec<u16> = known.services.iter().map(|service| service.place.port).collect();
    judge(&open, known.wire.ask.declared.as_deref(), known.wire.ask.all_ports().len())
}

fn judge(open: &[u16], declared: Option<&[u16]>, looked_at: usize) -> Said {
    let Some(declared) = declared else {
        return Said::unknown(format!("open: {}; no list of declared ports was given (--declared)", list(open)));
    };
    let undeclared: Vec<u16> = open.iter().copied().filter(|port| !declared.contains(port)).collect();
    if undeclared.is_empty() {
        return Said::passed(format!("open: {}; all are declared ({looked_at} TCP ports looked at)", list(open)));
    }
    Said::failed(format!("open and not declared: {}", list(&undeclared)))
}

fn list(ports: &[u16]) -> String {
    ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

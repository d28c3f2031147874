//! Who the simulated units are, and whether they have what they were to get.

use std::sync::Arc;

use steadfast_server::ambient::{Ambient, Machine};
use steadfast_simulate::{Fault, Fleet, Owner, Unit, UnitSeed};

use super::Simulate;
use crate::server::Ground;

/// Units with keys that were drawn just now. The first ones have the owners and the faults that were asked for.
pub(super) fn seeds(args: &Simulate, ground: &Ground, root: Vec<u8>) -> Vec<UnitSeed> {
    let root = Arc::new(root);
    let machine: &dyn Ambient = &Machine;
    let drawn = || format!("SIM-{:04X}", u16::from_le_bytes(machine.random()));
    let prefix = args.prefix.clone().unwrap_or_else(drawn);
    let one = |place: u32| UnitSeed {
        serial: format!("{prefix}-{:05}", place + 1),
        product: ground.product.clone(),
        part: ground.part.clone(),
        key: machine.random(),
        code: None,
        version: (args.runs().to_owned(), ground.sequence),
        hardware: args.hardware.clone(),
        root: Arc::clone(&root),
        owner: owner(args, place),
        fault: fault(args, place),
    };
    (0..args.units).map(one).collect()
}

fn owner(args: &Simulate, place: u32) -> Owner {
    match place {
        place if place < args.postpone => Owner::Postpones(i64::from(args.postpone_for)),
        place if place - args.postpone < args.refuse => Owner::Refuses,
        _ => Owner::Content,
    }
}

/// Faults come behind the owners who decide something.
fn fault(args: &Simulate, place: u32) -> Option<Fault> {
    let place = place.checked_sub(args.postpone.saturating_add(args.refuse))?;
    match place {
        place if place < args.fail => Some(Fault::Flash),
        place if place - args.fail < args.go_back => Some(Fault::Start),
        _ => None,
    }
}

/// The factory's list of them.
pub(super) fn list(args: &Simulate, ground: &Ground, units: &[Unit]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut list = format!("serial,key,hardware,market,{}\n", quoted(&ground.version_column()));
    for (place, unit) in units.iter().enumerate() {
        let market = args.market.get(place % args.market.len().max(1)).map_or("", String::as_str);
        let fields = [unit.serial(), &unit.fingerprint(), &args.hardware, market, args.runs()].map(quoted);
        list += &format!("{}\n", fields.join(","));
    }
    list.into_bytes()
}

/// Whether every unit runs a version that can and may, and everybody has told everything.
pub(super) fn all_run(fleet: &Fleet, version: &str) -> bool {
    let mut all = true;
    fleet.each(|unit| all &= unit.is_quiet() && (unit.version() == version || !unit.is_willing()));
    all
}

//! The demo's gateways: simulated, over the same door as real ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use jiff::SignedDuration;
use steadfast_protocol::Found;
use steadfast_server::demo::SampleUnits;
use steadfast_simulate::{Fault, Fleet, Net, Owner, Unit, UnitSeed};

use super::traffic;
use crate::simulate::{now, random};

/// How many do something at once.
const AT_ONCE: usize = 2;
/// Within how many seconds they are switched on.
const WITHIN: u32 = 10;
/// The owner of this one puts updates off, of the next one refuses them; the one after them cannot start what is new.
const FIRST_OF_THEIR_OWN_MIND: usize = 20;
/// One of so many looks at itself when it is switched on.
const TESTED: usize = 10;

/// Gateways that are on, until this is dropped.
pub(super) struct Gateways {
    stop: Arc<AtomicBool>,
    fleet: Option<JoinHandle<()>>,
}

impl Gateways {
    /// Switches them on.
    pub(super) fn switch_on(sample: &SampleUnits) -> Self {
        let root = Arc::new(sample.root.clone());
        let ahead = SignedDuration::from_micros(sample.ahead);
        let now = move || now() + ahead;
        let units = sample.units.iter().enumerate().map(|(place, unit)| {
            let mut unit = Unit::new(UnitSeed {
                serial: unit.serial.clone(),
                product: sample.product.clone(),
                part: sample.part.clone(),
                key: unit.key,
                code: None,
                version: (unit.version.clone(), Some(unit.sequence)),
                hardware: "B".to_owned(),
                root: Arc::clone(&root),
                owner: owner(place),
                fault: (place == FIRST_OF_THEIR_OWN_MIND + 2).then_some(Fault::Start),
            });
            if place.is_multiple_of(TESTED) {
                unit.tests_itself(Found::Passed, now());
            }
            traffic::of(&mut unit, place, now());
            unit
        });
        let (fleet, stop) = (Fleet::new(units.collect(), WITHIN, now()), Arc::new(AtomicBool::new(false)));
        let (net, until) = (Net::new(&format!("http://{}", sample.address), Net::agent()), Arc::clone(&stop));
        let fleet = std::thread::spawn(move || fleet.run(&net, AT_ONCE, &until, &now, &random));
        Self { stop, fleet: Some(fleet) }
    }
}

fn owner(place: usize) -> Owner {
    match place.checked_sub(FIRST_OF_THEIR_OWN_MIND) {
        Some(0) => Owner::Postpones(2 * 86_400),
        Some(1) => Owner::Refuses,
        _ => Owner::Content,
    }
}

impl Drop for Gateways {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(fleet) = self.fleet.take() {
            // A thread that panicked has said so itself.
            drop(fleet.join());
        }
    }
}

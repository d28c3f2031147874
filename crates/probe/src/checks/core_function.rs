//! While somebody guesses, does the device go on doing what it is for?

use super::Check;
use crate::ask::Core;
use crate::survey::Service;
use crate::verdict::{Reference, Said};
use crate::wire::http::Request;
use crate::wire::{Place, Wire};

/// No provision of ETSI EN 303 645 is certain here.
const NONE: &[Reference] = &[];

pub(super) const CHECK: Check =
    Check { name: "core-function", about: "it goes on working while somebody guesses", references: NONE };

/// What it answered before anybody guessed, and how often it did so since.
#[derive(Debug)]
pub(super) struct Watched {
    core: Option<(Core, Place)>,
    before: Option<u16>,
    looks: u32,
    missed: u32,
}

impl Watched {
    /// Looks for the first time.
    pub(super) fn new(wire: &Wire<'_>, services: &[Service]) -> Self {
        let core = wire.ask.core.clone().map(|core| {
            let service = services.iter().find(|service| service.place.port == core.port);
            (core.clone(), service.map_or(Place::new(core.port, false), |service| service.place))
        });
        let before = core.as_ref().and_then(|core| answer(wire, core));
        Self { core, before, looks: 0, missed: 0 }
    }

    /// Looks again.
    pub(super) fn look(&mut self, wire: &Wire<'_>) {
        if let (Some(core), Some(before)) = (&self.core, self.before) {
            self.looks += 1;
            self.missed += u32::from(answer(wire, core) != Some(before));
        }
    }

    pub(super) fn said(&self) -> Said {
        let Some((core, _)) = &self.core else {
            return Said::not_applicable("where the device does what it is for was not said (--core)");
        };
        match (self.before, self.looks, self.missed) {
            (None, _, _) => Said::unknown(format!("port {} did not answer before anybody guessed", core.port)),
            (_, 0, _) => Said::unknown("there was no guessing to look at it during"),
            (_, looks, 0) => Said::passed(format!("it answered {looks} of {looks} times while guesses were made")),
            (_, looks, missed) => {
                Said::failed(format!("it did not answer {missed} of {looks} times while guesses were made"))
            }
        }
    }
}

/// The status of its page; without a page, that it takes a connection.
fn answer(wire: &Wire<'_>, (core, place): &(Core, Place)) -> Option<u16> {
    let Some(path) = &core.path else {
        let opened = wire.open(*place);
        wire.note(*place, "what the device is for", opened.as_ref().map(|_| ("it is there", &[][..])));
        return opened.ok().map(|_| 0);
    };
    Request::get(path).ask(wire, *place, "what the device is for").ok().map(|answer| answer.status)
}

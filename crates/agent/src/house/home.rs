//! The overview.

use steadfast_device::settings;

use super::asked::{Asked, Who};
use super::{Home, page};
use crate::event_loop::Reply;
use crate::pages::{self, Place};
use crate::zone;

impl Home {
    /// An instant in the owner's time zone.
    pub(super) fn time(&self, at: steadfast_protocol::Seconds) -> String {
        zone::shown(at, self.unit.owner().map_or("UTC", |owner| owner.zone.as_str()))
    }

    /// Ports that are open to others and stand in no declaration.
    pub(super) fn undeclared(&self) -> Vec<String> {
        let is_declared = |port: u16| port == self.ways.pages.port() || self.unit.factory.ports.contains(&port);
        self.watch
            .open()
            .filter(|(_, port)| !is_declared(*port))
            .map(|(what, port)| format!("{port}/{}", what.code()))
            .collect()
    }

    pub(super) fn home_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(crate::http::Response::see_other("/set-up")) };
        let health = self.unit.log.health();
        let switches = owner.switches;
        let started = self.unit.now() - i64::try_from(self.unit.steady().as_secs()).unwrap_or_default();
        let view = pages::Home {
            serial: self.unit.identity.serial.clone(),
            runs: self.versions(),
            since: self.time(started),
            switches: [
                Some(switches.record),
                Some(switches.share),
                self.unit.factory.remote.as_ref().map(|_| switches.remote),
                Some(owner.consent.automatic),
            ],
            server: self.heard.map(|at| self.time(at)),
            drift: settings::drift(&self.unit.factory, &owner.changed).count(),
            strangers: self.last_strangers + self.strangers,
            clock_wrong: !self.unit.life.clock_is_sound(&self.unit.clock),
            log_lost: (!health.is_writing).then_some(health.lost),
            troubles: self.troubles.iter().map(|(what, why)| (what.key(), why.clone())).collect(),
            undeclared: self.undeclared(),
            certificate: self.ways.certificate.clone(),
            support: self.unit.factory.support.as_ref().map(|support| {
                let is_over = support.ends().is_some_and(|ends| self.unit.now() >= ends);
                (support.until.clone(), is_over)
            }),
            update_waits: self.update_waits(),
            noticed: self.noticed_on_home(asked.language),
            told: self.notices_on_home(asked.language),
            policy: self.policy_view(asked.language),
        };
        page(pages::home(&self.frame(asked, Some(who), Some(Place::Home)), &view))
    }
}

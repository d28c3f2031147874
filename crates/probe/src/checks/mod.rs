//! The checks. Each asks one thing, and says passed, failed, unknown or not applicable, with the reason.

mod banners;
mod core_function;
mod curve;
mod default_credentials;
mod lock_out;
mod old_tls;
mod owner;
mod pages;
mod plain_login;
mod ports;
mod set_up_open;
pub(crate) mod tls;
mod weak_password;

use serde_json::json;
use zeroize::Zeroizing;

use crate::doors::{self, Door, Pages, SetUp};
use crate::survey::{self, Service};
use crate::verdict::{Finding, Reference, Report, Said};
use crate::wire::Wire;

/// A check, as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// What it asks.
    pub about: &'static str,
    /// What it speaks to.
    pub references: &'static [Reference],
}

/// Every check, in the order in which answers are given.
pub const CHECKS: [Check; 11] = [
    ports::CHECK,
    default_credentials::CHECK,
    lock_out::CHECK,
    owner::CHECK,
    core_function::CHECK,
    plain_login::CHECK,
    old_tls::CHECK,
    pages::CHECK,
    banners::CHECK,
    set_up_open::CHECK,
    weak_password::CHECK,
];

/// What is known of the device while it is asked.
pub(crate) struct Known<'w, 'a> {
    pub(crate) wire: &'w Wire<'a>,
    pub(crate) services: Vec<Service>,
    pub(crate) pages: Pages,
    pub(crate) doors: Vec<Box<dyn Door>>,
    pub(crate) set_up: Option<SetUp>,
    /// The owner's password as it is now.
    pub(crate) secret: Option<Zeroizing<String>>,
}

impl<'w, 'a> Known<'w, 'a> {
    fn new(wire: &'w Wire<'a>, services: Vec<Service>) -> Self {
        let secret = wire.ask.secret().map(|secret| Zeroizing::new(secret.to_owned()));
        let mut known = Self { wire, services, pages: Pages::default(), doors: Vec::new(), set_up: None, secret };
        known.look_again();
        known
    }

    /// Looks at the pages, as at the beginning and after a set-up.
    fn look_again(&mut self) {
        self.pages = Pages::look(self.wire, &self.services);
        self.doors = doors::find(&self.services, &self.pages);
        self.set_up = self.pages.set_up();
    }

    /// Why there is no login to try, where there is none.
    pub(crate) fn no_door(&self) -> Said {
        if self.set_up.is_some() {
            return Said::unknown(
                "the device is not set up, and no login is in sight before that: set it up first, or let the probe do it \
                 (--may-change, with a name and a password)",
            );
        }
        let why = |service: &Service| match service.speaks {
            survey::Speaks::Http => format!("the pages at port {} show none", service.place.port),
            survey::Speaks::Ssh => format!("SSH at port {} was not tried", service.place.port),
            _ => format!("what speaks at port {} is not known", service.place.port),
        };
        let each: Vec<String> = self.services.iter().map(why).collect();
        Said::unknown(format!("no login was found: {} (--login names a page)", each.join(", ")))
    }

    /// Why there is no set-up to look at.
    fn not_fresh(&self) -> Said {
        if self.doors.is_empty() {
            return Said::unknown("neither a set-up that asks for a password was found nor a login");
        }
        Said::not_applicable("a login is there: the device is set up already, and a fresh one is needed for this")
    }

    /// The ports of which nobody knows what speaks there.
    pub(crate) fn strange(&self) -> Vec<String> {
        let strange = self.services.iter().filter(|service| service.speaks == survey::Speaks::Unknown);
        strange.map(|service| format!("port {}", service.place.port)).collect()
    }
}

/// Runs every check. Nothing where nothing listens.
pub(crate) fn run(wire: &Wire<'_>) -> Option<Report> {
    let services = survey::look(wire);
    if services.is_empty() {
        return None;
    }
    let told = services.iter().map(Service::told).collect();
    let mut facts: Vec<String> = services.iter().filter_map(Service::fact).collect();
    let mut known = Known::new(wire, services);
    let before = [set_up_open::run(&known), weak_password::run(&mut known)];
    let looked =
        [ports::run(&known), plain_login::run(&known), old_tls::run(&known), pages::run(&known), banners::run(&known)];
    let core = core_function::Watched::new(wire, &known.services);
    let tried = default_credentials::run(&mut known);
    let guessed = lock_out::run(&mut known, core);
    facts.extend(guessed.facts);
    let [open, weak] = before;
    let [ports, plain, old, pages, banners] = looked;
    let said = [ports, tried, guessed.curve, guessed.owner, guessed.core, plain, old, pages, banners, open, weak];
    let findings = CHECKS.iter().zip(said).map(|(check, said)| finding(wire, *check, said)).collect();
    let (requests, guesses) = wire.counts();
    Some(Report { target: wire.ask.target.to_string(), services: told, facts, findings, requests, guesses })
}

/// `port 443`, `ports 443, 8443`.
fn at_ports<'s>(services: impl Iterator<Item = &'s Service>) -> String {
    let ports: Vec<String> = services.map(|service| service.place.port.to_string()).collect();
    format!("{} {}", if ports.len() == 1 { "port" } else { "ports" }, ports.join(", "))
}

fn finding(wire: &Wire<'_>, check: Check, Said(verdict, reason): Said) -> Finding {
    wire.write(json!({ "check": check.name, "verdict": verdict, "reason": reason, "references": check.references }));
    Finding { check: check.name, about: check.about, verdict, reason, references: check.references }
}

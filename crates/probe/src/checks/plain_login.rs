//! Does a password ever travel without TLS?

use super::{Check, Known};
use crate::survey::{Service, Speaks};
use crate::verdict::{Reference, Said};

pub(super) const CHECK: Check = Check {
    name: "plain-login",
    about: "no password travels without TLS",
    references: &[Reference::TestCase("5.5-1-2"), Reference::Provision("5.5-7")],
};

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let said: Vec<Said> = known.services.iter().filter_map(|service| of_one(known, service)).collect();
    Said::worst(said).unwrap_or_else(|| Said::passed("everything that was found speaks TLS or SSH"))
}

fn of_one(known: &Known<'_, '_>, service: &Service) -> Option<Said> {
    let port = service.place.port;
    let plain = match service.speaks {
        _ if service.place.tls => return None,
        Speaks::Ssh => return None,
        Speaks::Ftp => Said::failed(format!("FTP at port {port} asks for a password without TLS")),
        Speaks::Telnet => Said::failed(format!("Telnet at port {port} asks for a password without TLS")),
        Speaks::Mqtt => Said::failed(format!("MQTT at port {port} speaks without TLS")),
        Speaks::Unknown => Said::unknown(format!("what speaks at port {port} without TLS is not known")),
        Speaks::Http => pages(known, service),
    };
    Some(plain)
}

fn pages(known: &Known<'_, '_>, service: &Service) -> Said {
    let port = service.place.port;
    let mut here = known.pages.0.iter().filter(|page| page.place == service.place);
    let asks = here.find(|page| page.form.is_some() || page.asks_basic());
    asks.map_or_else(
        || Said::passed(format!("HTTP at port {port} asks for no password")),
        |page| Said::failed(format!("page {} at port {port} asks for a password without TLS", page.path)),
    )
}

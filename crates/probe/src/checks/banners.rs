//! Does the device name its software with versions to anybody?

use super::{Check, Known, at_ports};
use crate::survey::Service;
use crate::verdict::{Reference, Said};

pub(super) const CHECK: Check = Check {
    name: "banners",
    about: "no banner names a version of its software",
    references: &[Reference::Provision("5.6-2")],
};

/// Headers that name software.
const HEADERS: [&str; 4] = ["server", "x-powered-by", "x-aspnet-version", "via"];

pub(super) fn run(known: &Known<'_, '_>) -> Said {
    let named: Vec<String> = known.services.iter().flat_map(|service| of_one(known, service)).collect();
    if named.is_empty() {
        return Said::passed(format!("no version is named at {}", at_ports(known.services.iter())));
    }
    Said::failed(named.join("; "))
}

fn of_one(known: &Known<'_, '_>, service: &Service) -> Vec<String> {
    let port = service.place.port;
    let greeting = Some(service.greeting.as_str()).filter(|greeting| names_version(greeting));
    let pages = known.pages.0.iter().filter(|page| page.place == service.place).map(|page| &page.answer);
    let headers = pages.chain(&service.first_page).flat_map(|answer| &answer.headers);
    let headers = headers.filter(|(name, value)| HEADERS.contains(&name.as_str()) && names_version(value));
    let mut told: Vec<String> =
        headers.map(|(name, value)| format!("port {port} says {name}: {}", short(value))).collect();
    told.extend(greeting.map(|greeting| format!("port {port} says {}", short(greeting))));
    told.sort();
    told.dedup();
    told
}

fn short(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(80).collect()
}

/// Digits, a dot and digits that are no address: what versions look like. The version of the protocol itself does not count.
fn names_version(text: &str) -> bool {
    let text = text.trim_start_matches("SSH-2.0-").trim_start_matches("SSH-1.99-");
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.map(|word| word.trim_matches('.')).any(|word| word.contains('.') && word.parse::<std::net::IpAddr>().is_err())
}

#[cfg(test)]
mod tests {
    use super::names_version;

    #[test]
    fn versions_are_told_from_names_and_addresses() {
        for text in ["lighttpd/1.4.35", "SSH-2.0-dropbear_2019.78", "220 (vsFTPd 3.0.3)", "PHP/5.6"] {
            assert!(names_version(text), "{text}");
        }
        for text in ["", "gateway", "SSH-2.0-gateway", "220 ready.", "1 via 192.0.2.7", "nginx", "..."] {
            assert!(!names_version(text), "{text}");
        }
    }
}

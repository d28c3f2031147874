//! Does a name with a password that many devices come with open it?

use super::{Check, Known};
use crate::ask::Ask;
use crate::clock;
use crate::doors::{Door, Guess, Heard, Who, guess};
use crate::survey::Speaks;
use crate::verdict::{Reference, Said};
use crate::wire::{Place, Wire, snmp};

pub(super) const CHECK: Check = Check {
    name: "default-credentials",
    about: "no default credential opens it",
    references: &[Reference::TestCase("5.1-1-2")],
};

/// What devices were found to come with; few for each name, so that no throttle that is worth its name locks an account.
const PAIRS: [(&str, &str); 14] = [
    ("admin", "admin"),
    ("root", "root"),
    ("admin", "password"),
    ("user", "user"),
    ("admin", "1234"),
    ("root", "12345"),
    ("guest", "guest"),
    ("support", "support"),
    ("admin", ""),
    ("service", "service"),
    ("root", ""),
    ("pi", "raspberry"),
    ("ubnt", "ubnt"),
    ("operator", "operator"),
];

/// Communities that SNMP comes with.
const COMMUNITIES: [&str; 2] = ["public", "private"];

pub(super) fn run(known: &mut Known<'_, '_>) -> Said {
    let mut said = vec![communities(known.wire)];
    if known.doors.is_empty() {
        said.push(known.no_door());
    }
    for door in &mut known.doors {
        said.push(at_door(known.wire, door.as_mut()));
    }
    said.extend(not_tried(known));
    let silent = || Said::not_applicable("nothing that was found takes a password");
    Said::worst(said).unwrap_or_else(silent)
}

/// SSH is no plain exchange of bytes; what nobody knows how to ask cannot be tried either. Both are said.
fn not_tried(known: &Known<'_, '_>) -> Option<Said> {
    let ssh = known.services.iter().filter(|service| service.speaks == Speaks::Ssh);
    let mut ports: Vec<String> = ssh.map(|service| format!("SSH at port {}", service.place.port)).collect();
    ports.extend(known.strange().into_iter().map(|port| format!("what speaks at {port}")));
    let why = "this program has no client for it: try the pairs by other means";
    (!ports.is_empty()).then(|| Said::unknown(format!("{} was not tried: {why}", ports.join(", "))))
}

fn communities(wire: &Wire<'_>) -> Said {
    let (port, mut heard) = (wire.ask.snmp, Vec::new());
    for community in COMMUNITIES {
        wire.says(&format!("SNMP at UDP port {port}"));
        let answer = wire.guess().and_then(|()| wire.packet(port, &snmp::question(community)));
        let noted = answer.as_ref().map(|packet| ("a packet", packet.as_slice()));
        wire.note(Place::new(port, false), &format!("SNMP under the community {community:?}"), noted);
        if answer.is_ok_and(|packet| snmp::answers(&packet, community)) {
            heard.push(community);
        }
    }
    if heard.is_empty() {
        return Said::not_applicable("SNMP does not answer");
    }
    Said::failed(format!("SNMP at UDP port {port} answers under the community {}", heard.join(" and ")))
}

fn at_door(wire: &Wire<'_>, door: &mut dyn Door) -> Said {
    let pairs = pairs(door);
    let (mut judged, mut last) = (0, None);
    for (number, (account, password)) in pairs.iter().enumerate() {
        wire.says(&format!("default credentials at {}: {} of {}", door.name(), number + 1, pairs.len()));
        match patiently(wire, door, &Who { account, password, from: None }).heard {
            Heard::In if account.is_empty() => return Said::failed(format!("{} opens without a name", door.name())),
            Heard::In => return Said::failed(format!("{account:?} with {password:?} opens {}", door.name())),
            Heard::Wrong => judged += 1,
            other => last = Some(other),
        }
        if last.is_some() {
            break;
        }
    }
    told(door, judged, pairs.len(), last.as_ref())
}

fn told(door: &dyn Door, judged: usize, all: usize, last: Option<&Heard>) -> Said {
    let name = door.name();
    match last {
        None => Said::passed(format!("none of {all} opens {name}")),
        Some(Heard::Silent(silence)) => {
            Said::unknown(format!("{judged} of {all} were judged at {name}, then: {silence}"))
        }
        Some(_) => Said::unknown(format!(
            "{judged} of {all} were judged at {name}, then it refused; wait for it, or give it more time (--seconds-of-patience)"
        )),
    }
}

/// The pairs for a door; of a door without names each password once; a broker may open without any.
fn pairs(door: &dyn Door) -> Vec<(&'static str, &'static str)> {
    let mut pairs = Vec::new();
    if door.name().starts_with("MQTT") {
        pairs.push(("", ""));
    }
    for (account, password) in PAIRS {
        let is_new = door.has_accounts() || pairs.iter().all(|(_, known)| *known != password);
        if is_new && (door.has_accounts() || !password.is_empty()) {
            pairs.push((account, password));
        }
    }
    pairs
}

/// Guesses, and waits for a door that refuses, as long as it may take.
fn patiently(wire: &Wire<'_>, door: &mut dyn Door, who: &Who<'_>) -> Guess {
    let until = clock::steady() + wire.ask.patience;
    loop {
        let guess = guess(wire, door, who);
        let Heard::Refused(stated) = guess.heard else { return guess };
        let wait = stated.unwrap_or(pause(wire.ask));
        match clock::left(until) {
            Some(left) if wait <= left => std::thread::sleep(wait),
            _ => return guess,
        }
    }
}

/// Between two looks at a door that does not say how long it refuses.
fn pause(ask: &Ask) -> std::time::Duration {
    ask.patience / 8
}

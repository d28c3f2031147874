//! The unit looks at itself: what can be seen at once here, what takes long on another thread, and the result signed.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use serde::Serialize;
use steadfast_device::accounts::{Name, Verifier};
use steadfast_device::self_test::{checked, credentials, throttle};
use steadfast_protocol::{Check, Checked, Found, ReceiptCopy};

use super::Home;
use super::asked::{Asked, Who};
use super::data::verdict;
use super::lines::Heard;
use super::server::AGENT;
use super::work::{Job, Tools};
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::socket::{Client, ClientId};
use crate::work::Urgency;

/// How long the pages have to answer a stranger.
const PATIENCE: Duration = Duration::from_secs(5);

/// The beginning of a conversation in TLS 1.2, and in nothing newer (RFC 5246, section 7.4.1.2).
/// A record of the handshake: a hello of 43 bytes, version 3.3, 32 bytes of no chance, no session, one suite, no compression.
const OLD_HELLO: &[u8; 52] = b"\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03\
    \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x00\x00\x02\xc0\x2f\x01\x00\x00\x00";

/// Who waits for the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForWhom {
    /// A browser.
    Browser(ConnectionId),
    /// A local program.
    Program(ClientId),
}

/// What is tested on another thread.
#[derive(Debug)]
pub struct Test {
    pub(super) whom: ForWhom,
    accounts: Vec<(Name, Verifier)>,
    pages: SocketAddr,
    /// What was seen already.
    seen: Vec<Checked>,
    /// The way to updates: what of it can be asked for.
    updates: Result<super::work::Quest, Checked>,
}

/// What a program hears of a self-test.
#[derive(Debug, Serialize)]
pub(super) struct Tested {
    verdict: &'static str,
    receipt: String,
}

impl Home {
    /// Begins a self-test; whether it could.
    fn begin_self_test(&mut self, whom: ForWhom, hands: &mut Hands<Self>) -> bool {
        self.look_at_network();
        let people = self.unit.owner().map(|owner| &owner.people);
        let accounts = people.into_iter().flat_map(|people| people.iter());
        let accounts = accounts.map(|account| (account.name().clone(), account.verifier().clone())).collect();
        let seen = vec![self.test_ports(), self.test_debugging(), self.unit.test_log(), throttle()];
        let test = Test { whom, accounts, pages: self.ways.pages, seen, updates: self.way_of_updates() };
        hands.give(Job::Test(Box::new(test)), Urgency::Long).is_ok()
    }

    fn test_ports(&self) -> Checked {
        if !self.unit.records() {
            return checked(
                Check::Ports,
                Found::Unknown,
                "the owner switched recording off, and the network is not looked at",
            );
        }
        match self.undeclared() {
            ports if ports.is_empty() => checked(Check::Ports, Found::Passed, "nothing listens but what is declared"),
            ports => checked(Check::Ports, Found::Failed, &format!("not declared: {}", ports.join(", "))),
        }
    }

    fn test_debugging(&self) -> Checked {
        let open = [
            (cfg!(debug_assertions), "this program was built for debugging"),
            (cfg!(feature = "test-key-log"), "this program writes down the keys of sessions"),
            (!self.ways.is_restricted, "this program kept what it does not need (--no-sandbox)"),
        ];
        let open: Vec<&str> = open.into_iter().filter_map(|(is, what)| is.then_some(what)).collect();
        match open.as_slice() {
            [] => checked(Check::Debugging, Found::Passed, ""),
            open => checked(Check::Debugging, Found::Failed, &open.join("; ")),
        }
    }

    fn way_of_updates(&self) -> Result<super::work::Quest, Checked> {
        let no = |found, why| checked(Check::Updates, found, why);
        if self.ways.images.is_none() || self.unit.factory.updates.is_none() {
            return Err(no(Found::NotApplicable, "this program installs no updates here"));
        }
        if let Some(why) = self.unit.updates.why_broken() {
            return Err(no(Found::Failed, why));
        }
        self.new_quest(String::new())
            .ok_or_else(|| no(Found::Unknown, "what is believed of the repository cannot be read"))
    }

    pub(super) fn ask_self_test(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        if self.begin_self_test(ForWhom::Browser(asked.connection), hands) {
            Reply::Later
        } else {
            self.told(asked, Some(who), 503, "error-storage")
        }
    }

    /// A local program asks for one. The answer comes later, or at once where too much waits.
    pub(super) fn self_test_for(&mut self, client: Client, hands: &mut Hands<Self>) -> Option<Heard<'static>> {
        if !self.speaks_for_the_unit(client) {
            return Some(Heard::Refused("not-allowed"));
        }
        let begun = self.begin_self_test(ForWhom::Program(client.id), hands);
        (!begun).then_some(Heard::Refused("busy"))
    }

    /// It was looked at everything.
    pub(super) fn tested(&mut self, whom: &ForWhom, checks: Vec<Checked>, hands: &mut Hands<Self>) {
        let signed = self.unit.self_tested(AGENT, checks).ok().flatten();
        match whom {
            ForWhom::Browser(connection) => {
                let number = signed.map(|copy| copy.said().number());
                let to = number.map_or_else(|| "/data".to_owned(), |number| format!("/receipt?number={number}"));
                hands.answer(*connection, Response::see_other(&to));
            }
            ForWhom::Program(client) => {
                let heard = signed.as_ref().map_or(Heard::Refused("not-kept"), |copy| Heard::SelfTest(told(copy)));
                // A program that is gone asked for something that is in the receipts all the same.
                let _is_there = hands.say(*client, &heard.line());
            }
        }
    }
}

fn told(copy: &ReceiptCopy) -> Tested {
    let found = match copy.said() {
        steadfast_protocol::Said::SelfTest(said) => said.verdict(),
        _ => Found::Unknown,
    };
    Tested { verdict: verdict(found).trim_start_matches("self-test-"), receipt: copy.line() }
}

impl Test {
    /// Looks at what takes long.
    pub(super) fn run(self, tools: &Tools) -> (ForWhom, Vec<Checked>) {
        let Self { whom, accounts, pages, mut seen, updates } = self;
        seen.push(credentials(&accounts));
        seen.push(encryption(from_here(pages)));
        seen.push(match updates {
            Err(checked) => checked,
            Ok(quest) => match tools.refresh(quest) {
                Ok(()) => checked(Check::Updates, Found::Passed, "the repository answers, and is believed"),
                Err(missed) if missed.may_pass => checked(Check::Updates, Found::Unknown, &missed.why),
                Err(missed) => checked(Check::Updates, Found::Failed, &missed.why),
            },
        });
        seen.sort_by_key(|one| one.check.map(|check| check as u8));
        (whom, seen)
    }
}

/// Where this machine reaches what listens there: one that listens to all addresses, by its own.
fn from_here(mut listens: SocketAddr) -> SocketAddr {
    match listens.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => listens.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => listens.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    listens
}

/// Whether the pages speak TLS 1.3 and nothing else, as a stranger on this machine meets them.
fn encryption(place: SocketAddr) -> Checked {
    let plain = answer(place, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let old = answer(place, OLD_HELLO);
    match (plain, old) {
        (Err(error), _) | (_, Err(error)) => {
            checked(Check::Encryption, Found::Unknown, &format!("the pages do not answer this machine: {error}"))
        }
        (Ok(plain), _) if plain.starts_with(b"HTTP/1.1 ") && !plain.starts_with(b"HTTP/1.1 426") => {
            checked(Check::Encryption, Found::Failed, "plain HTTP is answered")
        }
        (_, Ok(old)) if old.first() == Some(&0x16) => checked(Check::Encryption, Found::Failed, "TLS 1.2 is answered"),
        _ => checked(Check::Encryption, Found::Passed, "plain HTTP and TLS before 1.3 are refused"),
    }
}

/// The first bytes of what comes back.
fn answer(place: SocketAddr, said: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&place, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(said)?;
    let mut heard = vec![0; 64];
    let count = stream.read(&mut heard)?;
    heard.truncate(count);
    Ok(heard)
}

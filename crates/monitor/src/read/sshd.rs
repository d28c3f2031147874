//! What `sshd` says.
//!
//! A name that somebody guesses is theirs to choose: it may hold ` from 192.0.2.1 port 22`. So where a line ends in the
//! address, the address is what stands last; where the account is known to exist, it is what stands first. Lines that PAM
//! writes beside these say the same again, and are passed over.

use core::net::IpAddr;

use crate::event::{
    Address, Attempt, Authentication, Connection, Direction, Factor, Network, NetworkActivity, Place, Transport, What,
};

/// What became of a try, whose account, by what, from where.
type Tried<'a> = (Attempt, Option<&'a str>, Option<Factor>, Option<IpAddr>);

/// What a line of this program says.
pub(super) fn says<'a>(service: &'a str, line: &'a str) -> Option<What<'a>> {
    if let Some(probe) = probe(line) {
        return Some(probe);
    }
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let (attempt, account, factor, source) = accepted(line)
        .or_else(|| failed(line))
        .or_else(|| unknown(line))
        .or_else(|| before_login(line))
        .or_else(|| refused(line))
        .or_else(|| left(line))?;
    let place = source.is_some().then_some(Place::Stranger);
    Some(What::Authentication(Authentication {
        attempt: Some(attempt),
        account: account.map(Into::into),
        place,
        source: source.map(Address),
        factor,
        service: Some(service.into()),
        ..Authentication::default()
    }))
}

/// Somebody connected and said nothing: no try to come in, but a look at the port.
fn probe(line: &str) -> Option<What<'_>> {
    let ends = ["Did not receive identification string from ", "banner exchange: Connection from "];
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let rest = ends.iter().find_map(|start| line.strip_prefix(start))?;
    let remote =
        rest.split([' ', ':']).next().and_then(address).or_else(|| rest.split(' ').next().and_then(address))?;
    Some(What::Network(Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Inbound),
        remote: Some(Address(remote)),
        state: Some(Connection::Partial),
        ..Network::default()
    }))
}

/// `Accepted publickey for anna from 192.0.2.7 port 50000 ssh2: …`: the account exists, so it holds no blank.
fn accepted(line: &str) -> Option<Tried<'_>> {
    let (method, rest) = line.strip_prefix("Accepted ")?.split_once(" for ")?;
    let (account, rest) = rest.split_once(" from ")?;
    let source = address(rest.split(' ').next()?)?;
    Some((Attempt::Accepted, Some(account), factor(method), Some(source)))
}

/// `Failed password for invalid user admin from 192.0.2.7 port 50000 ssh2`.
fn failed(line: &str) -> Option<Tried<'_>> {
    let (method, rest) = line.strip_prefix("Failed ")?.split_once(" for ")?;
    let (account, source) = account_from(rest)?;
    let unknown = account.strip_prefix("invalid user ");
    let attempt = if unknown.is_some() { Attempt::UnknownAccount } else { Attempt::Wrong };
    Some((attempt, Some(unknown.unwrap_or(account)), factor(method), Some(source)))
}

/// `Invalid user admin from 192.0.2.7 port 50000`, or without the port.
fn unknown(line: &str) -> Option<Tried<'_>> {
    let rest = line.strip_prefix("Invalid user ").or_else(|| line.strip_prefix("Illegal user "))?;
    // The name may be empty, and only one blank is left of it then.
    let (account, source) = account_from(rest).or_else(|| Some(("", source(rest.strip_prefix("from ")?)?)))?;
    Some((Attempt::UnknownAccount, Some(account), None, Some(source)))
}

/// What ends in `[preauth]` ended before somebody had come in.
fn before_login(line: &str) -> Option<Tried<'_>> {
    let line = line.strip_suffix("[preauth]")?.trim_end();
    if let Some(rest) = line.strip_prefix("maximum authentication attempts exceeded for ") {
        let (account, source) = account_from(rest.strip_suffix(" ssh2").unwrap_or(rest))?;
        let account = account.strip_prefix("invalid user ").unwrap_or(account);
        return Some((Attempt::Throttled, Some(account), None, Some(source)));
    }
    if let Some(rest) = line.strip_prefix("Received disconnect from ") {
        // `192.0.2.7: 11: Bye Bye`, `192.0.2.7 port 22:11: Bye Bye`; an address of version 6 holds colons itself.
        let word = rest.split(' ').next()?;
        return Some((Attempt::GivenUp, None, None, Some(address(word.strip_suffix(':').unwrap_or(word))?)));
    }
    let rest = line.strip_prefix("Connection closed by ").or_else(|| line.strip_prefix("Connection reset by "))?;
    let (account, source) = with_account(rest)?;
    Some((Attempt::GivenUp, account, None, Some(source)))
}

/// `192.0.2.7 port 22`, `authenticating user anna 192.0.2.7 port 22`, `invalid user admin 192.0.2.7 port 22`.
fn with_account(rest: &str) -> Option<(Option<&str>, IpAddr)> {
    let named = rest.strip_prefix("authenticating user ").or_else(|| rest.strip_prefix("invalid user "));
    let Some(named) = named else { return Some((None, source(rest)?)) };
    let (named, _) = named.rsplit_once(" port ")?;
    let (account, source) = named.rsplit_once(' ').unwrap_or(("", named));
    Some((Some(account), address(source)?))
}

/// `User anna from 192.0.2.7 not allowed because not listed in AllowUsers`.
fn refused(line: &str) -> Option<Tried<'_>> {
    let (who, _) = line.strip_prefix("User ")?.rsplit_once(" not allowed because ")?;
    let (account, from) = who.rsplit_once(" from ")?;
    Some((Attempt::Wrong, Some(account), None, address(from)))
}

/// The session of somebody who had come in is at its end.
fn left(line: &str) -> Option<Tried<'_>> {
    let rest = line.strip_prefix("pam_unix(sshd:session): session closed for user ")?;
    Some((Attempt::Left, Some(rest.split(' ').next()?), None, None))
}

/// `admin from 192.0.2.7 port 50000 ssh2`: the last address is the one that `sshd` wrote.
fn account_from(rest: &str) -> Option<(&str, IpAddr)> {
    let (account, from) = rest.rsplit_once(" from ")?;
    Some((account, source(from)?))
}

/// `192.0.2.7`, `192.0.2.7 port 50000`, `192.0.2.7 port 50000 ssh2`, and nothing else.
fn source(text: &str) -> Option<IpAddr> {
    let (source, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    let plain = match (words.next(), words.next(), words.next(), words.next()) {
        (None, ..) => true,
        (Some("port"), Some(port), None | Some("ssh2" | "ssh1"), None) => is_port(port),
        _ => false,
    };
    if plain { address(source) } else { None }
}

fn address(text: &str) -> Option<IpAddr> {
    // A link's own address is told with the name of the interface.
    text.split('%').next()?.parse().ok()
}

fn factor(method: &str) -> Option<Factor> {
    match method {
        "password" => Some(Factor::Password),
        "publickey" | "hostbased" => Some(Factor::Key),
        "keyboard-interactive/pam" | "keyboard-interactive" => Some(Factor::Password),
        _ => None,
    }
}

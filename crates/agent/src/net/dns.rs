//! Questions to a name server and its answers (RFC 1035), of which nothing is believed that was not asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The most bytes of a name as it stands in a packet.
const LONGEST: usize = 255;

/// The most records of an answer that are looked at.
const MOST_RECORDS: usize = 64;

/// The most names that one name stands for, one after the other.
const MOST_ALIASES: usize = 8;

/// Bytes before the question.
const HEADER: usize = 12;

const A: u16 = 1;
const CNAME: u16 = 5;
const AAAA: u16 = 28;
const INTERNET: u16 = 1;

/// What kind of address is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Kind {
    fn number(self) -> u16 {
        match self {
            Self::V4 => A,
            Self::V6 => AAAA,
        }
    }
}

/// A text that is no host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no host name")]
pub struct NotAName;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    id: u16,
    name: Vec<u8>,
    kind: Kind,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The addresses; none where the name has none of this kind.
    Addresses(Vec<IpAddr>),
    /// There is no such name.
    NoSuchName,
    /// The answer did not fit into a datagram.
    Truncated,
}

/// Why a packet is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DnsError {
    /// It answers another question, and may come from anybody.
    #[error("the answer is to another question")]
    Another,
    /// It cannot be read.
    #[error("the answer cannot be read")]
    Malformed,
    /// The server does not answer this, with its code.
    #[error("the name server failed or refused, with code {0}")]
    Failed(u8),
}

impl Question {
    /// Asks for the addresses of a name. The number has to be chance.
    ///
    /// # Errors
    /// When it is no host name.
    pub fn new(id: u16, name: &str, kind: Kind) -> Result<Self, NotAName> {
        Ok(Self { id, name: encoded(name)?, kind })
    }

    /// As it is sent.
    #[must_use]
    pub fn packet(&self) -> Vec<u8> {
        let mut packet = self.id.to_be_bytes().to_vec();
        // It is a question, and the server is to ask others; one question, and no records.
        packet.extend([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        packet.extend(&self.name);
        packet.extend(self.kind.number().to_be_bytes());
        packet.extend(INTERNET.to_be_bytes());
        packet
    }

    /// Reads an answer to this question.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(&self, packet: &[u8]) -> Result<Answer, DnsError> {
        let [id, flags, questions, records] = head(packet).ok_or(DnsError::Another)?;
        let is_answer = flags & 0x8000 != 0;
        if id != self.id || !is_answer || questions != 1 {
            return Err(DnsError::Another);
        }
        let end = self.repeated(packet).ok_or(DnsError::Another)?;
        match (flags & 0x0200 != 0, flags & 0xf) {
            (true, _) => return Ok(Answer::Truncated),
            (false, 0) => {}
            (false, 3) => return Ok(Answer::NoSuchName),
            (false, code) => return Err(DnsError::Failed(code.to_be_bytes()[1])),
        }
        let count = usize::from(records).min(MOST_RECORDS);
        let records = records_of(packet, end, count).ok_or(DnsError::Malformed)?;
        Ok(Answer::Addresses(self.addresses(&records)))
    }

    /// Where the question ends, if it is this one.
    fn repeated(&self, packet: &[u8]) -> Option<usize> {
        let (name, end) = name(packet, HEADER)?;
        let same = name == self.name && number(packet, end)? == self.kind.number();
        (same && number(packet, end + 2)? == INTERNET).then_some(end + 4)
    }

    /// The addresses of the name, or of what it stands for.
    fn addresses(&self, records: &[Record]) -> Vec<IpAddr> {
        let mut name = &self.name;
        for _ in 0..MOST_ALIASES {
            let own = records.iter().filter(|record| record.owner == *name);
            let found: Vec<IpAddr> = own.clone().filter_map(|record| record.value.address(self.kind)).collect();
            let alias = own.filter_map(|record| record.value.alias()).next();
            match alias {
                Some(alias) if found.is_empty() => name = alias,
                _ => return found,
            }
        }
        Vec::new()
    }
}

struct Record {
    owner: Vec<u8>,
    value: Value,
}

enum Value {
    Address(IpAddr),
    Alias(Vec<u8>),
    Other,
}

impl Value {
    fn address(&self, kind: Kind) -> Option<IpAddr> {
        match self {
            Self::Address(ip) if ip.is_ipv4() == (kind == Kind::V4) => Some(*ip),
            _ => None,
        }
    }

    fn alias(&self) -> Option<&Vec<u8>> {
        match self {
            Self::Alias(name) => Some(name),
            _ => None,
        }
    }
}

fn records_of(packet: &[u8], mut at: usize, count: usize) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    for _ in 0..count {
        let (owner, end) = name(packet, at)?;
        let [kind, class, _, _, length] = numbers(packet, end)?;
        let start = end + 10;
        at = start + usize::from(length);
        let data = packet.get(start..at)?;
        let value = if class == INTERNET { value(packet, kind, start, data)? } else { Value::Other };
        records.push(Record { owner, value });
    }
    Some(records)
}

fn value(packet: &[u8], kind: u16, start: usize, data: &[u8]) -> Option<Value> {
    match kind {
        A => Some(Value::Address(Ipv4Addr::from(<[u8; 4]>::try_from(data).ok()?).into())),
        AAAA => Some(Value::Address(Ipv6Addr::from(<[u8; 16]>::try_from(data).ok()?).into())),
        CNAME => Some(Value::Alias(name(packet, start)?.0)),
        _ => Some(Value::Other),
    }
}

/// Number, flags, count of questions, count of answers.
fn head(packet: &[u8]) -> Option<[u16; 4]> {
    packet.get(..HEADER)?;
    numbers(packet, 0)
}

fn numbers<const N: usize>(packet: &[u8], at: usize) -> Option<[u16; N]> {
    let mut numbers = [0; N];
    for (index, slot) in numbers.iter_mut().enumerate() {
        *slot = number(packet, at + 2 * index)?;
    }
    Some(numbers)
}

fn number(packet: &[u8], at: usize) -> Option<u16> {
    packet.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

/// A name in small letters without references, and where it ends. A reference leads backwards only, so that no two can
/// chase each other.
fn name(packet: &[u8], mut at: usize) -> Option<(Vec<u8>, usize)> {
    let mut name = Vec::new();
    let mut end = None;
    let mut before = at;
    loop {
        let length = *packet.get(at)?;
        match length >> 6 {
            0 => {
                let label = packet.get(at..=at + usize::from(length))?;
                name.extend(label.iter().map(u8::to_ascii_lowercase));
                at += label.len();
                if length == 0 {
                    return Some((name, end.unwrap_or(at)));
                }
            }
            3 => {
                end = end.or(Some(at + 2));
                at = usize::from(number(packet, at)? & 0x3fff);
                if at >= before {
                    return None;
                }
                before = at;
            }
            _ => return None,
        }
        if name.len() >= LONGEST {
            return None;
        }
    }
}

/// A host name as packets have it.
fn encoded(name: &str) -> Result<Vec<u8>, NotAName> {
    let mut bytes = Vec::new();
    for label in name.strip_suffix('.').unwrap_or(name).split('.') {
        let is_label = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let length = u8::try_from(label.len()).ok().filter(|length| is_label && (1..64).contains(length));
        bytes.push(length.ok_or(NotAName)?);
        bytes.extend(label.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    bytes.push(0);
    if bytes.len() <= LONGEST { Ok(bytes) } else { Err(NotAName) }
}

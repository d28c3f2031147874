//! What a probe is asked to do, and how far it may go.

use std::net::IpAddr;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::target::Target;

/// Questions a second, unless it is said otherwise.
pub const RATE: u32 = 5;
/// Wrong guesses at one login, at most: one more than NIST SP 800-63B lets an account take.
pub const GUESSES: u32 = 101;
/// Guesses in the whole run, at most.
pub const MOST_GUESSES: u32 = 400;

/// The ports that are looked at unless others are named: what is found open on connected products.
pub const PORTS: [u16; 61] = [
    21, 22, 23, 25, 53, 80, 81, 88, 102, 110, 111, 135, 139, 143, 389, 443, 445, 502, 515, 554, 631, 873, 992, 993,
    1080, 1433, 1723, 1883, 1900, 2000, 2222, 2323, 2375, 3000, 3306, 3389, 4840, 5000, 5353, 5432, 5555, 5683, 5900,
    6379, 7547, 8000, 8008, 8080, 8081, 8086, 8291, 8443, 8883, 8888, 9000, 9090, 9100, 9443, 10000, 37777, 49152,
];

/// What is asked of a probe.
#[derive(Debug)]
pub struct Ask {
    /// The device.
    pub target: Target,
    /// TCP ports that are looked at.
    pub ports: Vec<u16>,
    /// The ports that the maker declares; nothing where nobody said.
    pub declared: Option<Vec<u16>>,
    /// Where SNMP is asked, over UDP.
    pub snmp: u16,
    /// Questions a second, at most.
    pub rate: u32,
    /// Wrong guesses at one login, at most.
    pub guesses: u32,
    /// Guesses in the whole run, at most.
    pub most_guesses: u32,
    /// How long an answer may take.
    pub answer_within: Duration,
    /// How long a login that refuses is waited for.
    pub patience: Duration,
    /// A real account that may be guessed at.
    pub owner: Option<Owner>,
    /// Whether a set-up may be tried, which changes the device.
    pub may_change: bool,
    /// Where the login is, beside the usual places.
    pub login: Option<String>,
    /// Functions that must not answer before a password is set, beside the usual ones: paths.
    pub functions: Vec<String>,
    /// What must go on while somebody guesses.
    pub core: Option<Core>,
    /// Another address of this machine that the device can be asked from.
    pub second_source: Option<IpAddr>,
    /// Out of how many passwords one is chosen, by the maker's word.
    pub space: Option<f64>,
}

/// A real account.
#[derive(Debug)]
pub struct Owner {
    /// Its name.
    pub name: String,
    /// Its password, where it may be used. It stands in no evidence.
    pub password: Option<Zeroizing<String>>,
}

/// Something that the device is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Its port.
    pub port: u16,
    /// Its path, where it answers HTTP.
    pub path: Option<String>,
}

impl Ask {
    /// The usual questions to a device.
    #[must_use]
    pub fn new(target: Target) -> Self {
        Self {
            target,
            ports: PORTS.to_vec(),
            declared: None,
            snmp: 161,
            rate: RATE,
            guesses: GUESSES,
            most_guesses: MOST_GUESSES,
            answer_within: Duration::from_secs(5),
            patience: Duration::from_secs(60),
            owner: None,
            may_change: false,
            login: None,
            functions: Vec::new(),
            core: None,
            second_source: None,
            space: None,
        }
    }

    /// Every port to look at, each once: those that were named, those that are declared, and that of the address.
    pub(crate) fn all_ports(&self) -> Vec<u16> {
        let core = self.core.as_ref().map(|core| core.port);
        let declared = self.declared.iter().flatten().copied();
        let mut ports: Vec<u16> =
            self.ports.iter().copied().chain(declared).chain(self.target.port).chain(core).collect();
        ports.sort_unstable();
        ports.dedup();
        ports
    }

    /// The password of the real account, where it was given.
    pub(crate) fn secret(&self) -> Option<&str> {
        Some(self.owner.as_ref()?.password.as_ref()?.as_str())
    }
}

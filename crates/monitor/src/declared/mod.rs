//! What a release is meant to do on the network, as its maker declares and signs it: the same idea as RFC 8520 (MUD).
//!
//! An event shows an address; a declaration mostly names hosts. A name is matched to an address by what the unit's own
//! resolver told it, which the event carries, else by what other units of the cohort were told ([`Names`]). Where neither
//! says anything, the answer is [`Standing::Unknown`], never "not declared".

mod endpoint;
mod error;
mod host;
mod limits;
mod rates;
mod raw;
mod standing;

use minicbor::{Decode, Encode};

use crate::detect::Name;
use crate::event::Transport;

pub use endpoint::{Endpoint, Ports};
pub use error::DeclarationError;
pub use host::{Host, Pattern, Prefix};
pub use rates::Rates;
pub use standing::{Contact, Names, Nobody, Standing};

/// What one release is meant to do on the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Declaration {
    /// The release: a label.
    #[n(0)]
    pub release: Option<Name>,
    /// Whether peers in the unit's own network are its owner's business.
    #[n(1)]
    #[cbor(default)]
    pub local_is_free: bool,
    /// Whom it talks to.
    #[n(2)]
    #[cbor(default)]
    pub endpoints: Vec<Endpoint>,
    /// What it listens on.
    #[n(3)]
    #[cbor(default)]
    pub listening: Vec<Ports>,
    /// Whether it asks the name servers that the network gives it, or that its owner sets: any at all.
    #[n(4)]
    #[cbor(default)]
    pub any_name_server: bool,
    /// Whether it asks the time servers that the network gives it, or that its owner sets: any at all.
    #[n(5)]
    #[cbor(default)]
    pub any_time_server: bool,
}

impl Declaration {
    /// Most endpoints.
    pub const MOST_ENDPOINTS: usize = 256;
    /// Most ranges of ports that it listens on.
    pub const MOST_LISTENING: usize = 64;
    /// Most endpoints whose connections or bytes have a limit: a unit counts each.
    pub const MOST_LIMITED: usize = 16;
    /// Bytes of the longest one.
    pub const MOST_BYTES: usize = 64 * 1024;

    /// The bytes that are signed: the same for the same declaration, in whatever order it was written down.
    ///
    /// # Panics
    /// Never: a vector takes all that is written to it.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        minicbor::to_vec(self.clone().sorted()).expect("a vector takes it")
    }

    /// Reads the bytes that were signed.
    ///
    /// # Errors
    /// When they are no declaration, too large, or not in the one order.
    pub fn read(bytes: &[u8]) -> Result<Self, DeclarationError> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(DeclarationError::Large(bytes.len()));
        }
        let read: Self = minicbor::decode(bytes).map_err(DeclarationError::Shape)?;
        limits::check(&read)?;
        if read == read.clone().sorted() { Ok(read) } else { Err(DeclarationError::Order) }
    }

    /// What both are meant to do, as by two programs of one unit.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.endpoints.extend(other.endpoints);
        self.listening.extend(other.listening);
        self.local_is_free |= other.local_is_free;
        self.any_name_server |= other.any_name_server;
        self.any_time_server |= other.any_time_server;
        self.sorted()
    }

    fn sorted(mut self) -> Self {
        self.endpoints.sort();
        self.endpoints.dedup();
        self.listening.sort();
        self.listening.dedup();
        self
    }

    /// Whether it is meant to listen there.
    #[must_use]
    pub fn listens(&self, port: u16, transport: Transport) -> bool {
        self.listening.iter().any(|ports| ports.hold(port, transport))
    }
}

//! What units are to obey for a while: signed by whoever signs the releases of their product, outside the server.

use minicbor::{Decode, Encode};
use steadfast_trust::dsse::{self, EnvelopeError};
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::{Distrust, said_by};

use crate::{Digest, Message, MessageError, Seconds, decode};

/// Bytes of the longest policy with its signatures.
pub const MOST_POLICY: usize = 48 << 10;

/// How long a policy counts at most: 30 days, in seconds.
pub const LONGEST_POLICY: Seconds = 30 * 24 * 3600;

/// The most functions that a policy pauses.
pub const MOST_PAUSED: usize = 32;

/// Bytes of the longest name of a function.
pub const MOST_FUNCTION: usize = 64;

/// Bytes of the longest reason, in each language.
pub const MOST_REASON: usize = 1 << 10;

/// Tries before the first wait that a policy can leave a stranger: no more than units leave without one.
pub const MOST_TRIES: u8 = 5;

/// Seconds of the longest first wait: units never wait longer.
pub const MOST_WAIT: u32 = 3600;

/// What units of a product are to obey. Each replaces the ones before it as a whole; one that asks for nothing lifts them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Policy {
    /// The product: `prd_…`.
    #[n(0)]
    pub product: String,
    /// Rises with each policy of the product: no unit goes back.
    #[n(1)]
    pub sequence: u64,
    /// When it was signed.
    #[n(2)]
    pub issued: Seconds,
    /// When it ends by itself.
    #[n(3)]
    pub expires: Seconds,
    /// Why, for owners.
    #[n(4)]
    pub reason: PolicyReason,
    /// How strangers who try passwords are slowed down; nothing: as ever.
    #[n(5)]
    pub throttle: Option<Tighter>,
    /// Functions that rest meanwhile, by the names that the product declares.
    #[n(6)]
    pub paused: Vec<String>,
}

/// Why there is a policy, in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PolicyReason {
    /// In English.
    #[n(0)]
    pub en: String,
    /// In German; empty: there is English alone.
    #[n(1)]
    pub de: String,
}

/// A tighter throttle. A unit takes of it and of its own whatever makes strangers wait longer, so that it loosens nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Tighter {
    /// Tries before the first wait; nothing: as ever.
    #[n(0)]
    pub tries: Option<u8>,
    /// Seconds of the first wait, which doubles from there; nothing: as ever.
    #[n(1)]
    pub wait: Option<u32>,
}

impl Message for Policy {
    const TYPE: &'static str = "application/vnd.steadfast.policy.v1+cbor";
}

/// A policy as it travels: an envelope (DSSE). Nobody is believed by reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPolicy {
    /// What it says.
    pub policy: Policy,
    /// The SHA-256 of the file.
    pub digest: Digest,
    envelope: dsse::Envelope,
}

/// What a reader knows before a policy comes.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// Its own product.
    pub product: &'a str,
    /// Sequence and digest of the newest policy that it took.
    pub newest: Option<(u64, Digest)>,
    /// What time it is.
    pub now: Seconds,
}

/// Whose word a policy is, by what is believed of the repository.
#[derive(Clone, Copy, Debug)]
pub struct ByWhom<'a> {
    /// The role that speaks of the product's releases.
    pub role: &'a str,
    /// The root.
    pub root: &'a [u8],
    /// The targets of the top level, which name the role's keys.
    pub targets: &'a [u8],
}

/// Why a policy is not obeyed.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is too long.
    #[error("a policy of {0} bytes is longer than the {MOST_POLICY} that are read")]
    Large(usize),
    /// No envelope.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// What was signed cannot be read.
    #[error("what was signed: {0}")]
    Payload(#[from] MessageError),
    /// It says what no policy may say.
    #[error("{0}")]
    Form(&'static str),
    /// It would count for too long.
    #[error("it would count for {0} seconds, and none counts for more than {LONGEST_POLICY}")]
    TooLong(Seconds),
    /// It is of another product.
    #[error("it is for the product {0:?}")]
    Product(String),
    /// It goes back.
    #[error("it has sequence {found}, and {newest} was taken before")]
    Back {
        /// The newest that was taken.
        newest: u64,
        /// Its own.
        found: u64,
    },
    /// Its time is over.
    #[error("its time is over")]
    Over,
    /// It is not signed by whom it must be.
    #[error(transparent)]
    Distrust(#[from] Distrust),
}

impl Policy {
    /// Whether it asks for nothing, and so lifts what was before.
    #[must_use]
    pub fn lifts_all(&self) -> bool {
        self.throttle.is_none() && self.paused.is_empty()
    }

    /// Whether it says what a policy may say.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), PolicyError> {
        let said = [
            (self.product.starts_with("prd_") && self.product.len() <= 64, "its product is no prd_…"),
            (self.sequence > 0, "its sequence is 0"),
            (self.issued > 0 && self.expires > self.issued, "it ends before it begins"),
            (self.reason.is_sound(), "its reason is missing in English, too long, or no plain text"),
            (
                self.throttle.is_none_or(Tighter::is_sound),
                "its throttle leaves 1 to 5 tries, and waits 1 to 3600 seconds",
            ),
            (self.paused.len() <= MOST_PAUSED, "it pauses too many functions"),
            (self.paused.iter().all(|name| is_function(name)), "it pauses a function whose name is none"),
            (
                self.paused.is_sorted_by(|one, next| one < next),
                "the functions it pauses are not each once and in order",
            ),
        ];
        if let Some((_, wrong)) = said.into_iter().find(|(holds, _)| !holds) {
            return Err(PolicyError::Form(wrong));
        }
        let life = self.expires.saturating_sub(self.issued);
        if life > LONGEST_POLICY { Err(PolicyError::TooLong(life)) } else { Ok(()) }
    }
}

impl PolicyReason {
    /// The text in a language, by its code; English where there is no other.
    #[must_use]
    pub fn text(&self, language: &str) -> &str {
        if language == "de" && !self.de.is_empty() { &self.de } else { &self.en }
    }

    fn is_sound(&self) -> bool {
        let texts = [&self.en, &self.de];
        let plain = |text: &String| text.len() <= MOST_REASON && !text.chars().any(char::is_control);
        !self.en.trim().is_empty() && texts.into_iter().all(plain)
    }
}

impl Tighter {
    fn is_sound(self) -> bool {
        let tries = self.tries.is_none_or(|tries| (1..=MOST_TRIES).contains(&tries));
        let wait = self.wait.is_none_or(|wait| (1..=MOST_WAIT).contains(&wait));
        tries && wait && (self.tries.is_some() || self.wait.is_some())
    }
}

/// Whether a function can be called so: small letters, digits and dashes.
#[must_use]
pub fn is_function(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MOST_FUNCTION).contains(&name.len()) && name.bytes().all(letters)
}

impl SignedPolicy {
    /// Reads a file; nobody is believed yet.
    ///
    /// # Errors
    /// When it is no policy, or says what none may say.
    pub fn read(bytes: &[u8]) -> Result<Self, PolicyError> {
        if bytes.len() > MOST_POLICY {
            return Err(PolicyError::Large(bytes.len()));
        }
        let envelope = dsse::Envelope::read(bytes)?;
        if envelope.payload_type != Policy::TYPE {
            return Err(EnvelopeError::Type(envelope.payload_type).into());
        }
        let policy: Policy = decode(&envelope.payload)?;
        policy.check()?;
        Ok(Self { policy, digest: sha256(&[bytes]).into(), envelope })
    }

    /// Whether it may be obeyed by whoever knows this: of their product, not older than what was taken, and not over. The one
    /// that was taken last may come again.
    ///
    /// # Errors
    /// Why not.
    pub fn judge(&self, before: &Before<'_>) -> Result<(), PolicyError> {
        let (policy, found) = (&self.policy, self.policy.sequence);
        if policy.product != before.product {
            return Err(PolicyError::Product(policy.product.clone()));
        }
        match before.newest {
            Some((newest, digest)) if found < newest || (found == newest && digest != self.digest) => {
                Err(PolicyError::Back { newest, found })
            }
            _ if policy.expires <= before.now => Err(PolicyError::Over),
            _ => Ok(()),
        }
    }

    /// Whether as many keys of the role signed it as sign its metadata.
    ///
    /// # Errors
    /// When they did not.
    pub fn believe(&self, by: &ByWhom<'_>) -> Result<(), PolicyError> {
        Ok(said_by(by.role, by.root, by.targets, &self.envelope, Policy::TYPE)?)
    }
}

/// How far a unit came with the newest policy that it took. It is the unit's own word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PolicyTaken {
    /// Its sequence; 0: it took none yet.
    #[n(0)]
    pub sequence: u64,
    /// What the unit does with it; nothing: there is none, or a word that came after this reader.
    #[n(1)]
    pub stance: Option<Stance>,
}

/// What a unit does with a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Stance {
    /// It obeys; where the policy lifts everything, or is over, there is nothing left to obey.
    #[n(0)]
    Obeys,
    /// Its owner lets nobody act from afar, and was asked.
    #[n(1)]
    Waits,
    /// Its owner said no.
    #[n(2)]
    Left,
}

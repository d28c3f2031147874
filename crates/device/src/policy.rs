//! What the manufacturer would have the unit obey for a while: the newest policy that was believed, and how long it still
//! counts. It stays through a reset, so that no unit goes back to an older one; what an owner said to it goes with the owner.

use std::time::Duration;

use minicbor::{Decode, Encode};
use steadfast_protocol::{Before, Digest, Policy, Seconds, SignedPolicy, Tighter};

use crate::document;
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub(crate) const NAME: &str = "policy";

/// The name of what the owner said.
const ANSWER: &str = "policy-answer";

/// Seconds between two writes of how long a policy still counts.
const WRITTEN: Seconds = 900;

/// What a unit keeps of policies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Policies {
    /// The highest sequence that it took.
    #[n(0)]
    newest: u64,
    /// Which policy that was.
    #[n(1)]
    digest: Option<Digest>,
    /// What there is to obey; nothing: no policy came, or the last one lifted everything.
    #[n(2)]
    held: Option<HeldPolicy>,
    /// What the owner said to it.
    #[cbor(skip)]
    answer: Option<PolicyAnswer>,
    /// The steady time by which `left` is counted.
    #[cbor(skip)]
    since: Duration,
    /// The last one that was refused: it is written down once.
    #[cbor(skip)]
    refused: Option<Digest>,
}

/// A policy that was believed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HeldPolicy {
    /// What it says.
    #[n(0)]
    pub policy: Policy,
    /// When it came.
    #[n(1)]
    pub came: Seconds,
    /// Seconds of work until it ends, whatever a clock says.
    #[n(2)]
    left: Seconds,
    /// Whether it was written down that it ended.
    #[n(3)]
    is_told_over: bool,
}

/// What an owner said to one policy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PolicyAnswer {
    /// To which.
    #[n(0)]
    sequence: u64,
    /// Whether it is to be obeyed.
    #[n(1)]
    pub accepts: bool,
    /// Who said so.
    #[n(2)]
    pub by: String,
}

/// What the unit does because of a policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obeyed {
    /// How strangers are slowed down.
    pub throttle: Option<Tighter>,
    /// Which functions rest.
    pub paused: Vec<String>,
}

impl Policies {
    /// What was kept. What cannot be read is none: the server brings it again.
    #[must_use]
    pub fn load(storage: &impl Storage, steady: Duration) -> Self {
        let kept: Self = document::load(storage, NAME).ok().flatten().unwrap_or_default();
        Self { answer: document::load(storage, ANSWER).ok().flatten(), since: steady, ..kept }
    }

    /// A start without a clock to go by: as much as may not have been written is over, so that a unit that starts again and again
    /// obeys no longer than another.
    pub(crate) fn start_without_clock(&mut self, storage: &impl Storage) {
        if let Some(held) = self.held.as_mut().filter(|held| held.left > 0) {
            held.left = held.left.saturating_sub(WRITTEN);
            drop(document::keep(storage, NAME, self));
        }
    }

    /// The highest sequence that was taken; 0: none.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.newest
    }

    /// What a reader of the next one has to know.
    #[must_use]
    pub fn before<'a>(&self, product: &'a str, now: Seconds) -> Before<'a> {
        Before { product, newest: self.digest.map(|digest| (self.newest, digest)), now }
    }

    /// Whether this is the one that was taken last.
    #[must_use]
    pub fn has(&self, policy: &SignedPolicy) -> bool {
        self.digest == Some(policy.digest)
    }

    /// The policy that counts now: neither is its time over by the clock, nor did the unit work for longer than it counts.
    #[must_use]
    pub fn counts(&self, now: Seconds, steady: Duration) -> Option<&HeldPolicy> {
        self.held.as_ref().filter(|held| now < held.policy.expires && self.left(held, steady) > 0)
    }

    /// What the owner said to the policy that is kept.
    #[must_use]
    pub fn answer(&self) -> Option<&PolicyAnswer> {
        self.answer.as_ref().filter(|answer| answer.sequence == self.newest)
    }

    fn left(&self, held: &HeldPolicy, steady: Duration) -> Seconds {
        let passed = steady.saturating_sub(self.since).as_secs();
        held.left.saturating_sub(passed.try_into().unwrap_or(Seconds::MAX))
    }

    /// Takes a policy that is believed in the place of the one before.
    ///
    /// # Errors
    /// When it cannot be kept: then nothing came.
    pub(crate) fn take(
        &mut self,
        storage: &impl Storage,
        signed: &SignedPolicy,
        (now, steady): (Seconds, Duration),
    ) -> Result<(), StorageError> {
        let policy = signed.policy.clone();
        // Before it was signed nothing of it has passed, whatever the clock says.
        let left = policy.expires.saturating_sub(now.max(policy.issued));
        let held = HeldPolicy { policy, came: now, left, is_told_over: false };
        let held = Some(held).filter(|held| !held.policy.lifts_all());
        let (newest, digest) = (signed.policy.sequence, Some(signed.digest));
        let next = Self { newest, digest, held, answer: None, since: steady, refused: None };
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(())
    }

    /// Whether a refusal is news, which is remembered until the next start.
    pub(crate) fn is_new_refusal(&mut self, digest: Digest) -> bool {
        self.refused.replace(digest) != Some(digest)
    }

    /// Counts on: now and then what is left is written down. Gives the policy that ended since the last look.
    pub(crate) fn count(&mut self, storage: &impl Storage, now: Seconds, steady: Duration) -> Option<u64> {
        let counts = self.counts(now, steady).is_some();
        let held = self.held.as_ref()?;
        let left = self.left(held, steady);
        let ended = !counts && !held.is_told_over;
        if ended || (counts && held.left.saturating_sub(left) >= WRITTEN) {
            let held = HeldPolicy { left, is_told_over: !counts, ..held.clone() };
            self.held = Some(held);
            self.since = steady;
            // Where it cannot be written, it holds in memory, and is written the next time.
            drop(document::keep(storage, NAME, self));
        }
        ended.then_some(self.newest)
    }

    /// Keeps what the owner says to the policy that is kept.
    ///
    /// # Errors
    /// When it cannot be kept: then it was not said.
    pub(crate) fn say(&mut self, storage: &impl Storage, accepts: bool, by: &str) -> Result<(), StorageError> {
        let answer = PolicyAnswer { sequence: self.newest, accepts, by: by.to_owned() };
        document::keep(storage, ANSWER, &answer)?;
        self.answer = Some(answer);
        Ok(())
    }

    /// Forgets what an owner said who is gone.
    pub(crate) fn forget_answer(&mut self) {
        self.answer = None;
    }
}

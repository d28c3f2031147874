//! What the manufacturer would have the unit obey: believed, asked about, obeyed and ended.

use steadfast_monitor::event::{MakerPolicy, PolicyStep, What};
use steadfast_protocol::{ByWhom, Digest, Policy, PolicyError, PolicyTaken, SignedPolicy, Stance};

use super::{ChangeError, Unit};
use crate::outside::{Clock, Random, Storage, StorageError};
use crate::policy::{HeldPolicy, Obeyed, Policies};
use crate::update::Metadata;

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// What is kept of policies.
    #[must_use]
    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    /// Whether these bytes are a policy to look at: the one that was taken last is not, and what can be told from the outside
    /// that it is none for this unit is refused, and written down once.
    pub fn is_policy_news(&mut self, bytes: &[u8]) -> bool {
        match self.judged(bytes) {
            Ok(signed) => !self.policies.has(&signed),
            Err(error) => {
                self.refuse_policy(bytes, &error);
                false
            }
        }
    }

    /// Takes a policy that the server brought, if it is for this unit and whoever signs its releases signed it, by what is
    /// believed of the repository. Whether anything is new.
    ///
    /// # Errors
    /// When it cannot be kept: the next answer brings it again.
    pub fn policy_came(&mut self, bytes: &[u8], metadata: &Metadata) -> Result<bool, StorageError> {
        match self.judged(bytes).and_then(|signed| self.believed(&signed, metadata).map(|()| signed)) {
            Ok(signed) if self.policies.has(&signed) => Ok(false),
            Ok(signed) => self.take_policy(&signed).map(|()| true),
            Err(error) => {
                self.refuse_policy(bytes, &error);
                Ok(false)
            }
        }
    }

    fn judged(&self, bytes: &[u8]) -> Result<SignedPolicy, PolicyError> {
        let signed = SignedPolicy::read(bytes)?;
        signed.judge(&self.policies.before(&self.factory.product, self.now()))?;
        Ok(signed)
    }

    fn believed(&self, signed: &SignedPolicy, metadata: &Metadata) -> Result<(), PolicyError> {
        let role = self.factory.updates.as_ref().map_or("", |settings| settings.line.as_str());
        let of = |role| metadata.of(role).unwrap_or_default();
        signed.believe(&ByWhom { role, root: of("root"), targets: of("targets") })
    }

    fn take_policy(&mut self, signed: &SignedPolicy) -> Result<(), StorageError> {
        let time = (self.now(), self.steady());
        self.policies.take(&self.storage, signed, time)?;
        let policy = &signed.policy;
        let step = if policy.lifts_all() { PolicyStep::Lifted } else { PolicyStep::Came };
        self.note_policy(step, policy.sequence, Some(&policy.reason.en), None);
        for name in &policy.paused {
            if !self.may_rest(name) {
                self.note_policy(PolicyStep::PartRefused, policy.sequence, Some(name), None);
            }
        }
        Ok(())
    }

    /// Whether a function is declared, and not as one that the product is for.
    fn may_rest(&self, name: &str) -> bool {
        self.factory.functions.iter().any(|one| one.name == name && !one.core)
    }

    fn refuse_policy(&mut self, bytes: &[u8], error: &PolicyError) {
        let digest: Digest = steadfast_trust::hash::sha256(&[bytes]).into();
        if self.policies.is_new_refusal(digest) {
            let (newest, why) = (self.policies.newest(), error.to_string());
            self.note_policy(PolicyStep::Refused, newest, Some(&why), None);
        }
    }

    /// The policy that counts now, whether it is obeyed or not.
    #[must_use]
    pub fn policy(&self) -> Option<&HeldPolicy> {
        self.policies.counts(self.now(), self.steady())
    }

    /// What the unit does with it. An owner's word comes first; without one it is obeyed where the owner lets the manufacturer
    /// act from afar, and there alone.
    #[must_use]
    pub fn stance(&self) -> Stance {
        match (self.policies.answer(), self.owner()) {
            (_, None) => Stance::Waits,
            (Some(answer), _) => {
                if answer.accepts {
                    Stance::Obeys
                } else {
                    Stance::Left
                }
            }
            (None, Some(owner)) if owner.switches.remote => Stance::Obeys,
            (None, Some(_)) => Stance::Waits,
        }
    }

    /// What the unit does now because of a policy. A function that the product is for, and one that nobody declared, goes on.
    #[must_use]
    pub fn obeyed(&self) -> Obeyed {
        let Some(policy) = self.policy().filter(|_| self.stance() == Stance::Obeys) else { return Obeyed::default() };
        Obeyed { throttle: policy.policy.throttle, paused: self.resting(&policy.policy) }
    }

    /// Those of a policy's functions that can rest.
    #[must_use]
    pub fn resting(&self, policy: &Policy) -> Vec<String> {
        policy.paused.iter().filter(|name| self.may_rest(name)).cloned().collect()
    }

    /// Whether a function of the product rests for now. The product's program asks before it does what it was asked from afar.
    #[must_use]
    pub fn function_paused(&self, name: &str) -> bool {
        self.obeyed().paused.iter().any(|paused| paused == name)
    }

    /// What the unit says of it to the server.
    #[must_use]
    pub fn policy_taken(&self) -> PolicyTaken {
        let sequence = self.policies.newest();
        let stance = if self.policy().is_some() { self.stance() } else { Stance::Obeys };
        PolicyTaken { sequence, stance: (sequence > 0).then_some(stance) }
    }

    /// Counts the policy's time, and writes down when it ended. To be called now and then.
    pub fn count_policy(&mut self) {
        let (now, steady) = (self.now(), self.steady());
        if let Some(sequence) = self.policies.count(&self.storage, now, steady) {
            self.note_policy(PolicyStep::Ended, sequence, None, None);
        }
    }

    /// An owner says whether the policy that counts is obeyed. Whether there was one.
    ///
    /// # Errors
    /// When nobody owns the unit, or it cannot be kept.
    pub fn answer_policy(&mut self, accepts: bool, by: &str) -> Result<bool, ChangeError> {
        self.owned()?;
        let Some(sequence) = self.policy().map(|held| held.policy.sequence) else { return Ok(false) };
        self.policies.say(&self.storage, accepts, by)?;
        let step = if accepts { PolicyStep::Accepted } else { PolicyStep::Left };
        self.note_policy(step, sequence, None, Some(by));
        Ok(true)
    }

    fn note_policy(&mut self, step: PolicyStep, sequence: u64, detail: Option<&str>, by: Option<&str>) {
        let (step, sequence) = (Some(step), Some(sequence));
        self.record(What::MakerPolicy(MakerPolicy {
            step,
            sequence,
            detail: detail.map(Into::into),
            by: by.map(Into::into),
        }));
    }
}

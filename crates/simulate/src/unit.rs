//! One simulated unit.

mod stated;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use steadfast_monitor::event::What;
use steadfast_protocol::{
    Answer, CHECK_IN, CheckIn, Decision, ENROL, EVENTS, Enrol, Enrolled, Envelope, MessageError, Offer, Outcome, Pace,
    Read, Receipt, Refusal, Runs, Stop, Switches, Taken, TreeHead, Wish, decode, encode,
};
use steadfast_trust::key::UnitKey;
use steadfast_trust::tuf::Custom;

use crate::log::EventLog;
use crate::net::{Net, NetError, Reply};
use crate::owner::Owner;
use crate::repository::{Repository, RepositoryError};

/// Seconds from an installation to the restart, and from anything else that is worth telling to the next request.
const SOON: u64 = 1;
/// What speaks for simulated units.
const AGENT: &str = concat!("simulate/", env!("CARGO_PKG_VERSION"));

/// What a unit leaves the factory with.
#[derive(Clone, Debug)]
pub struct UnitSeed {
    /// Its serial number.
    pub serial: String,
    /// Its product: `prd_…`.
    pub product: String,
    /// The part of the product that it updates: `prt_…`.
    pub part: String,
    /// 32 random bytes, of which its key is made.
    pub key: [u8; 32],
    /// A code by which it enrols, where the factory's list does not name its key.
    pub code: Option<String>,
    /// The version that it runs, and its place in the order where there is one.
    pub version: (String, Option<u64>),
    /// Its hardware revision.
    pub hardware: String,
    /// The first root of the repository.
    pub root: Arc<Vec<u8>>,
    /// Its owner.
    pub owner: Owner,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// What is wrong with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be written to its flash.
    Flash,
    /// What is new does not start: it goes back to what it ran.
    Start,
}

/// Where a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nobody knows it yet.
    New,
    /// It runs, and asks now and then.
    Idle,
    /// It knows of an update that waits.
    Waiting,
    /// It restarts into what it installed.
    Restarting,
}

/// What a unit runs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Software {
    version: String,
    sequence: Option<u64>,
    image: Option<[u8; 32]>,
}

/// Why a step led nowhere. The unit tries again later.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The network.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The server refuses.
    #[error("{reason}: {words}")]
    Refused {
        /// Why.
        reason: String,
        /// In words.
        words: String,
        /// Seconds that it asks to wait.
        wait: Option<u64>,
    },
    /// The answer cannot be read.
    #[error("the answer: {0}")]
    Answer(#[from] MessageError),
    /// The repository.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// An update that is not for this unit, whoever offers it.
    #[error("{path}: not installed: {reason}")]
    Unfit {
        /// The target.
        path: String,
        /// Why.
        reason: &'static str,
    },
}

/// A unit.
#[derive(Debug)]
pub struct Unit {
    seed: UnitSeed,
    key: UnitKey,
    id: Option<String>,
    counter: u64,
    starts: u64,
    said: u64,
    phase: Phase,
    runs: Software,
    staged: Option<Software>,
    outbox: VecDeque<Vec<u8>>,
    decided: BTreeSet<String>,
    /// What the manufacturer told its owner.
    told: BTreeSet<String>,
    wishes: BTreeMap<String, Decision>,
    installed: Vec<String>,
    witnessed: Option<TreeHead>,
    /// How its owner's switches stand; nothing: it never says.
    switches: Option<Switches>,
    log: EventLog,
    repository: Repository,
    pace: Pace,
}

impl Unit {
    /// A unit as it leaves the factory.
    #[must_use]
    pub fn new(seed: UnitSeed) -> Self {
        let (version, sequence) = seed.version.clone();
        Self {
            key: UnitKey::from_seed(&seed.key),
            repository: Repository::new(&seed.root),
            id: None,
            counter: 0,
            starts: 1,
            said: 0,
            phase: Phase::New,
            runs: Software { version, sequence, image: None },
            staged: None,
            outbox: VecDeque::new(),
            decided: BTreeSet::new(),
            told: BTreeSet::new(),
            wishes: BTreeMap::new(),
            installed: Vec::new(),
            witnessed: None,
            switches: None,
            log: EventLog::default(),
            pace: Pace::default(),
            seed,
        }
    }

    /// Its serial number.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.seed.serial
    }

    /// Where it is.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The version that it runs.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.runs.version
    }

    /// Every release that it installed, in the order in which it did.
    #[must_use]
    pub fn installed(&self) -> &[String] {
        &self.installed
    }

    /// Whether everything that it has to tell was taken.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.outbox.is_empty() && self.staged.is_none()
    }

    /// Whether its owner lets updates happen and nothing is wrong with it.
    #[must_use]
    pub fn is_willing(&self) -> bool {
        matches!(self.seed.owner, Owner::Content | Owner::Agrees) && self.seed.fault.is_none()
    }

    /// The fingerprint of its key, as a factory list has it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.key.public().fingerprint().to_string()
    }

    /// Its owner switches something on or off. Where sharing goes off, what was not sent is sent no more.
    pub fn switches(&mut self, switches: Switches) {
        self.switches = Some(switches);
        if !switches.share {
            self.log.drop_unsent();
        }
    }

    /// Something happened that it records and sends with the next request, where its owner lets it.
    pub fn records(&mut self, what: What<'_>, at: Timestamp) {
        if self.switches.is_some_and(|switches| switches.record && switches.share) {
            self.log.record(what, self.starts, at);
        }
    }

    /// Does what is due, and says in how many seconds the next step is; a step that failed says why.
    pub fn step(&mut self, net: &Net, now: Timestamp, random: u64) -> (u64, Result<(), StepError>) {
        match self.go(net, now) {
            Ok(Some(soon)) => (soon, Ok(())),
            Ok(None) => (self.pace.answered(1, random), Ok(())),
            Err(error) => {
                let wait = match &error {
                    StepError::Refused { wait, .. } => *wait,
                    _ => None,
                };
                (self.pace.failed(wait, random), Err(error))
            }
        }
    }

    fn go(&mut self, net: &Net, now: Timestamp) -> Result<Option<u64>, StepError> {
        self.restart();
        let Some(id) = self.id.clone() else {
            self.enrol(net, now)?;
            return Ok(Some(SOON));
        };
        let answer = self.check_in(net, &id, now)?;
        self.share(net, &id, now)?;
        self.take(net, &id, &answer, now).map(|busy| Some(if busy { SOON } else { u64::from(answer.again) }))
    }

    /// Starts into what was installed, or back into what ran before.
    fn restart(&mut self) {
        if let Some(staged) = self.staged.take() {
            self.starts += 1;
            self.phase = Phase::Idle;
            if self.seed.fault != Some(Fault::Start) {
                self.runs = staged;
            }
        }
    }

    fn enrol(&mut self, net: &Net, now: Timestamp) -> Result<(), StepError> {
        let said = Enrol {
            serial: self.seed.serial.clone(),
            product: self.seed.product.clone(),
            key: self.key.public().to_bytes().into(),
            code: self.seed.code.clone(),
            time: now.as_second(),
        };
        let enrolled: Enrolled = self.asked(net, ENROL, &Envelope::sign(&said, &self.key))?;
        self.counter = self.counter.max(enrolled.counter);
        self.id = Some(enrolled.unit);
        self.phase = Phase::Idle;
        Ok(())
    }

    fn check_in(&mut self, net: &Net, id: &str, now: Timestamp) -> Result<Answer, StepError> {
        self.counter += 1;
        let said = CheckIn {
            unit: id.to_owned(),
            counter: self.counter,
            time: now.as_second(),
            starts: self.starts,
            runs: vec![Runs {
                part: self.seed.part.clone(),
                version: self.runs.version.clone(),
                sequence: self.runs.sequence,
                image: self.runs.image.map(Into::into),
            }],
            statements: self.outbox.iter().take(16).map(|bytes| bytes.clone().into()).collect(),
            checkpoint: self.witnessed,
            agent: Some(AGENT.to_owned()),
            switches: self.switches,
            ..CheckIn::default()
        };
        let answer: Answer = self.asked(net, CHECK_IN, &Envelope::sign(&said, &self.key))?;
        let done: BTreeSet<[u8; 32]> = answer
            .kept
            .iter()
            .chain(answer.refused.iter().map(|refused| &refused.statement))
            .map(|digest| **digest)
            .collect();
        self.outbox.retain(|bytes| !done.contains(&Envelope::digest(bytes)));
        self.witnessed = answer.checkpoint.as_deref().and_then(TreeHead::of_checkpoint).or(self.witnessed);
        Ok(answer)
    }

    /// Sends what it recorded, batch by batch.
    fn share(&mut self, net: &Net, id: &str, now: Timestamp) -> Result<(), StepError> {
        while let Some(batch) = self.log.next(id, self.starts, now) {
            let taken: Taken = self.asked(net, EVENTS, &Envelope::sign(&batch, &self.key))?;
            self.log.taken(taken.class, taken.last);
        }
        Ok(())
    }

    /// Sends a request and reads its answer. A counter that the server finds too low is raised.
    fn asked<T: for<'b> Read<'b>>(&mut self, net: &Net, path: &str, envelope: &Envelope) -> Result<T, StepError> {
        let Reply { status, wait, body } = net.post(path, &encode(envelope))?;
        if status == 200 {
            return Ok(decode(&body)?);
        }
        let refusal = decode::<Refusal>(&body).ok();
        if let Some(counter) = refusal.as_ref().and_then(|refusal| refusal.counter) {
            self.counter = self.counter.max(counter);
        }
        let words = refusal.as_ref().map_or_else(|| format!("status {status}"), |refusal| refusal.words.clone());
        Err(StepError::Refused {
            reason: refusal.map_or_else(|| "refused".to_owned(), |refusal| refusal.reason),
            words,
            wait,
        })
    }

    /// Does what an answer asks for; whether there is more to tell now.
    fn take(&mut self, net: &Net, id: &str, answer: &Answer, now: Timestamp) -> Result<bool, StepError> {
        self.phase = if answer.offers.is_empty() { Phase::Idle } else { Phase::Waiting };
        self.hear_notices(id, answer, now);
        for stop in &answer.stop {
            self.stop(id, stop, now);
        }
        for offer in &answer.offers {
            let new = self.decided.insert(offer.release.clone());
            let decision = self.seed.owner.decides(id, self.said + 1, offer, now.as_second()).filter(|_| new);
            if let Some(decision) = decision {
                self.said += 1;
                self.outbox.push_back(encode(&Envelope::sign(&decision, &self.key)));
                self.wishes.insert(offer.release.clone(), decision);
            } else if offer.install && self.wants(offer, now) {
                self.install(net, id, offer, now)?;
            }
        }
        Ok(!self.is_quiet())
    }

    /// What the owner decided here holds here, whatever a server says.
    fn wants(&self, offer: &Offer, now: Timestamp) -> bool {
        let Some(said) = self.wishes.get(&offer.release) else { return true };
        match said.wish {
            Some(Wish::Refused) => false,
            Some(Wish::Postponed) => said.until.is_none_or(|until| now.as_second() >= until),
            Some(Wish::Agreed) | None => true,
        }
    }

    /// Stops what is taken back: where it is in its place already, it is too late.
    fn stop(&mut self, id: &str, stop: &Stop, now: Timestamp) {
        let late = self.staged.as_ref().is_some_and(|staged| staged.sequence == Some(stop.sequence));
        let outcome = if late { Outcome::CannotStop } else { Outcome::Cancelled };
        let offer = Offer {
            release: stop.release.clone(),
            part: stop.part.clone(),
            sequence: stop.sequence,
            ..Offer::default()
        };
        self.tell(id, &offer, None, outcome, None, now);
    }

    /// Installs what signed metadata says, whatever the offer says.
    fn install(&mut self, net: &Net, id: &str, offer: &Offer, now: Timestamp) -> Result<(), StepError> {
        let Some(path) = offer.targets.first() else { return Ok(()) };
        let (target, custom) = self.repository.find(net, path, now)?;
        self.fits(offer, &custom).map_err(|reason| StepError::Unfit { path: path.clone(), reason })?;
        let bytes = Repository::download(net, &target)?;
        let image: [u8; 32] = Sha256::digest(&bytes).into();
        if self.seed.fault == Some(Fault::Flash) {
            self.tell(id, offer, Some(image), Outcome::Failed, Some("the flash cannot be written"), now);
            return Ok(());
        }
        self.tell(id, offer, Some(image), Outcome::Running, None, now);
        self.tell(id, offer, Some(image), Outcome::Installed, None, now);
        self.installed.push(offer.release.clone());
        self.staged = Some(Software { version: custom.version, sequence: Some(custom.sequence), image: Some(image) });
        self.phase = Phase::Restarting;
        Ok(())
    }

    /// Whether an update is for this unit: its own product and part, its hardware, and newer than what it runs.
    fn fits(&self, offer: &Offer, custom: &Custom) -> Result<(), &'static str> {
        let known = self.runs.sequence;
        match custom {
            _ if custom.product != self.seed.product || custom.part != self.seed.part => Err("another product"),
            _ if custom.release != offer.release => Err("another release than the one that was offered"),
            _ if custom.delta.is_some() => Err("no whole image"),
            _ if !custom.fits(&self.seed.hardware) => Err("other hardware"),
            _ if known.is_some_and(|known| known >= custom.sequence) => Err("not newer than what runs"),
            _ if known.map_or(custom.least > 0, |known| known < custom.least) => Err("starts from something newer"),
            _ => Ok(()),
        }
    }

    fn tell(
        &mut self,
        id: &str,
        offer: &Offer,
        image: Option<[u8; 32]>,
        outcome: Outcome,
        detail: Option<&str>,
        now: Timestamp,
    ) {
        self.said += 1;
        let receipt = Receipt {
            unit: id.to_owned(),
            number: self.said,
            time: now.as_second(),
            release: offer.release.clone(),
            part: offer.part.clone(),
            sequence: offer.sequence,
            image: image.map(Into::into),
            outcome: Some(outcome),
            detail: detail.map(str::to_owned),
            starts: self.starts,
            before: self.runs.sequence,
            fresh: Some(true),
            version: Some(offer.version.clone()).filter(|version| !version.is_empty()),
        };
        self.outbox.push_back(encode(&Envelope::sign(&receipt, &self.key)));
    }
}

//! What is said to the server and heard from it, as bytes: the network is the caller's.

use steadfast_protocol::{
    Answer, CheckIn, Enrol, Enrolled, Envelope, MOST_RUNS, MessageError, Read, Refusal, Runs, Switches, TreeHead,
    decode, encode,
};

use crate::identity::Identity;
use crate::life::Life;
use crate::outbox::Outbox;
use crate::outside::{Clock, Storage, StorageError};

/// What came back from the server.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status of the answer.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

/// Why an exchange led nowhere. The unit tries again later.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The server refuses.
    #[error("the server refuses ({reason}): {words}")]
    Refused {
        /// Why, in kebab-case.
        reason: String,
        /// Why, in words.
        words: String,
    },
    /// What came is no answer.
    #[error("the answer: {0}")]
    Answer(#[from] MessageError),
    /// What the server would have the unit be called, or made of, is not kept.
    #[error("the server names a unit or parts as none does")]
    Unit,
}

/// Letters of what a server says that are shown.
const MOST_SHOWN: usize = 160;

/// Bytes of a unit's id, at most.
const MOST_ID: usize = 64;

/// What a unit says of itself beside what it remembers.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// What it runs, part by part.
    pub runs: Vec<Runs>,
    /// How the owner's switches stand; nothing: there is no owner yet.
    pub switches: Option<Switches>,
    /// What the owner decided on updates.
    pub consent: Option<steadfast_protocol::Consent>,
    /// The head of its log.
    pub log: Option<TreeHead>,
    /// Name and version of the program.
    pub agent: String,
    /// What is kept of a code that the owner was shown, until the server heard of it.
    pub fresh_code: Option<steadfast_protocol::Digest>,
    /// The newest policy that it took; nothing: this program takes none.
    pub policy: Option<steadfast_protocol::PolicyTaken>,
}

/// The name of a one-time code for the first request: of a unit that stands in no factory list.
pub(crate) const CODE: &str = "enrol-code";

/// The first request of a unit's life. A code that cannot be read is left out: the server says what is missing.
#[must_use]
pub fn enrol(unit: &Identity, life: &Life, storage: &impl Storage, clock: &impl Clock) -> Vec<u8> {
    let code = storage.read(CODE).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
    let said = Enrol {
        serial: unit.serial.clone(),
        product: unit.product.clone(),
        key: unit.public().to_bytes().into(),
        code,
        time: life.now(clock),
    };
    encode(&Envelope::sign(&said, &unit.key()))
}

/// Takes the answer to it.
///
/// # Errors
/// When the server refuses, or says nothing that is an answer.
pub fn enrolled(life: &mut Life, storage: &impl Storage, reply: &Reply) -> Result<(), ExchangeError> {
    let answer: Enrolled = heard(life, reply)?;
    if !answer.unit.starts_with("unt_") || answer.unit.len() > MOST_ID || answer.parts.len() > MOST_RUNS {
        return Err(ExchangeError::Unit);
    }
    life.raise_counter(answer.counter);
    life.unit = Some(answer.unit);
    life.parts = answer.parts;
    // Where that cannot be kept, the next start asks again, and is told the same.
    drop(life.keep(storage).and_then(|()| storage.destroy(CODE)));
    Ok(())
}

/// A request as it comes again and again.
///
/// # Errors
/// When it cannot be promised that its counter is new.
pub fn check_in(
    unit: &Identity,
    life: &mut Life,
    outbox: &Outbox,
    storage: &impl Storage,
    clock: &impl Clock,
    said: Said,
) -> Result<Vec<u8>, StorageError> {
    let request = CheckIn {
        unit: life.unit.clone().unwrap_or_default(),
        counter: life.next_counter(storage)?,
        time: life.now(clock),
        starts: life.starts,
        runs: said.runs,
        consent: said.consent,
        statements: outbox.next(),
        log: said.log,
        checkpoint: life.witnessed,
        agent: Some(said.agent),
        switches: said.switches,
        fresh_code: said.fresh_code,
        policy: said.policy,
    };
    Ok(encode(&Envelope::sign(&request, &unit.key())))
}

/// Takes the answer to it: what the server keeps is forgotten here, what it witnesses is remembered.
///
/// # Errors
/// When the server refuses, or says nothing that is an answer.
pub fn answered(
    life: &mut Life,
    outbox: &mut Outbox,
    storage: &impl Storage,
    reply: &Reply,
) -> Result<Answer, ExchangeError> {
    let answer: Answer = heard(life, reply)?;
    let refused = answer.refused.iter().map(|refused| refused.statement);
    let done: Vec<_> = answer.kept.iter().copied().chain(refused).collect();
    // Where that cannot be kept, they are sent again after the next start, which changes nothing.
    drop(outbox.settled(storage, &done));
    life.witnessed = answer.checkpoint.as_deref().and_then(TreeHead::of_checkpoint).or(life.witnessed);
    Ok(answer)
}

/// The answer, or why there is none. A counter that the server finds too low is raised.
fn heard<T: for<'b> Read<'b>>(life: &mut Life, reply: &Reply) -> Result<T, ExchangeError> {
    if reply.status == 200 {
        return Ok(decode(&reply.body)?);
    }
    let refusal = decode::<Refusal>(&reply.body).ok();
    if let Some(counter) = refusal.as_ref().and_then(|refusal| refusal.counter) {
        life.raise_counter(counter);
    }
    let status = || (format!("status-{}", reply.status), String::new());
    let said = |refusal: Refusal| (line(&refusal.reason), line(&refusal.words));
    let (reason, words) = refusal.map_or_else(status, said);
    Err(ExchangeError::Refused { reason, words })
}

/// What somebody says, as a line that can be shown: whatever it is, it is not long, and nothing but letters.
#[must_use]
pub fn line(said: &str) -> String {
    said.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(MOST_SHOWN).collect()
}

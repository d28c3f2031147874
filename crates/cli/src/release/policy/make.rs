//! Making a policy, and signing it.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use steadfast_protocol::{MOST_POLICY, Message as _, Policy, PolicyReason, SignedPolicy, Tighter, encode};
use steadfast_trust::dsse::Envelope;
use steadfast_trust::held;
use steadfast_trust::tuf::Sign;
use tempfile::NamedTempFile;

use super::{PolicyFailure, ReleasePolicy};
use crate::ceremony::{Folder, after, nothing_to_sign};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::keys;
use crate::terminal::clean;

/// Days for which a policy counts unless it is said.
const USUAL: u16 = 7;
/// The same of one that lifts: as long as whatever it lifts can.
const LIFTS: u16 = 30;

/// Makes it, or signs what is there.
pub(crate) fn run(args: &ReleasePolicy, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let mut envelope = if args.sign { there(&args.file)? } else { made(args, clock)? };
    for file in &args.key {
        let key = keys::open(file, &args.passphrase)?;
        folder.signs(&key, &args.line)?.then_some(()).ok_or_else(|| nothing_to_sign(file))?;
        sign(&mut envelope, &key)?;
    }
    let bytes = envelope.to_bytes().map_err(|source| refused(&args.file, source.into()))?;
    let signed = SignedPolicy::read(&bytes).map_err(|source| refused(&args.file, source))?;
    put(&bytes, &args.file)?;
    let policy = &signed.policy;
    let expires = Timestamp::from_second(policy.expires).unwrap_or(clock);
    let said = format!("policy {} for {}, until {expires}", policy.sequence, policy.product);
    writeln!(out, "{}", clean(&said)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn made(args: &ReleasePolicy, clock: Timestamp) -> Result<Envelope, Failure> {
    let throttle = Tighter { tries: args.tries, wait: args.wait };
    let throttle = (throttle != Tighter::default()).then_some(throttle);
    let mut paused = args.pause.clone();
    paused.sort_unstable();
    paused.dedup();
    if !args.lift && throttle.is_none() && paused.is_empty() {
        return Err(PolicyFailure::Nothing.into());
    }
    let issued = clock.as_second();
    let days = args.days.unwrap_or(if args.lift { LIFTS } else { USUAL });
    let expires = after(clock, days).map_err(Failure::from)?.moment().as_second();
    let policy = Policy {
        product: args.product.clone().unwrap_or_default(),
        sequence: args.sequence.unwrap_or(issued.unsigned_abs()),
        issued,
        expires,
        reason: PolicyReason { en: args.reason.clone().unwrap_or_default(), de: args.reason_de.clone() },
        throttle,
        paused,
    };
    policy.check().map_err(|source| refused(&args.file, source))?;
    let payload_type = Policy::TYPE.to_owned();
    Ok(Envelope { payload_type, payload: encode(&policy), signatures: Vec::new() })
}

fn there(file: &Path) -> Result<Envelope, Failure> {
    let bytes = read(file)?;
    SignedPolicy::read(&bytes).map_err(|source| refused(file, source))?;
    Envelope::read(&bytes).map_err(|source| refused(file, source.into()))
}

/// The file, as far as one is read.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let limits = steadfast_formats::Limits { document: MOST_POLICY, ..Default::default() };
    Ok(input::document(file, &limits)?.to_vec())
}

/// Signs it, in the place of what the key signed before.
fn sign(envelope: &mut Envelope, key: &dyn Sign) -> Result<(), Failure> {
    let own = held::sign(&envelope.payload_type, envelope.payload.clone(), key);
    let own = own.map_err(PolicyFailure::Signing)?;
    let keyid = key.public().fingerprint().to_string();
    envelope.signatures.retain(|one| one.keyid != keyid);
    envelope.signatures.extend(own.signatures);
    Ok(())
}

fn put(bytes: &[u8], to: &Path) -> Result<(), Failure> {
    let unwritable = |source| Failure::Unwritable { file: to.to_owned(), source };
    let beside = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = NamedTempFile::new_in(beside).map_err(unwritable)?;
    new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(unwritable)?;
    new.persist(to).map(drop).map_err(|error| unwritable(error.error))
}

pub(super) fn refused(file: &Path, source: steadfast_protocol::PolicyError) -> Failure {
    PolicyFailure::Refused { file: file.to_owned(), source }.into()
}

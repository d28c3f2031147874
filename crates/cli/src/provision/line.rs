//! The unit at the line: its own agent, run by a command.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde::Deserialize;
use steadfast_protocol::{Born, Envelope, code, decode};
use steadfast_trust::encoding::from_base64;
use steadfast_trust::key::{Fingerprint, UnitPublicKey};
use zeroize::Zeroizing;

use super::{ProvisionFailure, Unit};

/// What the agent answers.
#[derive(Deserialize)]
struct Answer {
    /// The signed statement, base64 of its CBOR.
    born: String,
    /// The code, in clear.
    code: Zeroizing<String>,
}

/// A unit that was made.
pub(super) struct Made {
    pub(super) serial: String,
    pub(super) fingerprint: Fingerprint,
    pub(super) code: Zeroizing<String>,
    /// What is kept of the code.
    pub(super) hash: [u8; 32],
    /// The SHA-256 of its certificate.
    pub(super) certificate: Option<[u8; 32]>,
}

/// The way to one unit.
pub(super) struct Line<'a> {
    args: &'a Unit,
    maker: Fingerprint,
    host: String,
}

impl<'a> Line<'a> {
    pub(super) fn new(args: &'a Unit, maker: Fingerprint) -> Self {
        let address = super::label::address(args);
        let host = address.trim_start_matches("https://").split(['/', ':']).next().unwrap_or_default().to_owned();
        Self { args, maker, host }
    }

    /// Has the unit make its key and code, and believes what it signs.
    pub(super) fn make(&self, factory: &[u8], product: &str) -> Result<Made, ProvisionFailure> {
        let maker = self.maker.to_string();
        let mut args = vec!["provision", "--state", &self.args.state, "--host", &self.host];
        match self.args.renew {
            true => args.push("--renew"),
            false => args.extend(["--serial", self.args.serial.trim(), "--maker", &maker, "--factory", "-"]),
        }
        let output = self.run(&args, factory)?;
        let unreadable = ProvisionFailure::Answer("it is not what an agent of this version says");
        let answer: Answer = serde_json::from_slice(&output.stdout).map_err(|_| unreadable)?;
        believed(&answer, self.args.serial.trim(), product)
    }

    /// Tells the unit that it is in the list: it may begin.
    pub(super) fn confirm(&self, made: &Made) -> Result<(), ProvisionFailure> {
        let key = made.fingerprint.to_string();
        self.run(&["provision", "--state", &self.args.state, "--confirm", &key], &[]).map(drop)
    }

    fn run(&self, args: &[&str], input: &[u8]) -> Result<Output, ProvisionFailure> {
        let mut words = self.args.via.split_whitespace();
        let program = words.next().unwrap_or("steadfast-agent");
        let failed = |reason: String| ProvisionFailure::Line { command: self.args.via.clone(), reason };
        let mut child = Command::new(program)
            .args(words)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(input));
        let output = child.wait_with_output().map_err(|error| failed(error.to_string()))?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        match output.status.code() {
            Some(0) => written.map(|()| output).map_err(|error| failed(error.to_string())),
            Some(1) if !said.is_empty() => Err(ProvisionFailure::Refused(said)),
            _ => Err(failed(if said.is_empty() { output.status.to_string() } else { said })),
        }
    }
}

fn believed(answer: &Answer, serial: &str, product: &str) -> Result<Made, ProvisionFailure> {
    let no = ProvisionFailure::Answer;
    let bytes = from_base64(&answer.born).ok_or(no("its statement is not base64"))?;
    let envelope: Envelope = decode(&bytes).map_err(|_| no("its statement is not one"))?;
    let claimed: Born = decode(&envelope.payload).map_err(|_| no("its statement is not one"))?;
    let key = UnitPublicKey::from_bytes(&*claimed.key).ok_or(no("its key is not usable"))?;
    let born: Born = envelope.open(&key).map_err(|_| no("it does not hold the key that it names"))?;
    let hash = code::owner_hash(&answer.code);
    match () {
        () if born.serial != serial => Err(no("it has another serial number")),
        () if born.product != product => Err(no("it is of another product")),
        () if *born.code != hash => Err(no("it keeps another code")),
        () => Ok(Made {
            serial: born.serial,
            fingerprint: key.fingerprint(),
            code: answer.code.clone(),
            hash,
            certificate: born.certificate.map(|digest| *digest),
        }),
    }
}

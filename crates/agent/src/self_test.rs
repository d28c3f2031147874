//! `steadfast-agent self-test`: asks the unit on this machine to look at itself, and shows what it signed.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use steadfast_protocol::{CopyError, Found, ReceiptCopy, Said};

/// How long it may take: each account's passwords are tried one after the other.
const PATIENCE: Duration = Duration::from_secs(600);

/// What the unit answers.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    SelfTest(Tested),
    Refused(String),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Tested {
    receipt: String,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The socket.
    #[error("the unit does not answer: {0}")]
    Io(#[from] io::Error),
    /// The answer.
    #[error("the unit's answer: {0}")]
    Json(#[from] serde_json::Error),
    /// It does not want to.
    #[error("the unit refuses: {0}")]
    Refused(String),
    /// What it signed.
    #[error(transparent)]
    Receipt(#[from] CopyError),
    /// It is something else.
    #[error("the unit answers something else")]
    Other,
}

/// What the unit found, as a receipt, and what it comes to.
///
/// # Errors
/// When it does not answer, or refuses.
pub fn ask(socket: &Path) -> Result<(ReceiptCopy, Found), AskError> {
    let mut unit = UnixStream::connect(socket)?;
    unit.set_read_timeout(Some(PATIENCE))?;
    unit.write_all(b"{\"self-test\":true}\n")?;
    let mut line = String::new();
    BufReader::new(unit).read_line(&mut line)?;
    let copy = match serde_json::from_str(&line)? {
        Answer::SelfTest(tested) => ReceiptCopy::read(tested.receipt.as_bytes())?,
        Answer::Refused(why) => return Err(AskError::Refused(why)),
        Answer::Other => return Err(AskError::Other),
    };
    let Said::SelfTest(said) = copy.said() else { return Err(AskError::Other) };
    let found = said.verdict();
    Ok((copy, found))
}

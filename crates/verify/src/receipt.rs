//! Receipts: what a unit stated to its owner, as text or as the line of a code.

use steadfast_protocol::{CopyError, EnvelopeError, ReceiptCopy};
use steadfast_trust::key::Fingerprint;

/// How each form begins, whatever its version.
const BEGINNINGS: [&[u8]; 2] = [b"Steadfast receipt ", b"STEADFAST:"];

/// Whether a receipt is as a unit signed it. It never says that what the unit stated was true.
#[derive(Debug)]
pub enum Receipt {
    /// Unaltered, and of the unit that was named.
    Shown(ReceiptCopy),
    /// Unaltered since some unit signed it; whose key that is was not asked.
    UnitNotChecked(ReceiptCopy),
    /// Unaltered, and of another unit than the one that was named.
    OtherUnit(ReceiptCopy),
    /// Changed.
    Altered(CopyError),
    /// Of a kind, or of a version, that this program does not know.
    Unknown(CopyError),
    /// Signed by a unit that is newer than this program: it cannot tell whether the words are those of what was signed.
    Newer(CopyError),
}

/// Whether bytes begin as a receipt does.
#[must_use]
pub fn is_receipt(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// Checks a receipt, and its key against the one that was named outside. A receipt proves nothing about a key that came with
/// it.
#[must_use]
pub fn receipt(bytes: &[u8], unit: Option<&Fingerprint>) -> Receipt {
    match (ReceiptCopy::read(bytes), unit) {
        (Ok(copy), None) => Receipt::UnitNotChecked(copy),
        (Ok(copy), Some(unit)) if copy.fingerprint() == *unit => Receipt::Shown(copy),
        (Ok(copy), Some(_)) => Receipt::OtherUnit(copy),
        (Err(error @ (CopyError::Foreign | CopyError::Unknown(_))), _) => Receipt::Unknown(error),
        // The signature holds, and is over something else than this program reads.
        (Err(error @ (CopyError::Newer | CopyError::Envelope(EnvelopeError::Payload(_)))), _) => Receipt::Newer(error),
        (Err(error), _) => Receipt::Altered(error),
    }
}

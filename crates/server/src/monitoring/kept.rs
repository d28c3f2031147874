//! What monitoring wrote for itself, read again.

use steadfast_protocol::{MessageError, Read, decode_within};

/// Reads what was kept: nobody else wrote it, so that it is bounded already.
///
/// # Errors
/// When another version of the program wrote it, or it is damaged.
pub(crate) fn read_kept<T: for<'b> Read<'b>>(bytes: &[u8]) -> Result<T, MessageError> {
    decode_within(bytes, bytes.len())
}

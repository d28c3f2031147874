//! Keys, signatures, envelopes, the Merkle ledger (append, prove, check) and the TUF core.
//!
//! Nothing here reads a file, a clock or a source of randomness: seeds, nonces and salts are arguments.

pub mod canonical;
pub mod checkpoint;
pub mod dsse;
pub mod encoding;
pub mod hash;
pub mod held;
pub mod key;
pub mod merkle;
pub mod openpgp;
pub mod record;
pub mod seal;
pub mod tile;
pub mod tuf;

//! Tests of `steadfast-verify`.

mod altered;
mod answers;
mod flipped;
mod hostile;
mod ledger;

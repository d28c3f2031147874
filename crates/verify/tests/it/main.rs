//! Tests of `steadfast-verify`.

mod altered;
mod answers;
mod flipped;
mod golden;
mod hostile;
mod ledger;

//! Tests of `steadfast-verify`.

mod altered;
mod answers;
mod corpus;
mod dossier;
mod flipped;
mod golden;
mod hostile;
mod ledger;
mod receipts;
mod reports;

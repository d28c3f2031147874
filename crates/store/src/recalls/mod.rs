//! Withdrawals and recalls: what was decided, which units that is about, whom they went to, and who was told.

pub(crate) mod partner;
pub(crate) mod plan;
pub(crate) mod told;
pub(crate) mod unit;

use crate::assessment::words;

/// Whom units went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnerKind {
    /// Who brought them into the Union.
    Importer,
    /// Who sold them.
    Dealer,
}

words!(PartnerKind, "kind of a partner", Importer = "importer", Dealer = "dealer");

/// What is done with what is in the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecallKind {
    /// It is not sold any more.
    Withdraw,
    /// It is taken back as well.
    Recall,
}

words!(RecallKind, "kind of a recall", Withdraw = "withdraw", Recall = "recall");

/// Where a recall stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecallState {
    /// Somebody plans it.
    Draft,
    /// It was decided.
    Decided,
    /// It is over.
    Ended,
}

words!(RecallState, "state of a recall", Draft = "draft", Decided = "decided", Ended = "ended");

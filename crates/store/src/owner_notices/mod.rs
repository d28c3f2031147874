//! What owners of affected units are told: notices, whom they are for, how far they came, and where owners want to hear of them
//! beside the unit.

pub(crate) mod contact;
pub(crate) mod delivery;
pub(crate) mod notice;
pub(crate) mod scope;
pub(crate) mod unit;

use crate::assessment::words;

/// Whom a notice is for, before markets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeBase {
    /// Units that run one of its releases.
    Releases,
    /// Units of the case: of its alerts, and those that run one of its releases.
    Case,
    /// Every unit of the product.
    Product,
}

words!(NoticeBase, "scope of a notice", Releases = "releases", Case = "case", Product = "product");

/// How far a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerNoticeState {
    /// It is being written.
    Draft,
    /// It is told.
    Sent,
    /// It is told no further.
    Recalled,
}

words!(OwnerNoticeState, "state of a notice", Draft = "draft", Sent = "sent", Recalled = "recalled");

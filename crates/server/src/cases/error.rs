//! What can go wrong with cases, and how it is said.

use steadfast_protocol::PolicyError;
use steadfast_store::{Id, IdError, StoreError, kinds};

use crate::act::ActError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::rollout::RolloutError;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Fields that are not taken.
    #[error("{}", .0.first().map_or("a value is not allowed", |refused| refused.words))]
    Fields(Vec<RefusedField>),
    /// Somebody decided on the case, or a signal came, since it was read.
    #[error("the case changed since it was read; read it again")]
    Changed,
    /// The alert is part of a case.
    #[error("the alert is part of {0} already")]
    HasCase(Id<kinds::Case>),
    /// A case closes once somebody decided on it.
    #[error("nobody has decided on this case yet: assess it as reportable or not before it closes")]
    Undecided,
    /// Nothing is decided on a case that is closed.
    #[error("the case is closed; reopen it first")]
    Closed,
    /// Somebody typed into the field since it was read.
    #[error("somebody else typed into this field since it was read; read it again")]
    Typed,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// Owners are told of a product.
    #[error("the case names no product whose owners could be told")]
    NoProduct,
    /// Nobody would be told.
    #[error("no unit is in the scope of this notice: nobody would be told")]
    Nobody,
    /// The scope grew since somebody looked.
    #[error("{0} units are in the scope by now, which is more than were shown; look at it again")]
    Wider(i64),
    /// Nothing of what was asked for is at work.
    #[error("nothing of this is at work now: there is nothing to hold")]
    NothingToHold,
    /// More would be held than somebody saw.
    #[error("{0} would be held by now, which is more than were shown; look at it again")]
    MoreToHold(i64),
    /// A token does not bring tokens back.
    #[error("tokens are given back by a person who is signed in, not by a token")]
    NeedsPerson,
    /// A policy that no unit would obey.
    #[error("no unit would obey it: {0}")]
    Policy(#[from] PolicyError),
    /// Nobody signs releases of the product.
    #[error("no line of the repository speaks of this product: no unit would know whose word this is")]
    NoLine,
    /// A policy that ends before one that was given.
    #[error(
        "it ends before a policy that was given and still counts: a device that is away meanwhile would obey that one to its end"
    )]
    PolicyShort,
    /// A policy from the future.
    #[error(
        "it is dated more than a day ahead, or its sequence more than a year: whatever is given after it would not be taken"
    )]
    PolicyAhead,
    /// Two people are wanted.
    #[error("a second person sends it: not who changed it last")]
    SamePerson,
}

impl From<RefusedField> for CaseError {
    fn from(refused: RefusedField) -> Self {
        Self::Fields(vec![refused])
    }
}

impl From<RolloutError> for CaseError {
    fn from(error: RolloutError) -> Self {
        match error {
            RolloutError::Act(error) => Self::Act(error),
            RolloutError::Store(error) => Self::Store(error),
            RolloutError::NotFound(what) => Self::NotFound(what),
            _ => Self::Changed,
        }
    }
}

impl From<CaseError> for Problem {
    fn from(error: CaseError) -> Self {
        let words = error.to_string();
        match error {
            CaseError::Act(error) => error.into(),
            CaseError::Store(error) => error.into(),
            CaseError::Id(_) => Self::invalid(words),
            CaseError::NotFound(_) => Self::not_found(words),
            CaseError::Fields(refused) => Self::refused(words, &refused),
            CaseError::Changed | CaseError::Typed => Self::changed(words),
            CaseError::SamePerson => Self::forbidden(words).because("same-person"),
            CaseError::Policy(_) => Self::invalid(words).because("policy-refused"),
            CaseError::NothingToHold => Self::conflict(words).because("nothing-to-hold"),
            CaseError::MoreToHold(_) => Self::conflict(words).because("more-to-hold"),
            CaseError::NeedsPerson => Self::forbidden(words).because("needs-person"),
            CaseError::Wider(_) => Self::conflict(words).because("scope-grew"),
            CaseError::Nobody => Self::conflict(words).because("nobody-in-scope"),
            CaseError::NoProduct
            | CaseError::NoLine
            | CaseError::PolicyShort
            | CaseError::PolicyAhead
            | CaseError::HasCase(_)
            | CaseError::Undecided
            | CaseError::Closed
            | CaseError::Already => Self::conflict(words),
        }
    }
}

//! What can go wrong with recalls, and how it is said.

use steadfast_store::{IdError, StoreError};

use crate::act::ActError;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;

pub(super) const KIND: RefusedField = RefusedField::new("kind", "no-such-recall", "kind is withdraw or recall");
pub(super) const PRODUCT: RefusedField = RefusedField::new("product", "no-such-product", "name a product: prd_…");
pub(super) const RELEASES: RefusedField =
    RefusedField::new("releases", "no-releases", "name releases of this product: rel_…, one or more");
pub(super) const CASE: RefusedField = RefusedField::new("case", "no-such-case", "name a case of this product: cas_…");
pub(super) const SERIALS: RefusedField =
    RefusedField::new("serials", "no-serials", "name serial numbers of devices of this recall, at most 5000");
pub(super) const PARTNER_KIND: RefusedField =
    RefusedField::new("kind", "no-such-partner-kind", "kind is importer or dealer");
pub(super) const NAME: RefusedField = RefusedField::new("name", "partner-name", "a name has 1 to 100 characters");
pub(super) const MARKET: RefusedField =
    RefusedField::new("market", "no-such-market", "market is a Member State, such as DE");
pub(super) const MAIL: RefusedField = RefusedField::new("mail", "no-mail", "mail is an address, such as a@example.org");
pub(super) const LANGUAGE: RefusedField = RefusedField::new("language", "no-such-language", "language is en or de");

/// The codes of all refusals of recalls: each has its words on pages.
pub const REFUSALS: [&str; 9] = [
    KIND.code,
    RELEASES.code,
    CASE.code,
    SERIALS.code,
    PARTNER_KIND.code,
    NAME.code,
    MARKET.code,
    MAIL.code,
    LANGUAGE.code,
];

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RecallError {
    /// As with cases: not allowed, not there, not taken.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// It is at another stage.
    #[error("the recall is at another stage by now; read it again")]
    Stage,
    /// There is a partner of this kind and name.
    #[error("there is a partner of this kind and name already")]
    Known,
    /// Somebody changed the partner since it was read.
    #[error("somebody changed this partner meanwhile; read it again")]
    Changed,
}

impl From<ActError> for RecallError {
    fn from(error: ActError) -> Self {
        Self::Case(error.into())
    }
}

impl From<StoreError> for RecallError {
    fn from(error: StoreError) -> Self {
        Self::Case(error.into())
    }
}

impl From<IdError> for RecallError {
    fn from(error: IdError) -> Self {
        Self::Case(error.into())
    }
}

impl From<RefusedField> for RecallError {
    fn from(refused: RefusedField) -> Self {
        Self::Case(refused.into())
    }
}

impl From<RecallError> for Problem {
    fn from(error: RecallError) -> Self {
        let words = error.to_string();
        match error {
            RecallError::Case(error) => error.into(),
            RecallError::Changed => Self::changed(words),
            RecallError::Stage | RecallError::Known => Self::conflict(words),
        }
    }
}

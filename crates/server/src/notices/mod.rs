//! Notices: what is reported of a case to the single reporting platform, stage by stage.
//!
//! Nothing is submitted from here: the platform has no interface for it, and only its form counts. `facts` reads what is
//! known, `fill` makes a draft of it without reading anything, `sheet` sets beside it what people typed and what is missing
//! by the form and by the law. [`say`] types a field, [`measure`] says since when a measure is available, [`request`] notes
//! that the coordinator asked, [`hand_in`] takes the receipt, [`prepare`] keeps [`readiness`]; each is one action, and the clocks of the case take them.
//! [`readiness`] is what should be known before a report is due. Form and law themselves stand in the crate `cra`.

pub(crate) mod api;
pub(crate) mod export;
pub(crate) mod facts;
pub mod fill;
pub mod hand_in;
pub mod measure;
pub(crate) mod pages;
pub(crate) mod paper;
pub mod prepare;
pub mod readiness;
pub mod request;
pub mod say;
pub(crate) mod sheet;
pub(crate) mod value;
mod wording;
pub(crate) mod words;

pub(crate) use wording::moment;

use steadfast_store::{Id, NoticeStage, Time, Tx, kinds};

use crate::cases::error::CaseError;

/// Whether nothing is missing in a stage without which the form does not let one through, or the law is not met.
///
/// # Errors
/// When there is no such case, or the database fails.
pub fn is_complete(tx: &mut Tx<'_>, id: Id<kinds::Case>, stage: NoticeStage, now: Time) -> Result<bool, CaseError> {
    Ok(sheet::sheet(tx, id, stage, now)?.is_complete())
}

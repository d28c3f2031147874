//! Conformity assessment (Art. 32, Annex VIII): which procedures are open to a product, and what each needs as proof.
//!
//! What is open to class I and to critical products hangs on what the Official Journal cites. That is data with the day of
//! the check, and each answer that hangs on it carries that day and how old it is.

mod open;
mod table;

pub use open::{Applied, Extent, RouteAnswer, State, open, state};
pub use table::{Check, Known, Procedure, Proof, Reason, Route, check, procedure, procedures, proof, reason, reasons};

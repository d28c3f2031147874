//! What finders write, sealed: it is read by staff and by whoever wrote it, and by nobody who has the database alone.

use std::fmt;

use serde::{Deserialize, Serialize};
use steadfast_store::{Id, kinds};
use zeroize::Zeroizing;

use super::error::ReportError;
use crate::app::App;
use crate::vault::Vault;

type ReportId = Id<kinds::Report>;

/// What a finder wrote. It has no words in a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What they found.
    pub what: String,
    /// What they call the product, and its version.
    pub product: String,
    /// Its version.
    pub version: String,
    /// Their name; empty where they did not say.
    pub name: String,
    /// Where they can be reached besides their page; empty where they did not say.
    pub reach: String,
    /// The name to thank them by.
    pub credit_name: String,
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Written({} bytes)", self.what.len())
    }
}

impl Written {
    /// Sealed, for one report.
    ///
    /// # Errors
    /// When it is too long.
    pub fn seal(&self, app: &App, report: ReportId) -> Result<Vec<u8>, ReportError> {
        let text = Zeroizing::new(serde_json::to_vec(self)?);
        Ok(app.vault.seal(&text, &place(report), &app.ambient.random())?)
    }

    /// As it was sealed for a report.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open(vault: &Vault, report: ReportId, sealed: &[u8]) -> Result<Self, ReportError> {
        Ok(serde_json::from_slice(&vault.unseal(sealed, &place(report))?)?)
    }
}

fn place(report: ReportId) -> String {
    format!("report/{report}")
}

/// Seals a message. It says nothing of its number, so that an attempt that is run again needs no other one.
pub(super) fn seal_message(app: &App, report: ReportId, text: &str) -> Result<Vec<u8>, ReportError> {
    Ok(app.vault.seal(text.as_bytes(), &format!("report/{report}/message"), &app.ambient.random())?)
}

/// Opens a message.
pub(super) fn open_message(vault: &Vault, report: ReportId, sealed: &[u8]) -> Result<String, ReportError> {
    let opened = vault.unseal(sealed, &format!("report/{report}/message"))?;
    Ok(String::from_utf8_lossy(&opened).into_owned())
}

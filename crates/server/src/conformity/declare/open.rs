//! What the facts do not show when somebody declares: it keeps nobody from declaring, and nobody declares without having seen it.

use serde::{Deserialize, Serialize};
use steadfast_conformity::judge::Verdict;

use crate::conformity::read::Found;

/// An entry of the register that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Open {
    /// The entry of Annex I.
    pub(crate) requirement: String,
    /// `contradicted` or `unknown`.
    pub(crate) verdict: Verdict,
}

/// Entries that facts contradict or do not tell, in the order of the annex.
pub(crate) fn of(found: &Found) -> Vec<Open> {
    let open = found.register.entries.iter().filter(|entry| entry.verdict.is_open());
    open.map(|entry| Open { requirement: entry.requirement.clone(), verdict: entry.verdict }).collect()
}

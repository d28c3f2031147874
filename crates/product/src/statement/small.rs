//! Keeping a statement short.

use sha2::{Digest as _, Sha256};

use super::{MOST_BYTES, Shortened, Statement};
use crate::file::hexadecimal;

/// Characters of a text that stay in a statement that is too long.
const KEPT: usize = 200;

impl Statement {
    /// The statement as JSON: the same bytes for the same file.
    ///
    /// # Panics
    /// Never: there is nothing in it that JSON cannot say.
    #[must_use]
    #[expect(clippy::expect_used, reason = "texts, whole numbers and maps with texts as keys are JSON")]
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a statement is JSON")
    }

    /// The statement itself if it fits into [`MOST_BYTES`], else one with the counts and the digest of the whole.
    #[must_use]
    pub fn fitting(self) -> Self {
        let json = self.to_json();
        if json.len() <= MOST_BYTES { self } else { self.cut(&json) }
    }

    fn cut(mut self, whole: &[u8]) -> Self {
        let phases: usize = self.phases.values().map(|phase| phase.procedures.len() + phase.evidence.len()).sum();
        let entries = self.standards.len() + self.not_applicable.len() + self.evidence.len() + phases;
        self.shortened = Some(Shortened {
            whole: hexadecimal(&Sha256::digest(whole)),
            entries: u32::try_from(entries).unwrap_or(u32::MAX),
        });
        self.standards.clear();
        self.not_applicable.clear();
        self.evidence.clear();
        self.phases.clear();
        self.requirements.values_mut().for_each(|requirement| requirement.evidence.clear());
        self.texts().into_iter().for_each(cut);
        self
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let plain = [&mut self.name, &mut self.designation, &mut self.manufacturer];
        let of_risk = [&mut self.assessment.version, &mut self.assessment.approved_by];
        let maybe = [&mut self.public_documentation, &mut self.notified_body, &mut self.certificate];
        plain.into_iter().chain(of_risk).chain(maybe.into_iter().flatten()).collect()
    }
}

fn cut(text: &mut String) {
    if let Some((at, _)) = text.char_indices().nth(KEPT) {
        text.truncate(at);
        text.push('…');
    }
}

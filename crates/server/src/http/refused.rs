//! A field of a form or a request that is not taken, as each feature's errors name it.

use super::problem::{FieldProblem, Problem};

/// A field that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedField {
    /// Its name.
    pub field: &'static str,
    /// A code in kebab-case; on pages the text `<feature>-refused-…`.
    pub code: &'static str,
    /// What to do.
    pub words: &'static str,
}

impl RefusedField {
    pub(crate) const fn new(field: &'static str, code: &'static str, words: &'static str) -> Self {
        Self { field, code, words }
    }

    fn problem(&self) -> FieldProblem {
        FieldProblem { field: self.field.to_owned(), code: self.code, detail: self.words.to_owned() }
    }
}

impl Problem {
    /// Fields are not taken: which, and what to do.
    pub(crate) fn refused(words: impl Into<String>, refused: &[RefusedField]) -> Self {
        Self::invalid(words).with_errors(refused.iter().map(RefusedField::problem).collect())
    }
}

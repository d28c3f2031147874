//! Fields that staff fill in, checked: everything that is wrong is found at once.

use jiff::civil::Date;

use super::error::{CatalogueError, Fault};

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Check {
    faults: Vec<(&'static str, Fault)>,
}

impl Check {
    /// Notes what is wrong with a field.
    pub(crate) fn wrong(&mut self, field: &'static str, fault: Fault) {
        self.faults.push((field, fault));
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, field: &'static str, text: &str, most: usize) -> String {
        let text = self.words(field, text, most);
        if text.is_empty() {
            self.wrong(field, Fault::Missing);
        }
        text
    }

    /// A text that may be empty.
    pub(crate) fn words(&mut self, field: &'static str, text: &str, most: usize) -> String {
        let text: String = text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
        if text.chars().count() > most {
            self.wrong(field, Fault::TooLong(most));
        }
        text
    }

    /// A day, or nothing where the text is empty.
    pub(crate) fn day(&mut self, field: &'static str, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let day = plain.then(|| text.parse().ok()).flatten();
        if day.is_none() {
            self.wrong(field, Fault::NotADay);
        }
        day
    }

    /// One of some words, or nothing where the text is empty.
    pub(crate) fn word(&mut self, field: &'static str, text: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if !known(text) {
            self.wrong(field, Fault::NoSuchChoice);
        }
        Some(text.to_owned())
    }

    /// A number from `least` on.
    pub(crate) fn number(&mut self, field: &'static str, number: Option<i64>, least: i64) -> Option<i64> {
        if number.is_some_and(|number| number < least) {
            self.wrong(field, Fault::NotANumber(least));
        }
        number
    }

    /// Refuses where anything was wrong.
    pub(crate) fn done(self) -> Result<(), CatalogueError> {
        if self.faults.is_empty() { Ok(()) } else { Err(CatalogueError::Invalid(self.faults)) }
    }
}

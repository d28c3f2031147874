//! What people type about cases, and what is not taken of it.

use steadfast_store::{Time, storable};

use super::error::CaseError;
use crate::http::refused::RefusedField;

/// The most characters of a title, of what somebody says, of where it can be looked up, and of a flaw's name.
pub(super) const LONGEST_TITLE: usize = 200;
const LONGEST_WORDS: usize = 8000;
const LONGEST_REFERENCE: usize = 500;
const LONGEST_FLAW: usize = 100;
/// Nothing that says something is shorter.
const SHORTEST: usize = 3;

pub(super) const KIND: RefusedField = RefusedField::new("kind", "no-such-kind", "kind is vulnerability or incident");
pub(super) const TITLE: RefusedField = RefusedField::new("title", "title-length", "title has 3 to 200 characters");
pub(super) const PRODUCT: RefusedField = RefusedField::new("product", "no-such-product", "name a product: prd_…");
pub(super) const FLAW: RefusedField =
    RefusedField::new("flaw", "flaw-length", "flaw is a name such as CVE-2026-1234, of at most 100 characters");
pub(super) const SIGNAL: RefusedField = RefusedField::new(
    "signal",
    "no-such-signal",
    "signal is kev, finder, customer, authority or other; an alert is named by its id",
);
pub(super) const RECEIVED: RefusedField =
    RefusedField::new("received", "not-yet", "received is a time that is over, such as 2026-11-28T23:40:00Z");
pub(super) const ABOUT: RefusedField =
    RefusedField::new("about", "words-length", "say what it is: 3 to 8000 characters");
pub(super) const REFERENCE: RefusedField =
    RefusedField::new("reference", "reference-length", "reference has at most 500 characters");
pub(super) const ASSESSMENT: RefusedField =
    RefusedField::new("assessment", "no-such-assessment", "assessment is unknown, reportable or not-reportable");
pub(crate) const REASON: RefusedField = RefusedField::new("reason", "words-length", "say why: 3 to 8000 characters");
pub(super) const AWARE: RefusedField = RefusedField::new(
    "aware",
    "not-yet",
    "aware is the time at which reasonable certainty was reached; it is over, such as 2026-11-28T23:40:00Z",
);
pub(super) const NOT_REPORTABLE: RefusedField =
    RefusedField::new("aware", "not-reportable", "there is awareness only of what is reportable: assess it first");
pub(super) const NOTE: RefusedField = RefusedField::new("note", "words-length", "a note has 3 to 8000 characters");
pub(super) const CORRECTS: RefusedField =
    RefusedField::new("corrects", "no-such-entry", "corrects is the number of an entry of this case");
pub(super) const TASK: RefusedField =
    RefusedField::new("what", "title-length", "say what is to be done: 3 to 200 characters");
pub(super) const DUE: RefusedField = RefusedField::new("due", "no-time", "due is a time such as 2026-11-28T23:40:00Z");
pub(crate) const PERSON: RefusedField =
    RefusedField::new("person", "no-such-person", "name somebody who has an account that is open: usr_…");
pub(super) const ROLE: RefusedField = RefusedField::new("role", "no-such-role", "role is lead, member or none");
pub(super) const RELEASE: RefusedField = RefusedField::new(
    "release",
    "no-fix",
    "name a release that is without the flaw: its bill was met, and it is newer than every affected one, or it was decided \
     that the flaw is fixed in it",
);
pub(super) const DESPITE_DUE: RefusedField = RefusedField::new(
    "despite_due",
    "report-due",
    "a report of this case is due: hand it in first, or say despite_due, and why in reason",
);

/// The codes of all refusals of cases: each has its words on pages.
pub const REFUSALS: [&str; 20] = [
    KIND.code,
    TITLE.code,
    PRODUCT.code,
    FLAW.code,
    SIGNAL.code,
    RECEIVED.code,
    ABOUT.code,
    REFERENCE.code,
    ASSESSMENT.code,
    REASON.code,
    AWARE.code,
    NOT_REPORTABLE.code,
    NOTE.code,
    CORRECTS.code,
    TASK.code,
    DUE.code,
    PERSON.code,
    ROLE.code,
    DESPITE_DUE.code,
    RELEASE.code,
];

/// What was typed, without what no page can show.
fn clean(given: &str) -> String {
    storable(given.trim()).chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}

/// Gathers what is refused, so that everything is said at once.
#[derive(Default)]
pub(crate) struct Fields(Vec<RefusedField>);

impl Fields {
    /// Several lines that say something.
    pub(crate) fn words(&mut self, given: &str, refused: RefusedField) -> String {
        self.sized(clean(given), SHORTEST, LONGEST_WORDS, refused)
    }

    /// One line that says something.
    pub(crate) fn line(&mut self, given: &str, refused: RefusedField) -> String {
        self.sized(clean(given).replace('\n', " "), SHORTEST, LONGEST_TITLE, refused)
    }

    /// Where it can be looked up.
    pub(crate) fn reference(&mut self, given: &str) -> String {
        self.sized(clean(given).replace('\n', " "), 0, LONGEST_REFERENCE, REFERENCE)
    }

    /// One line of this many characters.
    pub(crate) fn short(&mut self, given: &str, least: usize, most: usize, refused: RefusedField) -> String {
        self.sized(clean(given).replace('\n', " "), least, most, refused)
    }

    /// A flaw's name.
    pub(crate) fn flaw(&mut self, given: &str) -> String {
        self.sized(clean(given).replace('\n', " "), 0, LONGEST_FLAW, FLAW)
    }

    fn sized(&mut self, text: String, least: usize, most: usize, refused: RefusedField) -> String {
        self.must((least..=most).contains(&text.chars().count()), refused);
        text
    }

    /// A word of a closed list.
    pub(crate) fn word<T: std::str::FromStr>(&mut self, given: &str, refused: RefusedField) -> Option<T> {
        let read = given.trim().parse().ok();
        self.must(read.is_some(), refused);
        read
    }

    /// A time that is over.
    pub(crate) fn over(&mut self, given: Option<Time>, now: Time, refused: RefusedField) -> Time {
        self.must(given.is_none_or(|time| time <= now && time.0 >= 0), refused);
        given.unwrap_or(now)
    }

    /// Something that must be so.
    pub(crate) fn must(&mut self, is_so: bool, refused: RefusedField) {
        self.0.extend((!is_so).then_some(refused));
    }

    /// What was taken, where all of it was.
    pub(crate) fn taken<T>(self, what: Option<T>) -> Result<T, CaseError> {
        match what {
            Some(what) if self.0.is_empty() => Ok(what),
            _ => Err(CaseError::Fields(self.0)),
        }
    }
}

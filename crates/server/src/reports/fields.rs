//! What is typed about reports, and what is not taken of it.

use steadfast_store::storable;

use super::error::ReportError;
use crate::http::refused::RefusedField;

/// The most bytes of what a finder tells: ten thousand lines and more.
pub const LONGEST_TEXT: usize = 1 << 20;
/// The most bytes of one message.
pub const LONGEST_MESSAGE: usize = 64 << 10;
const LONGEST_LINE: usize = 200;

pub(super) const WHAT: RefusedField =
    RefusedField::new("what", "what-length", "say what you found, in at most a mebibyte of text");
pub(super) const LINE: RefusedField =
    RefusedField::new("line", "line-length", "product, version, name and address have at most 200 characters each");
pub(super) const CREDIT: RefusedField =
    RefusedField::new("credit", "no-such-credit", "credit is none, anonymous or named");
pub(super) const CREDIT_NAME: RefusedField =
    RefusedField::new("credit_name", "no-name", "to be thanked by name, say by which one");
pub(super) const MESSAGE: RefusedField =
    RefusedField::new("message", "message-length", "a message has 3 characters to 64 kibibytes");
pub(super) const STATE: RefusedField = RefusedField::new(
    "state",
    "no-such-state",
    "state is acknowledged, in-work, fixed, closed, not-a-flaw or spam; new is what nobody looked at",
);
pub(super) const TITLE: RefusedField =
    RefusedField::new("title", "title-length", "title has 3 to 200 characters, without names of people");
pub(super) const PRODUCT: RefusedField = RefusedField::new("product", "no-such-product", "name a product: prd_…");
pub(super) const BASE: RefusedField =
    RefusedField::new("base", "no-address", "base is the address by which the world reaches this server, https://…");
pub(super) const CONTACT: RefusedField =
    RefusedField::new("contact", "no-contact", "each contact is https://…, mailto:… or tel:…; 8 at most");
pub(super) const ENCRYPTION: RefusedField =
    RefusedField::new("encryption", "no-key-address", "encryption is https://…, dns:… or openpgp4fpr:…");
pub(super) const LANGUAGES: RefusedField =
    RefusedField::new("languages", "no-language", "languages are tags such as en and de; 8 at most");
pub(super) const POLICY: RefusedField =
    RefusedField::new("policy", "policy-length", "a policy has at most 20000 characters");
pub(super) const DAYS: RefusedField =
    RefusedField::new("acknowledge_days", "days", "acknowledge_days are 1 to 10 working days");
pub(super) const COMPONENT: RefusedField =
    RefusedField::new("component", "component-length", "name the component: 1 to 200 characters");
pub(super) const VERSIONS: RefusedField =
    RefusedField::new("versions", "versions-length", "versions have at most 200 characters");
pub(super) const PURL: RefusedField = RefusedField::new("purl", "no-purl", "purl is a package URL, pkg:…, or empty");
pub(super) const REACH: RefusedField =
    RefusedField::new("contact", "contact-length", "contact has at most 200 characters");
pub(super) const NOTE: RefusedField =
    RefusedField::new("note", "note-length", "say what the flaw is: 3 to 8000 characters");
pub(super) const FIX: RefusedField = RefusedField::new(
    "fix",
    "no-fix",
    "a fix is an address, https://…, or the SHA-256 of a patch in 64 hexadecimal digits, or empty",
);
pub(super) const WAY: RefusedField = RefusedField::new("way", "no-such-way", "way is mail, form, advisory or other");
pub(super) const ANSWER: RefusedField =
    RefusedField::new("answer", "no-such-answer", "answer is confirmed, fixed, refused or other");
pub(super) const WHEN: RefusedField =
    RefusedField::new("when", "not-yet", "when is a time that is over, such as 2026-11-28T23:40:00Z");

/// The codes of all refusals of reports: each has its words on pages.
pub const REFUSALS: [&str; 22] = [
    WHAT.code,
    LINE.code,
    CREDIT.code,
    CREDIT_NAME.code,
    MESSAGE.code,
    STATE.code,
    TITLE.code,
    PRODUCT.code,
    BASE.code,
    CONTACT.code,
    ENCRYPTION.code,
    LANGUAGES.code,
    POLICY.code,
    DAYS.code,
    COMPONENT.code,
    VERSIONS.code,
    PURL.code,
    REACH.code,
    NOTE.code,
    FIX.code,
    WAY.code,
    ANSWER.code,
];

/// Several lines, without what no page can show and without carriage returns.
pub(super) fn lines(given: &str) -> String {
    storable(given.trim()).chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

/// One line.
pub(super) fn line(given: &str) -> String {
    lines(given).replace(['\n', '\t'], " ")
}

/// Gathers what is refused, so that everything is said at once.
#[derive(Default)]
pub(super) struct Checked(Vec<RefusedField>);

impl Checked {
    /// Something that must be so.
    pub(super) fn must(&mut self, is_so: bool, refused: RefusedField) {
        if !is_so && !self.0.iter().any(|one| one.code == refused.code) {
            self.0.push(refused);
        }
    }

    /// Lines of so many bytes.
    pub(super) fn text(&mut self, given: &str, size: std::ops::RangeInclusive<usize>, refused: RefusedField) -> String {
        let text = lines(given);
        self.must(size.contains(&text.len()), refused);
        text
    }

    /// A line that is not too long.
    pub(super) fn short(&mut self, given: &str, refused: RefusedField) -> String {
        let text = line(given);
        self.must(text.chars().count() <= LONGEST_LINE, refused);
        text
    }

    /// A word of a closed list.
    pub(super) fn word<T: std::str::FromStr>(&mut self, given: &str, refused: RefusedField) -> Option<T> {
        let read = given.trim().parse().ok();
        self.must(read.is_some(), refused);
        read
    }

    /// What was taken, where all of it was.
    pub(super) fn taken<T>(self, what: T) -> Result<T, ReportError> {
        if self.0.is_empty() { Ok(what) } else { Err(ReportError::Fields(self.0)) }
    }
}

//! What is stated of a unit, checked field by field. Pure: a line of a list and a request are read by the same rules.

use steadfast_store::{Id, kinds};
use steadfast_trust::key::Fingerprint;

use super::reason::{Reason, Wrong};
use super::{code, market};
use crate::recalls::partners::LONGEST_NAME;

/// The most characters of a serial number.
pub const LONGEST_SERIAL: usize = 100;
/// The most characters of a hardware revision.
pub const LONGEST_HARDWARE: usize = 100;
/// The most characters of a version.
pub const LONGEST_VERSION: usize = 100;
/// The most characters of an owner's contact.
pub const LONGEST_CONTACT: usize = 300;

/// What is stated of a unit; nothing where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its serial number.
    pub serial: String,
    /// The fingerprint of its identity key.
    pub key: Option<[u8; 32]>,
    /// The hardware revision.
    pub hardware: Option<String>,
    /// The Member State where it was made available.
    pub market: Option<String>,
    /// Where its owner can be reached.
    pub contact: Option<String>,
    /// The version of each part that it runs.
    pub versions: Vec<(Id<kinds::Part>, String)>,
    /// The hash of its token for the hawkBit door.
    pub token: Option<[u8; 32]>,
    /// The hash of its owner's code.
    pub owner_code: Option<[u8; 32]>,
    /// Who brought it into the Union, by name.
    pub importer: Option<String>,
    /// Who sold it, by name.
    pub dealer: Option<String>,
    /// The day on which it was placed on the market (YYYY-MM-DD).
    pub placed: Option<String>,
}

/// A field that something is stated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The serial number.
    Serial,
    /// The fingerprint of the key.
    Key,
    /// The hardware revision.
    Hardware,
    /// The Member State.
    Market,
    /// The owner's contact.
    Contact,
    /// The version of a part.
    Version(Id<kinds::Part>),
    /// The token for the hawkBit door.
    Token,
    /// The owner's code.
    OwnerCode,
    /// The hash of it, where the factory keeps no more.
    OwnerCodeHash,
    /// The importer.
    Importer,
    /// The dealer.
    Dealer,
    /// The day of placing on the market.
    Placed,
}

impl Stated {
    /// Takes what stands in a field; an empty one says nothing.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn take(&mut self, field: Field, text: &str) -> Result<(), Reason> {
        let text = text.trim();
        match field {
            Field::Serial if text.is_empty() => return Err(Reason::Missing),
            _ if text.is_empty() => return Ok(()),
            Field::Serial => self.serial = plain(text, LONGEST_SERIAL)?,
            Field::Key => self.key = Some(text.parse::<Fingerprint>().map_err(Reason::Key)?.0),
            Field::Hardware => self.hardware = Some(plain(text, LONGEST_HARDWARE)?),
            Field::Market => self.market = Some(market::read(text).ok_or(Reason::Market)?.to_owned()),
            Field::Contact => self.contact = Some(lines(text, LONGEST_CONTACT)?),
            Field::Version(part) => self.versions.push((part, plain(text, LONGEST_VERSION)?)),
            Field::Token => self.token = Some(code::given_token(text).ok_or(Reason::Token)?),
            Field::OwnerCodeHash => self.owner_code = Some(text.parse::<Fingerprint>().map_err(|_| Reason::Hash)?.0),
            Field::Importer => self.importer = Some(plain(text, LONGEST_NAME)?),
            Field::Dealer => self.dealer = Some(plain(text, LONGEST_NAME)?),
            Field::Placed => self.placed = Some(day(text).ok_or(Reason::Day)?),
            Field::OwnerCode => self.owner_code = Some(code::given_owner(text).ok_or(Reason::OwnerCode)?),
        }
        Ok(())
    }

    /// The same, noting what is wrong under the name of the field.
    pub fn note(&mut self, field: Field, name: &str, text: &str, wrong: &mut Vec<Wrong>) {
        if let Err(reason) = self.take(field, text) {
            wrong.push(Wrong::new(name, reason));
        }
    }
}

/// A day as it is kept: 2027-12-11.
fn day(text: &str) -> Option<String> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Option<jiff::civil::Date> = is_plain.then(|| text.parse().ok()).flatten();
    day.map(|day| day.to_string())
}

/// One line of so many characters.
fn plain(text: &str, most: usize) -> Result<String, Reason> {
    if text.chars().any(char::is_control) { Err(Reason::Characters) } else { lines(text, most) }
}

/// Several lines of so many characters together.
fn lines(text: &str, most: usize) -> Result<String, Reason> {
    let hidden = |letter: char| letter.is_control() && !['\n', '\r', '\t'].contains(&letter);
    if text.chars().any(hidden) {
        return Err(Reason::Characters);
    }
    if text.chars().count() > most { Err(Reason::Length(most)) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(field: Field, text: &str) -> Result<Stated, Reason> {
        let mut stated = Stated::default();
        stated.take(field, text).map(|()| stated)
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let part = Id::from_bytes([1; 16]);
        let cases = [
            (Field::Serial, "  ", Err("missing")),
            (Field::Serial, " SN 1 ", Ok(())),
            (Field::Serial, "SN\u{7}1", Err("characters")),
            (Field::Key, "sha256:12", Err("key")),
            (Field::Key, "zz", Err("key")),
            (Field::Market, "Germany", Err("market")),
            (Field::Market, "de", Ok(())),
            (Field::Contact, "Ada\nHome Street 1", Ok(())),
            (Field::Contact, "Ada\u{1b}[31m", Err("characters")),
            (Field::Version(part), "1.0\n2.0", Err("characters")),
            (Field::Token, "0000", Err("token")),
            (Field::OwnerCode, "0000", Err("owner-code")),
            (Field::Placed, "2027-12-11", Ok(())),
            (Field::Placed, "11.12.2027", Err("day")),
            (Field::Placed, "2027-02-30", Err("day")),
            (Field::Hardware, "", Ok(())),
        ];
        for (field, text, wanted) in cases {
            assert_eq!(take(field, text).map(drop).map_err(|reason| reason.code()), wanted, "{field:?} {text:?}");
        }
        let long = "x".repeat(LONGEST_SERIAL + 1);
        assert_eq!(take(Field::Serial, &long), Err(Reason::Length(LONGEST_SERIAL)));
    }

    #[test]
    fn a_fingerprint_is_read_as_labels_print_it() {
        let text = format!("SHA256:{}", "ab cd-".repeat(16));
        assert_eq!(
            take(Field::Key, text.trim_end_matches('-')).expect("a key").key,
            Some([0xab, 0xcd].repeat(16).try_into().expect("32 bytes"))
        );
    }
}

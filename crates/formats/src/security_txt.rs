//! `security.txt` (RFC 9116): where somebody who found a flaw turns to.
//!
//! What is written is what the RFC asks for; the reader takes what others write, names what breaks the RFC, and never says of
//! a signature that it holds: it is not looked at here.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};

/// The most bytes of a file that are read.
const MOST: usize = 64 << 10;
/// A file should not be good for longer than this (RFC 9116, section 2.5.5).
const LONGEST: SignedDuration = SignedDuration::from_hours(365 * 24);
const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityTxt {
    /// Where to turn to, the preferred one first.
    pub contact: Vec<String>,
    /// When what it says is no longer to be relied upon; a file without one breaks the RFC.
    pub expires: Option<Timestamp>,
    /// Keys to write encrypted to.
    pub encryption: Vec<String>,
    /// Where finders are thanked.
    pub acknowledgments: Vec<String>,
    /// Languages that are read (RFC 5646).
    pub languages: Vec<String>,
    /// Where this file lies.
    pub canonical: Vec<String>,
    /// What finders can expect.
    pub policy: Vec<String>,
    /// Where the CSAF provider describes itself (CSAF 2.0, section 7.1.8).
    pub csaf: Vec<String>,
}

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Nobody is named to turn to.
    #[error("a security.txt names somebody to turn to: Contact")]
    NoContact,
    /// No end.
    #[error("a security.txt says until when it is good: Expires")]
    NoExpires,
    /// An end too far away.
    #[error("a security.txt is good for a year at most")]
    TooLong,
    /// No address as the field takes it.
    #[error("{field}: \"{value}\" is no address that this field takes")]
    Address {
        /// The field.
        field: &'static str,
        /// What stood there.
        value: String,
    },
    /// No language.
    #[error("\"{0}\" is no language such as en or de")]
    Language(String),
}

/// What breaks the RFC in a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is named to turn to.
    NoContact,
    /// No end.
    NoExpires,
    /// A field that may stand there once stands there again; the first one counts.
    Twice(&'static str),
    /// A line that is no field, by its number from 1 on.
    Line(usize),
    /// A value that its field does not take, by the number of its line.
    Value(usize),
    /// No UTF-8 text, or more than is read.
    Unreadable,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub file: SecurityTxt,
    /// What breaks the RFC.
    pub faults: Vec<Fault>,
    /// Whether it has the form of a signed one. Nobody looked whether the signature holds.
    pub has_signature: bool,
}

impl SecurityTxt {
    /// The file, as it is served: UTF-8, a field in each line.
    ///
    /// # Errors
    /// When it would break the RFC: `now` decides how far away its end is.
    pub fn write(&self, now: Timestamp) -> Result<String, WriteError> {
        let expires = self.expires.ok_or(WriteError::NoExpires)?;
        if self.contact.is_empty() {
            return Err(WriteError::NoContact);
        }
        if expires.duration_since(now) > LONGEST {
            return Err(WriteError::TooLong);
        }
        let mut text = String::new();
        for (field, values) in self.addresses() {
            values.iter().try_for_each(|value| put(&mut text, field, value))?;
        }
        let _ = writeln!(text, "Expires: {}", expires.strftime("%Y-%m-%dT%H:%M:%SZ"));
        if let Some(wrong) = self.languages.iter().find(|language| !is_language(language)) {
            return Err(WriteError::Language(wrong.clone()));
        }
        if !self.languages.is_empty() {
            let _ = writeln!(text, "Preferred-Languages: {}", self.languages.join(", "));
        }
        Ok(text)
    }

    fn addresses(&self) -> [(&'static str, &[String]); 6] {
        [
            ("Contact", &self.contact),
            ("Encryption", &self.encryption),
            ("Acknowledgments", &self.acknowledgments),
            ("Canonical", &self.canonical),
            ("Policy", &self.policy),
            ("CSAF", &self.csaf),
        ]
    }
}

fn put(text: &mut String, field: &'static str, value: &str) -> Result<(), WriteError> {
    if !is_address(field, value) {
        return Err(WriteError::Address { field, value: value.to_owned() });
    }
    let _ = writeln!(text, "{field}: {value}");
    Ok(())
}

/// Whether a field takes this address (RFC 3986): on the web by `https` alone, to turn to also by mail or telephone.
#[must_use]
pub fn is_address(field: &str, value: &str) -> bool {
    let rest = |scheme: &str| {
        let head = value.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme));
        head.and_then(|head| value.get(head.len()..)).is_some_and(|rest| !rest.is_empty())
    };
    let plain = value.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte));
    let by_scheme = match field {
        "Contact" => rest("https://") || rest("mailto:") || rest("tel:"),
        "Encryption" => rest("https://") || rest("dns:") || rest("openpgp4fpr:"),
        _ => rest("https://"),
    };
    plain && by_scheme
}

/// Whether it has the form of a language tag.
#[must_use]
pub fn is_language(text: &str) -> bool {
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.len() <= 35 && text.split('-').all(part) && text.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Reads a file. What breaks the RFC is named, and the rest is used.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    let Some(text) = (bytes.len() <= MOST).then(|| std::str::from_utf8(bytes).ok()).flatten() else {
        read.faults.push(Fault::Unreadable);
        return read;
    };
    let text = text.trim_start_matches('\u{feff}');
    read.has_signature = text.starts_with(SIGNED);
    for (number, line) in body(text, read.has_signature) {
        read.line(number, line);
    }
    read.missing();
    read
}

/// The lines that say something, with their numbers: of a signed file those between its head and its signature.
fn body(text: &str, signed: bool) -> impl Iterator<Item = (usize, &str)> {
    let mut lines = (1..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
    if signed {
        lines.by_ref().find(|(_, line)| line.is_empty());
    }
    let lines = lines.take_while(move |(_, line)| !signed || *line != SIGNATURE);
    // In a signed text, lines that begin with a dash are escaped (RFC 9580, section 7.2).
    let lines =
        lines.map(move |(number, line)| (number, if signed { line.strip_prefix("- ").unwrap_or(line) } else { line }));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

impl Read {
    fn line(&mut self, number: usize, line: &str) {
        let Some((name, value)) = line.split_once(':').map(|(name, value)| (name.trim(), value.trim())) else {
            self.faults.push(Fault::Line(number));
            return;
        };
        match name.to_ascii_lowercase().as_str() {
            "contact" => self.address("Contact", number, value),
            "encryption" => self.address("Encryption", number, value),
            "acknowledgments" | "acknowledgements" => self.address("Acknowledgments", number, value),
            "canonical" => self.address("Canonical", number, value),
            "csaf" => self.address("CSAF", number, value),
            "policy" => self.address("Policy", number, value),
            "expires" => self.expires(number, value),
            "preferred-languages" => self.languages(number, value),
            // Other fields may come and are not ours to judge (RFC 9116, section 2.4).
            _ => {}
        }
    }

    fn address(&mut self, field: &'static str, number: usize, value: &str) {
        if !is_address(field, value) {
            self.faults.push(Fault::Value(number));
            return;
        }
        let file = &mut self.file;
        let into = match field {
            "Contact" => &mut file.contact,
            "Encryption" => &mut file.encryption,
            "Acknowledgments" => &mut file.acknowledgments,
            "Canonical" => &mut file.canonical,
            "CSAF" => &mut file.csaf,
            _ => &mut file.policy,
        };
        into.push(value.to_owned());
    }

    fn expires(&mut self, number: usize, value: &str) {
        match (self.file.expires, value.parse::<Timestamp>()) {
            (Some(_), _) => self.faults.push(Fault::Twice("Expires")),
            (None, Ok(expires)) => self.file.expires = Some(expires),
            (None, Err(_)) => self.faults.push(Fault::Value(number)),
        }
    }

    fn languages(&mut self, number: usize, value: &str) {
        if !self.file.languages.is_empty() {
            self.faults.push(Fault::Twice("Preferred-Languages"));
            return;
        }
        let (right, wrong): (Vec<_>, Vec<_>) = value.split(',').map(str::trim).partition(|one| is_language(one));
        self.faults.extend((!wrong.is_empty()).then_some(Fault::Value(number)));
        self.file.languages = right.into_iter().map(str::to_owned).collect();
    }

    fn missing(&mut self) {
        self.faults.extend(self.file.contact.is_empty().then_some(Fault::NoContact));
        self.faults.extend(self.file.expires.is_none().then_some(Fault::NoExpires));
    }
}

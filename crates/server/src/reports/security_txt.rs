//! `/.well-known/security.txt`: what it says, and the place where a signature comes in.

use steadfast_formats::security_txt::{SecurityTxt, WriteError};
use steadfast_store::Time;

use super::settings::{Disclosure, Kept, base};
use crate::web::urls;

/// Signs the file in the clear (RFC 9116, section 2.3; RFC 9580, section 7). A signature is not asked for by the RFC.
pub trait Sign: Send + Sync {
    /// The text with its signature around it.
    fn sign(&self, text: &str) -> String;
}

/// What a file says, at this address.
#[must_use]
pub fn file(disclosure: &Disclosure, expires: Time, base: &str) -> SecurityTxt {
    let at = |path: &str| format!("{base}{path}");
    let form = std::iter::once(at(urls::REPORT));
    SecurityTxt {
        contact: form.chain(disclosure.contact.iter().cloned()).collect(),
        expires: Some(expires.into()),
        encryption: disclosure.encryption.clone(),
        acknowledgments: vec![at(urls::THANKS)],
        languages: disclosure.languages.clone(),
        canonical: vec![at(urls::SECURITY_TXT)],
        policy: vec![at(urls::POLICY)],
    }
}

/// The file as it is served now; nothing where nobody published one. It says what was published, also where it ended
/// meanwhile: the first page tells staff.
///
/// # Errors
/// When it would break RFC 9116.
pub fn served(kept: &Kept, fallback: &str, now: Time, key: Option<&dyn Sign>) -> Result<Option<String>, WriteError> {
    let Some((expires, base)) = kept.expires.zip(base(&kept.disclosure, fallback)) else { return Ok(None) };
    let text = file(&kept.disclosure, expires, &base).write(now.into())?;
    Ok(Some(key.map_or_else(|| text.clone(), |key| key.sign(&text))))
}

#[cfg(test)]
mod tests {
    use steadfast_formats::security_txt::read;

    use super::*;

    const NOW: Time = Time(1_800_000_000_000_000);

    fn kept() -> Kept {
        let disclosure =
            Disclosure { contact: vec!["mailto:security@maker.example".to_owned()], ..Disclosure::default() };
        Kept { disclosure, expires: Some(Time(NOW.0 + 86_400_000_000)) }
    }

    #[test]
    fn what_is_served_keeps_to_the_rfc_and_leads_to_the_form() {
        let text = served(&kept(), "https://psirt.maker.example", NOW, None).expect("a file").expect("one");
        let found = read(text.as_bytes());
        assert_eq!((found.faults.len(), found.has_signature), (0, false));
        assert_eq!(found.file.contact, ["https://psirt.maker.example/report", "mailto:security@maker.example"]);
        assert_eq!(found.file.canonical, ["https://psirt.maker.example/.well-known/security.txt"]);
    }

    #[test]
    fn nothing_is_served_that_nobody_published_or_that_leads_nowhere() {
        let never = Kept { expires: None, ..kept() };
        assert_eq!(served(&never, "https://psirt.maker.example", NOW, None), Ok(None));
        assert_eq!(served(&kept(), "http://localhost:8470", NOW, None), Ok(None));
    }

    #[test]
    fn a_key_signs_what_is_served() {
        struct Stamp;
        impl Sign for Stamp {
            fn sign(&self, text: &str) -> String {
                format!("signed\n{text}")
            }
        }
        let text = served(&kept(), "https://psirt.maker.example", NOW, Some(&Stamp)).expect("a file").expect("one");
        assert!(text.starts_with("signed\nContact: "), "{text}");
    }
}

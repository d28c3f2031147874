//! `/.well-known/security.txt`: what it says, signed in the clear by the key that advisories are signed with.

use steadfast_formats::security_txt::{SecurityTxt, WriteError};
use steadfast_store::Time;
use steadfast_trust::openpgp::OpenPgpKey;

use super::settings::{Disclosure, Kept, base, renewed};
use crate::advisories::key::seconds;
use crate::advisories::provider::METADATA;
use crate::web::urls;

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
        csaf: vec![at(METADATA)],
    }
}

/// The file as it is served now; nothing where nobody published one. It says what was published, also where it ended
/// meanwhile: the first page tells staff. With a key it is signed, as of when somebody published it.
///
/// # Errors
/// When it would break RFC 9116.
pub fn served(kept: &Kept, fallback: &str, now: Time, key: Option<&OpenPgpKey>) -> Result<Option<String>, WriteError> {
    let Some((expires, base)) = kept.expires.zip(base(&kept.disclosure, fallback)) else { return Ok(None) };
    let text = file(&kept.disclosure, expires, &base).write(now.into())?;
    Ok(Some(match key {
        // No key signed before it was made: one that was made elsewhere may be newer than the renewal.
        Some(key) => key.sign_in_the_clear(&text, seconds(renewed(expires)).max(key.made())),
        None => text,
    }))
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
    fn a_key_signs_what_is_served_and_its_reader_finds_it_in_there() {
        let key = OpenPgpKey::from_seed(&[7; 32], 1_600_000_000, "Example");
        let text = served(&kept(), "https://psirt.maker.example", NOW, Some(&key)).expect("a file").expect("one");
        let found = read(text.as_bytes());
        assert_eq!((found.faults.len(), found.has_signature), (0, true));
        assert_eq!(found.file.csaf, ["https://psirt.maker.example/.well-known/csaf/provider-metadata.json"]);
    }

    #[test]
    fn a_key_that_is_newer_than_the_renewal_signs_as_of_when_it_was_made() {
        let made = seconds(NOW) + 60;
        let key = OpenPgpKey::from_seed(&[7; 32], made, "Example");
        let served = |key| served(&kept(), "https://psirt.maker.example", NOW, key).expect("a file").expect("one");
        assert_eq!(served(Some(&key)), key.sign_in_the_clear(&served(None), made));
    }
}

//! Certificates.

use steadfast_agent::tls::{CertificateError, Fingerprint, Identity, Pem};
use steadfast_device::outside::{NoRandom, Random};

use crate::world::identity;

/// Chance that is none.
struct Broken;

impl Random for Broken {
    fn fill(&self, _: &mut [u8]) -> Result<(), NoRandom> {
        Err(NoRandom)
    }
}

#[test]
fn a_certificate_is_the_same_after_it_was_kept() {
    let made = identity();
    let kept = Identity::from_der(made.chain().map(<[u8]>::to_vec).collect(), made.key().to_vec());
    let kept = kept.expect("it is what was made");
    assert_eq!(kept.fingerprint(), made.fingerprint());
    assert_ne!(identity().fingerprint(), made.fingerprint(), "each unit has its own");
    assert!(!format!("{made:?}").contains(&format!("{:?}", made.key())));
}

#[test]
fn a_certificate_counts_whatever_the_clock_says() {
    let identity = identity();
    let certificate = identity.chain().next().expect("there is one");
    let holds = |text: &[u8]| certificate.windows(text.len()).any(|window| window == text);
    assert!(holds(b"200101000000Z") && holds(b"20641231000000Z"));
}

#[test]
fn nothing_is_made_without_chance() {
    assert!(matches!(Identity::make(&["x".to_owned()], &Broken), Err(CertificateError::Random(NoRandom))));
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let (one, other) = (identity(), identity());
    let chain: Vec<Vec<u8>> = one.chain().map(<[u8]>::to_vec).collect();
    assert!(matches!(Identity::from_der(chain.clone(), other.key().to_vec()), Err(CertificateError::Pair(_))));
    assert!(matches!(Identity::from_der(chain, b"x".to_vec()), Err(CertificateError::Key(_))));
    assert!(Identity::from_der(Vec::new(), one.key().to_vec()).is_err());
}

#[test]
fn the_makers_own_certificate_stands_in_its_place() {
    let made = identity();
    let pem = |label: &str, der: &[u8]| {
        use base64_lines as lines;
        format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", lines(der))
    };
    let chain = pem("CERTIFICATE", made.chain().next().expect("there is one")).repeat(2);
    let key = pem("PRIVATE KEY", made.key());
    let read = Identity::from_pem(Pem { chain: chain.as_bytes(), key: key.as_bytes() }).expect("they belong together");
    assert_eq!((read.fingerprint(), read.chain().count()), (made.fingerprint(), 2));
    assert!(Identity::from_pem(Pem { chain: b"", key: key.as_bytes() }).is_err());
    assert!(Identity::from_pem(Pem { chain: chain.as_bytes(), key: b"nothing" }).is_err());
}

fn base64_lines(der: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let quads = der.chunks(3).flat_map(|chunk| {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        (0..4).map(move |at| if at <= chunk.len() { LETTERS[(bits >> (18 - 6 * at)) as usize & 63] } else { b'=' })
    });
    let letters: Vec<u8> = quads.collect();
    letters.chunks(64).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}

#[test]
fn a_fingerprint_is_written_as_browsers_show_it_and_read_back() {
    let fingerprint = identity().fingerprint();
    let text = fingerprint.to_string();
    assert_eq!((text.len(), text.matches(':').count()), (95, 31));
    for form in [text.clone(), text.replace(':', ""), text.replace(':', " ").to_lowercase()] {
        assert_eq!(form.parse::<Fingerprint>(), Ok(fingerprint));
    }
    for form in
        ["", "AB", &text[1..], &format!("{text}:AB"), &text.replace(|letter: char| letter.is_ascii_digit(), "+")]
    {
        assert!(form.parse::<Fingerprint>().is_err(), "{form}");
    }
}

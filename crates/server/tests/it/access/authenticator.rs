//! An authenticator made of keys and a few bytes of CBOR, for a server at `http://localhost:8470`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, SigningKey as _};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ORIGIN: &str = "http://localhost:8470";
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A device with one passkey, which it made when it was asked to.
#[derive(Debug)]
pub(super) struct Device {
    key: KeyPair,
    id: Vec<u8>,
    owner: String,
    pub(super) counter: u32,
    /// Whether it verifies its user.
    pub(super) verifies: bool,
}

impl Device {
    /// A new device; `number` tells it from others.
    pub(super) fn new(number: u8) -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        Self { key, id: vec![number; 16], owner: String::new(), counter: 0, verifies: true }
    }

    /// Answers the question for a new passkey.
    pub(super) fn make(&mut self, question: &Value) -> Value {
        let asked = &question["publicKey"];
        asked["user"]["id"].as_str().expect("an owner").clone_into(&mut self.owner);
        let data = self.data(WITH_KEY);
        let mut attestation = vec![0xa3];
        attestation.extend([0x63, b'f', b'm', b't', 0x64, b'n', b'o', b'n', b'e']);
        attestation.extend([0x67, b'a', b't', b't', b'S', b't', b'm', b't', 0xa0]);
        attestation.extend([0x68, b'a', b'u', b't', b'h', b'D', b'a', b't', b'a', 0x58]);
        attestation.push(u8::try_from(data.len()).expect("short"));
        attestation.extend(data);
        let response = json!({
            "attestationObject": text(&attestation), "clientDataJSON": text(&said("webauthn.create", asked)),
        });
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response})
    }

    /// Answers the question for a proof.
    pub(super) fn sign(&mut self, question: &Value) -> Value {
        self.counter += 1;
        let (data, said) = (self.data(0), said("webauthn.get", &question["publicKey"]));
        let signed = [data.clone(), Sha256::digest(&said).to_vec()].concat();
        let signature = self.key.sign(&signed).expect("a signature");
        let response = json!({
            "authenticatorData": text(&data), "clientDataJSON": text(&said), "signature": text(&signature),
            "userHandle": self.owner,
        });
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response})
    }

    /// Authenticator data: whom it is for, flags, counter; and of a new passkey its id and key.
    fn data(&self, more: u8) -> Vec<u8> {
        let flags = more | PRESENT | if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(b"localhost").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        if more == WITH_KEY {
            data.extend([0; 16]);
            data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
            data.extend(&self.id);
            data.extend(self.public_key());
        }
        data
    }

    /// As a COSE key: EC2, ES256, P-256, x, y.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key_raw();
        let (x, y) = (&point[1..33], &point[33..65]);
        [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20][..], x, &[0x22, 0x58, 0x20], y].concat()
    }
}

/// What the browser vouches for.
fn said(kind: &str, asked: &Value) -> Vec<u8> {
    json!({"type": kind, "challenge": asked["challenge"], "origin": ORIGIN, "crossOrigin": false}).to_string().into()
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

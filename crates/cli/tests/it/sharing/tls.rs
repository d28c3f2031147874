//! TLS 1.3 (RFC 8446) as whoever has the key log reads it. Nothing is passed over: what cannot be opened fails the test.

use std::collections::BTreeMap;
use std::path::Path;

use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{self, HKDF_SHA256, HKDF_SHA384, KeyType, Prk};

use super::wire::Connection;

/// Change of cipher, alert, handshake, application data.
const KINDS: std::ops::RangeInclusive<u8> = 20..=23;
const HANDSHAKE: u8 = 22;
const ALERT: u8 = 21;
const APPLICATION: u8 = 23;
const CLIENT_HELLO: u8 = 1;
const SERVER_HELLO: u8 = 2;

/// Version and random of a hello, and the bytes before them: its kind and length.
const BEFORE_RANDOM: usize = 6;
const BEFORE_SESSION: usize = BEFORE_RANDOM + 32;

/// Secrets by what they are for and the random of the client's hello, both as they stand in the file.
pub(crate) struct KeyLog(BTreeMap<(String, String), Vec<u8>>);

impl KeyLog {
    /// Reads the file that `SSLKEYLOGFILE` named.
    pub(crate) fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("the agent writes its keys down");
        let line = |line: &str| {
            let [label, random, secret] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("no key log: {line}") };
            ((label.to_owned(), random.to_owned()), bytes(secret))
        };
        Self(text.lines().map(line).collect())
    }

    /// The keys of one side of a connection, in the order in which it goes over to them.
    fn stages(&self, side: &str, random: &[u8], suite: Suite) -> [Stage; 2] {
        let random: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let secret = |label: String| {
            let found = self.0.get(&(label, random.clone()));
            found.unwrap_or_else(|| panic!("the key log has nothing on the connection {random}"))
        };
        let labels = [format!("{side}_HANDSHAKE_TRAFFIC_SECRET"), format!("{side}_TRAFFIC_SECRET_0")];
        labels.map(|label| Stage::new(suite, secret(label)))
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal digits");
    (0..hex.len()).step_by(2).map(pair).collect()
}

/// What both sides of a connection said inside it.
#[derive(Default)]
pub(crate) struct Clear {
    pub(crate) up: Vec<u8>,
    pub(crate) down: Vec<u8>,
}

/// Opens every record of a connection. Before the unit encrypted anything there is nothing in it but the server's half of a
/// handshake.
pub(crate) fn open(connection: &Connection, keys: &KeyLog) -> Clear {
    let (up, down) = (records(&connection.up), records(&connection.down));
    if !up.iter().any(|record| record.kind() == APPLICATION) {
        return Clear::default();
    }
    let random = &hello(&up, CLIENT_HELLO)[BEFORE_RANDOM..BEFORE_SESSION];
    let suite = Suite::chosen(hello(&down, SERVER_HELLO));
    Clear {
        up: opened(&up, keys.stages("CLIENT", random, suite)),
        down: opened(&down, keys.stages("SERVER", random, suite)),
    }
}

/// A record: its head of five bytes, and what is in it.
struct Record<'a> {
    head: &'a [u8],
    body: &'a [u8],
}

impl Record<'_> {
    fn kind(&self) -> u8 {
        self.head[0]
    }
}

/// All records that are there as a whole.
fn records(mut bytes: &[u8]) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    while let Some((head, rest)) = bytes.split_at_checked(5) {
        let length = usize::from(u16::from_be_bytes([head[3], head[4]]));
        let Some((body, rest)) = rest.split_at_checked(length) else { break };
        records.push(Record { head, body });
        bytes = rest;
    }
    records
}

/// Whether these bytes are records of TLS and nothing else, to their end.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let records = records(bytes);
    let length: usize = records.iter().map(|record| record.head.len() + record.body.len()).sum();
    length == bytes.len() && records.iter().all(|record| KINDS.contains(&record.kind()))
}

fn hello<'a>(records: &[Record<'a>], kind: u8) -> &'a [u8] {
    let is_it = |record: &&Record<'_>| record.kind() == HANDSHAKE && record.body.first() == Some(&kind);
    records.iter().find(is_it).expect("both sides say hello").body
}

/// What a side said: the content of its application data, one after the other.
fn opened(records: &[Record<'_>], stages: [Stage; 2]) -> Vec<u8> {
    let [mut handshake, mut application] = stages;
    let mut said = Vec::new();
    for record in records.iter().filter(|record| record.kind() == APPLICATION) {
        let inner = handshake.open(record).filter(|_| application.count == 0).or_else(|| application.open(record));
        let inner = inner.expect("every record opens by the keys of the log");
        // Padding of zeros follows the kind of what is inside.
        let end = inner.iter().rposition(|byte| *byte != 0).expect("a record says what is in it");
        match inner[end] {
            APPLICATION => said.extend(&inner[..end]),
            HANDSHAKE | ALERT => {}
            other => panic!("a record of the kind {other} inside of TLS"),
        }
    }
    said
}

/// The hash and the cipher that both sides agreed on.
#[derive(Clone, Copy)]
struct Suite(hkdf::Algorithm, &'static Algorithm);

impl Suite {
    /// As the server's hello says.
    fn chosen(hello: &[u8]) -> Self {
        let session = usize::from(hello[BEFORE_SESSION]);
        match hello[BEFORE_SESSION + 1 + session..][..2] {
            [0x13, 0x01] => Self(HKDF_SHA256, &AES_128_GCM),
            [0x13, 0x02] => Self(HKDF_SHA384, &AES_256_GCM),
            [0x13, 0x03] => Self(HKDF_SHA256, &CHACHA20_POLY1305),
            ref other => panic!("{other:?} is no cipher suite of TLS 1.3"),
        }
    }
}

/// The keys of one side for one stretch of a connection.
struct Stage {
    key: LessSafeKey,
    iv: [u8; 12],
    /// How many records it opened.
    count: u64,
}

/// So many bytes of key material.
struct Iv;

impl KeyType for Iv {
    fn len(&self) -> usize {
        12
    }
}

impl Stage {
    fn new(Suite(hash, cipher): Suite, secret: &[u8]) -> Self {
        let secret = Prk::new_less_safe(hash, secret);
        let mut iv = [0; 12];
        let drawn = secret.expand(&[&label("iv", 12)], Iv).and_then(|drawn| drawn.fill(&mut iv));
        drawn.expect("twelve bytes are few");
        let info = label("key", cipher.key_len());
        let info = [&info[..]];
        let key: UnboundKey = secret.expand(&info, cipher).expect("a key is short").into();
        Self { key: LessSafeKey::new(key), iv, count: 0 }
    }

    /// What is in a record, if it is the next one under these keys.
    fn open(&mut self, record: &Record<'_>) -> Option<Vec<u8>> {
        let mut nonce = self.iv;
        let count = self.count.to_be_bytes();
        nonce[4..].iter_mut().zip(count).for_each(|(byte, count)| *byte ^= count);
        let (nonce, mut body) = (Nonce::assume_unique_for_key(nonce), record.body.to_vec());
        let opened = self.key.open_in_place(nonce, Aad::from(record.head), &mut body).ok()?.to_vec();
        self.count += 1;
        Some(opened)
    }
}

/// `HkdfLabel` without a context (RFC 8446, 7.1).
fn label(what: &str, length: usize) -> Vec<u8> {
    let (label, length) = (format!("tls13 {what}"), u16::try_from(length).expect("it is short"));
    let count = u8::try_from(label.len()).expect("it is short");
    [&length.to_be_bytes()[..], &[count], label.as_bytes(), &[0]].concat()
}

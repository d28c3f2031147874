//! Where an archive goes, as its owner typed it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use steadfast_protocol::Way;
use steadfast_trust::encoding::from_base64;
use ureq::http::Uri;

use crate::net::Plain;
use crate::tls::Fingerprint;

/// A place of the owner's. It is kept while a transfer is under way: nothing in it opens the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// By which way.
    #[serde(serialize_with = "put", deserialize_with = "taken")]
    pub way: Way,
    /// `https://…`, or `http://…` in the own network.
    pub address: String,
    /// Who the unit is there: a name, or the id of a key.
    pub user: String,
    /// The bucket, and what names in it begin with.
    pub bucket: String,
    /// Where the bucket is.
    pub region: String,
    /// The certificate that is believed, where it is not the machine's authorities that say so.
    pub pin: Option<String>,
}

/// Why nothing can be sent there: the field, and the key of what to say.
pub type NoTarget = (&'static str, &'static str);

impl Target {
    /// What was typed, made sense of. `sealed`: the archive is encrypted to a key of the owner's; `secret`: a password goes
    /// along.
    ///
    /// Plain `http://` is for the machines of a home that speak nothing else: it takes what is encrypted already, and says no
    /// password that somebody on the way could read. A bucket's secret never travels.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checked(mut self, sealed: bool, secret: bool) -> Result<Self, NoTarget> {
        let wrong = ("address", "transfer-address-wrong");
        let uri: Uri = self.address.trim().parse().map_err(|_| wrong)?;
        if uri.authority().ok_or(wrong)?.as_str().contains('@') {
            return Err(("address", "transfer-address-login"));
        }
        let is_whole = match self.way {
            Way::Http => true,
            Way::WebDav => uri.query().is_none(),
            Way::Sftp => uri.query().is_none() && uri.path().bytes().all(is_plain_in_path) && is_host(&uri),
            _ => uri.query().is_none() && uri.path() == "/",
        };
        if !is_whole {
            return Err(wrong);
        }
        self.address = uri.to_string();
        self.is_open_to(&uri, sealed, secret).and_then(|()| self.checked_rest())
    }

    /// Whether an archive may go there in the way that is named.
    fn is_open_to(&self, uri: &Uri, sealed: bool, secret: bool) -> Result<(), NoTarget> {
        match uri.scheme_str() {
            scheme if self.way == Way::Sftp || scheme == Some("sftp") => {
                if self.way == Way::Sftp && scheme == Some("sftp") {
                    Ok(())
                } else {
                    Err(("address", "transfer-address-wrong"))
                }
            }
            Some("https") => Ok(()),
            Some("http") if self.way == Way::Successor => Err(("address", "transfer-address-wrong")),
            Some("http") if !sealed => Err(("address", "transfer-address-open")),
            Some("http") if self.way != Way::S3 && secret => Err(("secret", "transfer-secret-open")),
            Some("http") => Ok(()),
            _ => Err(("address", "transfer-address-wrong")),
        }
    }

    fn checked_rest(mut self) -> Result<Self, NoTarget> {
        if self.way == Way::Sftp {
            return self.checked_account();
        }
        self.pin = match self.pin.as_deref().map(str::trim).filter(|pin| !pin.is_empty()) {
            None if self.way == Way::Successor => return Err(("pin", "transfer-pin-needed")),
            None => None,
            Some(pin) => Some(pin.parse::<Fingerprint>().map_err(|_| ("pin", "transfer-pin-wrong"))?.to_string()),
        };
        if self.way == Way::S3 { self.checked_bucket() } else { Ok(self) }
    }

    /// Whose account it is, and the key of the machine: as `ssh-keyscan` or the file of the machine's public key says it.
    fn checked_account(mut self) -> Result<Self, NoTarget> {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._@+".contains(&byte);
        if self.user.is_empty() || self.user.starts_with('-') || !self.user.bytes().all(is_name) {
            return Err(("user", "transfer-user-wrong"));
        }
        let key = self.pin.as_deref().and_then(host_key).ok_or(("pin", "transfer-host-key-wrong"))?;
        self.pin = Some(key);
        Ok(self)
    }

    /// Letters that stand for themselves in an address, and in what is signed of it.
    fn checked_bucket(mut self) -> Result<Self, NoTarget> {
        let is_plain = |text: &str| {
            let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
            letters && !["", ".", ".."].contains(&text)
        };
        self.bucket = self.bucket.trim().trim_matches('/').to_owned();
        if self.region.is_empty() {
            "us-east-1".clone_into(&mut self.region);
        }
        match (self.bucket.split('/').all(is_plain), is_plain(&self.region)) {
            (false, _) => Err(("bucket", "transfer-bucket-wrong")),
            (_, false) => Err(("region", "transfer-region-wrong")),
            _ => Ok(self),
        }
    }

    /// Whether the way is encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.address.starts_with("https:")
    }

    /// To whom the connection may be plain.
    pub(super) fn plain(&self) -> Plain {
        if self.is_encrypted() { Plain::Never } else { Plain::Near }
    }
}

/// The kinds of keys that machines have.
const KEYS: [&str; 5] = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

/// The kind and the key of a line, whatever stands around them; nothing where they are none, or not of one kind.
fn host_key(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (kind, key) = words.windows(2).find_map(|pair| KEYS.contains(&pair[0]).then(|| (pair[0], pair[1])))?;
    let (length, rest) = from_base64(key).and_then(|key| Some((*key.first_chunk()?, key.get(4..)?.to_vec())))?;
    let is_it = u32::from_be_bytes(length) as usize == kind.len() && rest.starts_with(kind.as_bytes());
    is_it.then(|| format!("{kind} {key}"))
}

fn is_plain_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte)
}

/// A name or an address, and nothing that a program could take for a word of its own.
fn is_host(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
    host.bytes().all(is_plain)
        && host.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric() || first == b':')
}

/// The words of the ways, in forms and where a target is kept.
const WORDS: [(Way, &str); 5] =
    [(Way::Http, "http"), (Way::WebDav, "webdav"), (Way::S3, "s3"), (Way::Sftp, "sftp"), (Way::Successor, "successor")];

/// The word of a way by which something can be sent from here.
#[must_use]
pub fn word(way: Way) -> &'static str {
    WORDS.into_iter().find(|(known, _)| *known == way).map_or("", |(_, word)| word)
}

/// The way of a word.
#[must_use]
pub fn way(word: &str) -> Option<Way> {
    WORDS.into_iter().find(|(_, known)| *known == word).map(|(way, _)| way)
}

fn put<S: Serializer>(way: &Way, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(word(*way))
}

fn taken<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Way, D::Error> {
    way(&String::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("no way"))
}

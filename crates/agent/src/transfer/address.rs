//! Where an archive goes, as its owner typed it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use steadfast_protocol::Way;
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
            Some("https") => Ok(()),
            Some("http") if self.way == Way::Successor => Err(("address", "transfer-address-wrong")),
            Some("http") if !sealed => Err(("address", "transfer-address-open")),
            Some("http") if self.way != Way::S3 && secret => Err(("secret", "transfer-secret-open")),
            Some("http") => Ok(()),
            _ => Err(("address", "transfer-address-wrong")),
        }
    }

    fn checked_rest(mut self) -> Result<Self, NoTarget> {
        self.pin = match self.pin.as_deref().map(str::trim).filter(|pin| !pin.is_empty()) {
            None if self.way == Way::Successor => return Err(("pin", "transfer-pin-needed")),
            None => None,
            Some(pin) => Some(pin.parse::<Fingerprint>().map_err(|_| ("pin", "transfer-pin-wrong"))?.to_string()),
        };
        if self.way == Way::S3 { self.checked_bucket() } else { Ok(self) }
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

/// The words of the ways, in forms and where a target is kept.
const WORDS: [(Way, &str); 4] =
    [(Way::Http, "http"), (Way::WebDav, "webdav"), (Way::S3, "s3"), (Way::Successor, "successor")];

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

//! Secure factory settings: one document that the manufacturer signed.

use serde::{Deserialize, Serialize};
use steadfast_monitor::declared::{Declaration, Endpoint, Ports};
use steadfast_monitor::event::Transport;
use steadfast_protocol::is_function;
use steadfast_trust::dsse::{Envelope, EnvelopeError};
use steadfast_trust::held;
use steadfast_trust::key::Fingerprint;
use steadfast_trust::tuf::{Public, PublicError};

use crate::outside::{Storage, StorageError};
use crate::update;

/// What it is, under the signature.
pub const TYPE: &str = "application/vnd.steadfast.factory-settings.v1+json";

/// The name that it is stored by.
const NAME: &str = "factory";

/// The most settings of a product.
const MOST_SETTINGS: usize = 64;

/// How a unit leaves its factory, and what a reset leads back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Factory {
    /// The product: `prd_…`.
    pub product: String,
    /// Its name, as owners know it.
    pub name: String,
    /// Who made it.
    pub maker: String,
    /// Rises with each new document: a unit takes none that is older.
    pub version: u64,
    /// The public half of the key that signed.
    pub key: String,
    /// Where updates come from; nothing: the unit stays by itself.
    #[serde(default)]
    pub server: Option<Server>,
    /// What the manufacturer would like to be told, and why.
    pub share: Share,
    /// What the manufacturer may do from afar where the owner lets it; nothing: there is no such thing.
    #[serde(default)]
    pub remote: Option<Words>,
    /// The settings of the product.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// The ports that the product itself listens on, so that others are noticed.
    #[serde(default)]
    pub ports: Vec<u16>,
    /// How updates come; nothing: this program installs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updates: Option<update::Settings>,
    /// How long the product is supported; nothing: that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<update::Support>,
    /// What the product is meant to do on the network, as it leaves the factory; nothing: that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<serde_json::Value>,
    /// What the product does from afar, function by function, so that a policy of the manufacturer can name those that may
    /// rest.
    #[serde(default, rename = "function", skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
}

/// One of the functions that the product offers from afar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Function {
    /// Its name: `[a-z0-9-]+`.
    pub name: String,
    /// Whether the product is for it: then it goes on, whatever a policy says. Yes, unless something else is said.
    #[serde(default = "yes")]
    pub core: bool,
    /// What it is, for owners.
    pub title: Words,
}

/// A server, and how a unit knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Server {
    /// Its address: `https://…`.
    pub url: String,
    /// SHA-256 of certificates that it may show, in hexadecimal digits. Where there are any, nothing else is asked, not even
    /// what time it is.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Certificates of authorities that stand for it, as PEM.
    #[serde(default)]
    pub authorities: String,
}

/// Sharing security events with the manufacturer, as it is preset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Share {
    /// How the choice stands before the owner made it.
    pub preset: bool,
    /// Why, in plain words.
    pub reason: Words,
    /// On what legal ground.
    pub basis: Words,
}

/// One of the product's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Setting {
    /// Its name: `[a-z0-9-]+`.
    pub name: String,
    /// How it leaves the factory: the secure value.
    pub value: String,
    /// What it may be.
    pub choices: Vec<String>,
    /// What it is, for owners.
    pub title: Words,
    /// Why the factory's value is the secure one.
    pub why: Words,
}

/// A text in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// German.
    pub de: String,
}

/// Why there are no settings to believe.
#[derive(Debug, thiserror::Error)]
pub enum FactoryError {
    /// The envelope.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// What was signed.
    #[error("not factory settings: {0}")]
    Json(#[from] serde_json::Error),
    /// The key in it.
    #[error("the key in it: {0}")]
    Key(#[from] PublicError),
    /// Another key than the one that was named.
    #[error("signed by the key {found}, not by {wanted}")]
    Maker {
        /// Whose it is.
        found: Fingerprint,
        /// Whose it should be.
        wanted: Fingerprint,
    },
    /// A setting that cannot be so.
    #[error(
        "the setting {0:?}: its name is not of a-z, 0-9 and -, it is there twice, or its value is none of its choices"
    )]
    Setting(String),
    /// A function that cannot be so.
    #[error("the function {0:?}: its name is not of a-z, 0-9 and -, it is there twice, or it has no title in English")]
    Function(String),
    /// Of another product than the unit.

    #[error("they are of the product {0:?}, and the unit is not")]
    Product(String),
    /// Something is not said.
    #[error("product (prd_…), name, maker, and reason and basis of sharing must be there, in English at least")]
    Empty,
    /// A server that nobody could be told from.
    #[error("the server needs certificates or authorities by which units know it; http:// reaches this machine alone")]
    Server,
    /// What the product is meant to do on the network.
    #[error("network: {0}")]
    Network(#[source] serde_json::Error),
    /// Updates, or how long they come.
    #[error("updates and support: {0}")]
    Updates(#[from] update::SettingsError),
    /// Too many.
    #[error("{0} settings are more than the {MOST_SETTINGS} that a unit keeps")]
    Many(usize),
    /// There are none.
    #[error("there are no factory settings on this unit")]
    Missing,
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Factory {
    /// Opens signed settings, believed by the key with this fingerprint alone; gives them, and that key as it is stored.
    ///
    /// # Errors
    /// When they are unreadable, of another key, or contradict themselves.
    pub fn open(signed: &[u8], maker: Fingerprint) -> Result<(Self, Vec<u8>), FactoryError> {
        let envelope = Envelope::read(signed)?;
        let claimed: Self = serde_json::from_slice(&envelope.payload)?;
        let key: Public = claimed.key.parse()?;
        if key.fingerprint() != maker {
            return Err(FactoryError::Maker { found: key.fingerprint(), wanted: maker });
        }
        held::verify(&envelope, TYPE, &key)?;
        claimed.check()?;
        Ok((claimed, maker.0.to_vec()))
    }

    /// Whether they may be signed.
    ///
    /// # Errors
    /// When they contradict themselves.
    pub fn check(&self) -> Result<(), FactoryError> {
        let texts = [&self.name, &self.maker, &self.share.reason.en, &self.share.basis.en];
        if texts.iter().any(|text| text.trim().is_empty()) || !self.product.starts_with("prd_") {
            return Err(FactoryError::Empty);
        }
        if self.server.as_ref().is_some_and(|server| !server.is_known()) {
            return Err(FactoryError::Server);
        }
        if self.settings.len() > MOST_SETTINGS {
            return Err(FactoryError::Many(self.settings.len()));
        }
        self.network.as_ref().map_or(Ok(()), |it| declared(it).map(drop).map_err(FactoryError::Network))?;
        self.updates.as_ref().map_or(Ok(()), update::Settings::check)?;
        self.support.as_ref().map_or(Ok(()), update::Support::check)?;
        self.check_functions()?;
        let mut names = std::collections::BTreeSet::new();
        let wrong = self.settings.iter().find(|one| !one.is_sound() || !names.insert(&one.name));
        wrong.map_or(Ok(()), |setting| Err(FactoryError::Setting(setting.name.clone())))
    }

    fn check_functions(&self) -> Result<(), FactoryError> {
        let mut names = std::collections::BTreeSet::new();
        let is_sound = |one: &Function| is_function(&one.name) && !one.title.en.trim().is_empty();
        let wrong = self.functions.iter().find(|one| !is_sound(one) || !names.insert(&one.name));
        wrong.map_or(Ok(()), |function| Err(FactoryError::Function(function.name.clone())))
    }

    /// The settings on this unit, of the manufacturer that its identity names.
    ///
    /// # Errors
    /// When they are not there, or are not believed.
    pub fn load(storage: &impl Storage, maker: &[u8]) -> Result<Self, FactoryError> {
        let signed = storage.read(NAME)?.ok_or(FactoryError::Missing)?;
        let maker = Fingerprint(maker.try_into().map_err(|_| FactoryError::Missing)?);
        Self::open(&signed, maker).map(|(factory, _)| factory)
    }

    pub(crate) fn keep(storage: &impl Storage, signed: &[u8]) -> Result<(), StorageError> {
        storage.replace(NAME, signed)
    }

    /// What the product is declared to do, as it leaves the factory.
    pub(crate) fn declaration(&self) -> Option<Declaration> {
        declared(self.network.as_ref()?).ok()
    }

    /// What follows from what else is signed here: its own server, and the ports that the product listens on.
    pub(crate) fn declared_beside(&self) -> Declaration {
        let any = |first, last, transport| Ports { transport, first, last };
        let both = |port: &u16| [Transport::Tcp, Transport::Udp].map(|transport| any(*port, *port, transport));
        let listening = self.ports.iter().flat_map(both).collect();
        let server = self.server.as_ref().and_then(Server::place);
        let endpoint = server.and_then(|(host, port)| Endpoint::outbound(host, any(port, port, Transport::Tcp)).ok());
        Declaration { listening, endpoints: endpoint.into_iter().collect(), ..Declaration::default() }
    }

    /// The setting of this name.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|one| one.name == name)
    }

    /// Whether a setting of this name has this choice.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.setting(name).is_some_and(|setting| setting.choices.iter().any(|choice| choice == value))
    }
}

impl Server {
    /// Whether a unit can tell it from another one.
    fn is_known(&self) -> bool {
        let local = self.url.strip_prefix("http://").is_some_and(|rest| is_this_machine(host(rest)));
        let named = !self.certificates.is_empty() || !self.authorities.trim().is_empty();
        local || (self.url.starts_with("https://") && named)
    }
}

impl Server {
    /// Its host and port.
    fn place(&self) -> Option<(&str, u16)> {
        let (usual, rest) = match self.url.split_once("://")? {
            ("https", rest) => (443, rest),
            (_, rest) => (80, rest),
        };
        let host = host(rest);
        let port = rest[host.len()..].strip_prefix(':').map(|rest| rest.split(['/', '?', '#']).next()?.parse().ok());
        Some((host.trim_matches(['[', ']']), port.unwrap_or(Some(usual))?))
    }
}

fn yes() -> bool {
    true
}

/// The product file's table, as it was signed.
fn declared(table: &serde_json::Value) -> Result<Declaration, serde_json::Error> {
    serde_json::from_value(table.clone())
}

/// The host of an address behind its scheme, without its port.
fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port = |(_, port): &(&str, &str)| port.bytes().all(|byte| byte.is_ascii_digit());
    authority.rsplit_once(':').filter(port).map_or(authority, |(host, _)| host)
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl Setting {
    fn is_sound(&self) -> bool {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !self.name.is_empty() && self.name.bytes().all(letters) && self.choices.contains(&self.value)
    }
}

impl Words {
    /// The text in a language, by its code; English where there is no other.
    #[must_use]
    pub fn text(&self, language: &str) -> &str {
        if language == "de" && !self.de.is_empty() { &self.de } else { &self.en }
    }
}

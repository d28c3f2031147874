//! Settings of a server's process: `server.toml`, then `STEADFAST_*`, then flags.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use steadfast_store::{BlobPlace, BlobPlaceError, Time};

use crate::webhooks::reach::{Allowed, NotAllowed};

/// One layer of settings; what a later layer says wins.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Layer {
    /// The data directory.
    pub data: Option<PathBuf>,
    /// `postgres://…`; without it, SQLite in the data directory.
    pub database: Option<String>,
    /// `s3://…` or a directory; without it, a directory in the data directory.
    pub blobs: Option<String>,
    /// Address of the staff door, and of every door without an address of its own.
    pub listen: Option<SocketAddr>,
    /// Address of the public door.
    pub listen_public: Option<SocketAddr>,
    /// Address of the device door.
    pub listen_device: Option<SocketAddr>,
    /// Address of `/healthz` and `/metrics`.
    pub listen_operations: Option<SocketAddr>,
    /// The host name that people use, such as `steadfast.example.com`. Passkeys need one.
    pub name: Option<String>,
    /// A certificate chain in PEM; without it a certificate is made here.
    pub certificate: Option<PathBuf>,
    /// Its key in PEM.
    pub certificate_key: Option<PathBuf>,
    /// The authorities, in PEM, whose certificates stand for a device's token at the device door.
    pub device_ca: Option<PathBuf>,
    /// True where a proxy in front of this server ends TLS: then this server speaks plainly.
    pub behind_proxy: Option<bool>,
    /// The file with the master key; without it, `master.key` in the data directory.
    pub master_key: Option<PathBuf>,
    /// `text` or `json`.
    pub log: Option<LogFormat>,
    /// True where this server asks nobody for advisories: they are handed in.
    pub offline: Option<bool>,
    /// Seconds between two polls of a device, 1 to 86399.
    pub poll_seconds: Option<u32>,
    /// Networks (`10.20.0.0/16`) and hosts that webhooks and advisory sources may lead into although they are not the
    /// world's.
    pub webhook_networks: Option<Vec<String>>,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: cannot be read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what is expected.
    #[error("{path}: {source}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A variable of the environment.
    #[error("{name}: \"{value}\" {reason}")]
    Variable {
        /// The variable.
        name: String,
        /// Its value.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is a variable that nothing reads.
    #[error("{0}: there is no such setting; see docs/operate.md for those there are")]
    UnknownVariable(String),
    /// A certificate without its key, or a key without its certificate.
    #[error("a certificate and its key go together: set both certificate and certificate-key, or neither")]
    HalfCertificate,
    /// Certificates of devices where no browser may be asked for one, and no proxy stands between.
    #[error(
        "device-ca: devices show their certificates to this server itself, at an address of their own that speaks TLS: set \
         listen-device to one that no other door has and that is not loopback, and not behind-proxy"
    )]
    DeviceCa,
    /// A place for webhooks is none.
    #[error("webhook-networks: {0}")]
    WebhookNetwork(#[from] NotAllowed),
}

impl Layer {
    /// Reads `server.toml`; an absent file where `required` is false is an empty layer.
    ///
    /// # Errors
    /// When it cannot be read, or holds something else.
    pub fn from_file(path: &Path, required: bool) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !required => return Ok(Self::default()),
            Err(source) => return Err(ConfigError::File { path: path.to_owned(), source }),
        };
        toml::from_str(&text).map_err(|source| ConfigError::Toml { path: path.to_owned(), source: Box::new(source) })
    }

    /// Takes `STEADFAST_*` out of an environment.
    ///
    /// # Errors
    /// When a value cannot be read, or a name is unknown.
    pub fn from_environment(variables: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut layer = Self::default();
        for (name, value) in variables {
            if let Some(setting) = name.strip_prefix("STEADFAST_") {
                layer.take_variable(&name, setting, &value)?;
            }
        }
        Ok(layer)
    }

    fn take_variable(&mut self, name: &str, setting: &str, value: &str) -> Result<(), ConfigError> {
        let refused = |reason: String| ConfigError::Variable { name: name.to_owned(), value: value.to_owned(), reason };
        let address =
            || value.parse::<SocketAddr>().map(Some).map_err(|_| refused("is no address like 127.0.0.1:8470".into()));
        match setting {
            "DATA" => self.data = Some(value.into()),
            "DATABASE" => self.database = Some(value.to_owned()),
            "BLOBS" => self.blobs = Some(value.to_owned()),
            "LISTEN" => self.listen = address()?,
            "LISTEN_PUBLIC" => self.listen_public = address()?,
            "LISTEN_DEVICE" => self.listen_device = address()?,
            "LISTEN_OPERATIONS" => self.listen_operations = address()?,
            "NAME" => self.name = Some(value.to_owned()),
            "CERTIFICATE" => self.certificate = Some(value.into()),
            "CERTIFICATE_KEY" => self.certificate_key = Some(value.into()),
            "DEVICE_CA" => self.device_ca = Some(value.into()),
            "BEHIND_PROXY" => {
                self.behind_proxy = Some(flag(value).ok_or_else(|| refused("is neither true nor false".into()))?);
            }
            "MASTER_KEY" => self.master_key = Some(value.into()),
            "LOG" => self.log = Some(log_format(value).ok_or_else(|| refused("is neither text nor json".into()))?),
            "OFFLINE" => self.offline = Some(flag(value).ok_or_else(|| refused("is neither true nor false".into()))?),
            "POLL_SECONDS" => {
                self.poll_seconds = Some(value.parse().map_err(|_| refused("is no number of seconds".into()))?);
            }
            "WEBHOOK_NETWORKS" => {
                let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
                self.webhook_networks = Some(parts.map(str::to_owned).collect());
            }
            // Read by the command line and the tests, not by the server.
            "SERVER" | "TOKEN" | "PASSPHRASE" | "CERTIFICATE_FINGERPRINT" | "SHARED_DATA" | "LOG_FILTER" => {}
            _ => return Err(ConfigError::UnknownVariable(name.to_owned())),
        }
        Ok(())
    }

    /// This layer where it says something, else the one below.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            data: self.data.or(below.data),
            database: self.database.or(below.database),
            blobs: self.blobs.or(below.blobs),
            listen: self.listen.or(below.listen),
            listen_public: self.listen_public.or(below.listen_public),
            listen_device: self.listen_device.or(below.listen_device),
            listen_operations: self.listen_operations.or(below.listen_operations),
            name: self.name.or(below.name),
            certificate: self.certificate.or(below.certificate),
            certificate_key: self.certificate_key.or(below.certificate_key),
            device_ca: self.device_ca.or(below.device_ca),
            behind_proxy: self.behind_proxy.or(below.behind_proxy),
            master_key: self.master_key.or(below.master_key),
            log: self.log.or(below.log),
            offline: self.offline.or(below.offline),
            poll_seconds: self.poll_seconds.or(below.poll_seconds),
            webhook_networks: self.webhook_networks.or(below.webhook_networks),
        }
    }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

/// Settings with nothing left open.
#[derive(Clone, Debug)]
pub struct Config {
    /// The data directory.
    pub data: PathBuf,
    /// Where the database is, when it is not in the data directory.
    pub database: Option<String>,
    /// Where blobs are, when they are not in the data directory.
    pub blobs: Option<String>,
    /// The staff door.
    pub listen: SocketAddr,
    /// The public door, where it is apart.
    pub listen_public: Option<SocketAddr>,
    /// The device door, where it is apart.
    pub listen_device: Option<SocketAddr>,
    /// The operations door, where it is apart.
    pub listen_operations: Option<SocketAddr>,
    /// The host name that people use.
    pub name: Option<String>,
    /// Certificate and key files.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// The file with the authorities of devices' certificates.
    pub device_ca: Option<PathBuf>,
    /// Whether a proxy ends TLS.
    pub behind_proxy: bool,
    /// The file with the master key.
    pub master_key: Option<PathBuf>,
    /// How the log is written.
    pub log: LogFormat,
    /// Whether it asks nobody for advisories.
    pub offline: bool,
    /// How often devices ask.
    pub poll: Poll,
    /// Where webhooks and advisory sources may lead besides into the world.
    pub webhook_networks: Vec<Allowed>,
}

/// How often devices ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Poll {
    seconds: u32,
}

impl Poll {
    /// Unless the settings say otherwise: five minutes.
    pub const DEFAULT: u32 = 300;

    /// So many seconds between two polls.
    #[must_use]
    pub const fn every(seconds: u32) -> Self {
        Self { seconds }
    }

    /// So many seconds between two requests of a unit that spreads them by itself.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// When a unit is to ask again, in seconds: up to a tenth sooner or later, each unit and time its own, so that units
    /// which were cut off together do not come back together.
    #[must_use]
    pub fn spread(self, unit: i64, now: Time) -> u32 {
        let tenth = i64::from(self.seconds / 10);
        if tenth == 0 {
            return self.seconds;
        }
        let place = unit.wrapping_mul(7919).wrapping_add(now.0 / 1_000_000).rem_euclid(2 * tenth + 1);
        u32::try_from(i64::from(self.seconds) - tenth + place).unwrap_or(self.seconds)
    }
}

/// The address unless one is given: reachable from this machine only.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8470);

impl Config {
    /// Fills what the layers left open. `default_data` is where data lie unless a layer says so.
    ///
    /// # Errors
    /// When settings contradict each other.
    pub fn from_layers(layer: Layer, default_data: PathBuf) -> Result<Self, ConfigError> {
        let certificate = match (layer.certificate, layer.certificate_key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            _ => return Err(ConfigError::HalfCertificate),
        };
        let networks = layer.webhook_networks.unwrap_or_default();
        let config = Self {
            poll: Poll::every(layer.poll_seconds.unwrap_or(Poll::DEFAULT).clamp(1, 86_399)),
            webhook_networks: networks.iter().map(|text| text.parse()).collect::<Result<_, _>>()?,
            data: layer.data.unwrap_or(default_data),
            database: layer.database,
            blobs: layer.blobs,
            listen: layer.listen.unwrap_or(DEFAULT_LISTEN),
            listen_public: layer.listen_public,
            listen_device: layer.listen_device,
            listen_operations: layer.listen_operations,
            name: layer.name,
            certificate,
            device_ca: layer.device_ca,
            behind_proxy: layer.behind_proxy.unwrap_or(false),
            master_key: layer.master_key,
            log: layer.log.unwrap_or_default(),
            offline: layer.offline.unwrap_or(false),
        };
        if config.device_ca.is_some() && !config.device_door_is_apart() {
            Err(ConfigError::DeviceCa)
        } else {
            Ok(config)
        }
    }

    /// Whether devices have an address of their own that speaks our TLS.
    fn device_door_is_apart(&self) -> bool {
        let others = [Some(self.listen), self.listen_public, self.listen_operations];
        self.listen_device.is_some_and(|own| self.speaks_tls(own) && !others.contains(&Some(own)))
    }

    /// Whether an address speaks TLS: always, but for loopback and behind a proxy.
    #[must_use]
    pub fn speaks_tls(&self, address: SocketAddr) -> bool {
        !self.behind_proxy && !address.ip().is_loopback()
    }

    /// Whether devices reach their door by TLS, ours or a proxy's.
    #[must_use]
    pub fn device_speaks_tls(&self) -> bool {
        self.behind_proxy || self.speaks_tls(self.listen_device.unwrap_or(self.listen))
    }

    /// Whether people reach the staff door by TLS, ours or a proxy's: then cookies are bound to it.
    #[must_use]
    pub fn reached_by_tls(&self) -> bool {
        self.behind_proxy || self.speaks_tls(self.listen)
    }

    /// Where blobs are kept: in the data directory unless the settings say otherwise.
    ///
    /// # Errors
    /// When the settings name no place.
    pub fn blob_place(&self) -> Result<BlobPlace, BlobPlaceError> {
        self.blobs.as_ref().map_or_else(|| Ok(BlobPlace::Directory(self.data.join("blobs"))), |place| place.parse())
    }

    /// What people type to reach the staff door.
    #[must_use]
    pub fn address(&self) -> String {
        let scheme = if self.reached_by_tls() { "https" } else { "http" };
        let (ip, port) = (self.listen.ip(), self.listen.port());
        match &self.name {
            Some(name) if self.behind_proxy || port == 443 => format!("{scheme}://{name}"),
            Some(name) => format!("{scheme}://{name}:{port}"),
            None if ip.is_loopback() => format!("{scheme}://localhost:{port}"),
            None if ip.is_unspecified() => format!("{scheme}://{}:{port}", host_name()),
            None => format!("{scheme}://{}", self.listen),
        }
    }
}

/// This machine's name, for certificates and links where none is set.
#[must_use]
pub fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_read_from_the_environment_keeps_no_server_from_starting() {
        let taken = |name: &str| Layer::from_environment(std::iter::once((name.to_owned(), "x".to_owned()))).is_ok();
        for name in ["STEADFAST_SERVER", "STEADFAST_TOKEN", "STEADFAST_PASSPHRASE", "STEADFAST_CERTIFICATE_FINGERPRINT"]
        {
            assert!(taken(name), "{name}");
        }
        assert!(!taken("STEADFAST_LISTEM"), "a setting that is misspelt is told of");
    }
}

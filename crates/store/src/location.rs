//! Where a database lies.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// A database's place.
#[derive(Clone)]
pub enum Location {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres(PostgresSettings),
}

/// How to reach a PostgreSQL.
#[derive(Clone)]
pub struct PostgresSettings {
    pub(crate) config: Box<postgres::Config>,
    pub(crate) security: Security,
}

#[derive(Clone)]
pub(crate) enum Security {
    /// Through a socket of this machine, or by `sslmode=disable`.
    Plain,
    /// Encrypted, the server's certificate checked.
    Tls(Arc<rustls::ClientConfig>),
}

/// Why a database's address cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LocationError {
    /// It is not an address of PostgreSQL.
    #[error("the database's address cannot be read: {0}")]
    Address(#[source] postgres::Error),
    /// The file of root certificates.
    #[error("{path}: the root certificates cannot be read: {source}")]
    Roots {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rustls::pki_types::pem::Error,
    },
    /// A connection over a network without encryption was not asked for.
    #[error(
        "the database is not on this machine: say sslrootcert=FILE with the certificate that signs the server's, \
         or sslmode=disable where the network itself is trusted"
    )]
    NeedsRoots,
    /// TLS could not be set up.
    #[error("TLS to the database cannot be set up: {0}")]
    Tls(#[source] rustls::Error),
}

impl Location {
    /// The database of a data directory.
    #[must_use]
    pub fn in_directory(directory: &Path) -> Self {
        Self::Sqlite(directory.join("steadfast.sqlite"))
    }
}

impl FromStr for Location {
    type Err = LocationError;

    /// `postgres://…`, with libpq's parameters; `sslrootcert=FILE` names the certificate that signs the server's.
    fn from_str(address: &str) -> Result<Self, LocationError> {
        let (address, roots) = without_roots(address);
        let config: postgres::Config = address.parse().map_err(LocationError::Address)?;
        let security = security(&config, roots.as_deref())?;
        let mut config = config;
        config.application_name("steadfast").connect_timeout(std::time::Duration::from_secs(5));
        config.keepalives_idle(std::time::Duration::from_secs(30));
        Ok(Self::Postgres(PostgresSettings { config: Box::new(config), security }))
    }
}

/// `sslrootcert` is libpq's, and unknown to the client used here.
fn without_roots(address: &str) -> (String, Option<PathBuf>) {
    let Some((base, query)) = address.split_once('?') else { return (address.to_owned(), None) };
    let roots = query.split('&').find_map(|pair| pair.strip_prefix("sslrootcert=")).map(PathBuf::from);
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("sslrootcert=")).collect();
    (if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }, roots)
}

fn security(config: &postgres::Config, roots: Option<&Path>) -> Result<Security, LocationError> {
    match roots {
        Some(path) => tls(path).map(|tls| Security::Tls(Arc::new(tls))),
        None if config.get_ssl_mode() == postgres::config::SslMode::Disable || is_here(config) => Ok(Security::Plain),
        None => Err(LocationError::NeedsRoots),
    }
}

fn is_here(config: &postgres::Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        postgres::config::Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
        postgres::config::Host::Unix(_) => true,
    })
}

fn tls(path: &Path) -> Result<rustls::ClientConfig, LocationError> {
    let unreadable = |source| LocationError::Roots { path: path.to_owned(), source };
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
        roots.add(certificate.map_err(unreadable)?).map_err(LocationError::Tls)?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(builder.map_err(LocationError::Tls)?.with_root_certificates(roots).with_no_client_auth())
}

impl fmt::Display for Location {
    /// Without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite in {}", path.display()),
            Self::Postgres(settings) => {
                let name = settings.config.get_dbname().unwrap_or("of the user");
                write!(f, "PostgreSQL database {name}")
            }
        }
    }
}

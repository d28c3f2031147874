//! `serve`: the manufacturer's server.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use steadfast_server::config::{Config, Layer, LogFormat};

use crate::failure::{Exit, Failure};

/// `serve`, and where its data lie: the same settings as in `server.toml` and `STEADFAST_*`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address of pages and API; other doors without an address of their own open here too [default: 127.0.0.1:8470].
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// An address of its own for what the world may read.
    #[arg(long, value_name = "ADDR")]
    listen_public: Option<SocketAddr>,
    /// An address of its own for devices.
    #[arg(long, value_name = "ADDR")]
    listen_device: Option<SocketAddr>,
    /// An address of its own for /healthz and /metrics.
    #[arg(long, value_name = "ADDR")]
    listen_operations: Option<SocketAddr>,
    /// The host name that people use, such as steadfast.example.com; passkeys need one.
    #[arg(long, value_name = "HOST")]
    name: Option<String>,
    /// The certificate chain in PEM; without it, one is made here.
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// The certificate's key in PEM.
    #[arg(long, value_name = "FILE")]
    certificate_key: Option<PathBuf>,
    /// A proxy in front of this server ends TLS.
    #[arg(long)]
    behind_proxy: bool,
    /// How the log is written to standard error.
    #[arg(long, value_name = "FORMAT", value_parser = log_format)]
    log: Option<LogFormat>,
}

/// Where a server's data lie.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The data directory [default: steadfast/server in the user's data directory].
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL in place of the data directory's SQLite: postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// An object store in place of the data directory: s3://BUCKET/PREFIX.
    #[arg(long, value_name = "URL")]
    pub(crate) blobs: Option<String>,
    /// The file with the master key [default: master.key in the data directory].
    #[arg(long, value_name = "FILE")]
    pub(crate) master_key: Option<PathBuf>,
    /// Settings [default: server.toml in the data directory, where it is there].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Runs the server until it is told to end.
pub(crate) fn run(serve: Serve, out: &mut dyn Write) -> Result<Exit, Failure> {
    let config = serve.config()?;
    let filter = std::env::var("STEADFAST_LOG_FILTER").ok();
    steadfast_server::log::start(config.log, filter.as_deref());
    steadfast_server::serve::run(config, out).map_err(|error| Failure::Server(Box::new(error)))?;
    Ok(Exit::Yes)
}

impl Serve {
    fn config(self) -> Result<Config, Failure> {
        let flags = Layer {
            listen: self.listen,
            listen_public: self.listen_public,
            listen_device: self.listen_device,
            listen_operations: self.listen_operations,
            name: self.name,
            certificate: self.certificate,
            certificate_key: self.certificate_key,
            behind_proxy: self.behind_proxy.then_some(true),
            log: self.log,
            ..Layer::default()
        };
        self.place.config(flags)
    }
}

impl Place {
    /// Flags over environment over file.
    pub(crate) fn config(self, flags: Layer) -> Result<Config, Failure> {
        let settings = |error| Failure::Settings(Box::new(error));
        let environment = Layer::from_environment(std::env::vars()).map_err(settings)?;
        let flags =
            Layer { data: self.data, database: self.database, blobs: self.blobs, master_key: self.master_key, ..flags };
        let above = flags.over(environment);
        let data = match &above.data {
            Some(data) => data.clone(),
            None => default_data()?,
        };
        let file = self.config.clone().unwrap_or_else(|| data.join("server.toml"));
        let below = Layer::from_file(&file, self.config.is_some()).map_err(settings)?;
        Config::from_layers(above.over(below), data).map_err(settings)
    }
}

fn default_data() -> Result<PathBuf, Failure> {
    crate::feed::shelf::data_home().map(|home| home.join("steadfast").join("server"))
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("expected text or json".to_owned()),
    }
}

//! A server's life: everything is opened, the doors open, and at the end nothing is cut off.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use steadfast_store::{BlobError, BlobPlaceError, Blobs, Location, LocationError, Store, StoreError};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::access::argon::HashError;
use crate::access::state::Access;
use crate::ambient::{Ambient, Machine};
use crate::app::App;
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::data_directory::{DataDirectory, DirectoryError};
use crate::doors::{self, Door};
use crate::events::{self, Events};
use crate::exposure::Exposures;
use crate::feeds::shelf::Shelf;
use crate::fleet::sightings::Sightings;
use crate::health::Watch;
use crate::http::listen::Listener;
use crate::jobs::runner;
use crate::ledger::{Ledger, LedgerError, number};
use crate::messages::sender::Messages;
use crate::metrics::Metrics;
use crate::outward::Outward;
use crate::owner_notices::deliver::OwnerPosts;
use crate::rollout::admission::Admission;
use crate::rollout::guesses::Guesses;
use crate::rollout::offer::Lately;
use crate::rollout::repository::{RepositoryError, online};
use crate::sending;
use crate::tls::{self, Certificate, CertificateError};
use crate::vault::{Vault, VaultError};
use crate::webhooks::Webhooks;
use crate::webhooks::sender::Deliveries;

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data directory.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The database's address.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// The database.
    #[error("{place}: {source}")]
    Store {
        /// Which database.
        place: String,
        /// Why.
        source: StoreError,
    },
    /// The address of the place of blobs.
    #[error(transparent)]
    BlobPlace(#[from] BlobPlaceError),
    /// The place of blobs.
    #[error("{place}: no blob can be kept and read here: {source}")]
    Blobs {
        /// Which place.
        place: String,
        /// Why.
        source: BlobError,
    },
    /// Scheduled jobs could not be made.
    #[error("jobs cannot be scheduled: {0}")]
    Jobs(#[source] StoreError),
    /// The master key.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The key of the repository of updates.
    #[error("the repository of updates: {0}")]
    Repository(#[from] RepositoryError),
    /// The certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// An address is taken or not ours.
    #[error("{address}: cannot listen here: {source}; choose another address with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The first words could not be printed, or a signal handler or the runtime not be set up.
    #[error("{doing}: {source}")]
    Process {
        /// What failed.
        doing: &'static str,
        /// Why.
        source: io::Error,
    },
    /// The key that signs advisories.
    #[error(transparent)]
    Advisories(#[from] crate::advisories::error::AdvisoryError),
    /// No password can be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A restoration could not be recorded.
    #[error(transparent)]
    Restored(#[from] crate::restored::RestoredError),
    /// The set-up link could not be made.
    #[error(transparent)]
    SetUp(#[from] crate::access::setup::SetUpError),
}

/// So long the end waits for threads that wait for others yet, as for a server that takes no mail.
const LINGERING: Duration = Duration::from_secs(1);

/// Runs a server until it is told to end by SIGTERM or SIGINT.
///
/// # Errors
/// When it cannot start.
pub fn run(config: Config, out: &mut dyn Write) -> Result<(), ServeError> {
    let data = DataDirectory::take(&config.data)?;
    let (app, certificate) = open(config, &data, Arc::new(Machine))?;
    let runtime = runtime()?;
    let ended = runtime.block_on(live(Arc::new(app), certificate, out));
    runtime.shutdown_timeout(LINGERING);
    ended
}

/// What asynchronous work runs on.
///
/// # Errors
/// When it cannot start.
pub fn runtime() -> Result<tokio::runtime::Runtime, ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|source| ServeError::Process { doing: "the runtime cannot start", source })
}

/// Opens everything that a server needs, and makes at the first start what is missing.
///
/// # Errors
/// When something cannot be opened or made.
pub fn open(
    config: Config,
    data: &DataDirectory,
    ambient: Arc<dyn Ambient>,
) -> Result<(App, Option<Certificate>), ServeError> {
    open_with(config, data, ambient, Outward::default())
}

/// The same, where it is said whether anything leaves the house.
///
/// # Errors
/// When something cannot be opened or made.
pub(crate) fn open_with(
    config: Config,
    data: &DataDirectory,
    ambient: Arc<dyn Ambient>,
    outward: Outward,
) -> Result<(App, Option<Certificate>), ServeError> {
    let location = match &config.database {
        Some(address) => address.parse::<Location>()?,
        None => Location::in_directory(data.path()),
    };
    let store = Store::open(&location).map_err(|source| ServeError::Store { place: location.to_string(), source })?;
    let blobs = open_blobs(&config)?;
    let vault = Vault::open(config.master_key.as_deref(), data, &store, &*ambient)?;
    let ledger = Ledger::open(&store, &vault, &*ambient)?;
    online::ensure(&store, &vault, &*ambient)?;
    crate::advisories::key::ensure(&store, &vault, &*ambient)?;
    let access = Access::new(&config, &*ambient)?;
    let tls = addresses(&config).into_keys().any(|address| config.speaks_tls(address));
    let certificate = if tls { Some(tls::certificate(&config, data, ambient.now())?) } else { None };
    let facts = certificate.as_ref().map(|certificate| certificate.facts.clone());
    let (events, webhooks) = (Events::default(), Webhooks::new(&config));
    let advisories = Shelf::below(data.path(), webhooks.reach.clone(), outward.clone());
    let app = App {
        config,
        store,
        blobs,
        vault,
        access,
        ledger,
        pulse: Arc::default(),
        wake: Arc::default(),
        events,
        outward,
        webhooks,
        catalogue: Catalogue::default(),
        advisories,
        watch: Watch::begin(&*ambient),
        metrics: Metrics::default(),
        exposures: Exposures::default(),
        offered: Lately::default(),
        lobby: crate::reports::lobby::Lobby::default(),
        readers: crate::lifecycle::public::Readers::default(),
        sightings: Sightings::default(),
        admission: Admission::default(),
        guesses: Guesses::default(),
        certificate: facts,
        demo: None,
        ambient,
    };
    Ok((app, certificate))
}

fn open_blobs(config: &Config) -> Result<Blobs, ServeError> {
    let place = config.blob_place()?;
    Blobs::open(&place).map_err(|source| ServeError::Blobs { place: place.to_string(), source })
}

/// One blob is put, read and removed: a server that could not keep any does not start.
///
/// # Errors
/// When that fails.
pub async fn probe_blobs(app: &App) -> Result<(), ServeError> {
    let place = app.config.blob_place()?;
    let probed = app.blobs.probe(&app.ambient.random::<32>()).await;
    probed.map(drop).map_err(|source| ServeError::Blobs { place: place.to_string(), source })
}

/// Which doors open on which address.
fn addresses(config: &Config) -> BTreeMap<SocketAddr, Vec<Door>> {
    let mut addresses: BTreeMap<SocketAddr, Vec<Door>> = BTreeMap::new();
    for door in Door::ALL {
        addresses.entry(door.address(config)).or_default().push(door);
    }
    addresses
}

async fn live(app: Arc<App>, certificate: Option<Certificate>, out: &mut dyn Write) -> Result<(), ServeError> {
    let mut listeners = Vec::new();
    for (address, doors) in addresses(&app.config) {
        listeners.push(bind(&app, address, &doors, certificate.as_ref()).await?);
    }
    // Whoever read the first words may end the server at once.
    let told_to_end = told_to_end()?;
    probe_blobs(&app).await?;
    if let Err(error) = crate::drills::copy::sweep(&app.config.data) {
        tracing::warn!(%error, "a drill's copy is still there; it goes before the next drill");
    }
    crate::restored::record(&app).await?;
    runner::schedule(&app).await.map_err(ServeError::Jobs)?;
    crate::feeds::defaults::seed(&app).await.map_err(ServeError::Jobs)?;
    greet(&app, &listeners, out).await?;
    let life = Life::begin(&app);
    let serving = listeners.into_iter().map(|listener| tokio::spawn(listener.serve(life.end.clone()))).collect();
    notify(&[sd_notify::NotifyState::Ready]);
    told_to_end.await;
    tracing::info!("ending");
    notify(&[sd_notify::NotifyState::Stopping]);
    life.end(&app, serving).await;
    tracing::info!("ended");
    Ok(())
}

/// What a server does by itself while it is there.
pub(crate) struct Life {
    ending: watch::Sender<bool>,
    ending_last: watch::Sender<bool>,
    /// Says when it ends.
    pub(crate) end: watch::Receiver<bool>,
    tasks: [JoinHandle<()>; 5],
    numbering: JoinHandle<()>,
}

impl Life {
    /// It begins: records are numbered, jobs are worked on, webhooks and people are told, streams fed.
    pub(crate) fn begin(app: &Arc<App>) -> Self {
        let ((ending, end), (ending_last, last)) = (watch::channel(false), watch::channel(false));
        let numbering = tokio::spawn(number::run(Arc::clone(app), last));
        let tasks = [
            tokio::spawn(runner::run(Arc::clone(app), end.clone())),
            tokio::spawn(sending::run::<Deliveries>(Arc::clone(app), end.clone())),
            tokio::spawn(sending::run::<Messages>(Arc::clone(app), end.clone())),
            tokio::spawn(sending::run::<OwnerPosts>(Arc::clone(app), end.clone())),
            tokio::spawn(events::watch::run(Arc::clone(app), end.clone())),
        ];
        Self { ending, ending_last, end, tasks, numbering }
    }

    /// It ends, and what serves with it: nothing is cut off.
    pub(crate) async fn end(self, app: &App, serving: Vec<JoinHandle<()>>) {
        // Nobody listens any more only where everything has ended already.
        self.ending.send_replace(true);
        app.events.end();
        for task in serving.into_iter().chain(self.tasks) {
            joined(task.await);
        }
        // Last: what was recorded until here gets its number.
        self.ending_last.send_replace(true);
        joined(self.numbering.await);
    }
}

async fn bind(
    app: &Arc<App>,
    address: SocketAddr,
    doors: &[Door],
    certificate: Option<&Certificate>,
) -> Result<Listener, ServeError> {
    let socket = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let tls = certificate.filter(|_| app.config.speaks_tls(address));
    let settings = |certificate: &Certificate| match &certificate.device {
        Some(device) if doors.contains(&Door::Device) => Arc::clone(device),
        _ => Arc::clone(&certificate.server),
    };
    let tls = tls.map(|certificate| TlsAcceptor::from(settings(certificate)));
    let router: Router = doors::router(app, doors);
    Ok(Listener { socket, tls, router })
}

/// The first words: where the server is, and at the first start how to get in.
async fn greet(app: &App, listeners: &[Listener], out: &mut dyn Write) -> Result<(), ServeError> {
    let failed = |source| ServeError::Process { doing: "the first words cannot be printed", source };
    let link = crate::access::setup::link(app).await?;
    let mut words = format!("steadfast: serving {} on {}\n", app.store.location(), app.config.address());
    for listener in listeners {
        if let Ok(address) = listener.socket.local_addr() {
            words.push_str(&format!("steadfast: listening on {address}\n"));
        }
    }
    words.push_str(&format!("steadfast: ledger key {}\n", app.ledger.key.public().fingerprint()));
    if let Some(fingerprint) = app.own_certificate() {
        words.push_str(&format!(
            "steadfast: the certificate was made here, so a browser warns once; compare its SHA-256 fingerprint:\n  {fingerprint}\n"
        ));
    }
    if let Some(link) = link {
        words.push_str(&format!(
            "steadfast: nobody has an account yet. Open this link, which works once, to make the first:\n  {link}\n"
        ));
    }
    out.write_all(words.as_bytes()).and_then(|()| out.flush()).map_err(failed)
}

/// Listens for the signals that end a server. From here on they no longer end the process by themselves.
pub(crate) fn told_to_end() -> Result<impl Future<Output = ()>, ServeError> {
    let failed = |source| ServeError::Process { doing: "signals cannot be heard", source };
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn notify(states: &[sd_notify::NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::debug!(%error, "systemd was not told");
    }
}

fn joined(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a task ended badly");
    }
}

//! `backup`, `restore` and `migrate-store`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use steadfast_server::config::{Config, Layer};
use steadfast_server::vault;
use steadfast_store::{BlobPlace, Location, Manifest, Place, Target, Time};

use crate::failure::{Exit, Failure};
use crate::serve;

/// `backup`.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    place: serve::Place,
    /// The folder to write; it must not be there yet.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    #[arg(value_name = "BACKUP")]
    from: PathBuf,
    #[command(flatten)]
    place: serve::Place,
}

/// `migrate-store`.
#[derive(Debug, Args)]
pub(crate) struct MigrateStore {
    #[command(flatten)]
    place: serve::Place,
    /// The PostgreSQL to move into; without it, SQLite in --to-data.
    #[arg(long, value_name = "URL", required_unless_present = "to_data", requires = "to_blobs")]
    to_database: Option<String>,
    /// Where the blobs go: a directory, or s3://BUCKET/PREFIX.
    #[arg(long, value_name = "URL", requires = "to_database")]
    to_blobs: Option<String>,
    /// The data directory to move into.
    #[arg(long, value_name = "DIR", conflicts_with = "to_database")]
    to_data: Option<PathBuf>,
    /// A folder with room for everything once more, while it is moved.
    #[arg(long, value_name = "DIR", default_value = ".")]
    staging: PathBuf,
}

/// Takes a backup while the server runs, or while it does not.
pub(crate) fn back_up(args: Backup, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let place = source(&args.place.config(Layer::default())?)?;
    let manifest = steadfast_store::back_up(&place, &args.to, Time::from(clock)).map_err(Failure::backup)?;
    told(&manifest, out)?;
    say(out, format_args!("written to {}, read again, and whole", args.to.display()))?;
    say(out, format_args!("The master key is not in it: keep {} apart from it.", vault::FILE))
}

/// Restores a backup into an empty place.
pub(crate) fn restore(args: Restore, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let config = args.place.config(Layer::default())?;
    let manifest = steadfast_store::read_manifest(&args.from).map_err(Failure::backup)?;
    let key = key(&config, &manifest)?;
    let target = target(&config)?;
    let manifest = steadfast_store::restore(&args.from, &target, Time::from(clock)).map_err(Failure::backup)?;
    told(&manifest, out)?;
    say(out, format_args!("restored, read again, and whole"))?;
    match key {
        Some(path) => say(out, format_args!("{}: this is its master key", path.display())),
        None => say(out, format_args!("Its master key was not checked: put it back before the first start.")),
    }
}

/// Moves everything from one place to another.
pub(crate) fn migrate(args: MigrateStore, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let target = match (&args.to_data, &args.to_database, &args.to_blobs) {
        (Some(data), ..) => Target::Directory(data.clone()),
        (None, Some(database), Some(blobs)) => {
            Target::Place(Place { database: location(database)?, blobs: blob_place(blobs)? })
        }
        _ => return Err(Failure::Usage("say where to: --to-data, or --to-database and --to-blobs".to_owned())),
    };
    let config = args.place.config(Layer::default())?;
    let _stopped = match config.database {
        Some(_) => None,
        None => Some(steadfast_server::data_directory::DataDirectory::take(&config.data).map_err(Failure::directory)?),
    };
    let place = source(&config)?;
    let moved = steadfast_store::migrate_store(&place, &target, &args.staging, Time::from(clock));
    told(&moved.map_err(Failure::backup)?, out)?;
    say(out, format_args!("moved, read again, and whole; the old place is as it was"))
}

pub(crate) fn source(config: &Config) -> Result<Place, Failure> {
    let place = place(config)?;
    match &place.database {
        Location::Sqlite(path) if !path.exists() => {
            let reason = "there is no data directory of a server here; say which with --data or --database";
            Err(Failure::Nothing { path: config.data.display().to_string(), reason: reason.to_owned() })
        }
        _ => Ok(place),
    }
}

fn place(config: &Config) -> Result<Place, Failure> {
    let database = match &config.database {
        Some(address) => location(address)?,
        None => Location::in_directory(&config.data),
    };
    let blobs = match &config.blobs {
        Some(address) => blob_place(address)?,
        None => BlobPlace::Directory(config.data.join("blobs")),
    };
    Ok(Place { database, blobs })
}

fn target(config: &Config) -> Result<Target, Failure> {
    if config.database.is_none() && config.blobs.is_none() {
        return Ok(Target::Directory(config.data.clone()));
    }
    if config.database.is_none() {
        std::fs::create_dir_all(&config.data)
            .map_err(|source| Failure::Unwritable { file: config.data.clone(), source })?;
    }
    place(config).map(Target::Place)
}

fn location(address: &str) -> Result<Location, Failure> {
    address.parse().map_err(|error: steadfast_store::LocationError| Failure::Usage(error.to_string()))
}

fn blob_place(address: &str) -> Result<BlobPlace, Failure> {
    address.parse().map_err(|error: steadfast_store::BlobPlaceError| Failure::Usage(error.to_string()))
}

/// Where a master key is given or lies ready, it must be the one of the backup.
fn key(config: &Config, manifest: &Manifest) -> Result<Option<PathBuf>, Failure> {
    let path = config.master_key.clone().unwrap_or_else(|| config.data.join(vault::FILE));
    if config.master_key.is_none() && !path.exists() {
        return Ok(None);
    }
    let check = vault::check_of(&path).map_err(|error| Failure::Usage(error.to_string()))?;
    match &manifest.key_check {
        Some(known) if *known == check => Ok(Some(path)),
        Some(_) => Err(another_key(&path)),
        None => Ok(None),
    }
}

fn another_key(path: &Path) -> Failure {
    let reason = "this is not the master key of this backup; nothing was restored";
    Failure::Nothing { path: path.display().to_string(), reason: reason.to_owned() }
}

fn told(manifest: &Manifest, out: &mut dyn Write) -> Result<(), Failure> {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    let (tables, blobs) = (manifest.tables.len(), manifest.blobs.count);
    say(out, format_args!("{} of {}: {rows} rows in {tables} tables, {blobs} blobs", manifest.engine, manifest.time))?;
    match &manifest.ledger {
        Some(ledger) => say(out, format_args!("ledger of {} records, root {}", ledger.size, ledger.root)).map(drop),
        None => say(out, format_args!("no ledger: the server was never started")).map(drop),
    }
}

fn say(out: &mut dyn Write, words: std::fmt::Arguments<'_>) -> Result<Exit, Failure> {
    writeln!(out, "{words}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

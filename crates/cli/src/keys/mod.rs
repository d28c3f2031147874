//! `key`: pairs that people hold, sealed under a passphrase.

mod passphrase;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use steadfast_server::ambient::{Ambient, Machine};
use steadfast_trust::key::{HeldKey, KeyFile, KeyFileError, Seeds};
use steadfast_trust::tuf::Public;
use zeroize::Zeroizing;

use crate::failure::{Exit, Failure};
pub(crate) use passphrase::Passphrase;

/// Keys that sign releases and say who may.
#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Make a key: Ed25519 and ML-DSA-65 side by side, sealed under a passphrase. FILE.pub is what others need.
    New(New),
    /// Show a key's public half and its fingerprint.
    Show(Show),
}

/// `key new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where the key goes, such as alice.key; it must not be there yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Ed25519 alone, for tools that take nothing else: such a key falls to a large quantum computer.
    #[arg(long)]
    ed25519_only: bool,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// `key show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A key, or its public half.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyFailure {
    /// The file.
    #[error("{file}: {source}", file = .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: KeyFileError,
    },
    /// Neither a key nor a public half.
    #[error("{file}: neither a key nor the public half of one", file = .file.display())]
    Neither {
        /// Which.
        file: PathBuf,
    },
    /// The passphrase.
    #[error("{0}")]
    Passphrase(String),
}

impl From<KeyFailure> for Failure {
    fn from(failure: KeyFailure) -> Self {
        Self::Key(Box::new(failure))
    }
}

pub(crate) fn run(key: &Key, out: &mut dyn Write) -> Result<Exit, Failure> {
    match key {
        Key::New(new) => make(new, out),
        Key::Show(show) => tell(&public(&show.file)?, out),
    }
}

fn make(args: &New, out: &mut dyn Write) -> Result<Exit, Failure> {
    let beside = beside(&args.file);
    for file in [&args.file, &beside] {
        let there = || Failure::Usage(format!("{}: is there already; a key is never overwritten", file.display()));
        (!file.exists()).then_some(()).ok_or_else(there)?;
    }
    let passphrase = args.passphrase.new_one()?;
    let machine: &dyn Ambient = &Machine;
    let seeds = match args.ed25519_only {
        true => Seeds::Ed25519(Zeroizing::new(machine.random())),
        false => Seeds::Hybrid(Zeroizing::new(machine.random())),
    };
    let failed = |source| KeyFailure::File { file: args.file.clone(), source };
    let file = KeyFile::lock(&seeds, &passphrase, &machine.random(), &machine.random()).map_err(failed)?;
    let public = file.public().map_err(failed)?;
    new_file(&args.file, &file.to_bytes().map_err(failed)?)?;
    new_file(&beside, format!("{public}\n").as_bytes())?;
    tell(&public, out)
}

/// The name of the public half's file.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".pub");
    name.into()
}

/// Writes a file that its owner alone reads, and that was not there.
fn new_file(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let unwritable = |source| Failure::Unwritable { file: file.to_owned(), source };
    let opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let mut opened = opened.map_err(unwritable)?;
    opened.write_all(bytes).and_then(|()| opened.sync_all()).map_err(unwritable)
}

fn tell(public: &Public, out: &mut dyn Write) -> Result<Exit, Failure> {
    let kind = if public.ml_dsa().is_some() { "Ed25519 and ML-DSA-65" } else { "Ed25519 alone" };
    let lines = format!(
        "{kind}\nfingerprint  {}\n             {}\nkey id       {}\n",
        public.fingerprint(),
        public.fingerprint().grouped(),
        public.id()
    );
    out.write_all(lines.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|source| Failure::Unreadable { file: file.to_owned(), source })
}

/// The public half of a key, from its own file or from that of the whole.
pub(crate) fn public(file: &Path) -> Result<Public, Failure> {
    let bytes = read(file)?;
    let text = String::from_utf8_lossy(&bytes);
    if let Ok(public) = text.parse() {
        return Ok(public);
    }
    let whole = KeyFile::read(&bytes).and_then(|whole| whole.public());
    whole.map_err(|_| KeyFailure::Neither { file: file.to_owned() }.into())
}

/// Opens a key.
pub(crate) fn open(file: &Path, passphrase: &Passphrase) -> Result<HeldKey, Failure> {
    let failed = |source| KeyFailure::File { file: file.to_owned(), source };
    let whole = KeyFile::read(&read(file)?).map_err(failed)?;
    Ok(whole.unlock(&passphrase.of(file)?).map_err(failed)?)
}

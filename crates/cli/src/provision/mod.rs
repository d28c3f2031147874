//! `provision`: units come to be, at the line, without a network.

mod label;
mod line;
mod list;
mod settings;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::failure::{Exit, Failure};
use crate::keys::Passphrase;

/// Production.
#[derive(Debug, Subcommand)]
pub(crate) enum Provision {
    /// Sign the secure factory settings of a product, from `[unit]` in its product file: once, in the office.
    Settings(Settings),
    /// Make one unit, at the line: it draws its own key and code; its label is printed, and it joins the factory list.
    ///
    /// Interrupted or repeated, it is the same unit. Exits 0 made, 1 refused, 2 bad input, 4 failed.
    Unit(Unit),
}

/// A text of one line: what stands in a list must not begin another one.
fn one_line(text: &str) -> Result<String, &'static str> {
    if text.chars().any(char::is_control) { Err("it is to be one line of text") } else { Ok(text.to_owned()) }
}

/// `provision settings`.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// The product file.
    #[arg(value_name = "FILE", default_value = "steadfast.toml")]
    file: PathBuf,
    /// The manufacturer's key that signs them; units of this product believe no other.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The first root of your repository, for [unit.updates]: units begin to believe with it.
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
    /// Where the signed settings go.
    #[arg(long, value_name = "FILE", default_value = "factory.json")]
    out: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// `provision unit`.
#[derive(Debug, Args)]
pub(crate) struct Unit {
    /// Its serial number.
    serial: String,
    /// The signed factory settings of its product.
    #[arg(long, value_name = "FILE", default_value = "factory.json")]
    factory: PathBuf,
    /// The manufacturer's key, or its public half: the settings must be signed by it.
    #[arg(long, value_name = "FILE")]
    maker: PathBuf,
    /// The factory list, for `steadfast unit import`; begun where it is not there.
    #[arg(long, value_name = "FILE", default_value = "factory-list.csv")]
    list: PathBuf,
    /// How the unit is reached: the agent's command on it, as in `ssh root@10.0.0.7 steadfast-agent`.
    #[arg(long, value_name = "COMMAND", default_value = "steadfast-agent")]
    via: String,
    /// The unit's folder for what it keeps, as the unit sees it.
    #[arg(long, value_name = "DIR", default_value = "/var/lib/steadfast-agent")]
    state: String,
    /// The address that its owner types, with {serial} in it where the serial number goes.
    #[arg(long, value_name = "URL", default_value = "https://{serial}.local")]
    address: String,
    /// The version that it leaves the line with.
    #[arg(long, value_name = "TEXT", value_parser = one_line)]
    version: Option<String>,
    /// Its hardware revision.
    #[arg(long, value_name = "TEXT", value_parser = one_line)]
    hardware: Option<String>,
    /// What the label is printed as: to the standard output, so that it is stored nowhere.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    label: Form,
    /// Another code for a unit that left the line already and has no owner: the code on its label is void.
    #[arg(long)]
    renew: bool,
}

/// What a label is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text, with the QR code in block characters.
    Text,
    /// An SVG picture for a label printer.
    Svg,
}

/// Why a unit did not come to be.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProvisionFailure {
    /// The product file.
    #[error("{file}: {reason}", file = .file.display())]
    Settings {
        /// Which.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// The unit cannot be reached.
    #[error("{command}: {reason}")]
    Line {
        /// The command.
        command: String,
        /// Why.
        reason: String,
    },
    /// The unit refuses.
    #[error("the unit refuses: {0}")]
    Refused(String),
    /// What the unit says is not so.
    #[error("the unit's answer is not believed: {0}")]
    Answer(&'static str),
    /// The factory list.
    #[error("{file}: {reason}", file = .file.display())]
    List {
        /// Which.
        file: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
}

impl ProvisionFailure {
    /// How the command ends.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Settings { .. } | Self::List { .. } => Exit::BadInput,
            Self::Refused(_) | Self::Answer(_) => Exit::No,
            Self::Line { .. } => Exit::Failed,
        }
    }
}

impl From<ProvisionFailure> for Failure {
    fn from(failure: ProvisionFailure) -> Self {
        Self::Provision(Box::new(failure))
    }
}

pub(crate) fn run(command: &Provision, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Provision::Settings(args) => settings::run(args, out),
        Provision::Unit(args) => unit(args, out),
    }
}

/// Makes, writes down, prints, confirms: in this order, so that whatever breaks off is repeated as a whole.
fn unit(args: &Unit, out: &mut dyn Write) -> Result<Exit, Failure> {
    steadfast_device::provision::serial(&args.serial).map_err(|error| Failure::Usage(error.to_string()))?;
    let maker = crate::keys::public(&args.maker)?.fingerprint();
    let unreadable = |source| Failure::Unreadable { file: args.factory.clone(), source };
    let factory = std::fs::read(&args.factory).map_err(unreadable)?;
    let opened = steadfast_device::factory::Factory::open(&factory, maker);
    let (settings, _) =
        opened.map_err(|error| ProvisionFailure::Settings { file: args.factory.clone(), reason: error.to_string() })?;
    let list = list::List::open(&args.list)?;
    list.takes(&args.serial)?;
    let line = line::Line::new(args, maker);
    let made = line.make(&factory, &settings.product)?;
    list.enter(&list::Row::of(args, &made))?;
    let label = label::Label::new(args, &settings, &made);
    out.write_all(label.shown(args.label).as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)?;
    line.confirm(&made)?;
    eprintln!("{}: made, key {}", crate::terminal::clean(&args.serial), made.fingerprint.grouped());
    Ok(Exit::Yes)
}

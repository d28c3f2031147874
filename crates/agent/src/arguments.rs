//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use lexopt::Arg::{Long, Value};
use lexopt::ValueExt as _;
use steadfast_trust::key::Fingerprint;

use crate::hooks::Installer;

/// How it is called.
pub const USAGE: &str = "\
steadfast-agent: a unit's own half of Steadfast

  steadfast-agent --state FOLDER [--listen ADDRESS:PORT] [--socket PATH] [--presence FILE] [--runs [PART=]VERSION[@SEQUENCE]]
                  [--images FOLDER] [--install INSTALLER] [--sticks FOLDER] [--tell PROGRAM]
                  [--data FOLDER | --sealed-data FOLDER]
                  [--certificate FILE --key FILE] [--no-sandbox]
  steadfast-agent boot --images FOLDER
  steadfast-agent self-test --socket PATH
  steadfast-agent provision --state FOLDER --serial TEXT --maker FINGERPRINT --factory FILE|- [--host NAME]...
  steadfast-agent provision --state FOLDER --renew [--host NAME]...
  steadfast-agent provision --state FOLDER --confirm FINGERPRINT
  steadfast-agent provision --state FOLDER --enrol-code CODE
  steadfast-agent --version

  --state FOLDER       where the unit keeps what it keeps; for this program alone
  --listen ADDRESS     where the owner's pages are [default: 0.0.0.0:443]
  --socket PATH        where the product's own programs connect
  --presence FILE      whoever makes this file stands in front of the unit: let its button do so
  --runs               what runs, as the product knows it, and its place in the order
  --images FOLDER      where updates lie: the image that runs, and the next one
  --install INSTALLER  what puts an image where the machine starts from: rauc, 'swupdate ARGUMENTS', or a program's path
  --sticks FOLDER      where sticks are mounted: bundles (*.steadfast) are looked for there
  --tell PROGRAM       what is run when the unit noticed something, and when that is over: a light, a sound, an app
  --data FOLDER        what the product's own program keeps of its owner: taken along, and erased with all else
  --sealed-data FOLDER the same, under a key that the program asked the unit for: erasing need not overwrite it
  self-test            has the unit look at itself and sign what it found: 0 passed, 1 failed, 3 unknown
  boot                 says which image is to be started now, for whatever starts the product
  --certificate, --key a certificate of the manufacturer's (PEM), in the place of the unit's own
  --host NAME          a name or an address by which browsers reach the unit
";

/// The word that says what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Provision,
    Boot,
    Hooks,
    Ssh,
    Tell,
    SelfTest,
}

/// What is to be done.
#[derive(Debug)]
pub enum Arguments {
    /// Be a unit.
    Run(Run),
    /// Become one.
    Provision(PathBuf, Provision),
    /// Say which image is to be started, of those in this folder.
    Boot(PathBuf),
    /// Run an installer for the process that started this one.
    Hooks(Installer, PathBuf),
    /// Run `ssh` for the process that started this one.
    Ssh,
    /// Run this program for the process that started this one.
    Tell(String),
    /// Ask the unit that listens here to look at itself.
    SelfTest(PathBuf),
    /// Say which version this is.
    Version,
    /// Say how it is called.
    Help,
}

/// How a unit runs.
#[derive(Debug)]
pub struct Run {
    /// Its folder.
    pub state: PathBuf,
    /// Its pages.
    pub listen: SocketAddr,
    /// Its local programs.
    pub socket: Option<PathBuf>,
    /// Its button.
    pub presence: Option<PathBuf>,
    /// What runs.
    pub runs: Vec<String>,
    /// Where updates lie.
    pub images: Option<PathBuf>,
    /// What installs them.
    pub installer: Option<Installer>,
    /// Where sticks are mounted.
    pub sticks: Option<PathBuf>,
    /// What is told when something was noticed.
    pub tell: Option<String>,
    /// What the product's program keeps of its owner, and whether it lies under a key of the unit's.
    pub data: Option<(PathBuf, bool)>,
    /// A certificate of the manufacturer's, and its key.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// Whether it gives up what it does not need.
    pub sandbox: bool,
}

/// A step at the line.
#[derive(Debug)]
pub enum Provision {
    /// Make it.
    Make {
        /// Its serial number.
        serial: String,
        /// The manufacturer's key.
        maker: Fingerprint,
        /// The signed settings; `-`: the standard input.
        factory: PathBuf,
        /// What browsers call it.
        hosts: Vec<String>,
    },
    /// Give it another code.
    Renew {
        /// What browsers call it.
        hosts: Vec<String>,
    },
    /// It stands in the list.
    Confirm(Fingerprint),
    /// It stands in no list, and enrols by this.
    EnrolBy(String),
}

/// What was given, in any order.
#[derive(Default)]
struct Given {
    word: Option<Word>,
    images: Option<PathBuf>,
    installer: Option<Installer>,
    sticks: Option<PathBuf>,
    tell: Option<String>,
    data: Option<(PathBuf, bool)>,
    state: Option<PathBuf>,
    listen: Option<SocketAddr>,
    socket: Option<PathBuf>,
    presence: Option<PathBuf>,
    runs: Vec<String>,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    no_sandbox: bool,
    serial: Option<String>,
    maker: Option<Fingerprint>,
    factory: Option<PathBuf>,
    hosts: Vec<String>,
    renew: bool,
    confirm: Option<Fingerprint>,
    enrol_code: Option<String>,
}

/// Reads the arguments of the process.
///
/// # Errors
/// What is wrong with them.
pub fn read() -> Result<Arguments, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("version") => return Ok(Arguments::Version),
            Long("help") => return Ok(Arguments::Help),
            Value(word) if word == "provision" => given.word = Some(Word::Provision),
            Value(word) if word == "boot" => given.word = Some(Word::Boot),
            Value(word) if word == "hooks" => given.word = Some(Word::Hooks),
            Value(word) if word == "ssh" => given.word = Some(Word::Ssh),
            Value(word) if word == "tell" => given.word = Some(Word::Tell),
            Value(word) if word == "self-test" => given.word = Some(Word::SelfTest),
            Long("images") => given.images = Some(parser.value()?.into()),
            Long("sticks") => given.sticks = Some(parser.value()?.into()),
            Long("tell") => given.tell = Some(program(parser.value()?.string()?)?),
            Long("data") => given.data = Some((parser.value()?.into(), false)),
            Long("sealed-data") => given.data = Some((parser.value()?.into(), true)),
            Long("install") => given.installer = Some(parser.value()?.parse()?),
            Long("state") => given.state = Some(parser.value()?.into()),
            Long("listen") => given.listen = Some(parser.value()?.parse()?),
            Long("socket") => given.socket = Some(parser.value()?.into()),
            Long("presence") => given.presence = Some(parser.value()?.into()),
            Long("runs") => given.runs.push(parser.value()?.string()?),
            Long("certificate") => given.certificate = Some(parser.value()?.into()),
            Long("key") => given.key = Some(parser.value()?.into()),
            Long("no-sandbox") => given.no_sandbox = true,
            Long("serial") => given.serial = Some(parser.value()?.string()?),
            Long("maker") => given.maker = Some(parser.value()?.parse()?),
            Long("factory") => given.factory = Some(parser.value()?.into()),
            Long("host") => given.hosts.push(parser.value()?.string()?),
            Long("renew") => given.renew = true,
            Long("enrol-code") => given.enrol_code = Some(parser.value()?.string()?),
            Long("confirm") => given.confirm = Some(parser.value()?.parse()?),
            other => return Err(other.unexpected()),
        }
    }
    given.meant()
}

/// The path of a program.
fn program(path: String) -> Result<String, lexopt::Error> {
    if path.starts_with('/') { Ok(path) } else { Err("--tell takes the path of a program that begins with /".into()) }
}

impl Given {
    fn meant(self) -> Result<Arguments, lexopt::Error> {
        let images = || self.images.clone().ok_or("--images FOLDER is missing");
        match self.word {
            Some(Word::Boot) => return Ok(Arguments::Boot(images()?)),
            Some(Word::Hooks) => {
                let installer = self.installer.clone().ok_or("--install INSTALLER is missing")?;
                return Ok(Arguments::Hooks(installer, images()?));
            }
            Some(Word::Ssh) => return Ok(Arguments::Ssh),
            Some(Word::Tell) => return Ok(Arguments::Tell(self.tell.ok_or("--tell PROGRAM is missing")?)),
            Some(Word::SelfTest) => {
                return Ok(Arguments::SelfTest(self.socket.ok_or("--socket PATH is missing")?));
            }
            Some(Word::Provision) | None => {}
        }
        let state = self.state.clone().ok_or("--state FOLDER is missing")?;
        if self.word.is_some() { self.step().map(|step| Arguments::Provision(state, step)) } else { self.run(state) }
    }

    fn step(self) -> Result<Provision, lexopt::Error> {
        if let Some(fingerprint) = self.confirm {
            return Ok(Provision::Confirm(fingerprint));
        }
        if let Some(code) = self.enrol_code {
            return Ok(Provision::EnrolBy(code));
        }
        if self.renew {
            return Ok(Provision::Renew { hosts: self.hosts });
        }
        Ok(Provision::Make {
            serial: self.serial.ok_or("--serial TEXT is missing")?,
            maker: self.maker.ok_or("--maker FINGERPRINT is missing")?,
            factory: self.factory.ok_or("--factory FILE is missing")?,
            hosts: self.hosts,
        })
    }

    fn run(self, state: PathBuf) -> Result<Arguments, lexopt::Error> {
        let certificate = match (self.certificate, self.key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            _ => return Err("--certificate and --key go together".into()),
        };
        if self.installer.is_some() && self.images.is_none() {
            return Err("--install needs --images".into());
        }
        Ok(Arguments::Run(Run {
            state,
            images: self.images,
            installer: self.installer,
            sticks: self.sticks,
            tell: self.tell,
            data: self.data,
            listen: self.listen.unwrap_or_else(|| SocketAddr::from(([0, 0, 0, 0], 443))),
            socket: self.socket,
            presence: self.presence,
            runs: self.runs,
            certificate,
            sandbox: !self.no_sandbox,
        }))
    }
}

//! Installers, and what they are called with.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::Verb;

/// What puts images in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installer {
    /// RAUC, by its service.
    Rauc,
    /// SWUpdate, with these arguments: where its keys are, which board it is.
    SwUpdate(Vec<String>),
    /// A program of the maker's, which is called with a verb and the image.
    Program(String),
}

/// An installer that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no installer: rauc, swupdate with its arguments, or the path of a program that begins with /")]
pub struct InstallerError(String);

/// A program to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) program: String,
    pub(super) arguments: Vec<String>,
}

impl Call {
    fn of(program: &str, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Self { program: program.to_owned(), arguments }
    }
}

/// How an installer does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By this program.
    Run(Call),
    /// By comparing what this program says now with what it said when the image was installed.
    Compare(Call),
    /// There is nothing to do.
    Nothing,
    /// It cannot.
    Cannot(&'static str),
}

impl Installer {
    pub(super) fn how(&self, verb: Verb, image: &Path) -> How {
        let image = image.display().to_string();
        match (self, verb) {
            (Self::Program(program), _) => How::Run(Call::of(program, &[verb.as_str(), &image])),
            (_, Verb::Restart) => How::Run(Call::of("systemctl", &["reboot"])),
            (Self::Rauc, Verb::Install) => How::Run(Call::of("rauc", &["install", &image])),
            (Self::Rauc, Verb::Started) => How::Compare(Call::of("rauc", &["status", "--output-format=shell"])),
            (Self::Rauc, Verb::Good) => How::Run(Call::of("rauc", &["status", "mark-good", "booted"])),
            (Self::Rauc, Verb::Back) => How::Run(Call::of("rauc", &["status", "mark-bad", "booted"])),
            (Self::SwUpdate(given), Verb::Install) => {
                let mut call = Call::of("swupdate", &["-i", &image]);
                call.arguments.extend(given.iter().cloned());
                How::Run(call)
            }
            (Self::SwUpdate(_), Verb::Started) => How::Compare(Call::of("swupdate", &["-g"])),
            (Self::SwUpdate(_), Verb::Good) => How::Nothing,
            (Self::SwUpdate(_), Verb::Back) => How::Cannot("SWUpdate leaves the way back to the boot loader"),
        }
    }

    /// Whether an installation that ended with a code of failure succeeded all the same. SWUpdate 2022.12 ends so now and then
    /// after a short one that it calls successful: whoever waits inside it looks before it began. What it refuses it never calls
    /// so, and says an error.
    pub(super) fn succeeded(&self, said: &str, errors: &str) -> bool {
        let swupdate = matches!(self, Self::SwUpdate(_));
        swupdate && said.contains("SWUPDATE successful !") && !said.contains("[ERROR]") && !errors.contains("[ERROR]")
    }

    /// What is compared: what RAUC says has many lines, of which one names what was started.
    pub(super) fn compared(&self, said: &str) -> String {
        let named = |line: &&str| line.starts_with("RAUC_SYSTEM_BOOTED_BOOTNAME=");
        match self {
            Self::Rauc => said.lines().find(named).unwrap_or_default().to_owned(),
            _ => said.trim().to_owned(),
        }
    }
}

impl FromStr for Installer {
    type Err = InstallerError;

    fn from_str(text: &str) -> Result<Self, InstallerError> {
        let mut words = text.split_whitespace().map(str::to_owned);
        match words.next().as_deref() {
            Some("rauc") if words.next().is_none() => Ok(Self::Rauc),
            Some("swupdate") => Ok(Self::SwUpdate(words.collect())),
            Some(program) if program.starts_with('/') && !text.contains('\n') => Ok(Self::Program(text.to_owned())),
            _ => Err(InstallerError(text.to_owned())),
        }
    }
}

impl fmt::Display for Installer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rauc => f.write_str("rauc"),
            Self::SwUpdate(given) => write!(f, "swupdate {}", given.join(" ")),
            Self::Program(program) => f.write_str(program),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Installer;

    const RIGHT: &str = "[INFO ] : SWUPDATE running :  Installation in progress\n\
                         [INFO ] : SWUPDATE successful ! SWUPDATE successful !\n";
    const WRONG: &str = "[ERROR] : SWUPDATE failed [1] Image invalid or corrupted. Not installing ...\n";

    #[test]
    fn an_installation_succeeded_where_swupdate_says_so_and_names_no_error_whatever_its_code() {
        let swupdate = Installer::SwUpdate(Vec::new());
        assert!(swupdate.succeeded(RIGHT, ""));
        assert!(!swupdate.succeeded("[INFO ] : SWUPDATE running :  Installation in progress\n", ""), "it was cut off");
        assert!(!swupdate.succeeded(RIGHT, WRONG) && !swupdate.succeeded("", WRONG) && !swupdate.succeeded("", ""));
        for other in [Installer::Rauc, Installer::Program("/bin/installer".to_owned())] {
            assert!(!other.succeeded(RIGHT, ""), "the code of {other} counts");
        }
    }
}

//! Passphrases: from a file, from the environment, or asked for without showing them.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::KeyFailure;
use crate::failure::Failure;

/// Where the passphrase of a key comes from.
#[derive(Debug, Clone, Args)]
pub(crate) struct Passphrase {
    /// A file whose first line is the passphrase [default: STEADFAST_PASSPHRASE, else it is asked for].
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// The least that a passphrase must have. It guards a file that an attacker can try at leisure.
const SHORTEST: usize = 12;

impl Passphrase {
    /// That of a key that there is.
    pub(super) fn of(&self, key: &Path) -> Result<Zeroizing<String>, Failure> {
        match self.stated()? {
            Some(text) => Ok(text),
            None => asked(&format!("Passphrase of {}: ", key.display())),
        }
    }

    /// That of a new key.
    pub(super) fn new_one(&self) -> Result<Zeroizing<String>, Failure> {
        let text = match self.stated()? {
            Some(text) => text,
            None => twice()?,
        };
        let length = text.chars().count();
        if length < SHORTEST {
            let words = format!("a passphrase of {length} characters is too short: it needs {SHORTEST} at least");
            return Err(KeyFailure::Passphrase(words).into());
        }
        Ok(text)
    }

    fn stated(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        if let Some(file) = &self.passphrase_file {
            let text = std::fs::read_to_string(file).map(Zeroizing::new);
            let text = text.map_err(|source| Failure::Unreadable { file: file.clone(), source })?;
            return Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())));
        }
        Ok(std::env::var("STEADFAST_PASSPHRASE").ok().filter(|text| !text.is_empty()).map(Zeroizing::new))
    }
}

fn twice() -> Result<Zeroizing<String>, Failure> {
    let first = asked("Passphrase for the new key: ")?;
    if *first == *asked("The same again: ")? {
        Ok(first)
    } else {
        Err(KeyFailure::Passphrase("the two passphrases differ; nothing was made".to_owned()).into())
    }
}

fn asked(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    if !std::io::stdin().is_terminal() {
        let words = "there is no terminal to ask for the passphrase: give --passphrase-file or STEADFAST_PASSPHRASE";
        return Err(KeyFailure::Passphrase(words.to_owned()).into());
    }
    let asked = rpassword::prompt_password(prompt).map(Zeroizing::new);
    asked.map_err(|error| KeyFailure::Passphrase(format!("the passphrase cannot be read: {error}")).into())
}

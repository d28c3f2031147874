//! `root fetch`: what others published comes into the folder, believed as any client believes it.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::Timestamp;
use steadfast_trust::tuf::{Client, ClientError, Content, Document, Limits, Outside, Root, Targets};
use ureq::Agent;

use super::{CeremonyFailure, Fetch, Folder, malformed};
use crate::failure::{Exit, Failure};
use crate::server::place;
use crate::terminal::clean;
use crate::tuf::{UpdateFailure, fetched};

/// The repository at a server, with the folder's newest root as the one that is trusted.
struct Published {
    url: String,
    agent: Agent,
    root: Vec<u8>,
    /// By role and version, as it was believed.
    kept: BTreeMap<(String, u64), Vec<u8>>,
}

impl Outside for Published {
    type Error = UpdateFailure;

    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, UpdateFailure> {
        fetched(&self.agent, &format!("{}/{file}", self.url), most)
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, UpdateFailure> {
        Ok((role == "root").then(|| self.root.clone()))
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), UpdateFailure> {
        let version = match role {
            "root" => version::<Root>(bytes),
            "snapshot" | "timestamp" => None,
            _ => version::<Targets>(bytes),
        };
        self.kept.extend(version.map(|version| ((role.to_owned(), version), bytes.to_vec())));
        Ok(())
    }
}

fn version<T: Content>(bytes: &[u8]) -> Option<u64> {
    Document::<T>::read(bytes).ok().map(|document| document.signed.version)
}

pub(super) fn run(args: &Fetch, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let (server, agent) = place(&args.connection)?;
    let root = folder.bytes(&trusted(&folder)?)?;
    let published = Published { url: format!("{server}/tuf/metadata"), agent, root, kept: BTreeMap::new() };
    let kept = believed(published, clock).map_err(UpdateFailure::client)?;
    let new = missing(&folder, &kept)?;
    for ((role, version), bytes) in &new {
        let file = folder.file(role, *version);
        crate::tuf::write(&file, bytes)?;
        writeln!(out, "{}", clean(&format!("{}: fetched", file.display()))).map_err(Failure::Output)?;
    }
    if new.is_empty() {
        writeln!(out, "The folder has everything already.").map_err(Failure::Output)?;
    }
    Ok(Exit::Yes)
}

/// The newest root of the folder that is signed.
fn trusted(folder: &Folder) -> Result<std::path::PathBuf, Failure> {
    let newest = folder.needed::<Root>("root")?;
    let version = if folder.complete("root").is_ok() { newest.version } else { newest.version.saturating_sub(1) };
    Ok(folder.file("root", version.max(1)))
}

type Kept = BTreeMap<(String, u64), Vec<u8>>;

fn believed(published: Published, clock: Timestamp) -> Result<Kept, ClientError<UpdateFailure>> {
    let mut client = Client::new(published, Limits::default(), clock)?;
    client.refresh()?;
    let delegations = client.trusted().targets("targets").and_then(|top| top.signed.content.delegations.as_ref());
    let lines: Vec<String> =
        delegations.into_iter().flat_map(|them| &them.roles).map(|role| role.name.clone()).collect();
    for line in &lines {
        client.delegated(line)?;
    }
    Ok(client.into_outside().kept)
}

/// What the folder does not have. Where it has something else under the same name, nothing is fetched.
fn missing(folder: &Folder, kept: &Kept) -> Result<Kept, Failure> {
    let mut new = Kept::new();
    for ((role, version), bytes) in kept.iter().filter(|((role, _), _)| super::is_name(role)) {
        let file = folder.file(role, *version);
        if !file.exists() {
            new.insert((role.clone(), *version), bytes.clone());
        } else if !same(&folder.bytes(&file)?, bytes).map_err(malformed(&file))? {
            return Err(CeremonyFailure::Another(file).into());
        }
    }
    Ok(new)
}

/// Whether both say the same; one may have more signatures than the other.
pub(crate) fn same(one: &[u8], other: &[u8]) -> Result<bool, steadfast_trust::tuf::Malformed> {
    use steadfast_trust::tuf::Draft;
    Ok(one == other || Draft::read(one)?.says_the_same(&Draft::read(other)?))
}

//! The world as a TUF client sees it: a repository by HTTP, and a folder of what is believed.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use steadfast_trust::tuf::{self, ClientError, Distrust, file_name};
use ureq::Agent;

use crate::failure::Failure;

/// Why an update of a client stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UpdateFailure {
    /// A file of the repository did not come.
    #[error("{url}: cannot be fetched: {reason}")]
    Fetch {
        /// Its address.
        url: String,
        /// Why.
        reason: String,
    },
    /// A file of this machine.
    #[error("{file}: {source}", file = .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A target that is not what was announced.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// Metadata that is missing or not believed.
    #[error(transparent)]
    Client(Box<ClientError<UpdateFailure>>),
}

impl UpdateFailure {
    pub(crate) fn client(error: ClientError<Self>) -> Failure {
        let failure = match error {
            ClientError::Outside(failure) => failure,
            other => Self::Client(Box::new(other)),
        };
        failure.into()
    }

    pub(super) fn file(file: &Path) -> impl Fn(io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::File { file: file.clone(), source }
    }
}

impl From<UpdateFailure> for Failure {
    fn from(failure: UpdateFailure) -> Self {
        Self::Update(Box::new(failure))
    }
}

/// How long a file of metadata may take: whoever sends it byte by byte withholds it.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where a client's metadata comes from and is kept.
#[derive(Debug)]
pub(super) struct Outside {
    folder: PathBuf,
    url: String,
    agent: Agent,
}

impl Outside {
    pub(super) fn new(folder: &Path, url: &str, agent: Agent) -> Self {
        Self { folder: folder.to_owned(), url: url.trim_end_matches('/').to_owned(), agent }
    }
}

/// Keeps the root that a client begins with.
pub(super) fn begin(folder: &Path, root: &[u8]) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(UpdateFailure::file(folder))?;
    Ok(write(&kept(folder, "root"), root)?)
}

fn kept(folder: &Path, role: &str) -> PathBuf {
    folder.join(file_name(role, None))
}

/// Puts a whole file in the place of another, or leaves that.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), UpdateFailure> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    let written = tempfile::Builder::new().permissions(everybody).tempfile_in(folder).and_then(|mut new| {
        new.write_all(bytes)?;
        new.as_file().sync_all()?;
        new.persist(file).map_err(|error| error.error)
    });
    written.map(drop).map_err(UpdateFailure::file(file))
}

/// A file of a repository, or nothing where there is none; no more than a byte beyond `most`.
pub(crate) fn fetched(agent: &Agent, url: &str, most: u64) -> Result<Option<Vec<u8>>, UpdateFailure> {
    let failed = |reason: String| UpdateFailure::Fetch { url: url.to_owned(), reason };
    let request = agent.get(url).config().timeout_global(Some(PATIENCE)).build();
    let mut answer = request.call().map_err(|error| failed(error.to_string()))?;
    match answer.status().as_u16() {
        200 => {}
        // Object stores that may not be listed say 403 of what is not there.
        403 | 404 => return Ok(None),
        status => return Err(failed(format!("status {status}"))),
    }
    let mut bytes = Vec::new();
    let body = answer.body_mut().with_config().limit(u64::MAX).reader();
    body.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    Ok(Some(bytes))
}

impl tuf::Outside for Outside {
    type Error = UpdateFailure;

    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, UpdateFailure> {
        fetched(&self.agent, &format!("{}/{file}", self.url), most)
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, UpdateFailure> {
        let file = kept(&self.folder, role);
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(UpdateFailure::file(&file)(error)),
        }
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), UpdateFailure> {
        write(&kept(&self.folder, role), bytes)
    }
}

//! The repository as a unit reads it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use steadfast_trust::tuf::{
    Check, Client, ClientError, Custom, CustomError, Distrust, Limits, Outside, Target, climbs,
};

use crate::net::{Net, NetError};

/// What a unit believes of a repository, kept from one look to the next.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    kept: BTreeMap<String, Vec<u8>>,
}

/// Why a target is not taken.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// The network.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The server answers something else.
    #[error("{0}: status {1}")]
    Status(String, u16),
    /// The client of the repository.
    #[error("the repository is not believed: {0}")]
    Client(#[source] Box<ClientError<Self>>),
    /// What came is not the target.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// Nothing of ours is said of it.
    #[error("{path}: {source}")]
    Custom {
        /// Which target.
        path: String,
        /// What is wrong.
        #[source]
        source: CustomError,
    },
    /// A path that leads elsewhere.
    #[error("{0:?}: leads out of where targets lie")]
    Climbs(String),
}

impl RepositoryError {
    fn of(error: ClientError<Self>) -> Self {
        match error {
            ClientError::Outside(error) => error,
            other => Self::Client(Box::new(other)),
        }
    }
}

/// The repository at a server, and what is kept of it.
struct Seen<'a> {
    net: &'a Net,
    kept: &'a mut BTreeMap<String, Vec<u8>>,
}

impl Outside for Seen<'_> {
    type Error = RepositoryError;

    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, RepositoryError> {
        let path = format!("/tuf/metadata/{file}");
        let reply = self.net.get(&path, most)?;
        match reply.status {
            200 => Ok(Some(reply.body)),
            404 => Ok(None),
            status => Err(RepositoryError::Status(path, status)),
        }
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, RepositoryError> {
        Ok(self.kept.get(role).cloned())
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), RepositoryError> {
        self.kept.insert(role.to_owned(), bytes.to_owned());
        Ok(())
    }
}

impl Repository {
    /// A repository of which the first root is known.
    #[must_use]
    pub fn new(root: &[u8]) -> Self {
        Self { kept: BTreeMap::from([("root".to_owned(), root.to_owned())]) }
    }

    /// A target, and what its signers say of it, as of now.
    ///
    /// # Errors
    /// When the repository cannot be asked or is not believed, or nobody whom it trusts names the target.
    pub fn find(&mut self, net: &Net, path: &str, now: Timestamp) -> Result<(Target, Custom), RepositoryError> {
        if climbs(path) {
            return Err(RepositoryError::Climbs(path.to_owned()));
        }
        let seen = Seen { net, kept: &mut self.kept };
        let mut client = Client::new(seen, Limits::default(), now).map_err(RepositoryError::of)?;
        client.refresh().map_err(RepositoryError::of)?;
        let target = client.target(path).map_err(RepositoryError::of)?;
        let custom = Custom::of(&target.file);
        let custom = custom.map_err(|source| RepositoryError::Custom { path: path.to_owned(), source })?;
        Ok((target, custom))
    }

    /// The bytes of a target, which are what was announced.
    ///
    /// # Errors
    /// When it does not come, or is something else.
    pub fn download(net: &Net, target: &Target) -> Result<Vec<u8>, RepositoryError> {
        let path = format!("/tuf/targets/{}", target.address(true));
        let reply = net.get(&path, target.file.length)?;
        if reply.status != 200 {
            return Err(RepositoryError::Status(path, reply.status));
        }
        let mut check = Check::target(&target.path, &target.file)?;
        check.update(&reply.body)?;
        check.finish()?;
        Ok(reply.body)
    }
}

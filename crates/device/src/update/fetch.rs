//! From a hint to an image: the repository is asked, what it says is judged, and the bytes come by the shortest way.

use std::io::{self, Write};

use jiff::Timestamp;
use steadfast_delta::{DeltaError, Header, Identity, apply};
use steadfast_protocol::Seconds;
use steadfast_trust::encoding::from_hex;
use steadfast_trust::tuf::{
    Check, Client, ClientError, Custom, CustomError, Distrust, Limits, Outside, Target, Way, climbs, quoted, ways,
};

use super::images::{Arriving, ImageError, Images};
use super::{Metadata, Rule, Unfit};

/// Where a repository is asked.
pub trait Source {
    /// Why it does not answer.
    type Error: std::error::Error + 'static;

    /// A file of metadata, or nothing where there is none; of a longer one no more than `most + 1` bytes.
    ///
    /// # Errors
    /// When nobody answers.
    fn metadata(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// The bytes of a target from this one on. Where they come from the first one on all the same, it says so to the sink
    /// before. What is longer than `most` is an error, and what came until then stays.
    ///
    /// # Errors
    /// When it breaks off, or nobody answers.
    fn target(&mut self, address: &str, from: u64, most: u64, to: &mut dyn Sink) -> Result<(), Self::Error>;
}

/// Where bytes go that arrive.
pub trait Sink: Write {
    /// What comes now begins at the first byte.
    ///
    /// # Errors
    /// When what is there cannot be taken back.
    fn anew(&mut self) -> io::Result<()>;
}

/// What signed metadata says of a target that is for this unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The target.
    pub target: Target,
    /// What its signers say of it.
    pub said: Custom,
    /// Whether the metadata is as fresh as the repository has it.
    pub fresh: bool,
}

/// An image that lies in its slot, as it was signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// What it is.
    pub found: Found,
    /// Its SHA-256.
    pub image: [u8; 32],
    /// Bytes of the patch by which it came; nothing: it came as a whole.
    pub patch: Option<u64>,
}

/// Why there is no image.
#[derive(Debug, thiserror::Error)]
pub enum FetchError<E: std::error::Error + 'static> {
    /// The repository does not answer.
    #[error(transparent)]
    Source(E),
    /// It is not believed.
    #[error("the repository is not believed: {0}")]
    Client(#[source] Box<ClientError<E>>),
    /// What came is not what was announced.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// Nothing of ours is said of the target.
    #[error("{0:?}: {1}")]
    Custom(String, #[source] CustomError),
    /// It is not for this unit.
    #[error("not for this device: {0}")]
    Unfit(#[from] Unfit),
    /// A path that leads elsewhere.
    #[error("{0:?} leads out of where targets lie")]
    Climbs(String),
    /// The files.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The patch.
    #[error("the patch: {0}")]
    Delta(#[from] DeltaError),
    /// The patch leads from another image than was signed, or to another.
    #[error("the patch says of itself that it leads elsewhere")]
    Elsewhere,
    /// No time that there is.
    #[error("{0} is no time")]
    Time(Seconds),
}

impl<E: std::error::Error + 'static> FetchError<E> {
    /// Whether another try may end better: the repository was away, or the medium full.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        !matches!(self, Self::Unfit(_) | Self::Custom(..) | Self::Climbs(_))
    }
}

/// The repository, and what is kept of it.
struct Walk<'a, S> {
    source: &'a mut S,
    metadata: &'a mut Metadata,
}

impl<S: Source> Outside for Walk<'_, S> {
    type Error = S::Error;

    fn fetch(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, S::Error> {
        self.source.metadata(file, most)
    }

    fn load(&mut self, role: &str) -> Result<Option<Vec<u8>>, S::Error> {
        Ok(self.metadata.of(role).map(<[u8]>::to_vec))
    }

    fn keep(&mut self, role: &str, bytes: &[u8]) -> Result<(), S::Error> {
        self.metadata.put(role, bytes);
        Ok(())
    }
}

type Walked<'a, S> = Client<Walk<'a, S>>;

/// What the repository says of a target now, if it is for this unit. What is believed of it from now on is in `metadata`, also
/// where this fails.
///
/// # Errors
/// When the repository does not answer, is not believed, or says nothing that is for this unit.
pub fn find<S: Source>(
    metadata: &mut Metadata,
    source: &mut S,
    rule: &Rule,
    path: &str,
    now: Seconds,
) -> Result<Found, FetchError<S::Error>> {
    walked(Walk { source, metadata }, rule, path, now).map(|(_, found)| found)
}

/// Whether the repository answers and is believed, whatever it has.
///
/// # Errors
/// When it does not, or is not.
pub fn refresh<S: Source>(metadata: &mut Metadata, source: &mut S, now: Seconds) -> Result<(), FetchError<S::Error>> {
    let now = Timestamp::from_second(now).map_err(|_| FetchError::Time(now))?;
    let mut client = Client::new(Walk { source, metadata }, Limits::default(), now).map_err(refused)?;
    client.refresh().map_err(refused)
}

fn walked<'a, S: Source>(
    walk: Walk<'a, S>,
    rule: &Rule,
    path: &str,
    now: Seconds,
) -> Result<(Walked<'a, S>, Found), FetchError<S::Error>> {
    if climbs(path) {
        return Err(FetchError::Climbs(path.to_owned()));
    }
    let now = Timestamp::from_second(now).map_err(|_| FetchError::Time(now))?;
    let mut client = Client::new(walk, Limits::default(), now).map_err(refused)?;
    client.refresh().map_err(refused)?;
    let target = client.target(path).map_err(refused)?;
    let said = Custom::of(&target.file).map_err(|source| FetchError::Custom(path.to_owned(), source))?;
    rule.judge(&target.role, &said)?;
    Ok((client, Found { target, said, fresh: true }))
}

fn refused<E: std::error::Error + 'static>(error: ClientError<E>) -> FetchError<E> {
    match error {
        ClientError::Outside(error) => FetchError::Source(error),
        other => FetchError::Client(Box::new(other)),
    }
}

/// Brings the image that a target is, into the slot that does not run: by patches from what runs, the shortest first, or as
/// a whole. What came before a power loss is not asked for again.
///
/// # Errors
/// As [`find`], and when no way leads to the image.
pub fn bring<S: Source>(
    metadata: &mut Metadata,
    source: &mut S,
    rule: &Rule,
    images: &Images,
    path: &str,
    now: Seconds,
) -> Result<Brought, FetchError<S::Error>> {
    let (client, found) = walked(Walk { source, metadata }, rule, path, now)?;
    let line = client.trusted().targets(&found.target.role).map(|line| line.signed.content.clone());
    let consistent = client.trusted().is_consistent();
    let Walk { source, .. } = client.into_outside();
    let line = line.unwrap_or_default();
    if let Some(Identity { sha256, .. }) = announced(&found)
        && images.is_there(&sha256, Check::target(path, &found.target.file)?)?
    {
        return Ok(Brought { found, image: sha256, patch: None });
    }
    let old = images.old()?;
    let own = old.as_ref().map_or([0; 32], |(_, own)| *own);
    let mut failed = None;
    for way in ways(&line, path, &own) {
        let mut bringing = Bringing { source, images, way, consistent, came: 0 };
        let old = old.as_ref().map_or(&[][..], |(mapped, _)| mapped);
        match if way.is_delta { bringing.by_patch((old, &own), &found) } else { bringing.whole() } {
            Ok((image, patch)) => return Ok(Brought { found, image, patch }),
            // Where nothing came of a patch it may not be there, and the image may.
            Err(error @ FetchError::Source(_)) if bringing.came > 0 => return Err(error),
            Err(error) => {
                bringing.learn(&error)?;
                failed = Some(error);
            }
        }
    }
    Err(failed.unwrap_or_else(|| FetchError::Climbs(path.to_owned())))
}

/// One way to an image.
struct Bringing<'a, S> {
    source: &'a mut S,
    images: &'a Images,
    way: Way<'a>,
    consistent: bool,
    /// Bytes that the source sent.
    came: u64,
}

/// What came: the image's SHA-256, and bytes of the patch.
type Came = ([u8; 32], Option<u64>);

impl<S: Source> Bringing<'_, S> {
    fn whole(&mut self) -> Result<Came, FetchError<S::Error>> {
        let mut arriving = self.images.arriving(&self.name(), self.way.file.length)?;
        self.fetch(&mut arriving)?;
        Ok((self.images.finish(&arriving, self.way.result()?)?, None))
    }

    /// The patch says of itself from where it leads and to where: elsewhere is not gone. Whatever it says, the image is held
    /// against what was signed.
    fn by_patch(&mut self, (old, own): (&[u8], &[u8; 32]), found: &Found) -> Result<Came, FetchError<S::Error>> {
        let arriving = self.images.patch(&self.name(), self.way.file.length)?;
        let mut arriving = arriving.ok_or(FetchError::Elsewhere)?;
        self.fetch(&mut arriving)?;
        let length = arriving.length();
        let mut patch = self.images.finish_patch(&arriving, self.way.fetched()?)?;
        let leads = Header::read(&mut patch)?;
        if leads.old.sha256 != *own || Some(leads.new) != announced(found) {
            return Err(FetchError::Elsewhere);
        }
        io::Seek::rewind(&mut patch).map_err(DeltaError::Read)?;
        let mut image = self.images.arriving("", found.target.file.length)?;
        image.anew().map_err(DeltaError::Write)?;
        apply(old, patch, &mut image)?;
        let image = self.images.finish(&image, self.way.result()?)?;
        self.images.drop_patch()?;
        Ok((image, Some(length)))
    }

    /// What is wrong with a patch stays wrong, and what is wrong with the old image is found out.
    fn learn(&self, error: &FetchError<S::Error>) -> Result<(), ImageError> {
        match error {
            FetchError::Delta(DeltaError::WrongOld { .. }) => self.images.mistook_old(),
            FetchError::Delta(DeltaError::Read(_) | DeltaError::Write(_)) => Ok(()),
            FetchError::Delta(_) | FetchError::Elsewhere => self.images.refuse_patch(&self.name()),
            _ => Ok(()),
        }
    }

    fn fetch(&mut self, arriving: &mut Arriving) -> Result<(), FetchError<S::Error>> {
        let (from, most) = (arriving.length(), self.way.file.length);
        if from == most {
            return Ok(());
        }
        let target = Target { path: self.way.path.to_owned(), role: String::new(), file: self.way.file.clone() };
        let sent = self.source.target(&target.address(self.consistent), from, most, arriving);
        self.came = arriving.came;
        match sent {
            // All that was announced is there: whatever would follow, this is looked at.
            Err(_) if arriving.length() == most => Ok(()),
            sent => sent.map_err(FetchError::Source),
        }
    }

    /// By what the file is known while it arrives.
    fn name(&self) -> String {
        let hash = self.way.file.hashes.get("sha256").or_else(|| self.way.file.hashes.values().next());
        quoted(hash.map_or("", String::as_str))
    }
}

fn announced(found: &Found) -> Option<Identity> {
    let file = &found.target.file;
    let sha256 = from_hex(file.hashes.get("sha256")?)?.try_into().ok()?;
    Some(Identity { length: file.length, sha256 })
}

//! The file of a bundle, `*.steadfast`: a line that says what it is, a line of JSON with the lengths of what follows, the
//! metadata, and the image. It is read from front to back; nothing is taken into memory before its length was bounded.

use std::io::{self, BufRead, BufReader, Read};

use jiff::Timestamp as Moment;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::offline::{Offline, Pieces, Refused};
use super::{Believed, BundledImage, CustomError, Distrust, Kept, Limits};

/// The first line.
const MAGIC: &[u8] = b"STEADFAST BUNDLE 1\n";

/// Bytes of the heading at most, its end of line included.
const HEADING: u64 = 64 * 1024;

/// Why a bundle is not taken.
#[derive(Debug, Error)]
pub enum BundleError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Read(#[source] io::Error),
    /// Something else, or a form that this program does not know.
    #[error("it does not begin with \"STEADFAST BUNDLE 1\"")]
    Magic,
    /// The heading has no end.
    #[error("its heading is longer than {HEADING} bytes")]
    Heading,
    /// The heading is not understood.
    #[error("its heading is not understood: {0}")]
    Json(#[source] serde_json::Error),
    /// More roots than are followed.
    #[error("it holds {found} roots, {most} are taken")]
    Roots {
        /// Roots in it.
        found: usize,
        /// Roots that are taken.
        most: u32,
    },
    /// A piece is longer than is taken.
    #[error("{piece}: {length} bytes, {most} are taken")]
    Long {
        /// Which one.
        piece: &'static str,
        /// Bytes it is said to have.
        length: u64,
        /// Bytes that are taken.
        most: u64,
    },
    /// It ends before it should.
    #[error("{0}: the bundle ends within it")]
    Cut(&'static str),
    /// Something follows.
    #[error("something follows the image")]
    Trailing,
    /// What it says is not believed.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// What its line says of the image is not understood.
    #[error(transparent)]
    Custom(#[from] CustomError),
    /// The image is a delta.
    #[error("{0}: a delta, where the image as a whole must be")]
    Delta(String),
}

impl From<Refused> for BundleError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Distrust(distrust) => distrust.into(),
            Refused::Custom(custom) => custom.into(),
        }
    }
}

/// What follows in the file. Nobody signed it: it says where things lie, and is held against what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Roots in their order.
    pub roots: RootsAhead,
    /// Bytes of the targets' metadata.
    pub targets: u64,
    /// The document of the line.
    pub line: LineAhead,
    /// The image.
    pub image: ImageAhead,
}

/// Roots that follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RootsAhead {
    /// The version of the first.
    pub first: u64,
    /// Bytes of each.
    pub lengths: Vec<u64>,
}

/// The document of a line that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineAhead {
    /// The line.
    pub name: String,
    /// Its bytes.
    pub length: u64,
}

/// The image that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageAhead {
    /// Its target.
    pub path: String,
    /// Its bytes.
    pub length: u64,
}

/// A bundle in the making: all of it but the image.
#[derive(Debug, Clone, Copy)]
pub struct BundleHead<'a> {
    /// The version of the first root, and the roots from there on.
    pub roots: (u64, &'a [Vec<u8>]),
    /// The targets as they are published.
    pub targets: &'a [u8],
    /// The line, and what it signed for this bundle.
    pub line: (&'a str, &'a [u8]),
    /// The image's target, and its length.
    pub image: (&'a str, u64),
}

impl BundleHead<'_> {
    /// What stands before the image.
    ///
    /// # Errors
    /// When the heading would be longer than is read.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BundleError> {
        let (first, roots) = self.roots;
        let heading = Heading {
            roots: RootsAhead { first, lengths: roots.iter().map(|root| root.len() as u64).collect() },
            targets: self.targets.len() as u64,
            line: LineAhead { name: self.line.0.to_owned(), length: self.line.1.len() as u64 },
            image: ImageAhead { path: self.image.0.to_owned(), length: self.image.1 },
        };
        let heading = serde_json::to_vec(&heading).map_err(BundleError::Json)?;
        if heading.len() as u64 >= HEADING {
            return Err(BundleError::Heading);
        }
        Ok([MAGIC, &heading, b"\n", &roots.concat(), self.targets, self.line.1].concat())
    }
}

/// A bundle that is being read.
#[derive(Debug)]
pub struct BundleReader<R> {
    reader: BufReader<R>,
    heading: Heading,
}

impl<R: Read> BundleReader<R> {
    /// Reads the heading. Nobody is believed yet.
    ///
    /// # Errors
    /// When it is no bundle, or announces more than is taken.
    pub fn open(reader: R, limits: &Limits) -> Result<Self, BundleError> {
        let mut reader = BufReader::new(reader);
        let magic = line(&mut reader, MAGIC.len() as u64)?;
        if magic != MAGIC {
            return Err(BundleError::Magic);
        }
        let bytes = line(&mut reader, HEADING)?;
        if !bytes.ends_with(b"\n") {
            return Err(if bytes.len() as u64 == HEADING { BundleError::Heading } else { BundleError::Cut("heading") });
        }
        let heading: Heading = serde_json::from_slice(&bytes).map_err(BundleError::Json)?;
        heading.bounded(limits)?;
        Ok(Self { reader, heading })
    }

    /// What follows, as the bundle says.
    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    /// Believes what the bundle says, from the `root` on that is believed until now; then comes the image. No root counts
    /// that does not follow this one. Of what is refused, nothing is kept.
    ///
    /// # Errors
    /// When it cannot be read, or is not believed.
    pub fn believe(
        mut self,
        root: &[u8],
        kept: &Kept,
        now: Moment,
    ) -> Result<(Believed, BundledImage<R>), BundleError> {
        let mut offline = Offline::begin(root, now)?;
        self.follow(&mut offline)?;
        let believed = offline.believe(self.pieces()?, kept)?;
        let (target, announced) = (&believed.target, self.heading.image.length);
        if believed.custom.delta.is_some() {
            return Err(BundleError::Delta(target.path.clone()));
        }
        if announced != target.file.length {
            let (name, announced, found) = (target.path.clone(), target.file.length, announced);
            return Err(Distrust::Length { name, found, announced }.into());
        }
        let image = BundledImage::new(self.reader, target)?;
        Ok((believed, image))
    }

    /// One root in memory at a time, and none that is known already.
    fn follow(&mut self, offline: &mut Offline) -> Result<(), BundleError> {
        let (own, first) = (offline.root_version(), self.heading.roots.first);
        for (at, length) in std::mem::take(&mut self.heading.roots.lengths).into_iter().enumerate() {
            if first.saturating_add(at as u64) <= own {
                self.skip("root", length)?;
            } else {
                let root = self.piece("root", length)?;
                offline.next_root(root)?;
            }
        }
        Ok(())
    }

    fn pieces(&mut self) -> Result<Pieces, BundleError> {
        let targets = self.piece("targets", self.heading.targets)?;
        let line = self.piece("line", self.heading.line.length)?;
        Ok(Pieces { targets, name: self.heading.line.name.clone(), line, path: self.heading.image.path.clone() })
    }

    fn piece(&mut self, name: &'static str, length: u64) -> Result<Vec<u8>, BundleError> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(length).read_to_end(&mut bytes).map_err(BundleError::Read)?;
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(BundleError::Cut(name)) }
    }

    fn skip(&mut self, name: &'static str, length: u64) -> Result<(), BundleError> {
        let skipped = io::copy(&mut self.reader.by_ref().take(length), &mut io::sink()).map_err(BundleError::Read)?;
        if skipped == length { Ok(()) } else { Err(BundleError::Cut(name)) }
    }
}

impl Heading {
    fn bounded(&self, limits: &Limits) -> Result<(), BundleError> {
        let (found, most) = (self.roots.lengths.len(), limits.rotations);
        if found as u64 > u64::from(most) {
            return Err(BundleError::Roots { found, most });
        }
        self.roots.lengths.iter().try_for_each(|length| bounded("root", *length, limits.root))?;
        bounded("targets", self.targets, limits.targets)?;
        bounded("line", self.line.length, limits.targets)
    }
}

fn bounded(piece: &'static str, length: u64, most: u64) -> Result<(), BundleError> {
    if length > most { Err(BundleError::Long { piece, length, most }) } else { Ok(()) }
}

/// A line with its end, or its first `most` bytes.
fn line(reader: &mut impl BufRead, most: u64) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    reader.take(most).read_until(b'\n', &mut bytes).map_err(BundleError::Read)?;
    Ok(bytes)
}

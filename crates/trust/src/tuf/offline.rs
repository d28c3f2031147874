//! What is believed without a network: metadata that came with the image, in a bundle.
//!
//! The document of a line in a bundle was signed for this bundle alone, is marked as such, and counts for longer. The mark
//! keeps two worlds apart: without a network nothing else is taken, and from a repository nothing that bears it. So nobody
//! can show the long-lived document to those who ask a repository, and have them stand still.

use jiff::Timestamp as Moment;
use serde_json::Value;

use super::document::Authority;
use super::trusted::{in_time, not_back};
use super::{Custom, CustomError, Distrust, Document, Expires, Signed, Target, Targets, Trusted};

/// The member of `signed` that marks metadata for a bundle. Its value is `true`.
const MARK: &str = "x-steadfast-offline";

impl Targets {
    /// Whether they bear the mark of a bundle, whatever its value: a repository does not.
    pub fn is_marked(&self) -> bool {
        self.more.contains_key(MARK)
    }

    fn is_for_bundle(&self) -> bool {
        self.more.get(MARK) == Some(&Value::Bool(true))
    }
}

impl Signed<Targets> {
    /// What a line says of one image, for a bundle: to be signed anew. Nothing where it does not name it.
    pub fn for_bundle(&self, path: &str, expires: Expires) -> Option<Self> {
        let (path, file) = self.content.targets.get_key_value(path)?;
        let mut content = Targets { targets: [(path.clone(), file.clone())].into(), ..Targets::default() };
        content.more.insert(MARK.to_owned(), Value::Bool(true));
        Some(Self { version: self.version, ..Self::new(content, expires) })
    }
}

/// What a unit believed before: it may not go back. Each counts as far as those would have signed it who sign it now.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// Targets of the top level: those from the repository, and those of the last bundle.
    pub targets: Vec<Vec<u8>>,
    /// The metadata of the bundle's line: that from the repository, and that of the last bundle.
    pub line: Vec<Vec<u8>>,
}

/// What a bundle says, believed. That it is the newest there is, nobody proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Believed {
    /// The image, by the word of its line.
    pub target: Target,
    /// What the line says of it. Whether that is for this unit, and not older than what it runs, is for the unit to see.
    pub custom: Custom,
    /// Until when the bundle counts.
    pub expires: Expires,
    /// What the unit is to keep before it installs anything.
    pub keep: Keep,
}

/// What is kept of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// A newer root, for bundles and the repository alike: the chain proves it.
    pub root: Option<Vec<u8>>,
    /// For [`Kept`] alone. The client of a repository never sees it: there, versions are those that the repository says, or
    /// a bundle with a high number could shut it out.
    pub targets: Vec<u8>,
    /// The same for the line.
    pub line: Vec<u8>,
}

/// The metadata of a bundle behind its roots.
#[derive(Debug, Clone)]
pub(super) struct Pieces {
    pub(super) targets: Vec<u8>,
    pub(super) name: String,
    pub(super) line: Vec<u8>,
    pub(super) path: String,
}

/// Why what was believed is no update.
#[derive(Debug)]
pub(super) enum Refused {
    Distrust(Distrust),
    Custom(CustomError),
}

impl From<Distrust> for Refused {
    fn from(distrust: Distrust) -> Self {
        Self::Distrust(distrust)
    }
}

/// A unit before a bundle. It begins with its own root, follows those of the bundle, and believes what the last one says.
#[derive(Debug)]
pub(super) struct Offline {
    trusted: Trusted,
    now: Moment,
    newest: Option<Vec<u8>>,
}

impl Offline {
    pub(super) fn begin(root: &[u8], now: Moment) -> Result<Self, Distrust> {
        Ok(Self { trusted: Trusted::begin(root, now)?, now, newest: None })
    }

    pub(super) fn root_version(&self) -> u64 {
        self.trusted.root().signed.version
    }

    pub(super) fn next_root(&mut self, bytes: Vec<u8>) -> Result<(), Distrust> {
        self.trusted.next_root(&bytes)?;
        self.newest = Some(bytes);
        Ok(())
    }

    /// Root and targets may be over: a bundle proves by nothing that they are of today. What bounds its life is the date that
    /// its line signed for it.
    pub(super) fn believe(self, pieces: Pieces, kept: &Kept) -> Result<Believed, Refused> {
        let Pieces { targets, name, line, path } = pieces;
        let top = authentic("targets", &targets, self.trusted.root().signed.authority("targets"), &kept.targets)?;
        let own = authentic(&name, &line, top.signed.authority(&name), &kept.line)?;
        in_time(&name, &own, self.now)?;
        let target = one_image(&name, &own, &path)?;
        handed(&top.signed.content, &name, &path)?;
        let custom = Custom::of(&target.file).map_err(Refused::Custom)?;
        let keep = Keep { root: self.newest, targets, line };
        Ok(Believed { target, custom, expires: own.signed.expires, keep })
    }
}

/// Metadata by whom it must be, of a version that does not go back.
fn authentic(
    name: &str,
    bytes: &[u8],
    by: Option<Authority<'_>>,
    kept: &[Vec<u8>],
) -> Result<Document<Targets>, Distrust> {
    let document = Document::<Targets>::read(bytes).map_err(Distrust::malformed(name))?;
    document.verify(name, by)?;
    let before = kept.iter().filter_map(|bytes| Document::<Targets>::read(bytes).ok());
    let before = before.filter(|before| before.verify(name, by).is_ok());
    let newest = before.map(|before| before.signed.version).max();
    not_back(name, newest.unwrap_or(0), document.signed.version)?;
    Ok(document)
}

fn one_image(name: &str, line: &Document<Targets>, path: &str) -> Result<Target, Distrust> {
    let content = &line.signed.content;
    if !content.is_for_bundle() {
        return Err(Distrust::Unmarked(name.to_owned()));
    }
    let alone = content.targets.len() == 1 && content.delegations.is_none();
    let file = content.targets.get(path).filter(|_| alone);
    let file = file.ok_or_else(|| Distrust::OneImage { role: name.to_owned(), path: path.to_owned() })?;
    Ok(Target { path: path.to_owned(), role: name.to_owned(), file: file.clone() })
}

/// Whoever asks a repository would be led to this line as well.
fn handed(top: &Targets, name: &str, path: &str) -> Result<(), Distrust> {
    let led = !top.targets.contains_key(path) && top.handed_on(path).0.contains(&name);
    if led { Ok(()) } else { Err(Distrust::NotHanded { role: name.to_owned(), path: path.to_owned() }) }
}

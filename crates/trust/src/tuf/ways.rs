//! How a unit comes to an image: as a whole, or by a delta from what it has. Which way it takes changes nothing of what it
//! installs.

use super::{Check, Custom, Distrust, TargetFile, Targets};
use crate::encoding::hex;

/// A way to an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way<'a> {
    /// The target to be fetched.
    pub path: &'a str,
    /// What it is.
    pub file: &'a TargetFile,
    /// Whether that is a delta, to be applied to what the unit has.
    pub is_delta: bool,
    image: (&'a str, &'a TargetFile),
}

impl Way<'_> {
    /// Checks what is fetched.
    ///
    /// # Errors
    /// When it was announced without a hash that this program knows.
    pub fn fetched(&self) -> Result<Check, Distrust> {
        Check::target(self.path, self.file)
    }

    /// Checks what came of it, byte by byte as if the image had been fetched: whatever a delta says of itself.
    ///
    /// # Errors
    /// When the image was announced without a hash that this program knows.
    pub fn result(&self) -> Result<Check, Distrust> {
        Check::target(self.image.0, self.image.1)
    }
}

/// The ways to `image` for a unit whose own file has this SHA-256: first deltas that start from it, the shortest first, then
/// the image as a whole, for where nothing came of them. None where the line names no such image.
///
/// What a way leads to is as good as `targets`: they are those of the line that speaks of the image.
pub fn ways<'a>(targets: &'a Targets, image: &str, own: &[u8; 32]) -> Vec<Way<'a>> {
    let Some((path, file)) = targets.targets.get_key_value(image) else { return Vec::new() };
    let whole = Way { path, file, is_delta: false, image: (path, file) };
    let said = Custom::of(file).ok();
    if said.as_ref().is_some_and(|said| said.delta.is_some()) {
        return Vec::new();
    }
    let (own, to) = (hex(own), file.hashes.get("sha256"));
    let leads = |candidate: &Custom| {
        let there = candidate
            .delta
            .as_ref()
            .is_some_and(|delta| delta.image == image && delta.from == own && Some(&delta.to) == to);
        there && said.as_ref() == Some(&Custom { delta: None, ..candidate.clone() })
    };
    let shorter = targets.targets.iter().filter(|(_, delta)| delta.length < file.length);
    let fits = shorter.filter(|(_, delta)| Custom::of(delta).is_ok_and(|custom| leads(&custom)));
    let mut ways: Vec<Way<'a>> =
        fits.map(|(path, file)| Way { path, file, is_delta: true, image: whole.image }).collect();
    ways.sort_by_key(|way| (way.file.length, way.path));
    ways.push(whole);
    ways
}

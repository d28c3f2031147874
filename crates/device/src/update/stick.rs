//! An update without a network: a bundle from a stick, with the same checks. That there is nothing newer, nobody proves.

use std::io::{self, Read};

use jiff::Timestamp;
use steadfast_protocol::Seconds;
use steadfast_trust::tuf::{BundleError, BundleReader, Check, Distrust, Kept, Limits};

use super::fetch::Sink as _;
use super::{Brought, Found, ImageError, Images, Metadata, Rule, Unfit};

/// Bytes that go at once from the stick to the slot.
const PIECE: usize = 64 << 10;

/// Why a bundle is not taken.
#[derive(Debug, thiserror::Error)]
pub enum StickError {
    /// It is none, or is not believed.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It is not for this unit.
    #[error("not for this device: {0}")]
    Unfit(#[from] Unfit),
    /// What lies in the slot is not what was announced.
    #[error(transparent)]
    Distrust(#[from] Distrust),
    /// The files.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The bytes.
    #[error("the image cannot be taken from it: {0}")]
    Copy(#[source] io::Error),
    /// No time that there is.
    #[error("{0} is no time")]
    Time(Seconds),
}

impl StickError {
    /// Whether another try of the same bundle may end better: it could not be read, or not be put into its place. What is not
    /// believed, or not for this unit, stays so.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Bundle(BundleError::Read(_)) | Self::Copy(_) => true,
            Self::Image(error) => !matches!(error, ImageError::Distrust(_)),
            Self::Bundle(_) | Self::Unfit(_) | Self::Distrust(_) | Self::Time(_) => false,
        }
    }
}

/// Takes the image of a bundle into the slot that does not run, if it is for this unit. What is believed from now on is in
/// `metadata`, and is to be kept before anything is installed.
///
/// # Errors
/// When it is no bundle to believe, or is not for this unit: nothing changed but a newer root, which its chain proves.
pub fn take(
    metadata: &mut Metadata,
    bundle: impl Read,
    rule: &Rule,
    images: &Images,
    now: Seconds,
) -> Result<Brought, StickError> {
    let time = Timestamp::from_second(now).map_err(|_| StickError::Time(now))?;
    let reader = BundleReader::open(bundle, &Limits::default())?;
    let line = reader.heading().line.name.clone();
    let root = metadata.of("root").unwrap_or_default().to_vec();
    let (believed, image) = reader.believe(&root, &kept(metadata, &line), time)?;
    rule.judge(&believed.target.role, &believed.custom)?;
    metadata.take_bundle(&believed.keep);
    let found = Found { target: believed.target, said: believed.custom, fresh: false };
    let image = into_slot(images, &found, image)?;
    Ok(Brought { found, image, patch: None })
}

fn kept(metadata: &Metadata, line: &str) -> Kept {
    let all = |role: &str, of_bundle: Option<&[u8]>| {
        [metadata.of(role), of_bundle].into_iter().flatten().map(<[u8]>::to_vec).collect()
    };
    let [targets, of_line] = metadata.of_bundle();
    Kept { targets: all("targets", targets), line: all(line, of_line) }
}

/// What is on the medium is held against what was signed.
fn into_slot(images: &Images, found: &Found, mut image: impl Read) -> Result<[u8; 32], StickError> {
    let check = Check::target(&found.target.path, &found.target.file)?;
    let mut arriving = images.arriving("", found.target.file.length)?;
    arriving.anew().map_err(StickError::Copy)?;
    let mut piece = vec![0; PIECE];
    loop {
        let count = image.read(&mut piece).map_err(StickError::Copy)?;
        if count == 0 {
            break;
        }
        io::Write::write_all(&mut arriving, &piece[..count]).map_err(StickError::Copy)?;
    }
    Ok(images.finish(&arriving, check)?)
}

//! Where tiles and entry bundles lie (C2SP tlog-tiles, "Merkle Tree" and "Log entries").

use std::fmt::{self, Display};
use std::str::FromStr;

use thiserror::Error;

use super::{Tile, WIDTH};

/// The highest level a path may name (C2SP tlog-tiles: "between 0 and 63").
const HIGHEST: u8 = 63;

/// What lies at a path below `tile/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// Hashes of the tree: `tile/<L>/<N>[.p/<W>]`.
    Hashes(Tile),
    /// Data of the leaves under the level-0 tile of this number and width: `tile/entries/<N>[.p/<W>]`.
    Entries {
        /// The tile's number.
        number: u64,
        /// How many entries, 1 to 256.
        width: u16,
    },
}

/// A path that names no tile.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} names no tile")]
pub struct PathError(pub String);

impl Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hashes(tile) => {
                write!(f, "tile/{}/", tile.level)?;
                numbered(f, tile.number, tile.width)
            }
            Self::Entries { number, width } => {
                f.write_str("tile/entries/")?;
                numbered(f, *number, *width)
            }
        }
    }
}

/// `x001/x234/067`, and `.p/<W>` where partial.
fn numbered(f: &mut fmt::Formatter<'_>, number: u64, width: u16) -> fmt::Result {
    let digits = number.to_string();
    let padded = format!("{digits:0>length$}", length = digits.len().div_ceil(3) * 3);
    let last = padded.len() - 3;
    for at in (0..last).step_by(3) {
        write!(f, "x{}/", &padded[at..at + 3])?;
    }
    f.write_str(&padded[last..])?;
    if width < WIDTH { write!(f, ".p/{width}") } else { Ok(()) }
}

impl FromStr for Resource {
    type Err = PathError;

    /// Reads exactly what is written: one path per tile.
    fn from_str(path: &str) -> Result<Self, Self::Err> {
        parse(path).filter(|found| found.to_string() == path).ok_or_else(|| PathError(path.to_owned()))
    }
}

fn parse(path: &str) -> Option<Resource> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
        None => (rest, WIDTH),
    };
    let number = number.split('/').try_fold(0_u64, |sum, part| {
        let group: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok().filter(|group| *group < 1000)?;
        sum.checked_mul(1000)?.checked_add(group)
    })?;
    if kind == "entries" {
        return Some(Resource::Entries { number, width });
    }
    let level = kind.parse().ok().filter(|level| *level <= HIGHEST)?;
    Some(Resource::Hashes(Tile { level, number, width }))
}

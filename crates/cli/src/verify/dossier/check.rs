//! A dossier is read once, on all processors.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use steadfast_verify::dossier::{Dossier, DossierAsked, DossierError, DossierFault, DossierFindings, Examined, Proven};

use crate::failure::Failure;
use crate::parallel;

/// Parts that one thread takes at a time.
const TURN: usize = 16;

/// One open file with a place of its own, so that threads read the same file whatever becomes of its name.
struct Place<'a> {
    file: &'a File,
    at: u64,
}

impl Read for Place<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Place<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let outside = || io::Error::from(io::ErrorKind::InvalidInput);
        let (base, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::Current(by) => (self.at, by),
            SeekFrom::End(by) => (self.file.metadata()?.len(), by),
        };
        self.at = base.checked_add_signed(by).ok_or_else(outside)?;
        Ok(self.at)
    }
}

/// Checks a dossier: what it says, or the first thing that does not hold.
pub(super) fn check(path: &Path, asked: &DossierAsked<'_>) -> Result<Result<DossierFindings, DossierFault>, Failure> {
    let unreadable = |source| Failure::Unreadable { file: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    match whole(&file, asked) {
        Ok(findings) => Ok(Ok(findings)),
        Err(DossierError::Fault(fault)) => Ok(Err(fault)),
        Err(DossierError::Read(source)) => Err(unreadable(source)),
    }
}

fn whole(file: &File, asked: &DossierAsked<'_>) -> Result<DossierFindings, DossierError> {
    let dossier = Dossier::open(&mut Place { file, at: 0 }, asked)?;
    let (mut examined, records) = records(file, &dossier)?;
    let pieces = dossier.pieces();
    let turns: Vec<&[usize]> = pieces.chunks(TURN).collect();
    for turn in parallel::map(&turns, |turn| parts(file, &dossier, turn)) {
        examined.extend(turn?);
    }
    Ok(dossier.close(examined, records)?)
}

fn parts(file: &File, dossier: &Dossier, pieces: &[usize]) -> Result<Vec<Examined>, DossierError> {
    pieces.iter().map(|piece| dossier.examine(*piece, &mut Place { file, at: 0 })).collect()
}

/// Records in batches: signatures are checked on all processors, their order is that of the lines.
fn records(file: &File, dossier: &Dossier) -> Result<(Vec<Examined>, Vec<Proven>), DossierError> {
    let (mut place, mut records) = (Place { file, at: 0 }, Vec::new());
    let Some(mut lines) = dossier.records(&mut place)? else { return Ok((Vec::new(), records)) };
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            return Ok((vec![lines.end()?], records));
        }
        for proven in parallel::map(&batch, |(line, bytes)| dossier.record(*line, bytes)) {
            records.push(proven?);
        }
    }
}

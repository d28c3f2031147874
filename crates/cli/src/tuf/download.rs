//! Targets on their way into a folder: there only when they are whole and right.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use steadfast_trust::tuf::{Check, Target, quoted};
use tempfile::NamedTempFile;
use ureq::Agent;

use super::outside::UpdateFailure;
use crate::progress::Progress;

/// Where targets come from and go to.
pub(super) struct Downloads {
    folder: PathBuf,
    url: String,
    agent: Agent,
    progress: Progress,
}

/// Bytes at a time.
const PIECE: usize = 1 << 16;

impl Downloads {
    pub(super) fn new(folder: &Path, url: &str, agent: Agent) -> Self {
        let url = url.trim_end_matches('/').to_owned();
        Self { folder: folder.to_owned(), url, agent, progress: Progress::new("downloading") }
    }

    /// Fetches a target, unless it is there already. One path has one file, whatever its content.
    pub(super) fn fetch(&self, target: &Target, consistent: bool) -> Result<(), UpdateFailure> {
        let file = self.folder.join(quoted(&target.path));
        if is_there(&file, target)? {
            return Ok(());
        }
        std::fs::create_dir_all(&self.folder).map_err(UpdateFailure::file(&self.folder))?;
        let url = format!("{}/{}", self.url, target.address(consistent));
        let new = self.arrive(target, &url)?;
        new.persist(&file).map_err(|error| UpdateFailure::file(&file)(error.error))?;
        self.progress.end();
        Ok(())
    }

    fn arrive(&self, target: &Target, url: &str) -> Result<NamedTempFile, UpdateFailure> {
        let failed = |reason: String| UpdateFailure::Fetch { url: url.to_owned(), reason };
        let mut answer = self.agent.get(url).call().map_err(|error| failed(error.to_string()))?;
        if answer.status() != 200 {
            return Err(failed(format!("status {}", answer.status().as_u16())));
        }
        let mut new = NamedTempFile::new_in(&self.folder).map_err(UpdateFailure::file(&self.folder))?;
        let mut body = answer.body_mut().with_config().limit(u64::MAX).reader();
        let (mut check, mut piece, mut all) = (Check::target(&target.path, &target.file)?, vec![0; PIECE], 0);
        loop {
            let read = body.read(&mut piece).map_err(|error| failed(error.to_string()))?;
            if read == 0 {
                break;
            }
            check.update(&piece[..read])?;
            new.write_all(&piece[..read]).map_err(UpdateFailure::file(&self.folder))?;
            all += read as u64;
            self.progress.fetched(all, url);
        }
        check.finish()?;
        new.as_file().sync_all().map_err(UpdateFailure::file(&self.folder))?;
        Ok(new)
    }
}

/// Whether a file is the target.
fn is_there(file: &Path, target: &Target) -> Result<bool, UpdateFailure> {
    let mut content = match File::open(file) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(UpdateFailure::file(file)(error)),
    };
    let (mut check, mut piece) = (Check::target(&target.path, &target.file)?, vec![0; PIECE]);
    loop {
        let read = content.read(&mut piece).map_err(UpdateFailure::file(file))?;
        if read == 0 {
            return Ok(check.finish().is_ok());
        }
        if check.update(&piece[..read]).is_err() {
            return Ok(false);
        }
    }
}

//! `feed import` and `feed list`: advisories into the index, and what it holds.

mod collect;
mod fetch;
pub(crate) mod pieces;
mod report;
pub(crate) mod shelf;

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use steadfast_matching::index::{Compiler, Index};

use crate::args::{Import, List};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::progress::Progress;
use crate::server::advisories;
pub(crate) use collect::Collection;
pub(crate) use fetch::{download, is_address};
pub(crate) use report::sources_table;

/// Imports feeds into an index.
pub(crate) fn import(args: &Import, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    // An index or a list of sources is a local file: who names one means no server.
    let local = args.index.is_some() || args.sources.is_some() || args.paths.is_empty();
    if args.connection.server.is_some() || (args.connection.is_meant() && !local) {
        return advisories::import(args, out);
    }
    let now = args.now.unwrap_or(clock);
    if args.fetched.is_some_and(|fetched| fetched > now) {
        return Err(Failure::Usage("--fetched lies in the future".to_owned()));
    }
    let file = args.index.clone().map_or_else(shelf::default_index, Ok)?;
    let _lock = shelf::lock(&file)?;
    let before = if args.anew { None } else { shelf::open_if_there(&file)? };
    let old = before.as_deref().map(Index::open).transpose();
    let old = old.map_err(|source| Failure::Index { file: file.clone(), source })?;
    let compiler = match &old {
        Some(index) => Compiler::resume(index, now.as_second()),
        None => Ok(Compiler::new(now.as_second())),
    };
    let compiler = compiler.map_err(|source| Failure::Index { file: file.clone(), source })?;
    let mut collection = Collection::new(compiler, Progress::new("reading advisories"));
    let failed = take_all(args, now, &mut collection)?;
    let fetched_none = !failed.is_empty() && collection.is_empty();
    if fetched_none {
        return Err(failed.into_iter().next().unwrap_or_else(|| Failure::Usage("no source".to_owned())));
    }
    let (bytes, reading) = collection.finish(&file)?;
    shelf::write(&file, &bytes)?;
    report::imported(out, &file, &bytes, &reading, &failed)?;
    Ok(if failed.is_empty() { Exit::Yes } else { Exit::Failed })
}

/// Takes every path, or every default source. A path that fails ends the import; a default source that cannot be
/// fetched is told of, and what was loaded of it before stays, with its age.
fn take_all(args: &Import, now: Timestamp, collection: &mut Collection) -> Result<Vec<Failure>, Failure> {
    let fetched = args.fetched.map(Timestamp::as_second);
    for path in &args.paths {
        if fetch::is_address(path) {
            let (file, changed) = fetch::download(path, collection.progress())?;
            collection.take(file.path(), path, changed.filter(|changed| *changed <= now.as_second()))?;
        } else {
            collection.take(Path::new(path), path, fetched)?;
        }
    }
    if !args.paths.is_empty() {
        return Ok(Vec::new());
    }
    let mut failed = Vec::new();
    for source in fetch::default_sources(args.sources.as_deref())? {
        match fetch::download(&source.url, collection.progress()) {
            Ok((file, changed)) => {
                let changed = changed.filter(|changed| *changed <= now.as_second());
                collection.take(file.path(), &source.url, changed)?;
            }
            Err(failure) => failed.push(failure),
        }
    }
    Ok(failed)
}

/// Shows what an index holds.
pub(crate) fn list(args: &List, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.connection.is_meant() && args.index.is_none() {
        return advisories::list(args, out);
    }
    let file: PathBuf = args.index.clone().map_or_else(shelf::default_index, Ok)?;
    let bytes = input::mapped(&file)?;
    let index = Index::open(&bytes).map_err(|source| Failure::Index { file: file.clone(), source })?;
    report::listed(out, &file, &index)?;
    Ok(Exit::Yes)
}

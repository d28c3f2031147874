//! The shared data sets, read and compiled.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use steadfast_formats::bom::{self, Bom};
use steadfast_formats::feed::{self, Facts};
use steadfast_formats::{Limits, archive};
use steadfast_matching::index::{Compiler, Shape};

use crate::world::NOW;

/// An index of every archive in these folders of the shared data, each a fresh export.
pub(crate) fn compiled(root: &Path, folders: &[&str]) -> Vec<u8> {
    let mut compiler = Compiler::new(NOW);
    for path in folders.iter().flat_map(|folder| files(&root.join(folder))) {
        if path.extension().is_some_and(|extension| extension == "zip") {
            take(&mut compiler, &path);
        }
    }
    compiler.finish().expect("an index").0
}

fn take(compiler: &mut Compiler, path: &Path) {
    let bytes = std::fs::read(path).expect("a file of the shared data");
    let mut source = None;
    let unpacked = archive::visit(&bytes, &Limits::default(), &mut |member| {
        if let Ok(file) = feed::read(&member.bytes, &Limits::default()) {
            let name = path.display().to_string();
            let new = || compiler.source(file.kind.into(), Shape::Export, &name, Some(NOW));
            let source = *source.get_or_insert_with(new);
            if let Facts::Advisories(advisories) = &file.facts {
                advisories.iter().for_each(|advisory| compiler.advisory(source, advisory));
            }
        }
        ControlFlow::Continue(())
    });
    unpacked.expect("an archive");
}

/// Every bill that can be read in these folders, in the order of paths.
pub(crate) fn bills(root: &Path, folders: &[&str]) -> Vec<(PathBuf, Bom)> {
    let paths = folders.iter().flat_map(|folder| files(&root.join(folder)));
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("a file of the shared data");
        bom::read(&unpacked(bytes), &Limits::default()).ok().map(|bom| (path, bom))
    };
    paths.filter_map(read).collect()
}

/// A single file out of its compression; an archive of several documents as it is.
pub(crate) fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let mut members = Vec::new();
    if archive::is_archive(&bytes) {
        let read = archive::visit(&bytes, &Limits::default(), &mut |member| {
            members.push(member);
            ControlFlow::Continue(())
        });
        read.expect("an archive");
    }
    match members.as_mut_slice() {
        [only] => std::mem::take(&mut only.bytes),
        _ => bytes,
    }
}

/// The files directly in a folder and one level below, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder of the shared data");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    };
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries(folder).into_iter().partition(|path| path.is_dir());
    let inner = folders.iter().flat_map(|folder| entries(folder)).filter(|path| path.is_file());
    files.extend(inner);
    files.sort();
    files
}
